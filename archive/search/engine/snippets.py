"""The passage of a text that answers a question best, cut into pieces, so that the page does the escaping.

Words are matched through the same analysis as in the index: “meet” is marked in “meetings”, never inside “steadfast”.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from archive.search.engine.analysis import is_filler, terms
from archive.search.engine.nodes import Node, Word, sought

Wanted = frozenset[tuple[str, ...]]
WIDTH = 280  # code points, about three lines
_LEAD = 60  # how far before the first match a passage may begin, to begin with a sentence


class Piece(NamedTuple):
    text: str
    is_match: bool


class Span(NamedTuple):
    """A match: half-open code-point offsets and the terms it stands for."""

    start: int
    end: int
    wanted: tuple[str, ...]


def wanted_terms(node: Node) -> Wanted:
    """The runs of terms a question asks for: one for each word, phrase, or compound in either spelling."""
    asked = list(sought(node))
    essential = [item for item in asked if not (isinstance(item, Word) and is_filler(item.text))]
    runs: set[tuple[str, ...]] = set()
    for item in essential or asked:
        found = list(terms(item.text))
        runs.add(tuple(term.text for term in found if not term.is_joined))
        if isinstance(item, Word):
            runs.update((term.text,) for term in found if term.is_joined)
    return frozenset(run for run in runs if run)


def matches(text: str, wanted: Wanted) -> list[Span]:
    """Where the text has what is wanted, in order and without overlaps."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for run in sorted(wanted, key=len, reverse=True):
        by_first.setdefault(run[0], []).append(run)
    if not by_first:
        return []
    found = list(terms(text))
    words = [term for term in found if not term.is_joined]
    spans = [Span(term.start, term.end, (term.text,)) for term in found if term.is_joined and (term.text,) in wanted]
    for number, word in enumerate(words):
        for run in by_first.get(word.text, ()):
            if tuple(term.text for term in words[number : number + len(run)]) == run:
                spans.append(Span(word.start, words[number + len(run) - 1].end, run))
                break
    apart: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not apart or span.start >= apart[-1].end:
            apart.append(span)
    return apart


def snippet(text: str, wanted: Wanted, width: int = WIDTH) -> tuple[Piece, ...]:
    """About `width` code points of the text, where most of what is wanted stands together; else its beginning."""
    spans = matches(text, wanted)
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
