"""Meetings on an axis of time: with their days, several at once in lanes, or counted where there are too many. Pure.

Positions along the axis and widths are percentages, heights pixels, as in `timeline`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from archive.search.histogram import slot_of
from archive.search.timeline import LETTER

LANE, LANES = 18, 12  # height of a lane, and how many there are at most
NARROWEST = 0.4  # percent: the least a meeting is drawn as
COUNTED = 28  # height of the tallest bar where meetings are counted


@dataclass(frozen=True)
class Meeting:
    """`status` is one of `Event.Status`; `words` say its name, days and status."""

    name: str
    words: str
    address: str
    start: date
    end: date
    status: str


@dataclass(frozen=True)
class Drawn:
    """A meeting in its lane; an end that lies beyond the axis is cut off there. Its name stands right or left of it."""

    meeting: Meeting
    x: float
    width: float
    y: int
    is_flipped: bool

    @property
    def name_x(self) -> float:
        return self.x if self.is_flipped else round(self.x + self.width, 2)


@dataclass(frozen=True)
class Lanes:
    """`undrawn` meetings had no lane left."""

    drawn: tuple[Drawn, ...]
    height: int
    undrawn: int


@dataclass(frozen=True)
class CountedMeetings:
    """How many meetings began in a slot; the bar hangs from the axis, those held uppermost."""

    slot: int
    count: int
    x: float
    width: float
    parts: tuple[tuple[str, float, float], ...]  # status, y, height


def in_lanes(meetings: Iterable[Meeting], first: date, last: date) -> Lanes:
    """Those that touch the days from `first` to `last`, each in the highest lane where it runs into no other."""
    days = (last - first).days + 1
    taken: list[list[tuple[float, float]]] = []
    drawn, undrawn = [], 0
    for meeting in sorted(meetings, key=lambda meeting: (meeting.start, meeting.end, meeting.name)):
        x = 100 * max((meeting.start - first).days, 0) / days
        width = max(100 * (min((meeting.end - first).days, days - 1) + 1) / days - x, NARROWEST)
        room = LETTER * (len(meeting.name) + 2)
        is_flipped = x + width + room > 100 and x > room
        start, end = (x - room, x + width) if is_flipped else (x, x + width + room)
        free = (number for number, lane in enumerate(taken) if all(end < a or start > b for a, b in lane))
        lane = next(free, len(taken))
        if lane == LANES:
            undrawn += 1
            continue
        taken[lane:] = taken[lane:] or [[]]
        taken[lane].append((start, end))
        drawn.append(Drawn(meeting, round(x, 2), round(width, 2), lane * LANE, is_flipped))
    return Lanes(tuple(drawn), len(taken) * LANE, undrawn)


def counted_by_slot(
    starts: Iterable[tuple[date, str]], statuses: Sequence[str], unit: str, first: int, last: int
) -> list[CountedMeetings]:
    """How many of these (first day and status) began in which of the slots from `first` to `last`."""
    counts: dict[int, Counter[str]] = {}
    for day, status in starts:
        slot = slot_of(day.isoformat(), unit)
        if first <= slot <= last:
            counts.setdefault(slot, Counter())[status] += 1
    most = max((sum(of_slot.values()) for of_slot in counts.values()), default=0)
    width = 100 / (last - first + 1)
    return [
        CountedMeetings(
            slot=slot,
            count=sum(of_slot.values()),
            x=round((slot - first) * width + width * 0.1, 3),
            width=round(width * 0.8, 3),
            parts=tuple(_parts(of_slot, statuses, most)),
        )
        for slot, of_slot in sorted(counts.items())
    ]


def _parts(counts: Mapping[str, int], statuses: Sequence[str], most: int) -> Iterable[tuple[str, float, float]]:
    y = 0.0
    for status in statuses:
        if counts.get(status):
            height = round(COUNTED * counts[status] / most, 1)
            yield status, round(y, 1), height
            y += height
