"""What stands above, below and again around an article's text: titles, signatures, notes on authors, repeats."""

from __future__ import annotations

import re
from dataclasses import replace

from archive.ingest import bylines
from archive.ingest.dates import find_dates
from archive.ingest.headlines import headline
from archive.ingest.marked import BODY_KINDS, Line
from archive.ingest.signing import SIGNED_ABOVE, signed_by_the_title

READ_KINDS = (*BODY_KINDS, "title")


def above(lines: list[Line], first: int, last: int) -> list[Line]:
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
    title = headline(result, first, last)
    if title is not None:
        result[title] = replace(result[title], kind="title", rule="headline-over-the-text")
        result = _dated_by_the_title(signed_by_the_title(result, title, first, last), title, first)
        standfirst = _standfirst(result, title, first)
        if standfirst is not None:
            result[standfirst] = replace(result[standfirst], kind="lead", rule="standfirst")
    return [
        line if line.kind or i >= first else replace(line, kind="navigation", rule="above-the-text")
        for i, line in enumerate(result)
    ]


def _dated_by_the_title(lines: list[Line], title: int, first: int) -> list[Line]:
    """Where no line near the title is a date alone: the first under it, else the nearest over it, that holds one."""
    near = range(max(0, title - SIGNED_ABOVE), min(first, title + _DATED_BELOW))
    if any(lines[i].kind in ("dateline", "byline") and _is_dated(lines[i]) for i in near):
        return lines
    result = list(lines)
    for i in (*range(title + 1, near.stop), *range(title - 1, near.start - 1, -1)):
        line = lines[i]
        if line.kind in ("", "navigation") and line.piece.words <= _DATED_WORDS and _is_dated(line):
            result[i] = replace(line, kind="dateline", rule="date-beside-the-title")
            break
    return result


def _is_dated(line: Line) -> bool:
    return len(line.piece.text) <= 200 and any(date.day and date.year for date in find_dates(line.piece.text))


_DATED_BELOW, _DATED_WORDS = 8, 25


def _standfirst(lines: list[Line], title: int, first: int) -> int | None:
    """The longer line between title and text, or the first of two; of more, none: they are headlines."""
    found = [i for i in range(title + 1, first) if not lines[i].kind and lines[i].piece.words >= _STANDFIRST_WORDS]
    if not 0 < len(found) <= _STANDFIRSTS:
        return None
    text = lines[found[0]].piece.text
    return None if _ADDRESS.match(text) or any(date.year for date in find_dates(text[:200])) else found[0]


_STANDFIRST_WORDS, _STANDFIRSTS = 8, 2
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$")


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
_SIGNATURE_REACH, _EXPLICIT_REACH = 6, 12  # lines under the text


def below(lines: list[Line], _first: int, last: int) -> list[Line]:
    """What stands under the text: a signature close by; headlines of other articles; the rest."""
    result = list(lines)
    is_under_poll = False
    signed = _names(lines[:last])
    for i in range(last, len(result)):
        line, piece = result[i], lines[i].piece
        is_under_poll |= line.rule == "poll"
        if line.kind == "title":
            result[i] = replace(line, kind="footer", rule="site-line")
        if line.kind:
            continue
        is_announced = not signed and i < last + _EXPLICIT_REACH and _is_announced(result, i)
        if is_announced or _signs_below(piece.text, i - last, signed):
            result[i] = replace(line, kind="byline", rule="signature")
        elif is_under_poll:
            result[i] = replace(line, kind="widget", rule="under-a-poll")
        elif 4 <= piece.words <= 25 and not piece.ends_sentence:
            result[i] = replace(line, kind="related-link", rule="headline-under-the-text")
        else:
            result[i] = replace(line, kind="footer", rule="under-the-text")
    return result


def _names(lines: list[Line]) -> set[str]:
    """Who signs a text, with case set aside."""
    printed = [line.piece.text for line in lines if line.kind == "byline"]
    signed = [(text, bylines.read_signed(text)) for text in printed]
    return {name.casefold() for text, found in signed for name in (found.names if found else (text,))}


def _is_announced(lines: list[Line], i: int) -> bool:
    """Whether a line is a name under “About the author” or “Written by”."""
    over = lines[i - 1] if i else None
    if over is None or not (over.rule == "about-the-author" or bylines.announces(over.piece.text)):
        return False
    return bylines.read_announced(lines[i].piece.text) is not None


def _signs_below(text: str, distance: int, signed: set[str]) -> bool:
    """Whether a line so far under a text signs it. Where it is signed above, only the same names do so again."""
    found = bylines.read_signed(text) if distance < _EXPLICIT_REACH else None
    if found and signed:
        is_same = {name.casefold() for name in found.names} <= signed
        return distance < _SIGNATURE_REACH and (is_same or bool(found.publisher))
    if found:
        return distance < _SIGNATURE_REACH or bylines.is_explicit(text)
    return not signed and distance == 0 and bylines.is_name(text)


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
