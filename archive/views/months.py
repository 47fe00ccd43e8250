"""Coverage over time on the pages of home, a person and a source: months or years by phase, with numbered summits.

The chart is that of the search and of the timeline; flags of more levels, with numbers, are added here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.http import urlencode

from archive.models import Event
from archive.models.addresses import address_of
from archive.search.histogram import counted, slot_of
from archive.search.search_indexes import UNKNOWN
from archive.search.timeline import Bar, Summit, Timeline, drawn
from archive.views.tallying import Tallied, Tallies

MOST_YEARS = 10  # beyond these a bar is a year, not a month
TOP = 86  # pixels above the tallest bar, for the flags
FLAG_LEVELS = 5
FLAG_ROOM, LETTER_ROOM = 2.5, 0.62  # percent of the width: a flag's number, and each letter of its name
PHASES = ("before", "during", "after", "undetermined")


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
    """Bars, uncertain dates and axis, and the flags above them.

    In `undetermined` are articles about no summit, or about one whose phase could not be told. An article about two
    summits may stand in two phases, so these may sum up to more than a bar has articles.
    """

    plain: Timeline
    flags: tuple[Flag, ...]

    @property
    def has_undetermined(self) -> bool:
        return any(part.name == PHASES[-1] for bar in self.plain.bars for part in bar.segments)

    @property
    def is_numbered(self) -> bool:
        return any(flag.number for flag in self.flags)

    @property
    def rows(self) -> list[Bar]:
        """The bars that have articles or summits: the rows of the table."""
        return [bar for bar in self.plain.bars if bar.certain or bar.summits]


def chart_of(
    tallies: Tallies,
    summits: Iterable[Tallied],
    *,
    is_numbered: bool = False,
    most_years: int = MOST_YEARS,
    **choices: str,
) -> Chart | None:
    """The chart of the articles with these choices and of some of their summits, numbered as they come.

    It has a bar for each month of `most_years` at most, else one for each year. None where no article has a date, or
    there is no index.
    """
    phases = tallies.by_phase("dated_month", **choices)
    layers = {phase: {value: getattr(each, phase) for value, each in phases.items()} for phase in PHASES[:-1]}
    layers[PHASES[-1]] = tallies.without_phase("dated_month", **choices)
    numbered = [
        (each.count, number if is_numbered else 0, each.record)
        for number, each in enumerate(summits, 1)
        if each.record.start and each.record.status != Event.Status.CANCELLED
    ]
    numbered.sort(key=lambda each: -each[0])
    flagged = [
        (number, Summit(event.short_name, event.get_absolute_url(), event.start, event.end))
        for _count, number, event in numbered
    ]
    return charted(tallies.of("dated_month", **choices), layers, flagged, choices, most_years)


def charted(
    totals: Mapping[str, int],
    layers: Mapping[str, Mapping[str, int]],
    summits: Sequence[tuple[int, Summit]],
    choices: Mapping[str, str],
    most_years: int = MOST_YEARS,
) -> Chart | None:
    """Draw counts of places (see `dating.placed`), all of them and by phase; `summits`: numbered, weightiest first."""
    extent = counted(totals.items(), "month", UNKNOWN).extent()
    if extent is None:
        return None
    first, last, unit = extent[0] // 12, extent[1] // 12, "year"
    if last - first < most_years:
        first, last, unit = first * 12, last * 12 + 11, "month"
    search = f"{address_of('search')}?{urlencode(choices)}{'&' if choices else ''}"

    def address(start: str, end: str) -> str:
        ends = (("from", start), ("to", end))
        return search + "&".join(f"{name}={value}" for name, value in ends if value)

    plain = drawn(
        counted(totals.items(), unit, UNKNOWN), first, last, [summit for _number, summit in summits], address,
        layers={name: counted(values.items(), unit, UNKNOWN) for name, values in layers.items()}, top=TOP,
    )  # fmt: skip
    placed = [(*each, _place(each[1].start, first, last, unit)) for each in summits]
    return Chart(plain, tuple(_flags(each for each in placed if 0 <= each[2] <= 100)))


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
