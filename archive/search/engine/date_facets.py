"""How many documents fall into each stretch of time: Haystack's date facets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.support.relativedelta import relativedelta

from archive.search.engine.answers import Evaluation

if TYPE_CHECKING:
    from archive.search.engine.snapshot import Snapshot

Stretch = tuple[datetime, datetime]


def date_counts(
    snapshot: Snapshot, evaluation: Evaluation, field: str, how: Mapping[str, Any]
) -> list[tuple[Stretch | None, int]]:
    """`((start, end), documents)`, most first; each stretch is half-open. None stands for documents in none of them.

    `how` is what Haystack's `date_facet` was given: `start_date`, `end_date`, `gap_by`, `gap_amount`.
    """
    stretches = list(_stretches(how))
    number_of = snapshot.schema[field].to_bytes
    bounds = [int.from_bytes(number_of(day)[1:]) for day in (*(start for start, _ in stretches), stretches[-1][1])]
    counted = np.zeros(len(stretches) + 2, dtype=np.int64)
    among = evaluation.among(field)
    for view in snapshot.views:
        docs, values = snapshot.sort_values(view, field)
        values = values[among[docs + view.offset]]
        places = np.searchsorted(np.array(bounds, dtype=np.uint64), values, side="right")
        counted += np.bincount(places, minlength=len(counted))
    within = counted[1:-1].tolist()
    found: list[tuple[Stretch | None, int]] = [item for item in zip(stretches, within, strict=True) if item[1]]
    outside = int(np.count_nonzero(among)) - sum(within)
    if outside:
        found.append((None, outside))
    return sorted(found, key=lambda item: (-item[1], item[0] is None, item[0]))


def _stretches(how: Mapping[str, Any]) -> Iterator[Stretch]:
    gap = relativedelta(**{f"{how['gap_by']}s": how.get("gap_amount", 1)})
    start, end = _midnight(how["start_date"]), _midnight(how["end_date"])
    while start < end:
        yield start, start + gap
        start += gap


def _midnight(day: date) -> datetime:
    return day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
