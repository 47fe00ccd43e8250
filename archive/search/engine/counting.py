"""Facets: how many documents have each value of a keyword field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from archive.search.engine.arrayfile import Array, ranges
from archive.search.engine.segments import FieldPostings
from archive.search.engine.views import SegmentView

# Below one in so many of a segment's documents, the values of each are looked up; above, the documents of each value.
_FEW = 6
_FEW_OF_ONE = 2  # the same, where no document has two values

Group = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many documents have each of some values, most first, then by value: `counts` of `values[number]`."""

    values: Sequence[str]
    numbers: Array
    counts: Array

    @classmethod
    def of(cls, values: Sequence[str], counts: Array) -> Self:
        """From a count for each of the values, which are in order; zeros are left out."""
        found = np.flatnonzero(counts)
        # A stable sort leaves equal counts in the order of their values.
        found = found[np.argsort(-counts[found], kind="stable")]
        return cls(values, found.astype(np.int32), counts[found].astype(np.int32))

    @property
    def bytes(self) -> int:
        """What it takes beside the values, which others hold as well."""
        return self.numbers.nbytes + self.counts.nbytes

    def pairs(self) -> list[tuple[str, int]]:
        return list(zip(map(self.values.__getitem__, self.numbers.tolist()), self.counts.tolist(), strict=True))


class Column:
    """A keyword field of all segments of a generation: its `values`, in order, each counted for all of them at once."""

    def __init__(self, views: Sequence[SegmentView], field: str) -> None:
        found = [(view, view.arrays.postings(field)) for view in views]
        held = [(view, postings) for view, postings in found if postings is not None]
        if len(held) == 1:
            self.values = held[0][1].values
            numbers: list[Array] = [np.arange(len(self.values))]
        else:
            self.values = sorted({value for _, postings in held for value in postings.values})
            number_of = {value: number for number, value in enumerate(self.values)}
            numbers = [np.array([number_of[value] for value in postings.values]) for _, postings in held]
        self._parts = [(*part, of_part) for part, of_part in zip(held, numbers, strict=True)]

    def counts(self, among: Array) -> Counted:
        """Of the documents `among`, a boolean for each."""
        total = np.zeros(len(self.values), dtype=np.int64)
        for view, postings, numbers in self._parts:
            total[numbers] += _counted(postings, among[view.offset : view.offset + view.arrays.size])
        return Counted.of(self.values, total)

    def grouped_counts(self, among: Array, group: Group) -> Counted:
        """The same with several values counted as one: a document with two of a group is counted once.

        A value of which `group` makes None does not count.
        """
        group_of = [group(value) for value in self.values]
        names = sorted({name for name in group_of if name is not None})
        number_of: dict[str | None, int] = {name: number for number, name in enumerate(names)}
        of_value = np.array([number_of.get(name, -1) for name in group_of], dtype=np.int64)
        total = np.zeros(len(names), dtype=np.int64)
        for view, postings, numbers in self._parts:
            groups = of_value[numbers][postings.term_of_posting]
            kept = (groups >= 0) & among[view.offset : view.offset + view.arrays.size][postings.docs]
            pairs = np.unique(postings.docs[kept].astype(np.int64) * len(names) + groups[kept])
            total += np.bincount(pairs % len(names), minlength=len(names)) if len(pairs) else 0
        return Counted.of(names, total)


def _counted(postings: FieldPostings, among: Array) -> Array:
    """How many of a segment's documents have each of its terms."""
    size = int(np.count_nonzero(among))
    only = postings.only_term
    if only is not None and size * _FEW_OF_ONE < len(among):
        docs = np.flatnonzero(among[: len(only)])
        return np.bincount(only[docs], minlength=len(postings.terms) + 1)[:-1]
    if only is None and size * _FEW < len(among):
        starts, numbers = postings.by_document
        docs = np.flatnonzero(among[: len(starts) - 1])
        firsts = starts[docs]
        return np.bincount(numbers[ranges(firsts, starts[docs + 1] - firsts)], minlength=len(postings.terms))
    counted: Array = np.add.reduceat(among[postings.docs], postings.starts[:-1].astype(np.int64), dtype=np.int64)
    return counted
