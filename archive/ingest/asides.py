"""What a page puts beside an article or under it: boxes and lists of other articles, and notes on authors."""

from __future__ import annotations

import re
from dataclasses import replace

from archive.ingest import bylines
from archive.ingest.marked import Line
from archive.ingest.run import dense
from archive.ingest.words import goes_on

_NAME_COLON = re.compile(rf"{bylines.NAME}\s?:")
_TEASER_WORDS = 60
_TEXT_WORDS = 60  # of prose above, before notes on authors and lists of teasers are expected
_BIO_REACH, _BIO_WORDS, _BIO_OPENING = 8, 130, 90
_WRITES = re.compile(
    r"\b(?:writes|covers|reports on|joined|schreibt|arbeitet als|пишет|корреспондент|обозреватель|"
    r"is (?:an? |the |our |also )?[^.]{0,80}?\b(?:reporter|writer|journalist|editor|correspondent|columnist|author|"
    r"blogger|contributor|producer|critic|fellow|analyst|professor|lecturer|researcher|educator|founder|scholar|staff)|"
    r"ist [^.]{0,60}?(?:journalist|redakteur|autor|korrespondent)\w*|"
    r"est [^.]{0,60}?(?:journaliste|rédact|correspondant)\w*|"
    r"é [^.]{0,60}?(?:jornalista|coordenador|editor|professor|escritor)\w*)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"(?:about|über|sobre|à propos de|об авторе:?)\s(?P<name>.+)", re.IGNORECASE)


def related_boxes(lines: list[Line]) -> list[Line]:
    """“Name:”, a headline under it and its teaser, in the middle of a text: another article's box."""
    result = list(lines)
    for i in range(len(lines) - 2):
        name, headline, teaser = lines[i : i + 3]
        is_box = (
            not name.kind
            and len(name.piece.text) < 80
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


def related_lists(lines: list[Line]) -> list[Line]:
    """Headlines right under “Related” or “Also read”, and under an article's text single teasers below them."""
    result = list(lines)
    beside = dense(lines)
    said: set[str] = set()
    words, is_list = 0, False
    for i, line in enumerate(lines):
        over = result[i - 1] if i else None
        if over is not None and _is_under(line, over):
            result[i] = replace(line, kind="related-link", rule="under-related")
        if line.rule == "related-heading":
            is_list = words >= _TEXT_WORDS
        elif line.is_prose and is_list and not beside[i] and _is_teaser(line, over, said):
            result[i] = replace(line, kind="related-link", rule="teaser-under-related")
        elif line.is_prose:
            is_list = False
            if beside[i]:
                words += line.piece.words
                said |= line.piece.stems
    return result


def _is_under(line: Line, over: Line) -> bool:
    goes = over.rule == "related-heading" or (over.rule == "under-related" and not line.piece.after_blank)
    return goes and line.is_short and line.piece.words >= 2 and len(line.piece.text) < 200


def _is_teaser(line: Line, over: Line | None, said: set[str]) -> bool:
    is_under_headline = over is not None and not over.is_prose and over.piece.words >= 3
    return is_under_headline and line.piece.words <= _TEASER_WORDS and not goes_on(line, said)


def notes_on_authors(lines: list[Line]) -> list[Line]:
    """A paragraph that says what somebody writes, right under the same person's name, below the text."""
    result = list(lines)
    names: list[tuple[int, str]] = []
    words = 0
    for i, line in enumerate(lines):
        text = line.piece.text
        if line.is_prose:
            near = [name for j, name in names if i - j <= _BIO_REACH]
            if words >= _TEXT_WORDS and _is_note(line, near):
                result[i] = replace(line, kind="author-note", rule="says-who-the-name-over-it-is")
            words += line.piece.words
        elif len(text) <= 120 and (name := _named(text)):
            names = [*names[-_BIO_REACH:], (i, name)]
    return result


def _named(text: str) -> str:
    about = _ABOUT.fullmatch(text)
    signed = bylines.read_signed(text)
    name = about["name"] if about else signed.names[0] if signed else text
    return name if bylines.is_name(name) else ""


def _is_note(line: Line, names: list[str]) -> bool:
    if line.piece.words > _BIO_WORDS:
        return False
    opening = line.piece.text[:_BIO_OPENING]
    is_named = any(name in opening or opening.startswith(f"{name.split()[0]} ") for name in names)
    return is_named and bool(_WRITES.search(line.piece.text[:300]))
