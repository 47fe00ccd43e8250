"""Under which years and months an uncertain date is found, and with which ranges it overlaps. Pure."""

from __future__ import annotations

from datetime import date

from archive.edtf import EdtfSpan

MAX_YEARS = 3
MAX_MONTHS = 12
OPEN_END = ".."
EITHER_OR = "|"
LENGTHS = {"year": 4, "month": 7, "day": 10}  # of an ISO day, cut off behind its year, month or day


def sort_day(span: EdtfSpan) -> date | None:
    """The day lists sort by: the earliest, else the latest."""
    return span.earliest or span.latest


def years(span: EdtfSpan) -> list[str]:
    """Each year a date may lie in, `2017`, where it touches three at most; else its sort day's. Undated: none."""
    if span.choices:
        return sorted({f"{day.year:04}" for day in span.choices})
    if span.earliest and span.latest and span.latest.year - span.earliest.year < MAX_YEARS:
        return [f"{year:04}" for year in range(span.earliest.year, span.latest.year + 1)]
    day = sort_day(span)
    return [f"{day.year:04}"] if day else []


def months(span: EdtfSpan) -> list[str]:
    """Each month a date may lie in, `2017-11`, where it touches twelve at most; else its sort day's."""
    if span.choices:
        return sorted({_month(_count(day)) for day in span.choices})
    if span.earliest and span.latest and _count(span.latest) - _count(span.earliest) < MAX_MONTHS:
        return [_month(number) for number in range(_count(span.earliest), _count(span.latest) + 1)]
    day = sort_day(span)
    return [_month(_count(day))] if day else []


def spans(span: EdtfSpan) -> list[str]:
    """`FIRST/LAST` in ISO days, `..` for an open end; an either-or date has one for each day. Undated: none."""
    if span.choices:
        return [f"{day.isoformat()}/{day.isoformat()}" for day in span.choices]
    if sort_day(span) is None:
        return []
    ends = (day.isoformat() if day else OPEN_END for day in (span.earliest, span.latest))
    return ["/".join(ends)]


def placed(span: EdtfSpan, unit: str) -> str:
    """The one place of a date on an axis of days, months or years (`unit`): `2018-07`.

    Where it may be any of several: `2018-07/2018-09`, with `..` for an open end; either-or: `2018-07|2018-12`.
    Undated: empty.
    """
    length = LENGTHS[unit]
    if span.choices:
        return EITHER_OR.join(sorted({day.isoformat()[:length] for day in span.choices}))
    if sort_day(span) is None:
        return ""
    first, last = (day.isoformat()[:length] if day else OPEN_END for day in (span.earliest, span.latest))
    return first if first == last else f"{first}/{last}"


def _count(day: date) -> int:
    """Months since year 0, so that neighbours differ by one."""
    return day.year * 12 + day.month - 1


def _month(count: int) -> str:
    return f"{count // 12:04}-{count % 12 + 1:02}"
