"""Which part of a page's text is the article: every line gets a kind, and the rule that decided it.

Prose attracts, page furniture repels: the run of lines with the highest sum is where the article stands. What the
lines inside and around that run are is then decided by named rules. Nothing is dropped; `Block`s cover every line.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, replace

from archive.ingest import bylines
from archive.ingest.authority import name_key
from archive.ingest.boilerplate import recognised
from archive.ingest.datelines import is_dateline, is_publication_line
from archive.ingest.lines import Piece, pieces
from archive.ingest.marked import BODY_KINDS, STARTS_AS_TEXT, Line
from archive.ingest.surroundings import above, author_notes, below, repeats

_BULLET = re.compile(r"(?:[•*▪●◦‣–—-]|\(?\d{1,2}[.)]|\(?[a-h]\))\s+\S")
_NAME_COLON = re.compile(rf"{bylines.NAME}\s?:")


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
    lines = _related_lists(_related_boxes(lines))
    first, last = _article_run(lines)
    for look in (_inside, above, below, author_notes, repeats):
        lines = look(lines, first, last)
    return tuple(Block(line.piece.start, line.piece.end, line.kind, line.rule, text=line.piece.text) for line in lines)


def _first_look(piece: Piece, publishers: Container[str]) -> Line:
    if len(piece.columns) >= 3 and piece.words <= 3 * len(piece.columns) and not piece.ends_sentence:
        return Line(piece, "navigation", "menu-columns")
    known = recognised(piece.text)
    if known:
        return Line(piece, *known)
    if name_key(piece.text) in publishers:
        return Line(piece, "source", "publisher-alone")
    if len(piece.columns) == 2 and name_key(piece.columns[0]) in publishers:
        is_short = len(piece.columns[1].split()) <= 2
        return Line(piece, *(("navigation", "site-line") if is_short else ("title", "headline-with-site-name")))
    if is_publication_line(piece.text):
        return Line(piece, "source", "publication-line")
    if is_dateline(piece.text):
        return Line(piece, "dateline", "printed-date")
    return Line(piece)


def _related_boxes(lines: list[Line]) -> list[Line]:
    """“Name:”, a headline under it and its teaser, in the middle of a text: another article's box."""
    result = list(lines)
    for i in range(len(lines) - 2):
        name, headline, teaser = lines[i : i + 3]
        is_box = (
            not name.kind
            and _NAME_COLON.fullmatch(name.piece.text)
            and not headline.kind
            and 2 <= headline.piece.words <= 20
            and not headline.piece.ends_sentence
        )
        if is_box:
            result[i] = replace(name, kind="related-link", rule="related-box-author")
            result[i + 1] = replace(headline, kind="related-link", rule="related-box-title")
            if teaser.is_prose:
                result[i + 2] = replace(teaser, kind="related-link", rule="related-box-teaser")
    return result


def _related_lists(lines: list[Line]) -> list[Line]:
    """Headlines right under “Related” or “Also read”."""
    result = list(lines)
    for i in range(1, len(lines)):
        over, line = result[i - 1], lines[i]
        is_headline = not line.kind and not line.is_prose and line.piece.words >= 2
        goes_on = over.rule == "related-heading" or (over.rule == "under-related" and not line.piece.after_blank)
        if goes_on and is_headline and len(line.piece.text) < 200:
            result[i] = replace(line, kind="related-link", rule="under-related")
    return result


def _article_run(lines: list[Line]) -> tuple[int, int]:
    """Half-open range of the run of lines with the highest sum of pulls (Kadane's algorithm)."""
    best = (0, 0, 0)
    total = start = 0
    for i, line in enumerate(lines):
        if total <= 0:
            total, start = 0, i
        total += line.pull
        if total > best[0]:
            best = (total, start, i + 1)
    first, last = best[1], best[2]
    while last < len(lines) and _is_last_word(lines[last]):
        last += 1
    return first, last


def _is_last_word(line: Line) -> bool:
    """A short statement right under the text: too short to pull, and still its end."""
    is_statement = line.piece.ends_sentence and not line.piece.text.endswith("?")
    return not line.kind and is_statement and line.piece.words >= 3 and bool(STARTS_AS_TEXT.match(line.piece.text))


def _inside(lines: list[Line], first: int, last: int) -> list[Line]:
    result = list(lines)
    for i in range(first, last):
        line = result[i]
        if line.kind:
            continue
        kind, rule = _kind_inside(line, lines, i, last)
        result[i] = replace(line, kind=kind, rule=rule)
    return result


def _kind_inside(line: Line, lines: list[Line], i: int, last: int) -> tuple[str, str]:
    piece = line.piece
    if _BULLET.match(piece.text) and piece.words >= 3:
        return "list-item", "bullet"
    if line.is_prose:
        return "paragraph", "prose"
    if piece.ends_sentence and piece.words >= 2 and STARTS_AS_TEXT.match(piece.text):
        return "paragraph", "short-sentence"
    if piece.text.endswith((":", ",", ";", "—", "…")) and piece.words >= 4:
        return "paragraph", "running-on"
    if bylines.read_signed(piece.text):
        return "byline", "signature"
    if _is_link_run(lines, i):
        return "related-link", "run-of-headlines"
    following = next((other for other in lines[i + 1 : last] if not other.kind), None)
    if following and following.is_prose and piece.words <= 16 and STARTS_AS_TEXT.match(piece.text):
        return "heading", "heading-before-prose"
    return "widget", "stray-line"


def _is_link_run(lines: list[Line], i: int) -> bool:
    """Three or more short lines in a row, in the middle of a text."""
    run = 1
    for step in (-1, 1):
        j = i + step
        while 0 <= j < len(lines) and not lines[j].is_prose and not lines[j].piece.ends_sentence:
            run += 1
            j += step
    return run >= 3
