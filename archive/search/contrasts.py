"""Which words two texts share, and which mark one against the other; the same of two sets of texts.

Forms of a word count as one, as they do in a search. Stop words, numbers and the words kept `apart` are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

import numpy as np
from haystack import connections

from archive.search.engine.analysis import raw_words, terms_of
from archive.search.engine.snapshot import Snapshot
from archive.search.engine.stemming import stem
from archive.search.log_odds import z_scores
from archive.search.stop_words import stop_stems

SHOWN = 12  # words of each kind
LEAST_Z = 1.96  # what chance alone gives to one word in forty
LEAST_RARITY = log(2)  # a word of more than half of all articles tells nothing
_WEIGHED = 600  # the most frequent words of a text: looking up the rarity of all would take longer than the rest
_TIMES = 2  # as often, at least, a word has to stand in the text that it marks
_FIELD = "stems"


@dataclass(frozen=True)
class CountedWord:
    """A word as it is mostly printed, and how often it stands on either side."""

    word: str
    a: int
    b: int


@dataclass(frozen=True)
class Contrast:
    """`shared` by what they tell, `more_a` and `more_b` those that mark one side against the other."""

    shared: tuple[CountedWord, ...]
    more_a: tuple[CountedWord, ...]
    more_b: tuple[CountedWord, ...]


class _Words:
    """The words of one side by their stems, and in which forms they are printed."""

    def __init__(self, texts: Iterable[str], language: str, apart: Collection[str]) -> None:
        printed: Counter[str] = Counter()
        for text in texts:
            printed.update(raw_words(text))
        self.total = printed.total()
        self.counts: Counter[str] = Counter()
        self._forms: dict[str, list[tuple[str, int]]] = {}
        for word, count in printed.items():
            for key, form in _telling_in(word, language):
                if key not in apart:
                    self.counts[key] = self.counts.get(key, 0) + count
                    self._forms.setdefault(key, []).append((form, count))

    def forms(self, key: str) -> Counter[str]:
        counted: Counter[str] = Counter()
        for form, count in self._forms.get(key, ()):
            counted[form] += count
        return counted


@lru_cache(maxsize=20_000)
def _telling_in(word: str, language: str) -> tuple[tuple[str, str], ...]:
    """The stems in one word that can tell something, each with the form it is printed in; remembered."""
    found = []
    for term in terms_of(word):
        key = stem(term.text, language)
        is_telling = len(key) > 1 and key not in stop_stems(language) and not any(map(str.isdigit, key))
        if is_telling and not term.is_joined:
            found.append((key, word[term.start : term.end]))
    return tuple(found)


def of_texts(a: str, b: str, language: str, apart: Collection[str] = ()) -> Contrast:
    """By how often a word stands in the texts and how rare it is in the index (tf–idf). Raises IndexNotReadyError."""
    first, second = _Words([a], language, apart), _Words([b], language, apart)
    rarity = _rarities(first, second)
    shared = _shared(first, second, rarity)
    rates = {key: (first.counts[key] / (first.total or 1), second.counts[key] / (second.total or 1)) for key in rarity}
    more = {
        key: (rate_a - rate_b) * rarity[key]
        for key, (rate_a, rate_b) in rates.items()
        if max(rate_a, rate_b) >= _TIMES * min(rate_a, rate_b) and first.counts[key] + second.counts[key] > 1
    }
    return _contrast(first, second, shared, more)


def of_sets(a: Sequence[str], b: Sequence[str], language: str, apart: Collection[str] = ()) -> Contrast:
    """By the log-odds of each word between the two sets, see `log_odds`. Raises IndexNotReadyError."""
    first, second = _Words(a, language, apart), _Words(b, language, apart)
    keys = [key for key in first.counts.keys() | second.counts.keys() if first.counts[key] + second.counts[key] > 2]
    if not keys or not first.counts or not second.counts:
        return Contrast((), (), ())
    counts = np.array([[words.counts[key] for key in keys] for words in (first, second)])
    scores = dict(zip(keys, z_scores(counts)[0].tolist(), strict=True))
    more = {key: score for key, score in scores.items() if abs(score) >= LEAST_Z}
    return _contrast(first, second, _shared(first, second, _rarities(first, second)), more)


def _shared(first: _Words, second: _Words, rarity: Mapping[str, float]) -> dict[str, float]:
    """How much it tells that both sides have a word: the more, the rarer it is elsewhere."""
    return {
        key: (1 + log(min(first.counts[key], second.counts[key]))) * rare
        for key, rare in rarity.items()
        if first.counts[key] and second.counts[key]
    }


def _contrast(first: _Words, second: _Words, shared: dict[str, float], more: dict[str, float]) -> Contrast:
    """The weightiest words; what weighs less than nothing in `more` marks the second side."""
    by_weight = sorted(more, key=lambda key: (-abs(more[key]), key))
    marking = [[key for key in by_weight if (more[key] > 0) is is_first][:SHOWN] for is_first in (True, False)]
    told = {*marking[0], *marking[1]}
    both = [key for key in sorted(shared, key=lambda key: (-shared[key], key)) if key not in told][:SHOWN]

    def counted(keys: Iterable[str]) -> tuple[CountedWord, ...]:
        return tuple(
            CountedWord(_usual(first.forms(key) + second.forms(key)), first.counts[key], second.counts[key])
            for key in keys
        )

    return Contrast(counted(both), counted(marking[0]), counted(marking[1]))


def _rarities(first: _Words, second: _Words) -> dict[str, float]:
    """Of the frequent words how rare each is in the index, if that tells."""
    keys = list({key for words in (first, second) for key, _ in words.counts.most_common(_WEIGHED)})
    snapshot: Snapshot = connections["default"].get_backend().snapshot()
    rarities = zip(keys, snapshot.rarities(_FIELD, keys), strict=True)
    return {key: rarity for key, rarity in rarities if rarity >= LEAST_RARITY}


def _usual(forms: Counter[str]) -> str:
    """The form printed most; in lower case, if it is printed so at all."""
    form = min(forms, key=lambda form: (-forms[form], form))
    return form.lower() if form.lower() in forms else form
