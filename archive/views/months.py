"""Coverage over time: articles per month or year by phase, uncertain dates below the axis, the summits as flags.

Bars, uncertain dates and the axis are those of the search's chart; the phases and numbered flags are added here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.http import urlencode

from archive.models import Event
from archive.search import timeline as plain
from archive.search.histogram import Counted, counted, slot_of
from archive.search.search_indexes import UNKNOWN
from archive.search.timeline import Bar, Summit
from archive.views.charts import PhaseCounts
from archive.views.tallying import Tallied, Tallies

MOST_MONTHS = 360  # beyond thirty years a bar is a year
HEIGHT, TOP = 104, 86  # pixels: of the tallest bar, and above it for the flags
FLAG_LEVELS = 5
FLAG_ROOM, LETTER_ROOM = 2.5, 0.62  # percent of the width: a flag's number, and each letter of its name
PHASES = ("before", "during", "after", "undetermined")


@dataclass(frozen=True)
class Segment:
    phase: str
    y: float
    height: float


@dataclass(frozen=True)
class Period:
    """A month or year: `bar` is the search's, with all its articles; `counts` those that lie in it for sure.

    An article about two summits may stand in two phases, so the phases may sum up to more than `bar.certain`.
    `undetermined` are those about no summit, or about one whose phase could not be told.
    """

    bar: Bar
    counts: PhaseCounts
    segments: tuple[Segment, ...]
    summits: tuple[Summit, ...]


@dataclass(frozen=True)
class Flag:
    """A summit on the axis; `number` is its place in a list beside the chart, 0 without one.

    `y` is 0 where its name has no room: only a tick remains.
    """

    summit: Summit
    number: int
    x: float
    y: int
    is_flipped: bool


@dataclass(frozen=True)
class Chart:
    """`plain` is the chart without phases, of which the uncertain dates and the marks of the axis are drawn."""

    plain: plain.Timeline
    periods: tuple[Period, ...]
    flags: tuple[Flag, ...]
    grid: tuple[plain.Mark, ...]
    base: int = TOP + HEIGHT
    top: int = TOP

    @property
    def unit(self) -> str:
        return self.plain.unit

    @property
    def lowered(self) -> int:
        """How much deeper than in the search's chart the axis lies, in pixels."""
        return self.base - self.plain.base

    @property
    def height(self) -> int:
        return self.plain.height + self.lowered

    @property
    def has_undetermined(self) -> bool:
        return any(period.counts.undetermined for period in self.periods)

    @property
    def rows(self) -> list[Period]:
        """Those of the periods that have articles or summits: the rows of the table."""
        return [each for each in self.periods if each.bar.certain or each.summits]


def chart_of(
    tallies: Tallies, summits: Iterable[Tallied], *, is_numbered: bool = False, **choices: str
) -> Chart | None:
    """The chart of the articles with these choices and of some of their summits, numbered as they come.

    None where no article has a date, or there is no index.
    """
    totals = tallies.of("dated_month", **choices)
    phases = tallies.by_phase("dated_month", **choices)
    numbered = [
        (number if is_numbered else 0, _summit(each.record), each.count)
        for number, each in enumerate(summits, 1)
        if each.record.start and each.record.status != Event.Status.CANCELLED
    ]
    numbered.sort(key=lambda each: -each[2])
    return timeline(
        totals,
        {phase: {value: getattr(counts, phase) for value, counts in phases.items()} for phase in PHASES[:-1]}
        | {"undetermined": tallies.without_phase("dated_month", **choices)},
        [each[:2] for each in numbered],
        choices,
    )


def _summit(event: Event) -> Summit:
    return Summit(event.short_name, event.get_absolute_url(), event.start, event.end)


def timeline(
    totals: Mapping[str, int],
    phases: Mapping[str, Mapping[str, int]],
    summits: Sequence[tuple[int, Summit]],
    choices: Mapping[str, str],
) -> Chart | None:
    """Draw counts of places (see `dating.placed`), all of them and by phase; `summits`: numbered, weightiest first."""
    extent = counted(totals.items(), "month", UNKNOWN).extent()
    if extent is None:
        return None
    first_year, last_year = extent[0] // 12, extent[1] // 12
    unit = "month" if (last_year - first_year + 1) * 12 <= MOST_MONTHS else "year"
    first, last = (first_year * 12, last_year * 12 + 11) if unit == "month" else (first_year, last_year)
    flagged = [(number, summit) for number, summit in summits if first_year <= summit.start.year <= last_year]
    search = f"{reverse('search')}?{urlencode(choices)}{'&' if choices else ''}"

    def address(start: str, end: str) -> str:
        ends = (("from", start), ("to", end))
        return search + "&".join(f"{name}={value}" for name, value in ends if value)

    all_counted = counted(totals.items(), unit, UNKNOWN)
    drawn = plain.drawn(all_counted, first, last, (), address)
    by_phase = {phase: counted(values.items(), unit, UNKNOWN) for phase, values in phases.items()}
    periods, grid = _periods(drawn.bars, first, by_phase, [summit for _number, summit in flagged])
    return Chart(
        plain=drawn,
        periods=periods,
        flags=tuple(_flags((*each, _place(each[1].start, first, last, unit)) for each in flagged)),
        grid=grid,
    )


def _periods(
    bars: Sequence[Bar], first: int, by_phase: Mapping[str, Counted], summits: Iterable[Summit]
) -> tuple[tuple[Period, ...], tuple[plain.Mark, ...]]:
    """The bars with their phases, on one scale with the lines of the grid."""
    unit = next(iter(by_phase.values())).unit
    by_slot: dict[int, list[Summit]] = {}
    for summit in sorted(summits, key=lambda summit: (summit.start, summit.name)):
        by_slot.setdefault(slot_of(summit.start.isoformat(), unit), []).append(summit)
    counts = [
        PhaseCounts(**{phase: found.certain.get(slot, 0) for phase, found in by_phase.items()})
        for slot in range(first, first + len(bars))
    ]
    most = max(each.total for each in counts)
    step = _grid_step(most)
    top = max(most, step)
    periods = tuple(
        Period(bar, each, _segments(each, top), tuple(by_slot.get(slot, ())))
        for slot, (bar, each) in enumerate(zip(bars, counts, strict=True), first)
    )
    lines = (
        plain.Mark(f"{value:,}", round(TOP + HEIGHT * (1 - value / top), 1)) for value in range(step, top + 1, step)
    )
    return periods, tuple(lines)


def _segments(counts: PhaseCounts, top: int) -> tuple[Segment, ...]:
    """Before, during, after and the rest, one above the other from the axis upwards."""
    segments, base = [], float(TOP + HEIGHT)
    for phase in PHASES:
        count = getattr(counts, phase)
        if count:
            height = max(round(HEIGHT * count / top, 1), 1)
            base -= height
            segments.append(Segment(phase, round(base, 1), height))
    return tuple(segments)


def _place(day: date, first: int, last: int, unit: str) -> float:
    """Where a day stands on the axis, in percent."""
    within = (day.day - 0.5) / 31 if unit == "month" else (day.timetuple().tm_yday - 0.5) / 366
    return round(100 * (slot_of(day.isoformat(), unit) - first + within) / (last - first + 1), 2)


def _flags(placed: Iterable[tuple[int, Summit, float]]) -> Iterable[Flag]:
    """Each flag, the weightiest first, on the highest level where its name runs into no other."""
    levels: list[list[tuple[float, float]]] = [[] for _ in range(FLAG_LEVELS)]
    for number, summit, x in placed:
        room = FLAG_ROOM + LETTER_ROOM * len(summit.name)
        is_flipped = x + room > 100
        start, end = (x - room, x) if is_flipped else (x, x + room)
        free = (level for level, taken in enumerate(levels) if all(end < a or start > b for a, b in taken))
        level = next(free, None)
        if level is not None:
            levels[level].append((start, end))
        yield Flag(summit, number, x, 0 if level is None else 12 + level * 14, is_flipped)


def _grid_step(most: int) -> int:
    """A round distance of two to four lines up to the tallest bar."""
    step = 1
    while most / step > 4:
        step = {"1": 2, "2": 5, "5": 10}[str(step)[0]] * 10 ** (len(str(step)) - 1)
    return step
