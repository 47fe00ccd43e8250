"""The chart over time as it is drawn: bars, uncertain dates, summits and the axis.

Positions along the axis and widths are percentages, heights pixels: bars stretch with the page, type does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import number_format
from django.utils.translation import gettext

from archive.search.axis import Mark, marks, round_values
from archive.search.histogram import Counted, Part, Uncertain, slot_of, text_of, words_of

TOP, HEIGHT = 50, 72  # above the bars, for the names of summits; of the tallest bar
AXIS = 24  # under the bars, for the years
LANE, LANES = 14, 6  # height of a row of uncertain dates, and how many rows there are at most
FLAG_LEVELS = 3
LETTER = 0.95  # percent of the width that a letter of a summit's name needs
NARROWEST = 0.6  # percent: the least an uncertain date is drawn as

Address = Callable[[str, str], str]


@dataclass(frozen=True)
class Summit:
    name: str
    address: str
    start: date
    end: date


@dataclass(frozen=True)
class Segment:
    """A part of a bar: the articles of one phase."""

    name: str
    count: int
    y: float
    height: float


@dataclass(frozen=True)
class Bar:
    """A decade, year, month or day. `possible` articles may or may not lie in it; `address` is the search for both.

    With layers, its `segments` are stacked from the axis upwards.
    """

    address: str
    label: str
    certain: int
    possible: int
    summits: tuple[Summit, ...]
    x: float
    width: float
    y: float
    height: float
    segments: tuple[Segment, ...] = ()


@dataclass(frozen=True)
class Line:
    """An uncertain date, from `x1` to `x2`; an end that is open, or lies beyond the axis, has no mark."""

    address: str
    has_start: bool
    has_end: bool
    label: str
    count: int
    x1: float
    x2: float
    y: int

    @property
    def middle(self) -> float:
        return round((self.x1 + self.x2) / 2, 2)


@dataclass(frozen=True)
class Flag:
    """A summit on the axis; where its name has no room, `y` is 0 and only a tick remains."""

    summit: Summit
    x: float
    y: int
    is_flipped: bool


@dataclass(frozen=True)
class Timeline:
    unit: str
    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]
    flags: tuple[Flag, ...]
    marks: tuple[Mark, ...]
    grid: tuple[Mark, ...]
    undrawn: int  # articles with uncertain dates for which there was no lane
    undated: int
    lanes: int
    top: int = TOP
    base: int = TOP + HEIGHT

    @property
    def height(self) -> int:
        return self.base + AXIS + self.lanes * LANE

    @property
    def rows(self) -> list[Bar]:
        """Those of the bars that say something: the rows of the table."""
        return [bar for bar in self.bars if bar.certain or bar.possible or bar.summits]


def drawn(
    counted: Counted,
    first: int,
    last: int,
    summits: Iterable[Summit],
    address: Address,
    *,
    layers: Mapping[str, Counted] | None = None,
    bar_address: Callable[[str], str] | None = None,
    top: int = TOP,
) -> Timeline:
    """The chart of the slots from `first` to `last`; `summits`, the weightiest first.

    `address(first, last)` is the search between two EDTF dates, an empty one being an open end; `bar_address(slot)` is
    where a bar leads, if not there. `layers`, lowest first, divide the bars, and may share articles.
    """
    unit, size = counted.unit, last - first + 1
    shown = [summit for summit in summits if first <= slot_of(summit.start.isoformat(), unit) <= last]
    lines, lanes, undrawn = _lines(counted.uncertain, first, size, unit, address, top + HEIGHT)
    heights = _heights(counted, layers)
    most = max((heights.get(slot, 0) for slot in range(first, last + 1)), default=0)
    grid = round_values(most)
    return Timeline(
        unit=unit,
        bars=tuple(_bars(counted, first, last, shown, most, bar_address or (lambda at: address(at, at)), layers, top)),
        lines=tuple(lines),
        flags=tuple(_flags([(summit, _place(summit.start, first, size, unit)) for summit in shown])),
        marks=tuple(marks(first, size, unit)),
        grid=tuple(
            Mark(number_format(value, force_grouping=True), round(top + HEIGHT * (1 - value / most), 1))
            for value in grid
        ),
        undrawn=undrawn,
        undated=counted.undated,
        lanes=lanes,
        top=top,
        base=top + HEIGHT,
    )


def _heights(counted: Counted, layers: Mapping[str, Counted] | None) -> Mapping[int, int]:
    """How much each bar has to show: its articles, or what its layers have together."""
    if layers is None:
        return counted.certain
    heights: Counter[int] = Counter()
    for layer in layers.values():
        heights.update(layer.certain)
    return heights


def _bars(
    counted: Counted, first: int, last: int, summits: Sequence[Summit], most: int, address: Callable[[str], str],
    layers: Mapping[str, Counted] | None, top: int,
) -> Iterable[Bar]:  # fmt: skip
    width = 100 / (last - first + 1)
    by_slot: dict[int, list[Summit]] = {}
    for summit in sorted(summits, key=lambda summit: (summit.start, summit.name)):
        by_slot.setdefault(slot_of(summit.start.isoformat(), counted.unit), []).append(summit)
    for slot, possible in zip(range(first, last + 1), counted.possible(first, last), strict=True):
        certain = counted.certain.get(slot, 0)
        height = max(round(HEIGHT * certain / most, 1), 1) if certain else 0
        yield Bar(
            address=address(text_of(slot, counted.unit)),
            label=words_of(slot, counted.unit),
            certain=certain,
            possible=possible,
            summits=tuple(by_slot.get(slot, ())),
            x=round((slot - first) * width + width * 0.1, 3),
            width=round(width * 0.8, 3),
            y=top + HEIGHT - height,
            height=height,
            segments=tuple(_segments(slot, layers or {}, most, top + HEIGHT)),
        )


def _segments(slot: int, layers: Mapping[str, Counted], most: int, base: float) -> Iterable[Segment]:
    for name, layer in layers.items():
        count = layer.certain.get(slot, 0)
        if count:
            height = max(round(HEIGHT * count / most, 1), 1)
            base = round(base - height, 1)
            yield Segment(name, count, base, height)


def _lines(
    uncertain: Iterable[Uncertain], first: int, size: int, unit: str, address: Address, base: int
) -> tuple[list[Line], int, int]:
    """The lines, how many lanes they take, and how many articles found no room. The most frequent dates come first."""
    taken: list[list[tuple[float, float]]] = []
    lines, undrawn = [], 0
    for item in uncertain:
        places = [_extent(part, first, size) for part in item.parts]
        start, end = min(x1 for x1, _ in places), max(x2 for _, x2 in places)
        free = (number for number, lane in enumerate(taken) if all(end < a - 1 or start > b + 1 for a, b in lane))
        lane = next(free, len(taken))
        if lane == LANES:
            undrawn += item.count
            continue
        taken[lane:] = taken[lane:] or [[]]
        taken[lane].append((start, end))
        y = base + AXIS + lane * LANE + LANE // 2
        for part, place in zip(item.parts, places, strict=True):
            ends = ["" if slot is None else text_of(slot, unit) for slot in part]
            label = _label(part, unit)
            has_start = part[0] is not None and part[0] >= first
            has_end = part[1] is not None and part[1] < first + size
            lines.append(Line(address(*ends), has_start, has_end, label, item.count, *place, y))
    return lines, len(taken), undrawn


def _label(part: Part, unit: str) -> str:
    start, end = part
    if start is None or end is None:
        if start is not None:
            return gettext("%(day)s or later") % {"day": words_of(start, unit)}
        return gettext("%(day)s or earlier") % {"day": words_of(end or 0, unit)}
    if start == end:
        return words_of(start, unit)
    return gettext("%(first)s to %(last)s") % {"first": words_of(start, unit), "last": words_of(end, unit)}


def _extent(part: Part, first: int, size: int) -> tuple[float, float]:
    """From where to where a part reaches, cut off at the ends of the axis."""
    start, end = part
    x1 = 0.0 if start is None else min(max(100 * (start - first) / size, 0), 100 - NARROWEST)
    x2 = 100.0 if end is None else min(max(100 * (end + 1 - first) / size, x1 + NARROWEST), 100)
    return round(x1, 2), round(x2, 2)


def _place(day: date, first: int, size: int, unit: str) -> float:
    """Where a day stands, in percent."""
    slot = slot_of(day.isoformat(), unit)
    in_year = (day.timetuple().tm_yday - 0.5) / 366
    within = {"decade": (day.year % 10 + in_year) / 10, "year": in_year, "month": (day.day - 0.5) / 31, "day": 0.5}[
        unit
    ]
    return round(100 * (slot - first + within) / size, 2)


def _flags(placed: Iterable[tuple[Summit, float]]) -> Iterable[Flag]:
    """Each flag, the weightiest first, on the highest level where its name runs into no other."""
    levels: list[list[tuple[float, float]]] = [[] for _ in range(FLAG_LEVELS)]
    for summit, x in placed:
        room = LETTER * (len(summit.name) + 1)
        is_flipped = x + room > 100
        start, end = (x - room, x) if is_flipped else (x, x + room)
        free = (number for number, taken in enumerate(levels) if all(end < a or start > b for a, b in taken))
        level = next(free, None)
        if level is not None:
            levels[level].append((start, end))
        yield Flag(summit, x, 0 if level is None else 12 + level * 14, is_flipped)
