"""Which part of a page's text is the article: every line gets a kind, and the rule that decided it.

Prose attracts, page furniture repels: the run of lines with the highest sum is where the article stands. What the
lines inside and around that run are is then decided by named rules. Nothing is dropped; `Block`s cover every line.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from archive.ingest.appeals import appeal
from archive.ingest.asides import notes_on_authors, related_boxes, related_lists
from archive.ingest.boilerplate import recognised
from archive.ingest.bylines import is_name, read_dated
from archive.ingest.captions import caption
from archive.ingest.datelines import is_dateline, is_publication_line
from archive.ingest.folding import name_key
from archive.ingest.inside import inside
from archive.ingest.joining import joined, without_tail
from archive.ingest.lines import Piece, pieces
from archive.ingest.lists import list_below, posts
from archive.ingest.marked import BODY_KINDS, Line
from archive.ingest.run import article_run
from archive.ingest.signing import PUBLISHER_AND_DATE
from archive.ingest.surroundings import above, author_notes, below, repeats

_LONGEST_NAME = 120  # of a publisher, in characters


@dataclass(frozen=True)
class Block:
    """A half-open code-point range of the reading text, what it is, and why."""

    start: int
    end: int
    kind: str
    rule: str
    origin: str = "machine"
    text: str = ""

    @property
    def is_body(self) -> bool:
        return self.kind in BODY_KINDS


def classify(text: str, publishers: Container[str] = frozenset()) -> tuple[Block, ...]:
    """Cut a reading text into blocks, in order; every non-blank line belongs to exactly one.

    `publishers` holds the `name_key`s of known sources: a line that is one of them is no author and no title.
    """
    lines = [_first_look(piece, publishers) for piece in pieces(text)]
    for claim in (posts, related_boxes, notes_on_authors, related_lists):
        lines = claim(lines)
    first, last = _article(lines)
    for look in (inside, above, below, author_notes, repeats):
        lines = look(lines, first, last)
    return tuple(Block(line.piece.start, line.piece.end, line.kind, line.rule, text=line.piece.text) for line in lines)


def _first_look(piece: Piece, publishers: Container[str]) -> Line:
    if len(piece.columns) >= 3 and piece.words <= 3 * len(piece.columns) and not piece.ends_sentence:
        return Line(piece, "navigation", "menu-columns")
    known = recognised(piece.text) or caption(piece.text) or appeal(piece.text)
    if known:
        return Line(piece, *known)
    if len(piece.text) <= _LONGEST_NAME and name_key(piece.text) in publishers:
        return Line(piece, "source", "publisher-alone")
    if len(piece.columns) == 2 and any(name_key(part) in publishers for part in piece.columns):
        headline = piece.columns[name_key(piece.columns[0]) in publishers]
        if not is_name(headline):
            is_short = len(headline.split()) <= 2
            return Line(piece, *(("navigation", "site-line") if is_short else ("title", "headline-with-site-name")))
    if is_publication_line(piece.text):
        return Line(piece, "source", "publication-line")
    if is_dateline(piece.text):
        signed = read_dated(piece.text)
        is_of_publisher = signed and all(name_key(name) in publishers for name in signed.names)
        return Line(piece, "dateline", PUBLISHER_AND_DATE if is_of_publisher else "printed-date")
    return Line(piece)


def _article(lines: list[Line]) -> tuple[int, int]:
    first, last = article_run(lines)
    last = without_tail(lines, first, last)
    first, last = joined(lines, first, last)
    return first, list_below(lines, last)
