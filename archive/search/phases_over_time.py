"""Every article of the archive over time, by phase, from the columns of the index."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from archive.models import Coverage
from archive.search.histogram import Counted, counted, within
from archive.search.periods import Period
from archive.search.search_indexes import UNKNOWN
from archive.search.tallies import tally

MOST_SLOTS = 120  # bars of the chart of everything: years, else decades, the last ones
NO_PHASE = "undetermined"  # stands for articles about no summit too: neither has a place around one


@dataclass(frozen=True)
class OverTime:
    """What is drawn: bars from slot `first` to `last`, in all and by phase.

    `earlier` articles lie before the first bar.
    """

    counts: Counted
    phases: dict[str, Counted]
    first: int
    last: int
    earlier: int = 0


def of_period(period: Period) -> OverTime:
    """The articles of one period by its finer unit. Raises IndexNotReadyError."""
    days, (first, last) = (period.first, period.last), period.slots
    column = "dated_day" if period.finer == "day" else "dated_month"
    counts = within(counted(tally(column, {}, days).items(), period.finer, UNKNOWN), first, last)
    return OverTime(counts, _by_phase(column, period.finer, days), first, last)


def of_everything(also: tuple[date, date] | None) -> OverTime | None:
    """All articles by year or decade, on an axis that shows the days `also` too; None where nothing has a date.

    Raises IndexNotReadyError.
    """
    months = tally("dated_month").items()
    years = counted(months, "year", UNKNOWN)
    extent = years.extent()
    ends = [*(extent or ()), *(day.year for day in also or ())]
    if not ends:
        return None
    first, last, unit = min(ends), max(ends), "year"
    if last - first >= MOST_SLOTS:
        first, last, unit = first // 10, last // 10, "decade"
    start = max(first, last - MOST_SLOTS + 1)
    counts = counted(months, unit, UNKNOWN)
    earlier = sum(count for slot, count in counts.certain.items() if slot < start)
    return OverTime(within(counts, start, last), _by_phase("dated_month", unit, None), start, last, earlier)


def _by_phase(column: str, unit: str, days: tuple[date, date] | None) -> dict[str, Counted]:
    """In the order in which they are stacked. An article about two summits may be in two."""
    chosen = {phase: [phase] for phase in Coverage.Phase.values} | {NO_PHASE: [NO_PHASE, UNKNOWN]}
    return {
        phase: counted(tally(column, {"phase": values}, days).items(), unit, UNKNOWN)
        for phase, values in chosen.items()
    }
