"""Counts of articles for a page, from the columns of the index; a page without an index says that they follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from archive.models import Article, Coverage
from archive.search.engine.generations import IndexNotReadyError
from archive.search.engine.snapshot import Snapshot
from archive.search.search_indexes import UNKNOWN
from archive.search.tallies import Days, first_articles, newest_snapshot, tally, tally_by_phase, tally_pairs
from archive.views.charts import PhaseCounts

SPARE = 5  # values that may have lost their record since the articles were indexed
FACTS = ("slug", "name")  # of a record, for a line in a list
EVENT_FACTS = (*FACTS, "short_name", "start", "end", "status")


@dataclass(frozen=True)
class Tallied:
    """A record with the articles that have it; `phases` counts those about a summit, once in each of their phases."""

    record: Any
    count: int
    phases: PhaseCounts = PhaseCounts()


class Tallies:
    """What one page asks the index, as it is at the first question. Where there is none, every answer is empty and
    `are_ready` is False.
    """

    def __init__(self) -> None:
        self.are_ready = True

    @cached_property
    def _snapshot(self) -> Snapshot:
        return newest_snapshot()

    def of(self, column: str, *, between: Days | None = None, **choices: str) -> dict[str, int]:
        """How many articles have each value of a column, `unknown` among them, most first; see `tally`."""
        try:
            return tally(column, _several(choices), between, self._snapshot)
        except IndexNotReadyError:
            self.are_ready = False
            return {}

    def known(self, column: str, **choices: str) -> dict[str, int]:
        """The same without those of which it is not known."""
        return {value: count for value, count in self.of(column, **choices).items() if value != UNKNOWN}

    def by_phase(self, column: str, **choices: str) -> dict[str, PhaseCounts]:
        """How many articles of each value stand in which phase; see `tally_by_phase`."""
        try:
            found = tally_by_phase(column, _several(choices), self._snapshot)
        except IndexNotReadyError:
            self.are_ready = False
            return {}
        return {value: PhaseCounts.of(phases) for value, phases in found.items() if value != UNKNOWN}

    def without_phase(self, column: str, **choices: str) -> dict[str, int]:
        """How many articles of each value are about no summit, or about one whose phase could not be told."""
        try:
            phases = [UNKNOWN, Coverage.Phase.UNDETERMINED]
            return tally(column, {**_several(choices), "phase": phases}, snapshot=self._snapshot)
        except IndexNotReadyError:
            self.are_ready = False
            return {}

    def pairs(self, column: str, values: Sequence[str]) -> dict[frozenset[str], int]:
        """How many articles have both of two values; see `tally_pairs`."""
        try:
            return tally_pairs(column, values, self._snapshot)
        except IndexNotReadyError:
            self.are_ready = False
            return {}

    def newest(self, limit: int, **choices: str) -> list[int]:
        """The keys of the newest articles, undated ones last."""
        return self._first("-day", limit, choices)

    def oldest(self, limit: int, **choices: str) -> list[int]:
        """The keys of the oldest articles, undated ones last."""
        return self._first("day", limit, choices)

    def _first(self, order: str, limit: int, choices: Mapping[str, str]) -> list[int]:
        try:
            return first_articles(_several(choices), order, limit, self._snapshot)
        except IndexNotReadyError:
            self.are_ready = False
            return []


def _several(choices: Mapping[str, str]) -> dict[str, list[str]]:
    return {name: [value] for name, value in choices.items()}


def ranked(
    records: QuerySet, counts: Mapping[str, int], phases: Mapping[str, PhaseCounts], limit: int
) -> list[Tallied]:
    """The records with most articles, most first; a value that is no record's slug (any more) is left out."""
    found = {record.slug: record for record in records.filter(slug__in=list(counts)[: limit + SPARE])}
    rows = (
        Tallied(found[slug], count, phases.get(slug, PhaseCounts())) for slug, count in counts.items() if slug in found
    )
    return [row for row, _ in zip(rows, range(limit), strict=False)]


def in_order(articles: QuerySet[Article], keys: Iterable[int]) -> list[Article]:
    """These articles in the order of their keys; those that are gone since they were indexed are left out."""
    keys = list(keys)
    found = articles.in_bulk(keys)
    return [found[key] for key in keys if key in found]
