"""What stands above, below and again around an article's text: titles, signatures, notes on authors, repeats."""

from __future__ import annotations

import re
from dataclasses import replace

from archive.ingest import bylines
from archive.ingest.dates import find_dates
from archive.ingest.marked import BODY_KINDS, Line

READ_KINDS = (*BODY_KINDS, "title")


def above(lines: list[Line], first: int, _last: int) -> list[Line]:
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
        for i in range(max(0, title - 3), first):
            line = result[i]
            if line.kind:
                continue
            if bylines.is_name(line.piece.text):
                result[i] = replace(line, kind="byline", rule="name-beside-the-title")
        standfirst = _standfirst(result, title, first)
        if standfirst is not None:
            result[standfirst] = replace(result[standfirst], kind="lead", rule="standfirst")
    return [
        line if line.kind or i >= first else replace(line, kind="navigation", rule="above-the-text")
        for i, line in enumerate(result)
    ]


def _standfirst(lines: list[Line], title: int, first: int) -> int | None:
    """The longer line between title and text, or the first of two; of more, none: they are headlines."""
    found = [i for i in range(title + 1, first) if not lines[i].kind and lines[i].piece.words >= _STANDFIRST_WORDS]
    if not 0 < len(found) <= _STANDFIRSTS:
        return None
    text = lines[found[0]].piece.text
    return None if _ADDRESS.match(text) or any(date.year for date in find_dates(text[:200])) else found[0]


_TITLE_REACH = 14
_STANDFIRST_WORDS, _STANDFIRSTS = 8, 2
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$")


def _title_line(lines: list[Line], first: int) -> int | None:
    """The headline: title-like, near the text, perhaps repeated on the page, not one of a menu's short lines."""
    keys = [line.piece.key for line in lines]
    best: tuple[float, int] | None = None
    for i in range(max(0, first - _TITLE_REACH), first):
        line, piece = lines[i], lines[i].piece
        if line.kind not in ("", "title") or not 2 <= piece.words <= 30 or len(piece.text) > 250:
            continue
        score = 3.0 if 5 <= piece.words <= 20 else 2.2 if piece.words >= 3 else 1.4
        score += 2.0 if keys.count(piece.key) > 1 else 0.0
        score -= 1.5 if piece.text.endswith(".") else 0.0
        score -= 0.15 * (first - i)
        score -= 2.0 if bylines.is_name(piece.text) and piece.words <= 3 else 0.0
        neighbours = [lines[j] for j in (i - 1, i + 1) if 0 <= j < len(lines)]
        score -= 1.0 * sum(not other.kind and other.piece.words <= 3 for other in neighbours if piece.words <= 4)
        if score > 0 and (best is None or score > best[0]):
            best = (score, i)
    return best[1] if best else None


def author_notes(lines: list[Line], first: int, last: int) -> list[Line]:
    """At the end of a text: what is under “About the author”, and sentences that say what a signatory is."""
    result = list(lines)
    names = [
        name
        for line in lines
        if line.kind == "byline"
        for name in (getattr(bylines.read_signed(line.piece.text), "names", None) or (line.piece.text,))
    ]
    heading = next((i for i in range(first, len(lines)) if lines[i].rule == "about-the-author"), None)
    if heading is not None and heading > (first + last) / 2:
        for i in range(heading + 1, last):
            result[i] = replace(lines[i], kind="author-note", rule="under-about-the-author")
    for i in range(max(first, last - 3), last):
        text = lines[i].piece.text
        if any(text.startswith(name) and _SAYS_WHO.match(text, len(name)) for name in names):
            result[i] = replace(lines[i], kind="author-note", rule="says-who-the-author-is")
    return result


_SAYS_WHO = re.compile(
    r",?\s(?:is|was|has|writes|covers|teaches|works|ist|schreibt|lebt|est|—|–|работает|пишет)\b|\s[—–]\s"
)
_SIGNATURE_REACH = 6


def below(lines: list[Line], _first: int, last: int) -> list[Line]:
    """What stands under the text: a signature close by; headlines of other articles; the rest."""
    result = list(lines)
    is_under_poll = False
    for i in range(last, len(result)):
        line, piece = result[i], lines[i].piece
        is_under_poll |= line.rule == "poll"
        if line.kind == "title":
            result[i] = replace(line, kind="footer", rule="site-line")
        if line.kind:
            continue
        if i < last + _SIGNATURE_REACH and (
            bylines.read_signed(piece.text) or (i == last and bylines.is_name(piece.text))
        ):
            result[i] = replace(line, kind="byline", rule="signature")
        elif is_under_poll:
            result[i] = replace(line, kind="widget", rule="under-a-poll")
        elif 4 <= piece.words <= 25 and not piece.ends_sentence:
            result[i] = replace(line, kind="related-link", rule="headline-under-the-text")
        else:
            result[i] = replace(line, kind="footer", rule="under-the-text")
    return result


def repeats(lines: list[Line], _first: int, _last: int) -> list[Line]:
    """A title or paragraph that was read already is a repeat; a paragraph said again at once was the lead."""
    result = list(lines)
    title = next((line for line in lines if line.rule == "headline-over-the-text"), None)
    seen: dict[str, int] = {}
    for i, line in enumerate(lines):
        key = line.piece.key
        if title is not None and line is not title and (key == title.piece.key or line.kind == "title"):
            result[i] = replace(line, kind="repeat", rule="repeated-title")
        elif line.kind in READ_KINDS and line.piece.words >= 5 and key in seen:
            result[i] = replace(line, kind="repeat", rule="repeated-text")
            first_time = seen[key]
            if lines[first_time].kind == "paragraph" and i - first_time <= 2:
                result[first_time] = replace(lines[first_time], kind="lead", rule="said-twice")
        elif line.kind in READ_KINDS:
            seen.setdefault(key, i)
    return result
