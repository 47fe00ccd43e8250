"""Where a text has what a question asks for.

Words are matched through the same analysis as in the index: “meet” is spotted in “meetings” of an English text, never
inside “steadfast”. What stands between two spaces is analysed once: most of a text is words that were
there before; and only where `likely` sees a sign of something sought.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from archive.search.engine.analysis import Term, terms
from archive.search.engine.likely import Fit, likely
from archive.search.engine.stemming import stem

_ANALYSED = 20_000  # chunks
_LETTER = re.compile(r"\w")
_APART = 1000  # positions

Run = tuple[str, ...]


@dataclass(frozen=True)
class Wanted:
    """What to mark: `runs` of folded words that stand together, in any of their forms, and single words that `fit`."""

    runs: frozenset[Run] = frozenset()
    fit: tuple[Fit, ...] = ()


class Span(NamedTuple):
    """A match: half-open code-point offsets and the terms it stands for."""

    start: int
    end: int
    wanted: Run


class _Chunk(NamedTuple):
    """What stands between two spaces: its terms, their stems, all of the latter, and how many positions it takes up."""

    terms: tuple[Term, ...]
    stems: tuple[Term, ...]
    words: frozenset[str]
    width: int


@dataclass(frozen=True)
class Spotted:
    """What a text in this language has of what is wanted: single `words` of the runs, their stems as text, in order;
    compounds that may be one of the runs as a whole; and the words that fit.
    """

    runs: Collection[Run]
    language: str
    words: tuple[Term, ...]
    joined: tuple[Term, ...]
    fitting: tuple[Span, ...]

    def spans(self) -> list[Span]:
        """All matches in order, without overlaps."""
        return _apart([*self.fitting, *self._of(self.runs)])

    def of_run(self, run: Run) -> list[Span]:
        """The matches of one of the runs, as though nothing else had been wanted."""
        return _apart(self._of([run]))

    def _of(self, runs: Iterable[Run]) -> list[Span]:
        stemmed = {tuple(stem(word, self.language) for word in run) for run in runs}
        sought = {word for run in stemmed for word in run}
        joined = [Span(term.start, term.end, (term.text,)) for term in self.joined if (term.text,) in stemmed]
        return joined + _together([term for term in self.words if term.text in sought], stemmed)


def matches(text: str, wanted: Wanted, language: str = "") -> list[Span]:
    """Where a text in this language has what is wanted, in order and without overlaps."""
    return spotted(text, wanted, language).spans()


def spotted(text: str, wanted: Wanted, language: str = "") -> Spotted:
    """Go through a text once, for all that is wanted."""
    sought = _sought(wanted.runs, language)
    fits = _Fitting(wanted.fit)
    words: list[Term] = []
    joined: list[Term] = []
    fitting: list[Span] = []
    position = end = 0
    for found in likely(text, sought, wanted.fit, language):
        at = found.start()
        if end and _LETTER.search(text, end, at):
            position += _APART  # chunks between were passed over
        end = found.end()
        chunk = _analysed(found.group(), language)
        if not chunk.words.isdisjoint(sought):
            for text_of, place, start, stop, is_joined in chunk.stems:
                if text_of in sought:
                    (joined if is_joined else words).append(
                        Term(text_of, position + place, at + start, at + stop, is_joined)
                    )
        if wanted.fit:
            fitting += [Span(at + term.start, at + term.end, (term.text,)) for term in chunk.terms if fits[term.text]]
        position += chunk.width
    return Spotted(wanted.runs, language, tuple(words), tuple(joined), tuple(fitting))


@lru_cache(maxsize=100)
def _sought(runs: Collection[Run], language: str) -> frozenset[str]:
    return frozenset(stem(word, language) for run in runs for word in run)


@lru_cache(maxsize=_ANALYSED)
def _analysed(chunk: str, language: str) -> _Chunk:
    found = tuple(terms(chunk))
    stems = tuple(term._replace(text=stem(term.text, language)) for term in found)
    return _Chunk(found, stems, frozenset(term.text for term in stems), found[-1].position + 1 if found else 0)


class _Fitting(dict[str, bool]):
    """Whether a word fits one of the tests, each tried once a text."""

    def __init__(self, tests: tuple[Fit, ...]) -> None:
        super().__init__()
        self._tests = tests

    def __missing__(self, word: str) -> bool:
        fits = self[word] = any(fit.test(word) for fit in self._tests)
        return fits


def _together(words: list[Term], runs: set[Run]) -> list[Span]:
    """The longest run that begins at each word."""
    by_first: dict[str, list[Run]] = {}
    for run in sorted(runs, key=len, reverse=True):
        by_first.setdefault(run[0], []).append(run)
    spans = []
    for number, word in enumerate(words):
        for run in by_first.get(word.text, ()):
            if len(run) == 1:
                spans.append(Span(word.start, word.end, run))
                break
            following = words[number : number + len(run)]
            are_neighbours = following[-1].position - word.position == len(run) - 1
            if are_neighbours and tuple(term.text for term in following) == run:
                spans.append(Span(word.start, following[-1].end, run))
                break
    return spans


def _apart(spans: list[Span]) -> list[Span]:
    """Without those that overlap an earlier or longer one."""
    apart: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not apart or span.start >= apart[-1].end:
            apart.append(span)
    return apart
