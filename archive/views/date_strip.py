"""The small drawing beside an article: when it may have been written, and when the leaders met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import pgettext

from archive.date_words import short_day_and_month, short_month, short_month_and_year
from archive.models import Event

_DAY_STEPS = (1, 2, 3, 5, 7, 14)
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
_MOST_TICKS = 4
_ROOM_RIGHT = 70  # percent: a bar that ends further right has no room for a word beside it


@dataclass(frozen=True)
class Tick:
    x: float
    label: str


@dataclass(frozen=True)
class Row:
    """A bar and the word for it: right of the bar where there is room, else left of it, else on it."""

    label: str
    css: str
    x: float
    width: float
    y: int

    @property
    def label_x(self) -> float:
        return self.x + self.width if self.x + self.width <= _ROOM_RIGHT else self.x

    @property
    def label_dx(self) -> int:
        """Pixels from `label_x`; negative where the word ends there."""
        return 6 if self.x + self.width <= _ROOM_RIGHT else -6 if self.x >= 100 - _ROOM_RIGHT else 6


@dataclass(frozen=True)
class DateStrip:
    """When an article was written, above when the leaders met, over one axis; x and widths in percent."""

    written: Row
    met: Row
    event: Event
    ticks: tuple[Tick, ...]

    @property
    def rows(self) -> tuple[Row, Row]:
        return self.written, self.met


def date_strip(earliest: date | None, latest: date | None, event: Event, phase: str) -> DateStrip | None:
    """The strip for an article between two days (None: open, drawn to the edge) and a meeting that has days."""
    known = [day for day in (earliest, latest) if day]
    if not known or event.start is None or event.end is None:
        return None
    low, high = min(*known, event.start), max(*known, event.end)
    margin = timedelta(days=max(2, round((high - low).days * 0.18)))
    try:
        low, high = low - margin, high + margin
    except OverflowError:
        return None
    days = (high - low).days + 1

    def bar(label: str, css: str, first: date | None, last: date | None, y: int) -> Row:
        start = 100 * (first - low).days / days if first else 0.0
        end = 100 * ((last - low).days + 1) / days if last else 100.0
        return Row(label, css, round(start, 2), max(round(end - start, 2), 0.8), y)

    return DateStrip(
        written=bar(pgettext("date strip", "Written"), f"range {phase}", earliest, latest, 4),
        met=bar(pgettext("date strip", "Met"), "bar during", event.start, event.end, 22),
        event=event,
        ticks=tuple(
            Tick(round(100 * (day - low).days / days + 50 / days, 2), label) for day, label in _ticks(low, high)
        ),
    )


def _ticks(low: date, high: date) -> Iterator[tuple[date, str]]:
    """A few days to name under the axis, by days, months or years as the span asks for."""
    days = (high - low).days
    step = next((step for step in _DAY_STEPS if days / step <= _MOST_TICKS), None)
    if step:
        yield from _day_ticks(low, high, step)
        return
    months = (high.year - low.year) * 12 + high.month - low.month
    step = next((step for step in _MONTH_STEPS if months / step <= _MOST_TICKS), _MONTH_STEPS[-1])
    first = low.year * 12 + low.month  # the month after low's, counted from the year 0
    for month in range(-(-first // step) * step, high.year * 12 + high.month, step):
        day = date(month // 12, month % 12 + 1, 1)
        yield (
            day,
            str(day.year)
            if step >= 12
            else short_month_and_year(day)
            if month % 12 == 0 or month - first < step
            else short_month(day),
        )


def _day_ticks(low: date, high: date, step: int) -> Iterator[tuple[date, str]]:
    day, month = low + timedelta(days=max(1, step // 2)), None
    while day < high:
        yield day, short_day_and_month(day) if day.month != month else str(day.day)
        month = day.month
        day += timedelta(days=step)
