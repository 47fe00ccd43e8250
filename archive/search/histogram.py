"""How many articles lie in each decade, year, month or day, and between which of them the uncertain ones may lie. Pure.

A slot is a decade, year, month or day as a number, so that neighbours differ by one; see `slot_of`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate

from django.utils.translation import get_language, gettext

from archive.date_words import month_and_year, whole_day
from archive.search.dating import EITHER_OR, LENGTHS, OPEN_END

MOST_BARS = 96

Part = tuple[int | None, int | None]  # first and last slot; None is an open end


@dataclass(frozen=True)
class Uncertain:
    """`count` articles whose date lies in one of the parts; either-or dates have several."""

    parts: tuple[Part, ...]
    count: int

    @property
    def ends(self) -> list[int]:
        return [end for part in self.parts for end in part if end is not None]


@dataclass(frozen=True)
class Counted:
    """`certain`: slot -> articles that lie in it for sure. `undated` have no date at all.

    `throughout` may lie in any slot there is.
    """

    unit: str
    certain: dict[int, int]
    uncertain: tuple[Uncertain, ...]
    undated: int
    throughout: int = 0

    def extent(self) -> tuple[int, int] | None:
        """The first and last slot of an axis that shows something of every article; None where none has a date.

        An uncertain date that touches the certain ones does not widen it.
        """
        known = self.certain or [end for uncertain in self.uncertain for end in uncertain.ends]
        if not known:
            return None
        first, last = min(known), max(known)
        for uncertain in self.uncertain:
            if not any(_touches(part, first, last) for part in uncertain.parts):
                nearest = min(uncertain.ends, key=lambda end: min(abs(end - first), abs(end - last)))
                first, last = min(first, nearest), max(last, nearest)
        return first, last

    def possible(self, first: int, last: int) -> list[int]:
        """For each slot from `first` to `last`: the uncertain articles that may lie in it."""
        changes = [self.throughout] + [0] * (last - first + 1)
        for uncertain in self.uncertain:
            for start, end in uncertain.parts:
                if _touches((start, end), first, last):
                    changes[max(start - first, 0) if start is not None else 0] += uncertain.count
                    changes[min(end, last) - first + 1 if end is not None else last - first + 1] -= uncertain.count
        return list(accumulate(changes))[:-1]


def within(counts: Counted, first: int, last: int) -> Counted:
    """What of it concerns the slots from `first` to `last`.

    Articles that may lie in any of these are only counted: a line from end to end would say no more.
    """
    certain = {slot: count for slot, count in counts.certain.items() if first <= slot <= last}
    kept, throughout = [], 0
    for uncertain in counts.uncertain:
        parts = tuple(part for part in uncertain.parts if _touches(part, first, last))
        if any(_covers(part, first, last) for part in parts):
            throughout += uncertain.count
        elif parts:
            kept.append(Uncertain(parts, uncertain.count))
    return Counted(counts.unit, certain, tuple(kept), counts.undated, throughout)


def counted(values: Iterable[tuple[str, int]], unit: str, unknown: str) -> Counted:
    """Sort facet counts of places (see `dating.placed`), as fine as `unit` or finer, by slots of this unit."""
    certain: Counter[int] = Counter()
    uncertain: Counter[tuple[Part, ...]] = Counter()
    undated = 0
    for value, count in values:
        if value == unknown:
            undated += count
            continue
        parts = _parts(value, unit)
        if len(parts) == 1 and parts[0][0] is not None and parts[0][0] == parts[0][1]:
            certain[parts[0][0]] += count
        else:
            uncertain[parts] += count
    return Counted(unit, dict(certain), tuple(Uncertain(*item) for item in uncertain.most_common()), undated)


def unit_for(first: date, last: date) -> str:
    """The finest unit of which a span of days has not too many for one chart."""
    slots = {unit: slot_of(last.isoformat(), unit) - slot_of(first.isoformat(), unit) for unit in LENGTHS}
    return next((unit for unit in ("day", "month") if slots[unit] < MOST_BARS), "year")


def slot_of(text: str, unit: str) -> int:
    """The slot of an ISO day, month or year that is as fine as the unit or finer."""
    if unit == "day":
        return date.fromisoformat(text).toordinal()
    if unit == "decade":
        return int(text[:3])
    return int(text[:4]) * 12 + int(text[5:7]) - 1 if unit == "month" else int(text[:4])


def text_of(slot: int, unit: str) -> str:
    """The slot as EDTF: `201X`, `2018`, `2018-07` or `2018-07-16`."""
    if unit == "day":
        return date.fromordinal(slot).isoformat()
    if unit == "decade":
        return f"{slot:03}X"
    return f"{slot // 12:04}-{slot % 12 + 1:02}" if unit == "month" else f"{slot:04}"


def words_of(slot: int, unit: str) -> str:
    """The slot as a reader says it: “July 2018”, “2010s”."""
    return _words_of(slot, unit, get_language())


@lru_cache(maxsize=20_000)
def _words_of(slot: int, unit: str, _language: str) -> str:
    if unit == "decade":
        return gettext("%(year)ss") % {"year": slot * 10}
    if unit == "year":
        return text_of(slot, unit)
    day = date.fromordinal(slot) if unit == "day" else date(slot // 12, slot % 12 + 1, 1)
    return whole_day(day) if unit == "day" else month_and_year(day)


@lru_cache(maxsize=20_000)
def _parts(value: str, unit: str) -> tuple[Part, ...]:
    parts = []
    for text in value.split(EITHER_OR):
        start, _, end = text.partition("/")
        first, last = (None if day == OPEN_END else slot_of(day, unit) for day in (start, end or start))
        parts.append((first, last))
    return tuple(dict.fromkeys(parts))


def _touches(part: Part, first: int, last: int) -> bool:
    start, end = part
    return (start is None or start <= last) and (end is None or end >= first)


def _covers(part: Part, first: int, last: int) -> bool:
    start, end = part
    return (start is None or start <= first) and (end is None or end >= last)
