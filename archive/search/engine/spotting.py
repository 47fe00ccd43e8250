"""Where a text has what a question asks for.

Words are matched through the same analysis as in the index: “meet” is spotted in “meetings” of an English text, never
inside “steadfast”. What stands between two spaces is analysed once: most of a text is words that were
there before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from archive.search.engine.analysis import Term, terms
from archive.search.engine.stemming import stem

_CHUNK = re.compile(r"\S+")
_ANALYSED = 100_000  # chunks
_LETTER = re.compile(r"\w")
_NOT_PLAIN = r"[^\x00-\x7f]|\w[-'.]\w"
_SHORT = 3  # letters
_APART = 1000  # positions

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


class _Chunk(NamedTuple):
    """What stands between two spaces: its terms, their stems, all of the latter, and how many positions it takes up."""

    terms: tuple[Term, ...]
    stems: tuple[Term, ...]
    words: frozenset[str]
    width: int


def matches(text: str, wanted: Wanted, language: str = "") -> list[Span]:
    """Where a text in this language has what is wanted, in order and without overlaps."""
    runs = {tuple(stem(word, language) for word in run) for run in wanted.runs}
    sought = {word for run in runs for word in run}
    fitting = _Fitting(wanted.fit)
    spans: list[Span] = []
    words: list[Term] = []
    position = end = 0
    for found in _CHUNK.finditer(text) if wanted.fit else _likely(text, sought):
        if end and _LETTER.search(text, end, found.start()):
            position += _APART  # chunks between were passed over
        end = found.end()
        chunk = _analysed(found.group(), language)
        if not chunk.words.isdisjoint(sought):
            at = found.start()
            for term in chunk.stems:
                if term.is_joined and (term.text,) in runs:
                    spans.append(Span(at + term.start, at + term.end, (term.text,)))
                elif not term.is_joined and term.text in sought:
                    words.append(Term(term.text, position + term.position, at + term.start, at + term.end))
        if wanted.fit:
            at = found.start()
            spans += [Span(at + term.start, at + term.end, (term.text,)) for term in chunk.terms if fitting[term.text]]
        position += chunk.width
    return _apart(spans + _together(words, runs))


def _likely(text: str, sought: set[str]) -> Iterator[re.Match[str]]:
    """The chunks that may hold one of the stems: those with its beginning, and those that are not plain to read.

    A stem differs from its words in their last three letters at most, if it is not very short: “constant” is that of
    “constamment”, but “die” of “dying”.
    """
    if not sought:
        return iter(())
    if any(len(word) <= _SHORT or not word.isascii() for word in sought):
        return _CHUNK.finditer(text)
    beginnings = sorted({re.escape(word[: max(_SHORT, len(word) - _SHORT)]) for word in sought})
    return _chunks_at(text, re.compile(rf"{_NOT_PLAIN}|{'|'.join(beginnings)}"))


def _chunks_at(text: str, sign: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Each chunk in which a sign stands, once."""
    lower, at = _lower(text), 0
    while found := sign.search(lower, at):
        start = found.start()
        while start > at and not text[start - 1].isspace():
            start -= 1
        chunk = _CHUNK.search(text, start)
        if chunk is None:
            return
        at = chunk.end()
        yield chunk


@lru_cache(maxsize=_ANALYSED)
def _analysed(chunk: str, language: str) -> _Chunk:
    found = tuple(terms(chunk))
    stems = tuple(term._replace(text=stem(term.text, language)) for term in found)
    return _Chunk(found, stems, frozenset(term.text for term in stems), found[-1].position + 1 if found else 0)


def _lower(text: str) -> str:
    """Lower case, with every character in its place."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)


class _Fitting(dict[str, bool]):
    """Whether a word fits one of the tests, each tried once a text."""

    def __init__(self, tests: tuple[Callable[[str], bool], ...]) -> None:
        super().__init__()
        self._tests = tests

    def __missing__(self, word: str) -> bool:
        fits = self[word] = any(test(word) for test in self._tests)
        return fits


def _together(words: list[Term], runs: set[Run]) -> list[Span]:
    """The longest run that begins at each word."""
    by_first: dict[str, list[Run]] = {}
    for run in sorted(runs, key=len, reverse=True):
        by_first.setdefault(run[0], []).append(run)
    spans = []
    for number, word in enumerate(words):
        for run in by_first.get(word.text, ()):
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
