"""The stretches of time through which the timeline is walked: a decade, a year or a month. Pure."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from typing import Self

from archive.search.histogram import slot_of, text_of, words_of

_FINER = {"decade": "year", "year": "month", "month": "day"}


@dataclass(frozen=True)
class Period:
    """`slot` is its number in its `unit`, see `histogram.slot_of`."""

    unit: str
    slot: int

    @classmethod
    def decade(cls, first_year: int) -> Self:
        """Raises ValueError where no decade begins with this year."""
        if first_year % 10:
            raise ValueError(f"No decade begins in {first_year}.")
        return cls("decade", first_year // 10)

    @classmethod
    def year(cls, year: int) -> Self:
        """Raises ValueError for a year that is not in the calendar."""
        return cls("year", date(year, 1, 1).year)

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        """Raises ValueError for a month that is not in the calendar."""
        return cls("month", slot_of(date(year, month, 1).isoformat(), "month"))

    @property
    def edtf(self) -> str:
        return text_of(self.slot, self.unit)

    @property
    def name(self) -> str:
        return words_of(self.slot, self.unit)

    @property
    def first(self) -> date:
        if self.unit == "month":
            return date(self.slot // 12, self.slot % 12 + 1, 1)
        return date(max(self.slot * 10, MINYEAR), 1, 1) if self.unit == "decade" else date(self.slot, 1, 1)

    @property
    def last(self) -> date:
        if self.unit == "month":
            return self.first.replace(day=monthrange(self.first.year, self.first.month)[1])
        return date(self.slot * 10 + 9 if self.unit == "decade" else self.slot, 12, 31)

    @property
    def finer(self) -> str:
        """The unit of the bars that this period is drawn with."""
        return _FINER[self.unit]

    @property
    def slots(self) -> tuple[int, int]:
        """The first and the last of its bars."""
        return slot_of(self.first.isoformat(), self.finer), slot_of(self.last.isoformat(), self.finer)

    @property
    def previous(self) -> Period | None:
        """The one before; None at the beginning of the calendar."""
        return Period(self.unit, self.slot - 1) if self.first.year > MINYEAR or self.first.month > 1 else None

    @property
    def next(self) -> Period | None:
        """The one after; None at the end of the calendar."""
        return Period(self.unit, self.slot + 1) if self.last.year < MAXYEAR or self.last.month < 12 else None
