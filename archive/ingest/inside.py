"""What the lines within an article's run are: paragraphs, headings, lists, or furniture between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from archive.ingest import bylines
from archive.ingest.lists import BULLET, list_rule, opens_list
from archive.ingest.marked import STARTS_AS_TEXT, Line

_HEADING_WORDS = 16
_HEADLINES = 3  # short lines in a row that are no list are other articles' headlines


def inside(lines: list[Line], first: int, last: int) -> list[Line]:
    """Every line of the run gets its kind."""
    result = list(lines)
    for i in range(first, last):
        line = lines[i]
        if line.kind:
            continue
        kind, rule = _by_itself(line)
        if kind:
            result[i] = replace(line, kind=kind, rule=rule)
    for start, end in _short_runs(result, first, last):
        _mark_short(result, start, end, first, last)
    return result


def _by_itself(line: Line) -> tuple[str, str]:
    piece = line.piece
    if BULLET.match(piece.text) and piece.words >= 3:
        return "list-item", "bullet"
    if line.is_prose:
        return "paragraph", "prose"
    if piece.ends_sentence and piece.words >= 2 and STARTS_AS_TEXT.match(piece.text):
        return "paragraph", "short-sentence"
    if piece.text.endswith((":", ",", ";", "—", "…")) and piece.words >= 4:
        return "paragraph", "running-on"
    if bylines.read_signed(piece.text):
        return "byline", "signature"
    return "", ""


def _short_runs(lines: list[Line], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Half-open ranges of lines that nothing has claimed, with no line of the article's text between them."""
    start: int | None = None
    for i in range(first, last + 1):
        parts = i == last or lines[i].kind in ("paragraph", "list-item", "quotation", "lead")
        if parts and start is not None:
            yield start, i
            start = None
        elif not parts and start is None:
            start = i


def _mark_short(result: list[Line], start: int, end: int, first: int, last: int) -> None:
    is_closed = end < last
    before = result[start - 1] if start > first else None
    opens: list[int] = [i for i in range(start, end) if not result[i].kind]
    if not opens:
        return
    is_whole = opens[-1] - opens[0] + 1 == len(opens)
    rule = list_rule([result[i] for i in opens], before, is_closed) if is_whole else ""
    for i in opens:
        line = result[i]
        if rule:
            kind, why = "list-item", rule
        elif i == end - 1 and is_closed and _is_heading(line) and result[end].rule == "bullet":
            kind, why = "heading", "heading-over-a-list"
        elif len(opens) >= _HEADLINES:
            kind, why = "related-link", "run-of-headlines"
        elif i == opens[-1] and is_closed and _is_heading(line):
            kind, why = "heading", "heading-before-prose"
        elif opens_list(line):
            kind, why = "paragraph", "running-on"
        else:
            kind, why = "widget", "stray-line"
        result[i] = replace(line, kind=kind, rule=why)


def _is_heading(line: Line) -> bool:
    text = line.piece.text
    is_letter = len(text) == 1
    return line.piece.words <= _HEADING_WORDS and not is_letter and bool(STARTS_AS_TEXT.match(text))
