"""The passage of a text that answers a question best, cut into pieces, so that the page does the escaping."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from archive.search.engine.spotting import Span, Wanted, matches

WIDTH = 280  # code points, about three lines
_LEAD = 60  # how far before the first match a passage may begin, to begin with a sentence


class Piece(NamedTuple):
    text: str
    is_match: bool


class Passage(NamedTuple):
    """A part of a text: half-open code-point offsets, and its pieces."""

    start: int
    end: int
    pieces: tuple[Piece, ...]


def snippet(text: str, wanted: Wanted, language: str = "", width: int = WIDTH) -> tuple[Piece, ...]:
    """About `width` code points of the text, where most of what is wanted stands together; else its beginning."""
    return passage(text, matches(text, wanted, language), width).pieces


def passage(text: str, spans: list[Span], width: int = WIDTH) -> Passage:
    """The same for matches that are known already, in order."""
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
    return Passage(start, end, tuple(piece for piece in pieces if piece.text))


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
