"""Which part of a page's text is the article: every line gets a kind, and the rule that decided it.

Prose attracts, page furniture repels: the run of lines with the highest sum is where the article stands. What the
lines inside and around that run are is then decided by named rules. Nothing is dropped; `Block`s cover every line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from archive.ingest import bylines
from archive.ingest.boilerplate import recognised
from archive.ingest.datelines import is_dateline, is_publication_line
from archive.ingest.lines import Piece, pieces

BODY_KINDS = ("lead", "heading", "paragraph", "quotation", "list-item")

_BULLET = re.compile(r"(?:[•*▪●◦‣–—-]|\(?\d{1,2}[.)]|\(?[a-h]\))\s+\S")
_NAME_COLON = re.compile(rf"{bylines.NAME}\s?:")
_STARTS_LIKE_TEXT = re.compile(r"[\W_]*[^\W_a-zа-яё]|[\W_]*\d")

# How strongly a line pulls the article towards it (in words) or away.
_MAX_PULL = 60
_PUSH = {"comment-form": -45, "footer": -30, "related-link": -8, "navigation": -10, "notice": -20}
_PUSH_RULE = {"poll": -40, "newsletter": -6}
_PUSH_OTHER, _PUSH_SHORT, _PUSH_WORD = -4, -4, -7


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


@dataclass(frozen=True)
class _Line:
    piece: Piece
    kind: str = ""
    rule: str = ""

    @property
    def is_prose(self) -> bool:
        """A line of running text, not yet claimed by any rule."""
        words = self.piece.words
        return not self.kind and ((words >= 8 and self.piece.ends_sentence) or words >= 25)

    @property
    def pull(self) -> int:
        if self.kind:
            return _PUSH_RULE.get(self.rule, _PUSH.get(self.kind, _PUSH_OTHER))
        if self.is_prose:
            return min(self.piece.words, _MAX_PULL)
        return _PUSH_SHORT if self.piece.words > 2 or self.piece.ends_sentence else _PUSH_WORD


def classify(text: str) -> tuple[Block, ...]:
    """Cut a reading text into blocks, in order; every non-blank line belongs to exactly one."""
    lines = [_first_look(piece) for piece in pieces(text)]
    lines = _related_boxes(lines)
    first, last = _article_run(lines)
    for look in (_inside, _above, _below, _repeats):
        lines = look(lines, first, last)
    return tuple(
        Block(line.piece.start, line.piece.end, line.kind, line.rule, text=line.piece.text) for line in lines
    )


def _first_look(piece: Piece) -> _Line:
    known = recognised(piece.text)
    if known:
        return _Line(piece, *known)
    if is_publication_line(piece.text):
        return _Line(piece, "source", "publication-line")
    if is_dateline(piece.text):
        return _Line(piece, "dateline", "printed-date")
    return _Line(piece)


def _related_boxes(lines: list[_Line]) -> list[_Line]:
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


def _article_run(lines: list[_Line]) -> tuple[int, int]:
    """Half-open range of the run of lines with the highest sum of pulls (Kadane's algorithm)."""
    best = (0, 0, 0)
    total = start = 0
    for i, line in enumerate(lines):
        if total <= 0:
            total, start = 0, i
        total += line.pull
        if total > best[0]:
            best = (total, start, i + 1)
    return best[1], best[2]


def _inside(lines: list[_Line], first: int, last: int) -> list[_Line]:
    result = list(lines)
    for i in range(first, last):
        line = result[i]
        if line.kind:
            continue
        kind, rule = _kind_inside(line, lines, i, last)
        result[i] = replace(line, kind=kind, rule=rule)
    return result


def _kind_inside(line: _Line, lines: list[_Line], i: int, last: int) -> tuple[str, str]:
    piece = line.piece
    if _BULLET.match(piece.text) and piece.words >= 3:
        return "list-item", "bullet"
    if line.is_prose:
        return "paragraph", "prose"
    if piece.ends_sentence and piece.words >= 2 and _STARTS_LIKE_TEXT.match(piece.text):
        return "paragraph", "short-sentence"
    if piece.text.endswith((":", ",", ";", "—", "…")) and piece.words >= 4:
        return "paragraph", "running-on"
    if _is_link_run(lines, i):
        return "related-link", "run-of-headlines"
    following = next((other for other in lines[i + 1 : last] if not other.kind), None)
    if following and following.is_prose and piece.words <= 16 and _STARTS_LIKE_TEXT.match(piece.text):
        return "heading", "heading-before-prose"
    if bylines.read_signed(piece.text):
        return "byline", "signed-line"
    return "widget", "stray-line"


def _is_link_run(lines: list[_Line], i: int) -> bool:
    """Three or more short lines in a row, in the middle of a text."""
    run = 1
    for step in (-1, 1):
        j = i + step
        while 0 <= j < len(lines) and not lines[j].is_prose and not lines[j].piece.ends_sentence:
            run += 1
            j += step
    return run >= 3


def _above(lines: list[_Line], first: int, _last: int) -> list[_Line]:
    """What stands over the text: byline with its role, title, a standfirst; the rest is navigation."""
    result = list(lines)
    for i in range(first):
        line, piece = result[i], lines[i].piece
        if line.kind:
            continue
        following = lines[i + 1].piece.text if i + 1 < len(lines) else ""
        if bylines.read_signed(piece.text):
            result[i] = replace(line, kind="byline", rule="signed-line")
        elif bylines.is_name(piece.text) and bylines.is_role(following):
            result[i] = replace(line, kind="byline", rule="name-over-role")
        elif i and result[i - 1].kind == "byline" and bylines.is_role(piece.text):
            result[i] = replace(line, kind="author-note", rule="role-under-name")
    title = _title_line(result, first)
    if title is not None:
        result[title] = replace(result[title], kind="title", rule="headline-over-the-text")
        for i in range(title + 1, first):
            if not result[i].kind and result[i].piece.words >= 8:
                result[i] = replace(result[i], kind="lead", rule="standfirst")
    return [
        line if line.kind or i >= first else replace(line, kind="navigation", rule="above-the-text")
        for i, line in enumerate(result)
    ]


_TITLE_REACH = 14


def _title_line(lines: list[_Line], first: int) -> int | None:
    """The headline: title-like, near the text, perhaps repeated on the page, not one of a menu's short lines."""
    keys = [line.piece.key for line in lines]
    best: tuple[float, int] | None = None
    for i in range(max(0, first - _TITLE_REACH), first):
        line, piece = lines[i], lines[i].piece
        if line.kind or not 2 <= piece.words <= 30 or len(piece.text) > 250:
            continue
        score = 3.0 if 5 <= piece.words <= 20 else 1.5 if piece.words >= 3 else 0.5
        score += 2.0 if keys.count(piece.key) > 1 else 0.0
        score -= 1.5 if piece.text.endswith(".") else 0.0
        score -= 0.15 * (first - i)
        score -= 2.0 if bylines.is_name(piece.text) and piece.words <= 3 else 0.0
        neighbours = [lines[j] for j in (i - 1, i + 1) if 0 <= j < len(lines)]
        score -= 1.0 * sum(not other.kind and other.piece.words <= 3 for other in neighbours if piece.words <= 4)
        if score > 0 and (best is None or score > best[0]):
            best = (score, i)
    return best[1] if best else None


_SIGNATURE_REACH = 6


def _below(lines: list[_Line], _first: int, last: int) -> list[_Line]:
    """What stands under the text: a signature and its publisher close by; headlines of other articles; the rest."""
    result = list(lines)
    signed_at = None
    for i in range(last, len(result)):
        line, piece = result[i], lines[i].piece
        if line.kind:
            continue
        if i < last + _SIGNATURE_REACH and (bylines.read_signed(piece.text) or (i == last and bylines.is_name(piece.text))):
            result[i] = replace(line, kind="byline", rule="signature")
            signed_at = i
        elif signed_at is not None and i <= signed_at + 2 and piece.words <= 6:
            result[i] = replace(line, kind="source", rule="line-under-signature")
        elif any(other.rule == "poll" for other in lines[last:i]):
            result[i] = replace(line, kind="widget", rule="under-a-poll")
        elif 4 <= piece.words <= 25 and not piece.ends_sentence:
            result[i] = replace(line, kind="related-link", rule="headline-under-the-text")
        else:
            result[i] = replace(line, kind="footer", rule="under-the-text")
    return result


def _repeats(lines: list[_Line], _first: int, _last: int) -> list[_Line]:
    """A title or paragraph that was read already is a repeat; a paragraph said again at once was the lead."""
    result = list(lines)
    seen: dict[str, int] = {}
    wanted: Callable[[_Line], bool] = lambda line: line.kind in (*BODY_KINDS, "title")  # noqa: E731 - one reader
    for i, line in enumerate(lines):
        key = line.piece.key
        title = next((other for other in lines if other.kind == "title"), None)
        if title is not None and line is not title and key == title.piece.key:
            result[i] = replace(line, kind="repeat", rule="repeated-title")
        elif wanted(line) and line.piece.words >= 5 and key in seen:
            result[i] = replace(line, kind="repeat", rule="repeated-text")
            first_time = seen[key]
            if lines[first_time].kind == "paragraph" and i - first_time <= 2:
                result[first_time] = replace(lines[first_time], kind="lead", rule="said-twice")
        elif wanted(line):
            seen.setdefault(key, i)
    return result
