"""Articles per day around a summit: thirty days before it, its own days, thirty days after, all on one scale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.http import urlencode

from archive.models import Event
from archive.models.addresses import address_of
from archive.search.dating import LENGTHS
from archive.views.relative_days import day_in_words
from archive.views.tallying import Tallies

REACH = 30  # days on either side
TICKS = (14, 7)  # days on either side that the axis names
FEWEST = 5  # articles with a sure day; fewer are better read than drawn
HEIGHT, TOP = 84, 18  # pixels: of the tallest bar, and above it for the label


@dataclass(frozen=True)
class Day:
    """A day with articles; `label` says it against the summit's, `phase` is that of the day, `address` its search."""

    day: date
    label: str
    phase: str
    count: int
    address: str
    x: float
    width: float
    y: float
    height: float


@dataclass(frozen=True)
class Tick:
    label: str
    x: float


@dataclass(frozen=True)
class DayChart:
    """`met_x` and `met_width` are the summit's own days; `left_out` counts what is not drawn."""

    days: tuple[Day, ...]
    ticks: tuple[Tick, ...]
    met_x: float
    met_width: float
    most: int
    left_out: int
    top: int = TOP
    base: int = TOP + HEIGHT
    height: int = TOP + HEIGHT + 20


def day_chart(event: Event, article_count: int, tallies: Tallies) -> DayChart | None:
    """The chart of an event's articles, of which there are so many; None where it has no days, or too few of them."""
    if event.start is None or event.end is None:
        return None
    first, last = event.start - timedelta(days=REACH), event.end + timedelta(days=REACH)
    placed = tallies.of("dated_day", between=(first, last), event=event.slug)
    inside = {date.fromisoformat(day): count for day, count in sorted(placed.items()) if _is_day(day)}
    if sum(inside.values()) < FEWEST:
        return None
    width = 100 / ((last - first).days + 1)
    return DayChart(
        days=tuple(_days(inside, event, first, width)),
        ticks=tuple(_ticks(event, first, width)),
        met_x=round(REACH * width, 3),
        met_width=round(((event.end - event.start).days + 1) * width, 3),
        most=max(inside.values()),
        left_out=article_count - sum(inside.values()),
    )


def _is_day(placed: str) -> bool:
    """Whether a place on the axis of days is one day, not a span, and not `unknown`."""
    return len(placed) == LENGTHS["day"] and placed[:4].isdigit()


def _days(counts: Mapping[date, int], event: Event, first: date, width: float) -> list[Day]:
    most = max(counts.values())
    search = f"{address_of('search')}?{urlencode({'event': event.slug})}"
    return [
        Day(
            day=day,
            label=day_in_words(day, event),
            phase="before" if day < event.start else "after" if day > event.end else "during",
            count=count,
            address=f"{search}&from={day}&to={day}",
            x=round((day - first).days * width + width * 0.1, 3),
            width=round(width * 0.8, 3),
            y=round(TOP + HEIGHT * (1 - count / most), 1),
            height=round(HEIGHT * count / most, 1),
        )
        for day, count in counts.items()
    ]


def _ticks(event: Event, first: date, width: float) -> list[Tick]:
    days = [event.start - timedelta(days=days) for days in TICKS] + [event.end + timedelta(days=days) for days in TICKS]
    return [Tick(day_in_words(day, event), round(((day - first).days + 0.5) * width, 3)) for day in sorted(days)]
