"""Ranges of a text in order, looked up fast: a long text has many thousands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from typing import Protocol, TypeVar


class Range(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


R = TypeVar("R", bound=Range)


def _start(item: Range) -> int:
    return item.start


def starting_in(items: Sequence[R], start: int, end: int) -> Sequence[R]:
    """Of ranges in order of their starts, those that start in the half-open range `start:end`."""
    return items[bisect_left(items, start, key=_start) : bisect_left(items, end, key=_start)]


def last_before(items: Sequence[R], position: int) -> R | None:
    """Of ranges in order of their starts, the last that starts at or before a position."""
    i = bisect_right(items, position, key=_start)
    return items[i - 1] if i else None


class Taken:
    """Ranges that do not overlap, kept in order."""

    def __init__(self, ranges: Sequence[Range] = ()) -> None:
        self._ranges = sorted((item.start, item.end) for item in ranges)

    def overlaps(self, start: int, end: int) -> bool:
        i = bisect_left(self._ranges, (end, -1))
        return i > 0 and self._ranges[i - 1][1] > start

    def take(self, start: int, end: int) -> bool:
        """Take a range unless some of it is taken; say whether it was free."""
        if self.overlaps(start, end):
            return False
        insort(self._ranges, (start, end))
        return True
