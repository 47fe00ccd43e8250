"""Uncertain dates as EDTF values (ISO 8601-2:2019), in the forms the archive writes and those people type.

The archive's own forms are read here; whatever else people type goes to the `edtf` package, which knows seasons and
unspecified digits but cannot read open ends, and takes milliseconds.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from edtf import parse_edtf as parse_any_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

from archive.messages import Message

_DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<mark>[~?%]?)")
_OPEN = ("..", "")
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class EdtfError(ValueError):
    """The text is no EDTF value; `message` says what was wrong, in words for a curator."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True)
class EdtfSpan:
    """An EDTF value with its first and last possible day; None where it is open or unknown.

    `~` and `?` widen nothing. `choices` holds the days of an either-or value, else nothing.
    """

    edtf: str
    earliest: date | None
    latest: date | None
    choices: tuple[date, ...] = ()

    @property
    def is_day(self) -> bool:
        return self.earliest is not None and self.earliest == self.latest

    def lies_within(self, first: date, last: date) -> bool:
        return bool(self.earliest and self.latest and first <= self.earliest and self.latest <= last)

    def overlaps(self, other: EdtfSpan) -> bool:
        """Whether some day may belong to both. Either-or days are compared one by one."""
        return any(
            (a.earliest is None or b.latest is None or a.earliest <= b.latest)
            and (b.earliest is None or a.latest is None or b.earliest <= a.latest)
            for a in self._parts()
            for b in other._parts()
        )

    def _parts(self) -> tuple[EdtfSpan, ...]:
        return tuple(EdtfSpan(day.isoformat(), day, day) for day in self.choices) or (self,)


def parse_edtf(text: str) -> EdtfSpan:
    """Read one EDTF value: `2017`, `2017-11`, `2017-11-10`, `A/B`, `A/..`, `../B`, `[A,B]`, each part perhaps with `~`.

    Raises EdtfError.
    """
    text = text.strip()
    if not text:
        raise EdtfError(Message("The date is empty."))
    if text.startswith("[") and text.endswith("]"):
        return _either_or(text)
    if text.count("/") == 1:
        return _interval(text)
    if _DAY.fullmatch(text):
        return EdtfSpan(text, *_first_and_last(text))
    return _typed(text)


def between(earliest: date | None, latest: date | None) -> EdtfSpan:
    """The value for a date that lies between two days (both included); None is an open end. One must be known."""
    if earliest is None and latest is None:
        raise EdtfError(Message("A date needs at least one known end."))
    if earliest is not None and earliest == latest:
        return EdtfSpan(earliest.isoformat(), earliest, latest)
    first = earliest.isoformat() if earliest else ".."
    last = latest.isoformat() if latest else ".."
    return EdtfSpan(f"{first}/{last}", earliest, latest)


def in_words(text: str) -> str:
    """An EDTF value as a reader says it: “between 3 and 10 November 2017”, “16 July 2018 or later”."""
    span = parse_edtf(text)
    if span.choices:
        return " or ".join(_day_in_words(day.isoformat()) for day in span.choices)
    if span.edtf.count("/") != 1:
        return _day_in_words(span.edtf)
    start, end = span.edtf.split("/")
    if start in _OPEN:
        return f"{_day_in_words(end)} or earlier"
    if end in _OPEN:
        return f"{_day_in_words(start)} or later"
    return f"between {_shortened(start, end)} and {_day_in_words(end)}"


def _first_and_last(text: str) -> tuple[date, date]:
    match = _DAY.fullmatch(text)
    if match is None:
        raise EdtfError(Message("“%(date)s” is not a date such as 2017, 2017-11 or 2017-11-10.", date=text))
    year, month, day = int(match["year"]), int(match["month"] or 0), int(match["day"] or 0)
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        if month:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError as error:
        if 21 <= month <= 41 and not day:
            return _season(text)
        raise EdtfError(Message("There is no day %(date)s in the calendar.", date=text)) from error


def _season(text: str) -> tuple[date, date]:
    span = _typed(text)
    if span.earliest is None or span.latest is None:
        raise EdtfError(Message("“%(date)s” cannot be placed in the calendar.", date=text))
    return span.earliest, span.latest


def _interval(text: str) -> EdtfSpan:
    start, end = (part.strip() for part in text.split("/"))
    if start in _OPEN and end in _OPEN:
        raise EdtfError(Message("An interval needs at least one known end."))
    earliest = None if start in _OPEN else _first_and_last(start)[0]
    latest = None if end in _OPEN else _first_and_last(end)[1]
    if earliest and latest and earliest > latest:
        raise EdtfError(Message("%(date)s ends before it begins.", date=text))
    return EdtfSpan(f"{start}/{end}", earliest, latest)


def _either_or(text: str) -> EdtfSpan:
    parts = [part.strip() for part in text[1:-1].split(",")]
    days = []
    for part in parts:
        first, last = _first_and_last(part)
        if first != last:
            message = Message("Between square brackets stand whole days, such as [2018-07-12,2018-12-07].")
            raise EdtfError(message)
        days.append(first)
    return EdtfSpan(f"[{','.join(parts)}]", min(days), max(days), tuple(sorted(days)))


def _typed(text: str) -> EdtfSpan:
    try:
        value = parse_any_edtf(text)
        first, last = (date(*bound[:3]) for bound in (value.lower_strict(), value.upper_strict()))
    except (EDTFParseException, ValueError, AttributeError, TypeError, OverflowError) as error:
        message = Message(
            "“%(date)s” is not a date the archive can read. Write 2017, 2017-11, 2017-11-10, "
            "2017-11-03/2017-11-10 or 2018-07-16/.. (open end).",
            date=text,
        )
        raise EdtfError(message) from error
    return EdtfSpan(text, first, last)


def _day_in_words(text: str) -> str:
    match = _DAY.fullmatch(text)
    if match is None:
        return text
    parts = [match["year"]]
    if match["month"]:
        month = int(match["month"])
        parts.insert(0, _MONTHS[month - 1] if month <= 12 else _SEASONS.get(match["month"], match["month"]))
    if match["day"]:
        parts.insert(0, str(int(match["day"])))
    words = " ".join(parts)
    return {"~": f"about {words}", "?": f"{words} (uncertain)", "%": f"about {words} (uncertain)"}.get(
        match["mark"], words
    )


def _shortened(start: str, end: str) -> str:
    """The first end of an interval without the month and year it shares with the last."""
    first, last = _DAY.fullmatch(start), _DAY.fullmatch(end)
    if not first or not last or not (first["day"] and last["day"]) or first["mark"]:
        return _day_in_words(start)
    if first["year"] != last["year"]:
        return _day_in_words(start)
    day = str(int(first["day"]))
    return day if first["month"] == last["month"] else f"{day} {_MONTHS[int(first['month']) - 1]}"
