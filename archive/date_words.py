"""Dates as the page says them, in the reader's language. `archive.edtf.in_words` says the same in English."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from django.utils.dateformat import format as date_format
from django.utils.translation import get_language, pgettext

from archive.edtf import parse_edtf

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)")
_OPEN = ("..", "")


def in_words(edtf: str) -> str:
    """“16 July 2018”, “between 3 and 10 November 2017”, “16 July 2018 or later”. Raises EdtfError."""
    return _in_words(edtf, get_language())


# The patterns are those of Django's `date` filter. Some languages say the first of a month otherwise: “1er juillet”.


def whole_day(day: date) -> str:
    """“16 July 2018”."""
    first = pgettext("date, first of a month", "j F Y")
    return date_format(day, first if day.day == 1 else pgettext("date", "j F Y"))


def day_and_month(day: date) -> str:
    """“16 July”."""
    first = pgettext("date without a year, first of a month", "j F")
    return date_format(day, first if day.day == 1 else pgettext("date without a year", "j F"))


def day_alone(day: date) -> str:
    """“16”, before another day of the same month."""
    return date_format(day, pgettext("day, first of a month", "j") if day.day == 1 else "j")


def month_and_year(day: date) -> str:
    """“July 2018”."""
    return date_format(day, pgettext("month of a year", "F Y"))


def short_day(day: date) -> str:
    """“16 Jul 2018”."""
    first = pgettext("date, short, first of a month", "j M Y")
    return date_format(day, first if day.day == 1 else pgettext("date, short", "j M Y"))


def short_day_and_month(day: date) -> str:
    """“16 Jul”."""
    first = pgettext("date without a year, short, first of a month", "j M")
    return date_format(day, first if day.day == 1 else pgettext("date without a year, short", "j M"))


def short_month_and_year(day: date) -> str:
    """“Jul 2018”."""
    return date_format(day, pgettext("month of a year, short", "M Y"))


def short_month(day: date) -> str:
    """“Jul”."""
    return date_format(day, pgettext("month, short", "M"))


@lru_cache(maxsize=10_000)
def _in_words(edtf: str, _language: str | None) -> str:
    span = parse_edtf(edtf)
    if span.choices:
        return pgettext("between two dates", " or ").join(map(whole_day, span.choices))
    if span.edtf.count("/") != 1:
        return _part(span.edtf)
    first, last = span.edtf.split("/")
    if first in _OPEN:
        return pgettext("date", "%(day)s or earlier") % {"day": _part(last)}
    if last in _OPEN:
        return pgettext("date", "%(day)s or later") % {"day": _part(first)}
    words = {"first": _beginning(first, last), "last": _part(last)}
    if _is_day(first) and _is_day(last):  # in some languages a day takes an article, a month does not
        return pgettext("days", "between %(first)s and %(last)s") % words
    return pgettext("date", "between %(first)s and %(last)s") % words


def _is_day(text: str) -> bool:
    match = _DATE.fullmatch(text)
    return bool(match and match[3] and not match[4])


def _part(text: str) -> str:
    """A day, month, season or year; what is none of them stays as it is written."""
    match = _DATE.fullmatch(text)
    if match is None:
        return text
    year, month, day, mark = match.groups()
    if day:
        words = whole_day(date(int(year), int(month), int(day)))
    elif month and int(month) <= 12:
        words = month_and_year(date(int(year), int(month), 1))
    else:
        words = _season(month, year) if month else year
    return _doubtful(words, mark, is_day=bool(day))


def _season(season: str, year: str) -> str:
    known = {
        "21": pgettext("season", "spring %(year)s"),
        "22": pgettext("season", "summer %(year)s"),
        "23": pgettext("season", "autumn %(year)s"),
        "24": pgettext("season", "winter %(year)s"),
    }
    return known.get(season, f"{season} %(year)s") % {"year": year}


def _doubtful(words: str, mark: str, *, is_day: bool) -> str:
    if mark in ("~", "%"):
        words = (pgettext("day", "about %(date)s") if is_day else pgettext("date", "about %(date)s")) % {"date": words}
    return pgettext("date", "%(date)s (uncertain)") % {"date": words} if mark in ("?", "%") else words


def _beginning(first: str, last: str) -> str:
    """The first end of an interval without the month and year it shares with the last."""
    start, end = _DATE.fullmatch(first), _DATE.fullmatch(last)
    if not start or not end or not (start[3] and end[3]) or start[4] or start[1] != end[1]:
        return _part(first)
    day = date(int(start[1]), int(start[2]), int(start[3]))
    return day_alone(day) if start[2] == end[2] else day_and_month(day)
