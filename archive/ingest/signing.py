"""Which lines beside an article's title sign it, and which sign something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archive.ingest import bylines
from archive.ingest.dates import find_dates
from archive.ingest.marked import BODY_KINDS, Line

SIGNED_ABOVE = 4  # lines above the title
_SIGNED_INSIDE, _NAMES = 4, 2  # lines of the text, names
_TOP = 3  # lines of a page
_AMID = 8  # lines of the text from its first and its last one
_SIGNED_BESIDE = ("title", "lead", "dateline", "byline", *BODY_KINDS)
_PASSED_OVER = ("widget", "credit", "caption")
PUBLISHER_AND_DATE = "publisher-and-date"  # the rule of a line that no person signs
_OPEN_RULES = ("", "heading-before-prose", "stray-line", "above-the-text")


def signed_by_the_title(lines: list[Line], title: int, first: int, last: int) -> list[Line]:
    """Signatures beside the title: on a line that says so, over a date or role, else names alone.

    Those far above are of other articles, and so are those above the title where others stand under it.
    """
    result = _demoted(lines, range(title - SIGNED_ABOVE), "signature-far-above")
    near = range(max(0, title - SIGNED_ABOVE), min(len(lines), first + _SIGNED_INSIDE))
    for i in near:
        rule = "" if i == title else _rule(result, i, title)
        if rule:
            result[i] = replace(result[i], kind="byline", rule=rule)
    signed = [i for i in near if result[i].kind == "byline"]
    if not signed:
        signed = [i for i in range(title + 1, first) if _is_name_alone(result, i, first, last)][:_NAMES]
        if not signed and 0 < title <= _TOP and _is_name_alone(result, title - 1, first, last):
            signed = [title - 1]  # further down a page, menus stand over its title
        for i in signed:
            result[i] = replace(result[i], kind="byline", rule="name-beside-the-title")
    if signed:
        result = _demoted(result, range(near.stop, last - _AMID), "signature-amid-the-text")
    if signed and signed[-1] > title:
        result = _demoted(result, range(title), "signature-above-the-title")
    return result


def _demoted(lines: Sequence[Line], those: range, rule: str) -> list[Line]:
    result = list(lines)
    for i in those:
        if lines[i].kind == "byline":
            result[i] = replace(lines[i], kind="navigation", rule=rule)
    return result


def _rule(lines: Sequence[Line], i: int, title: int) -> str:
    """By which rule a line near the title signs; empty where it does not."""
    line, text = lines[i], lines[i].piece.text
    may_be_dated = (line.kind == "dateline" and line.rule != PUBLISHER_AND_DATE) or (not line.kind and i > title)
    if may_be_dated and bylines.read_dated(text):
        return "name-beside-the-date"
    if i <= title or line.rule not in _OPEN_RULES:
        return ""
    if bylines.announces(lines[i - 1].piece.text) and bylines.read_announced(text):
        return "name-under-by"
    following = lines[i + 1] if i + 1 < len(lines) else None
    if following and (bylines.is_name(text) or bylines.is_agency(text)):
        if following.kind == "dateline" and any(date.day for date in find_dates(following.piece.text)):
            return "name-over-the-date"
        if bylines.is_role(following.piece.text):
            return "name-over-role"
    return ""


def _is_name_alone(lines: Sequence[Line], i: int, first: int, last: int) -> bool:
    """Whether a line is a name that the text does not speak of: whom it speaks of stands in captions."""
    text = lines[i].piece.text
    if lines[i].kind or not (bylines.is_name(text) or bylines.is_agency(text)):
        return False
    if i and lines[i - 1].piece.text.endswith(":"):
        return False
    if not any(
        _neighbour(lines, those) in _SIGNED_BESIDE for those in (range(i - 1, -1, -1), range(i + 1, len(lines)))
    ):
        return False
    return not any(
        text in line.piece.text for line in lines[first : max(first, last - _SIGNED_INSIDE)] if line.kind in BODY_KINDS
    )


def _neighbour(lines: Sequence[Line], those: range) -> str:
    """The kind of the first of those lines that is no furniture of the page."""
    return next((lines[j].kind for j in those if lines[j].kind not in _PASSED_OVER), "")
