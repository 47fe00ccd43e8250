"""Articles per day around a summit: thirty days before it, its own days, thirty days after, all on one scale."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F

from archive.models import Event

REACH = 30  # days on either side
FEWEST = 5  # articles with a sure day; fewer are better read than drawn
HEIGHT, TOP = 84, 18  # pixels: of the tallest bar, and above it for the label


@dataclass(frozen=True)
class Day:
    """A day with articles; `label` says it against the summit's, `phase` is that of the day."""

    day: date
    label: str
    phase: str
    count: int
    x: float
    width: float
    y: float
    height: float


@dataclass(frozen=True)
class DayChart:
    """`met_x` and `met_width` are the summit's own days; `beyond` and `unsure` count what is not drawn."""

    days: tuple[Day, ...]
    met_x: float
    met_width: float
    most: int
    beyond: int
    unsure: int
    top: int = TOP
    base: int = TOP + HEIGHT
    height: int = TOP + HEIGHT + 20


def day_chart(event: Event) -> DayChart | None:
    """The chart for an event annotated with its coverage; None where it has no days or too few dated articles."""
    if event.start is None or event.end is None:
        return None
    links = event.coverages.shown().subjects()
    sure = links.filter(article__published_earliest=F("article__published_latest"))
    rows = sure.order_by().values_list("article__published_earliest").annotate(n=Count("pk"))
    first, last = event.start - timedelta(days=REACH), event.end + timedelta(days=REACH)
    counts = dict(rows)
    inside = {day: count for day, count in sorted(counts.items()) if first <= day <= last}
    if sum(inside.values()) < FEWEST:
        return None
    length, most = (last - first).days + 1, max(inside.values())
    width = 100 / length
    total = sum(counts.values())
    return DayChart(
        days=tuple(
            Day(
                day=day,
                label=_label(day, event),
                phase="before" if day < event.start else "after" if day > event.end else "during",
                count=count,
                x=round((day - first).days * width + width * 0.1, 3),
                width=round(width * 0.8, 3),
                y=round(TOP + HEIGHT * (1 - count / most), 1),
                height=round(HEIGHT * count / most, 1),
            )
            for day, count in inside.items()
        ),
        met_x=round(REACH * width, 3),
        met_width=round(((event.end - event.start).days + 1) * width, 3),
        most=most,
        beyond=total - sum(inside.values()),
        unsure=event.article_count - total,
    )


def _label(day: date, event: Event) -> str:
    if day < event.start:
        days = (event.start - day).days
        return f"{days} day{'s' if days > 1 else ''} before"
    if day > event.end:
        days = (day - event.end).days
        return f"{days} day{'s' if days > 1 else ''} after"
    return "the day" if event.start == event.end else f"day {(day - event.start).days + 1}"
