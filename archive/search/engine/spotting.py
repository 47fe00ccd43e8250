"""Where a text has what a question asks for.

Words are matched through the same analysis as in the index: “meet” is spotted in “meetings” of an English text, never
inside “steadfast”. What stands between two spaces is analysed once and looked into once a question: most of a text is
words that were there before.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from archive.search.engine.analysis import Term, terms
from archive.search.engine.stemming import stem

_CHUNK = re.compile(r"\S+")
_REMEMBERED = 20_000  # chunks a question
_ANALYSED = 50_000  # chunks

Run = tuple[str, ...]


@dataclass(frozen=True)
class Wanted:
    """What to mark: `runs` of folded words that stand together, in any of their forms, and single words that `fit`."""

    runs: frozenset[Run] = frozenset()
    fit: tuple[Callable[[str], bool], ...] = ()


class Span(NamedTuple):
    """A match: half-open code-point offsets and the terms it stands for."""

    start: int
    end: int
    wanted: Run


def matches(text: str, wanted: Wanted, language: str = "") -> list[Span]:
    """Where a text in this language has what is wanted, in order and without overlaps."""
    return _spotter(wanted, language).spans(text) if wanted.runs or wanted.fit else []


@lru_cache(maxsize=8)
def _spotter(wanted: Wanted, language: str) -> _Spotter:
    return _Spotter(wanted, language)


class _Spotter:
    def __init__(self, wanted: Wanted, language: str) -> None:
        self._language = language
        self._fit = wanted.fit
        self._runs = {tuple(stem(word, language) for word in run) for run in wanted.runs}
        self._words = {word for run in self._runs for word in run}
        self._by_first: dict[str, list[Run]] = {}
        for run in sorted(self._runs, key=len, reverse=True):
            self._by_first.setdefault(run[0], []).append(run)
        self._known: dict[str, tuple[int, list[Term], list[Term]]] = {}

    def spans(self, text: str) -> list[Span]:
        spans: list[Span] = []
        words: list[Term] = []
        position = 0
        known = self._known
        for chunk in _CHUNK.finditer(text):
            looked_into = known.get(chunk.group()) or self._looked_into(chunk.group())
            width, single, wanted = looked_into
            if single or wanted:
                start = chunk.start()
                spans += [Span(start + term.start, start + term.end, (term.text,)) for term in single]
                words += [
                    Term(term.text, position + term.position, start + term.start, start + term.end) for term in wanted
                ]
            position += width
        return _apart(spans + self._together(words))

    def _looked_into(self, chunk: str) -> tuple[int, list[Term], list[Term]]:
        """How many positions a chunk takes up; its terms that are wanted alone; and those that are part of a run."""
        found = _analysed(chunk)
        stems = [term._replace(text=stem(term.text, self._language)) for term in found]
        single = [term for term in found if any(fits(term.text) for fits in self._fit)]
        single += [term for term in stems if term.is_joined and (term.text,) in self._runs]
        wanted = [term for term in stems if not term.is_joined and term.text in self._words]
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[chunk] = looked_into = (found[-1].position + 1 if found else 0, single, wanted)
        return looked_into

    def _together(self, words: list[Term]) -> list[Span]:
        """The longest run that begins at each word."""
        spans = []
        for number, word in enumerate(words):
            for run in self._by_first.get(word.text, ()):
                following = words[number : number + len(run)]
                if (
                    tuple(term.text for term in following) == run
                    and following[-1].position - word.position == len(run) - 1
                ):
                    spans.append(Span(word.start, following[-1].end, run))
                    break
        return spans


@lru_cache(maxsize=_ANALYSED)
def _analysed(chunk: str) -> tuple[Term, ...]:
    return tuple(terms(chunk))


def _apart(spans: list[Span]) -> list[Span]:
    """Without those that overlap an earlier or longer one."""
    apart: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not apart or span.start >= apart[-1].end:
            apart.append(span)
    return apart
