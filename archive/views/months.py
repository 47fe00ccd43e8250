"""Coverage over time: articles per month or year, by phase, with the summits as flags."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from archive.views.charts import PhaseCounts

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
    """A month (`2017-11`) or year (`2017`) with its articles; `value` is what the search's parameter takes."""

    value: str
    label: str
    counts: PhaseCounts
    x: float
    width: float
    segments: tuple[Segment, ...]

    @property
    def parameter(self) -> str:
        return "month" if "-" in self.value else "year"


@dataclass(frozen=True)
class Flag:
    """A summit on the axis; `number` is its place in the list beside the chart. Without room only a tick remains."""

    number: int
    name: str
    x: float
    y: float
    is_flipped: bool
    has_room: bool

    @property
    def top(self) -> float:
        return self.y - 10


@dataclass(frozen=True)
class Line:
    """A horizontal or vertical line of the grid, and its label."""

    position: float
    label: str


@dataclass(frozen=True)
class Timeline:
    periods: tuple[Period, ...]
    flags: tuple[Flag, ...]
    years: tuple[Line, ...]
    grid: tuple[Line, ...]
    unit: str
    base: int = TOP + HEIGHT
    tick: int = TOP + HEIGHT + 6
    height: int = TOP + HEIGHT + 22

    @property
    def has_undetermined(self) -> bool:
        return any(period.counts.undetermined for period in self.periods)


def timeline(months: Mapping[date, Mapping[str, int]], summits: Iterable[tuple[int, str, date]]) -> Timeline | None:
    """Draw counts by first day of month and phase; `summits` are `(number, name, first day)`, weightiest first."""
    if not months:
        return None
    first, last = min(months), max(months)
    flagged = [(number, name, day) for number, name, day in summits if first.year <= day.year <= last.year]
    unit = "month" if (last.year - first.year + 1) * 12 <= MOST_MONTHS else "year"
    start, slots = (first.year, (last.year - first.year + 1) * (12 if unit == "month" else 1))
    counts = _grouped(months, unit)
    most = max(count.total for count in counts.values())
    step = _grid_step(most)
    top = max(most, step)

    def at(year: int, month: int = 1, day: int = 1) -> float:
        years = year - start + ((month - 1) + (day - 1) / 31) / 12
        return round(100 * years / (slots / 12 if unit == "month" else slots), 3)

    width = 100 / slots
    return Timeline(
        periods=tuple(_period(value, count, at, width, top) for value, count in sorted(counts.items())),
        flags=tuple(_flags((number, name, at(day.year, day.month, day.day)) for number, name, day in flagged)),
        years=tuple(_year_marks(start, last.year, at)),
        grid=tuple(
            Line(round(TOP + HEIGHT * (1 - value / top), 1), f"{value:,}") for value in range(step, top + 1, step)
        ),
        unit=unit,
    )


def _grouped(months: Mapping[date, Mapping[str, int]], unit: str) -> dict[str, PhaseCounts]:
    sums: dict[str, dict[str, int]] = {}
    for month, phases in months.items():
        value = f"{month:%Y-%m}" if unit == "month" else str(month.year)
        group = sums.setdefault(value, {})
        for phase, count in phases.items():
            group[phase] = group.get(phase, 0) + count
    return {value: PhaseCounts.of(group) for value, group in sums.items()}


def _period(value: str, counts: PhaseCounts, at, width: float, top: int) -> Period:
    year, _, month = value.partition("-")
    segments, base = [], float(TOP + HEIGHT)
    for phase in PHASES:
        count = getattr(counts, phase)
        if count:
            height = round(HEIGHT * count / top, 1)
            base -= height
            segments.append(Segment(phase, round(base, 1), height))
    label = f"{date(int(year), int(month), 1):%B %Y}" if month else year
    x = at(int(year), int(month or 1))
    return Period(value, label, counts, round(x + width * 0.1, 3), round(width * 0.8, 3), tuple(segments))


def _flags(placed: Iterable[tuple[int, str, float]]) -> Iterable[Flag]:
    """Each flag, the weightiest first, on the highest level where its name runs into no other."""
    levels: list[list[tuple[float, float]]] = [[] for _ in range(FLAG_LEVELS)]
    for number, name, x in placed:
        room = FLAG_ROOM + LETTER_ROOM * len(name)
        is_flipped = x + room > 100
        start, end = (x - room, x) if is_flipped else (x, x + room)
        free = (level for level, taken in enumerate(levels) if all(end < a or start > b for a, b in taken))
        level = next(free, None)
        if level is not None:
            levels[level].append((start, end))
        yield Flag(number, name, x, 12 + (level or 0) * 14, is_flipped, has_room=level is not None)


def _year_marks(first: int, last: int, at) -> Iterable[Line]:
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if (last - first) / step <= 10)
    return (Line(at(year), str(year)) for year in range(first, last + 1, step))


def _grid_step(most: int) -> int:
    """A round distance of two to four lines up to the tallest bar."""
    step = 1
    while most / step > 4:
        step = {"1": 2, "2": 5, "5": 10}[str(step)[0]] * 10 ** (len(str(step)) - 1)
    return step
