"""The geometry of the charts: counts in, rectangles out. x and widths are percentages, y and heights pixels.

Drawing in percent lets bars stretch with the page while type keeps its size. Templates draw what stands here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

PHASES = ("before", "during", "after")
HAIR = 0.35  # the narrowest bar, in percent: one article among thousands is still to be seen


@dataclass(frozen=True)
class PhaseCounts:
    """How many articles stand in each phase; `undetermined` are those whose phase could not be told."""

    before: int = 0
    during: int = 0
    after: int = 0
    undetermined: int = 0

    @classmethod
    def of(cls, counts: object) -> PhaseCounts:
        """From a PhaseCounts, a mapping, or any record annotated with `before`, `during` and `after`."""
        if isinstance(counts, PhaseCounts):
            return counts
        if isinstance(counts, Mapping):
            return cls(**{name: counts.get(name) or 0 for name in (*PHASES, "undetermined")})
        return cls(**{name: getattr(counts, name, 0) or 0 for name in (*PHASES, "undetermined")})

    @property
    def total(self) -> int:
        return self.before + self.during + self.after + self.undetermined

    @property
    def half(self) -> float:
        """The longer arm of the balance: half of what was written during belongs to either side."""
        return self.during / 2 + max(self.before, self.after)


@dataclass(frozen=True)
class Bar:
    """A rectangle of one phase."""

    phase: str
    x: float
    width: float
    count: int
    y: float = 0
    height: float = 0


def stacked(counts: PhaseCounts, widest: int) -> list[Bar]:
    """Before, during, after and the rest, end to end from the left; `widest` fills the whole width."""
    bars, x = [], 0.0
    for phase in (*PHASES, "undetermined"):
        count = getattr(counts, phase)
        if count and widest:
            width = max(round(100 * count / widest, 2), HAIR)
            bars.append(Bar(phase, round(x, 2), width, count))
            x += width
    return bars


def balanced(counts: PhaseCounts, widest: float) -> list[Bar]:
    """During across the middle line, before left of it and after right of it; `widest` is the longest arm."""
    if not widest:
        return []
    scale = 49.5 / widest
    middle = counts.during * scale
    lengths = {"before": counts.before * scale, "during": middle, "after": counts.after * scale}
    starts = {"before": 50 - middle / 2 - lengths["before"], "during": 50 - middle / 2, "after": 50 + middle / 2}
    return [
        Bar(phase, round(starts[phase], 2), max(round(lengths[phase], 2), HAIR), getattr(counts, phase))
        for phase in PHASES
        if getattr(counts, phase)
    ]


def longest_arm(rows: Iterable[object]) -> float:
    return max((PhaseCounts.of(row).half for row in rows), default=0)


def largest_total(rows: Iterable[object]) -> int:
    return max((PhaseCounts.of(row).total for row in rows), default=0)
