"""Dates as texts print them: found by pattern, never guessed. A year that is not printed stays unknown here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from archive.ingest.folding import fold
from archive.ingest.lexicon import Lexicon
from archive.ingest.months import AFTER_A_PREPOSITION, IN_LOWER_CASE, MONTHS
from archive.ingest.ranges import Taken

_MONTH = r"[^\W\d_]{3,11}\b\.?"  # any word: its neighbourhood holds a month, and which word it is shows later
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_TO = r"\s?(?:-|–|—|to|and|bis|au|по|и|und|et)\s?"
_YEAR = r"(?:19|20)\d\d"
# Pages print two days with nothing between: “17/11/201918/11/2019”, “5 May 20196 May 2019”.
_YEAR_ENDS = r"(?:(?!\d|[./]\d)|(?=\d{1,2}[./-]\d{1,2}[./-]\d)|(?=\d{1,2}\.?\s[^\W\d_]{3}))"
_MARK = r"(?:[./-]\s?|\s[|/]\s)"

# A month's name is found first, and fast; “between the 28th and 30th of ” is the most that stands before one.
_MONTH_NAMED = Lexicon((name, str(number)) for name, number in MONTHS.items())
_BEFORE_MONTH, _AFTER_MONTH = 24, 24
_LONE_YEAR = re.compile(rf"[12]\d\d\d(?<={_YEAR})(?<![\w.,:/-]....)(?![\w:]|[.,]\d)")

_FIGURES = re.compile(r"\d\s?[./|-]\s?\d")
_IN_FIGURES = (
    re.compile(
        rf"(?<![\w./-])(?P<year>{_YEAR})(?P<mark>[./-])(?P<m>0[1-9]|1[0-2])(?P=mark)(?P<day>[0-2]\d|3[01])(?!\d)"
    ),
    re.compile(rf"(?<![\d./])(?P<a>\d{{1,2}})(?P<mark>{_MARK})(?P<b>\d{{1,2}})(?P=mark)(?P<year>{_YEAR}){_YEAR_ENDS}"),
    re.compile(r"(?<![\w./-])(?P<a>\d\d)(?P<mark>[./])(?P<b>\d\d)(?P=mark)(?P<short>\d\d)(?![\w/-]|\.\d)"),
)
_IN_CHARACTERS = re.compile(rf"(?P<year>{_YEAR})\s?[年년]\s?(?P<m>1[0-2]|0?[1-9])\s?[月월]\s?(?P<day>{_DAY})\s?[日일]")
_WITH_MONTH = (
    re.compile(
        rf"\b(?P<day>{_DAY})(?:st|nd|rd|th|er|\.|-го)?(?:{_TO}(?P<last>{_DAY})(?:st|nd|rd|th|\.)?)?\s(?:of\s|de\s)?"
        rf"(?P<month>{_MONTH})(?:,?\s(?:del?\s)?(?P<year>{_YEAR}){_YEAR_ENDS})?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<month>{_MONTH})\s(?P<day>{_DAY})(?:st|nd|rd|th)?(?!\d|:\d)(?:{_TO}(?P<last>{_DAY})(?:st|nd|rd|th)?(?!\d))?"
        rf"(?:,?\s(?P<year>{_YEAR}){_YEAR_ENDS})?",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?P<month>{_MONTH}),?\s(?P<year>{_YEAR})\b", re.IGNORECASE),
    re.compile(
        rf"\b(?:in|since|by|until|last|this|next|im|en|в)\s(?:early\s|late\s|mid-)?(?P<lone>{_MONTH})(?!\s\d)",
        re.IGNORECASE,
    ),
)


@dataclass(frozen=True)
class DateMention:
    """A date at `start:end` of a text (half-open). `day` is None for a month; `last_day` ends a range of days.

    `alternative` is the other reading, `(month, day)`, of a date printed in figures that could be either.
    """

    start: int
    end: int
    month: int
    year: int | None = None
    day: int | None = None
    last_day: int | None = None
    alternative: tuple[int, int] | None = None

    def first(self, year: int) -> date:
        return date(year, self.month, self.day or 1)

    def last(self, year: int) -> date:
        """The last day meant: the end of a range of days, or of a month."""
        if self.day:
            return date(year, self.month, self.last_day or self.day)
        following = date(year + self.month // 12, self.month % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1)


@lru_cache(maxsize=128)
def find_dates(text: str) -> tuple[DateMention, ...]:
    """Every printed date, in order; where patterns overlap the more precise one is kept."""
    found: list[DateMention] = []
    taken = Taken()
    for match in _matches(text):
        mention = _mention(match)
        if mention and taken.take(mention.start, mention.end):
            found.append(mention)
    return tuple(sorted(found, key=lambda mention: mention.start))


def _matches(text: str) -> Iterator[re.Match[str]]:
    """What the patterns find, the more precise first; those with a month are tried only around a month's name."""
    if _FIGURES.search(text):
        for pattern in _IN_FIGURES:
            yield from pattern.finditer(text)
    if "月" in text or "월" in text:
        yield from _IN_CHARACTERS.finditer(text)
    windows = _around_months(text)
    for pattern in _WITH_MONTH:
        for start, end in windows:
            yield from pattern.finditer(text, start, end)


def _around_months(text: str) -> list[tuple[int, int]]:
    windows: list[tuple[int, int]] = []
    for hit in _MONTH_NAMED.find(fold(text).lower()):
        start, end = max(0, hit.start - _BEFORE_MONTH), hit.end + _AFTER_MONTH
        if windows and start <= windows[-1][1]:
            start = windows.pop()[0]
        windows.append((start, end))
    return windows


class YearMention(NamedTuple):
    start: int
    end: int
    year: int


def find_years(text: str) -> list[YearMention]:
    """Each four-digit year that stands as a word, in order."""
    return [YearMention(*match.span(), int(match.group())) for match in _LONE_YEAR.finditer(text)]


def _mention(match: re.Match[str]) -> DateMention | None:
    groups = match.groupdict()
    year = int(groups["year"]) if groups.get("year") else None
    if groups.get("a"):
        year = year or _full_year(int(groups["short"]))
        return _in_figures(match, int(groups["a"]), int(groups["b"]), groups["mark"].strip(), year)
    lone = groups.get("lone")
    name = (lone or groups.get("month") or "").rstrip(".")
    month = _month(name, bool(lone)) if name else int(groups["m"])
    if month is None:
        return None
    day = int(groups["day"]) if groups.get("day") else None
    last = int(groups["last"]) if groups.get("last") else None
    start = match.start("lone") if lone else match.start()
    mention = DateMention(start, match.end(), month, year, day, last)
    return mention if _is_real(mention) else None


def _month(name: str, is_lone: bool) -> int | None:
    """The number of a month by its name, None for other words; `is_lone` where it has no day and no year beside it."""
    if name[0].islower() and name.isascii() and name not in IN_LOWER_CASE:
        return None
    folded = name.casefold()
    return MONTHS.get(folded) if not is_lone or folded in AFTER_A_PREPOSITION else None


def _full_year(two_digits: int) -> int:
    """As POSIX reads them: 69 to 99 are of the last century."""
    return two_digits + (1900 if two_digits >= 69 else 2000)


def _in_figures(match: re.Match[str], a: int, b: int, mark: str, year: int) -> DateMention | None:
    """16.07.2018 is day first; 07/12/2018 or 07-12-2018 may be either way, and says so."""
    span = match.start(), match.end()
    day_first = DateMention(*span, b, year, a) if b <= 12 else None
    month_first = DateMention(*span, a, year, b) if a <= 12 and mark != "." else None
    readings = [reading for reading in (day_first, month_first) if reading and _is_real(reading)]
    if len(readings) == 2 and a != b:
        return DateMention(*span, b, year, a, alternative=(a, b))
    return readings[0] if readings else None


def _is_real(mention: DateMention) -> bool:
    try:
        return mention.first(mention.year or 2000) <= mention.last(mention.year or 2000)
    except ValueError:
        return False
