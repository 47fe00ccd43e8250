"""Which line over an article is its title: what speaks for a line and against it, in points."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from archive.ingest import bylines
from archive.ingest.dates import find_dates
from archive.ingest.marked import BODY_KINDS, Line

REACH = 60  # lines above the text
MAX_WORDS, MAX_LENGTH = 30, 250
# Fitted on the tuning half of real pages (softmax over the lines above the text), then rounded.
TAKEN_UP = 1.5  # for a line all of whose longer words the text uses
TAKEN_UP_FULLY = 1.8  # and again where there are at least three of them
SIGNED = (2.5, 0.8, 0.4)  # for a date or signature on the next line, the one after, and the third
WITH_SITE_NAME = 2.0
REPEATED = 0.5  # for a line that stands on the page more than once, as titles do
REPEATED_LONG = 0.5  # and again where it has some words, as the labels of menus have not
CONTAINED = 0.5  # for a line with some words that is a part of another: of a trail, “12 thoughts on …”
OF_A_WIDGET = -2.0
LENGTHS = ((20, 0.5), (5, 1.1), (2, 0.1), (1, -0.7))  # for at least so many words
IN_A_MENU = -1.3
PACKED = -0.4  # for one of several short lines without a blank line between
LABEL = -1.0  # for a line that only says who, when or where
SENTENCE = -1.2
NAME = -0.5
DISTANCE = -0.55  # times the logarithm of the lines down to the text
NEEDED = 0.3  # points; where no line has as many, a title is devised
TITLE_WORDS, STANDFIRST_WORDS = 4, 8
TITLE_WORDS_OVER_A_SENTENCE = 2

_NEAR = 3
_SIGNATURES = ("dateline", "byline")
_STEMS = 3
_SHORT, _PACK, _MENU_WORDS = 6, 4, 4
_LABEL = re.compile(
    r"(?:last |zuletzt )?(?:updated|modified|posted|published|by|von|par|por|text|words|fotos?|photos?|tags?|"
    r"filed under|categor\w+|kategorie|veröffentlicht|geschrieben|autor\w*|author|written|interview)\b.*|"
    r".*(?:https?://|www\.|@).*|.*:|"
    r".*\b\d+ (?:kommentare?|comments?|shares?|min)\b.*|.*[/>»]\s.*[/>»]\s.*|\W*\d[\d\W]*",
    re.IGNORECASE,
)
_WIDGET = re.compile(
    r"\b(?:newsletters?|rss|trackback|followers?|favoriten|favou?rites|e-?mail[- ]adresse?|passwor[td]|rabatt|"
    r"editorial picks|browser|klicken|click here|anmelden|registrieren|abonnieren)\b",
    re.IGNORECASE,
)
_UNFINISHED = (".", ",", ":", ";", "…")
_SHORT_LINE = 250


@dataclass(frozen=True)
class _Page:
    lines: Sequence[Line]
    first: int
    said: frozenset[str]
    counts: Counter[str]
    inside: frozenset[str]  # keys of the text's lines: what stands there again was in its table of contents

    @cached_property
    def short_lines(self) -> str:
        """The keys of all lines that are no paragraphs, one a line."""
        return "\n".join(line.piece.key for line in self.lines if len(line.piece.text) <= _SHORT_LINE)


def headline(lines: Sequence[Line], first: int, last: int) -> int | None:
    """The index of the title's line over the text at `first:last`, or None where no line is like one."""
    counts = Counter(line.piece.key for line in lines)
    said = frozenset(stem for line in lines[first:last] if line.kind in BODY_KINDS for stem in line.piece.stems)
    page = _Page(lines, first, said, counts, frozenset(line.piece.key for line in lines[first:last]))
    candidates = [i for i in range(max(0, first - REACH), first) if _may_be(page, lines[i])]
    points = {i: _points(page, i) for i in candidates}
    best = max(points, key=lambda i: points[i], default=None)
    if best is None or points[best] < NEEDED:
        return None
    return best - 1 if best - 1 in points and _is_standfirst(page, best) else best


def _may_be(page: _Page, line: Line) -> bool:
    piece = line.piece
    is_open = line.kind in ("", "title") or line.rule in ("under-related", "name-over-role")
    is_backed = piece.words > 1 or page.counts[piece.key] > 1 or bool(piece.stems & page.said)
    return is_open and is_backed and 1 <= piece.words <= MAX_WORDS and len(piece.text) <= MAX_LENGTH


def _is_standfirst(page: _Page, i: int) -> bool:
    """Whether a line that is much like a title stands right under a shorter one that is the title."""
    line, over = page.lines[i].piece, page.lines[i - 1].piece
    least = TITLE_WORDS_OVER_A_SENTENCE if line.text.endswith(".") else TITLE_WORDS
    is_shorter = least <= over.words < line.words and line.words >= STANDFIRST_WORDS
    is_title = not over.text.endswith(_UNFINISHED) and not _is_label(over.text) and bool(over.stems & page.said)
    return is_shorter and is_title and page.counts[line.key] == 1


def _points(page: _Page, i: int) -> float:
    piece = page.lines[i].piece
    found = piece.stems
    taken_up = len(found & page.said)
    return (
        next(points for words, points in LENGTHS if piece.words >= words)
        + TAKEN_UP * taken_up / max(len(found), 1)
        + TAKEN_UP_FULLY * taken_up / max(len(found), _STEMS)
        + REPEATED * (page.counts[piece.key] > 1 and piece.words > 1)
        + _said_again(page, i)
        + OF_A_WIDGET * bool(_WIDGET.search(piece.text))
        + _signed(page, i)
        + WITH_SITE_NAME * (page.lines[i].kind == "title")
        + IN_A_MENU * _is_in_a_menu(page, i)
        + PACKED * _is_packed(page, i)
        + NAME * (bylines.is_name(piece.text) and piece.words <= 3)
        + LABEL * _is_label(piece.text)
        + SENTENCE * piece.text.endswith(".")
        + DISTANCE * math.log1p(page.first - i)
    )


def _said_again(page: _Page, i: int) -> float:
    piece = page.lines[i].piece
    if piece.words < TITLE_WORDS:
        return 0.0
    own = page.counts[piece.key]
    return REPEATED_LONG * (own > 1 and piece.key not in page.inside) + CONTAINED * (
        page.short_lines.count(piece.key) > own
    )


def _is_label(text: str) -> bool:
    return bool(_LABEL.fullmatch(text)) or any(date.day for date in find_dates(text))


def _signed(page: _Page, i: int) -> float:
    below = page.lines[i + 1 : min(page.first, i + 1 + len(SIGNED))]
    return next((points for line, points in zip(below, SIGNED, strict=False) if line.kind in _SIGNATURES), 0.0)


def _is_packed(page: _Page, i: int) -> bool:
    """Whether it is one of four or more short lines in a row."""
    around = page.lines[max(0, i - _NEAR) : min(page.first, i + _NEAR + 1)]
    short = sum(not line.piece.after_blank and line.piece.words <= _SHORT for line in around)
    return short >= _PACK and not page.lines[i].piece.after_blank


def _is_in_a_menu(page: _Page, i: int) -> bool:
    piece = page.lines[i].piece
    if piece.words > _MENU_WORDS or not i:
        return False
    beside = [page.lines[j] for j in (i - 1, i + 1) if j < page.first]
    return len(beside) == 2 and all(not line.kind and line.piece.words < _MENU_WORDS for line in beside)
