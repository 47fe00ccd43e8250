"""The passage of a text that answers a question best, cut into pieces, so that the page does the escaping.

Words are matched through the same analysis as in the index: “meet” is marked in “meetings” of an English text, never
inside “steadfast”.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import NamedTuple

from archive.search.engine.analysis import Term, terms
from archive.search.engine.stemming import stem

WIDTH = 280  # code points, about three lines
_LEAD = 60  # how far before the first match a passage may begin, to begin with a sentence


@dataclass(frozen=True)
class Wanted:
    """What to mark: `runs` of folded words that stand together, in any of their forms, and single words that `fit`."""

    runs: frozenset[tuple[str, ...]] = frozenset()
    fit: tuple[Callable[[str], bool], ...] = ()


class Piece(NamedTuple):
    text: str
    is_match: bool


class Span(NamedTuple):
    """A match: half-open code-point offsets and the terms it stands for."""

    start: int
    end: int
    wanted: tuple[str, ...]


def matches(text: str, wanted: Wanted, language: str = "") -> list[Span]:
    """Where a text in this language has what is wanted, in order and without overlaps."""
    runs = {tuple(stem(word, language) for word in run) for run in wanted.runs}
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for run in sorted(runs, key=len, reverse=True):
        by_first.setdefault(run[0], []).append(run)
    if not by_first and not wanted.fit:
        return []
    found = [term._replace(text=stem(term.text, language)) for term in terms(text)]
    words = [term for term in found if not term.is_joined]
    spans = [Span(term.start, term.end, (term.text,)) for term in found if term.is_joined and (term.text,) in runs]
    for number, word in enumerate(words):
        for run in by_first.get(word.text, ()):
            if tuple(term.text for term in words[number : number + len(run)]) == run:
                spans.append(Span(word.start, words[number + len(run) - 1].end, run))
                break
    return _apart(spans + _fitting(list(terms(text)) if wanted.fit else [], wanted))


def _fitting(found: list[Term], wanted: Wanted) -> list[Span]:
    fitting = {word for word in {term.text for term in found} if any(fits(word) for fits in wanted.fit)}
    return [Span(term.start, term.end, (term.text,)) for term in found if term.text in fitting]


def _apart(spans: list[Span]) -> list[Span]:
    """Without those that overlap an earlier or longer one."""
    apart: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not apart or span.start >= apart[-1].end:
            apart.append(span)
    return apart


def snippet(text: str, wanted: Wanted, language: str = "", width: int = WIDTH) -> tuple[Piece, ...]:
    """About `width` code points of the text, where most of what is wanted stands together; else its beginning."""
    spans = matches(text, wanted, language)
    start = _beginning(text, _best(spans, width)) if spans else 0
    end = _ending(text, start, width)
    pieces = [Piece("… ", False)] if start else []
    at = start
    for span in _merged(text, [span for span in spans if start <= span.start and span.end <= end]):
        pieces += [Piece(_one_line(text[at : span.start]), False), Piece(_one_line(text[span.start : span.end]), True)]
        at = span.end
    pieces.append(Piece(_one_line(text[at:end]), False))
    if end < len(text):
        pieces.append(Piece(" …", False))
    return tuple(piece for piece in pieces if piece.text)


def _best(spans: list[Span], width: int) -> int:
    """Where the passage with the most different matches begins; the earliest of equals."""

    def variety(first: int) -> int:
        limit = spans[first].start + width - _LEAD
        together: Collection[tuple[str, ...]] = {span.wanted for span in spans[first : first + 20] if span.end <= limit}
        return len(together)

    return spans[max(range(len(spans)), key=lambda first: (variety(first), -first))].start


def _beginning(text: str, match: int) -> int:
    """A start shortly before the match: that of its sentence or paragraph where near, else of a word."""
    earliest = max(0, match - _LEAD)
    if earliest == 0:
        return 0
    for stop in (". ", "! ", "? ", "\n"):
        at = text.rfind(stop, earliest, match)
        if at >= 0:
            return at + len(stop)
    space = text.find(" ", earliest, match)
    return space + 1 if space >= 0 else match


def _ending(text: str, start: int, width: int) -> int:
    if len(text) <= start + width:
        return len(text)
    space = text.rfind(" ", start + width // 2, start + width)
    return space if space >= 0 else start + width


def _merged(text: str, spans: list[Span]) -> list[Span]:
    """Matches with only space between them as one."""
    merged: list[Span] = []
    for span in spans:
        if merged and not text[merged[-1].end : span.start].strip():
            merged[-1] = Span(merged[-1].start, span.end, span.wanted)
        else:
            merged.append(span)
    return merged


def _one_line(text: str) -> str:
    return text.replace("\n\n", " ").replace("\n", " ")
