"""The chart of the timeline and the table beside it: where its bars lead, and what their phases are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from archive.models import Event
from archive.models.addresses import address_of
from archive.search.histogram import text_of
from archive.search.meetings import Meeting
from archive.search.periods import Period
from archive.search.phases_over_time import NO_PHASE, OverTime
from archive.search.timeline import TOP, Bar, Summit, Timeline, drawn
from archive.templatetags.archive_tags import event_days

FLAGS = 40  # summits named above the chart of everything
LOW_TOP = 16  # pixels above the bars, where no summits are named there


@dataclass(frozen=True)
class Row:
    """A bar as a row: its own page (empty for a day), how many articles stand in each phase, and the search for it."""

    bar: Bar
    address: str
    phases: Mapping[str, int]
    meetings: int
    search: str

    @property
    def found(self) -> int:
        """How many articles the search finds: those that lie in it, and those that may."""
        return self.bar.certain + self.bar.possible


def address_of_period(period: Period | None) -> str:
    """The page of a period, that of everything for None."""
    if period is None:
        return address_of("timeline")
    year = f"{period.first.year - period.first.year % 10 if period.unit == 'decade' else period.first.year:04}"
    arguments = [year, f"{period.first.month:02}"] if period.unit == "month" else [year]
    return reverse(f"timeline-{period.unit}", args=arguments)


def zoom_into(unit: str, slot: int) -> str:
    """Where a bar leads: to the page of its decade, year or month; a day, to the search for it."""
    if unit == "day":
        day = text_of(slot, unit)
        return search_between(day, day)
    return address_of_period(Period(unit, slot))


def search_between(first: str, last: str) -> str:
    """The search from one EDTF date to another; an empty one is an open end."""
    return f"{address_of('search')}?{urlencode([pair for pair in (('from', first), ('to', last)) if pair[1]])}"


def chart_of(found: OverTime, summits: Iterable[Summit] | None = None) -> Timeline:
    """The chart, with flags for the `summits`, the weightiest first, if there are to be any."""
    slots = range(found.first, found.last + 1)
    unit = found.counts.unit
    addresses = {text_of(slot, unit): zoom_into(unit, slot) for slot in slots}
    return drawn(
        found.counts, found.first, found.last, summits or (), search_between,
        layers=found.phases, bar_address=addresses.__getitem__, top=LOW_TOP if summits is None else TOP,
    )  # fmt: skip


def charted(found: OverTime, meetings: Mapping[int, int], summits: Iterable[Summit] | None = None) -> dict[str, Any]:
    """What the templates of the chart and of its table need; `meetings` began in which slot."""
    chart = chart_of(found, summits)
    return {
        "over_time": found,
        "chart": chart,
        "rows": table_rows(chart, meetings, found),
        "has_undetermined": any(part.name == NO_PHASE for bar in chart.bars for part in bar.segments),
        "shares_articles": any(sum(part.count for part in bar.segments) > bar.certain for bar in chart.bars),
    }


def table_rows(chart: Timeline, meetings: Mapping[int, int], found: OverTime) -> list[Row]:
    """The bars that say something; `meetings` began in which slot."""
    rows = []
    for slot, bar in enumerate(chart.bars, found.first):
        if bar.certain or bar.possible > found.counts.throughout or meetings.get(slot):
            phases = {segment.name: segment.count for segment in bar.segments}
            edtf = text_of(slot, chart.unit)
            address = "" if chart.unit == "day" else bar.address
            rows.append(Row(bar, address, phases, meetings.get(slot, 0), search_between(edtf, edtf)))
    return rows


def most_covered(
    rows: Iterable[tuple[str, str, date, date, str]], by_event: Mapping[str, Mapping[str, int]]
) -> list[Summit]:
    """Of events `(slug, name, first day, last day, status)` those held that most articles are about."""
    counts = {slug: sum(phases.values()) for slug, phases in by_event.items()}
    held = [row for row in rows if row[4] != Event.Status.CANCELLED and counts.get(row[0])]
    held.sort(key=lambda row: -counts[row[0]])
    return [Summit(name, address_of("event-detail", slug), start, end) for slug, name, start, end, _ in held[:FLAGS]]


def meeting_of(event: Event) -> Meeting:
    """An event with its days, as it is drawn."""
    status = "" if event.status == Event.Status.HELD else f" ({event.get_status_display()})"
    name = f"{event.short_name}{status}"
    words = f"{name}, {event_days(event)}"
    return Meeting(name, words, address_of("event-detail", event.slug), event.start, event.end, event.status)
