"""The date of an article as each style of citation writes it: in English, whatever language the page has."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_POINT = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<mark>[~?%]?)")
_LONGEST = 4  # letters of a month that MLA does not shorten


class Point(NamedTuple):
    """A day, month (21 to 24: a season) or year; 0 is what is not known."""

    year: int
    month: int
    day: int
    mark: str = ""

    @property
    def month_name(self) -> str:
        return _MONTHS[self.month - 1] if 1 <= self.month <= 12 else _SEASONS.get(self.month, "")


class Style(NamedTuple):
    """How a date is written: one point, two ends of an interval, and what comes before “or later”."""

    point: Callable[[Point], str]
    interval: Callable[[Point, Point], str]
    joint: str


def in_style(edtf: str, style: Style) -> str:
    """An EDTF value in words; one that is in none of the archive's own forms is left as it is."""
    if edtf.startswith("[") and edtf.endswith("]"):
        days = [_point(part) for part in edtf[1:-1].split(",")]
        return " or ".join(style.point(day) for day in days if day) if all(days) else edtf
    if edtf.count("/") == 1:
        first, last = edtf.split("/")
        start, end = _point(first), _point(last)
        if start and end:
            return style.interval(start, end)
        if start and last in ("", ".."):
            return f"{style.point(start)}{style.joint}or later"
        return f"{style.point(end)}{style.joint}or earlier" if end and first in ("", "..") else edtf
    day = _point(edtf)
    return _marked(style.point(day), day.mark) if day else edtf


def _point(text: str) -> Point | None:
    match = _POINT.fullmatch(text.strip())
    if match is None:
        return None
    return Point(int(match["year"]), int(match["month"] or 0), int(match["day"] or 0), match["mark"])


def _marked(words: str, mark: str) -> str:
    return f"{'ca. ' if mark in ('~', '%') else ''}{words}{'?' if mark in ('?', '%') else ''}"


def _chicago(point: Point) -> str:
    year = f"{point.year:04}"
    if point.day:
        return f"{point.month_name} {point.day}, {year}"
    return f"{point.month_name} {year}" if point.month else year


def _chicago_interval(start: Point, end: Point) -> str:
    if start.year != end.year or not (start.day and end.day):
        return f"between {_chicago(start)} and {_chicago(end)}"
    last = end.day if start.month == end.month else f"{end.month_name} {end.day}"
    return f"between {start.month_name} {start.day} and {last}, {end.year:04}"


def _short(point: Point) -> str:
    name = point.month_name
    if len(name) <= _LONGEST or point.month > 12:
        return name
    return "Sept." if point.month == 9 else f"{name[:3]}."


def _mla(point: Point) -> str:
    return " ".join(filter(None, (str(point.day or ""), _short(point), f"{point.year:04}")))


def _mla_interval(start: Point, end: Point) -> str:
    if start.year != end.year or not (start.day and end.day):
        return f"between {_mla(start)} and {_mla(end)}"
    first = str(start.day) if start.month == end.month else f"{start.day} {_short(start)}"
    return f"between {first} and {_mla(end)}"


def _apa(point: Point) -> str:
    year = f"{point.year:04}"
    if not point.month:
        return year
    return f"{year}, {point.month_name} {point.day}" if point.day else f"{year}, {point.month_name}"


def _apa_interval(start: Point, end: Point) -> str:
    if start.year != end.year or not (start.day and end.day):
        return f"{_apa(start)}–{_apa(end)}"
    last = end.day if start.month == end.month else f"{end.month_name} {end.day}"
    return f"{_apa(start)}–{last}"


CHICAGO = Style(_chicago, _chicago_interval, ", ")
MLA = Style(_mla, _mla_interval, " ")
APA = Style(_apa, _apa_interval, ", ")
