"""The labels along the axis of a chart over time, and the round values of its grid."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from archive.date_words import short_month_and_year
from archive.search.histogram import text_of, words_of

LABELS = 8  # on the axis at most


@dataclass(frozen=True)
class Mark:
    """A label of the axis or of the grid, and where it stands."""

    label: str
    position: float
    is_at_end: bool = False


def marks(first: int, size: int, unit: str) -> Iterable[Mark]:
    """Labels at the beginning of slots: years, months (the years alone where there are many), or days."""
    whole = 12 if unit == "month" and size > 2 * LABELS else 1
    slots: Collection[int] = [slot for slot in range(first, first + size) if slot % whole == 0]
    step = -(-len(slots) // LABELS) or 1
    for slot in list(slots)[::step]:
        text = text_of(slot, unit)
        position = round(100 * (slot - first) / size, 2)
        label = text[:4] if whole > 1 else words_of(slot, unit) if unit != "month" else _short(slot)
        yield Mark(label, position, is_at_end=position > 92)


def _short(month: int) -> str:
    return short_month_and_year(date(month // 12, month % 12 + 1, 1))


def round_values(most: int) -> range:
    """Round values for two to four lines up to the tallest bar."""
    step = 1
    while most / step > 4:
        step = {"1": 2, "2": 5, "5": 10}[str(step)[0]] * 10 ** (len(str(step)) - 1)
    return range(step, most + 1, step)
