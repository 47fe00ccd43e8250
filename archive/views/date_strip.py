"""The small drawing beside an article: when it may have been written, and when the leaders met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_DAY_STEPS = (1, 2, 3, 5, 7, 14)
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
_MOST_TICKS = 6


@dataclass(frozen=True)
class Tick:
    x: float
    label: str


@dataclass(frozen=True)
class DateStrip:
    """Two bars over one axis; x and widths in percent. An open end of the article's span runs to the edge."""

    written_x: float
    written_width: float
    met_x: float
    met_width: float
    phase: str
    event: str
    ticks: tuple[Tick, ...]
    is_open_start: bool
    is_open_end: bool

    @property
    def labels_collide(self) -> bool:
        """Whether “Written” and “Met” would stand on each other; then one goes above and one below."""
        return abs(self.written_x - self.met_x) < 24

    @property
    def written_label_x(self) -> float:
        return min(self.written_x, 80)

    @property
    def met_label_x(self) -> float:
        return min(self.met_x, 86)


def date_strip(
    earliest: date | None, latest: date | None, met: tuple[date, date], phase: str, event: str
) -> DateStrip | None:
    """The strip for an article between two days (None: open) and a meeting from one day to another."""
    known = [day for day in (earliest, latest) if day]
    if not known:
        return None
    low, high = min(*known, met[0]), max(*known, met[1])
    margin = timedelta(days=max(2, round((high - low).days * 0.18)))
    try:
        low, high = low - margin, high + margin
    except OverflowError:
        return None
    days = (high - low).days + 1

    def at(day: date) -> float:
        return round(100 * (day - low).days / days, 2)

    start = at(earliest) if earliest else 0
    end = at(latest + timedelta(days=1)) if latest else 100
    met_end = at(met[1] + timedelta(days=1))
    return DateStrip(
        written_x=start,
        written_width=max(round(end - start, 2), 0.8),
        met_x=at(met[0]),
        met_width=max(round(met_end - at(met[0]), 2), 0.8),
        phase=phase,
        event=event,
        ticks=tuple(Tick(round(at(day) + 50 / days, 2), label) for day, label in _ticks(low, high)),
        is_open_start=earliest is None,
        is_open_end=latest is None,
    )


def _ticks(low: date, high: date) -> Iterator[tuple[date, str]]:
    """Up to six days to name under the axis, by days, months or years as the span asks for."""
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
            str(day.year) if step >= 12 else f"{day:%b %Y}" if month % 12 == 0 or month - first < step else f"{day:%b}",
        )


def _day_ticks(low: date, high: date, step: int) -> Iterator[tuple[date, str]]:
    day, month = low + timedelta(days=max(1, step // 2)), None
    while day < high:
        yield day, f"{day.day} {day:%b}" if day.month != month else str(day.day)
        month = day.month
        day += timedelta(days=step)
