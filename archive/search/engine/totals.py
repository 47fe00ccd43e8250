"""How often each term of a field stands in groups of documents: added up from the postings, without reading a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from archive.search.engine.arrayfile import Array
from archive.search.engine.segments import FieldPostings
from archive.search.engine.views import SegmentView

_AT_ONCE = 4_000_000  # postings; all of a large segment's at once would take some hundred megabytes


@dataclass(frozen=True)
class TermTotals:
    """`occurrences` and `documents` have a row for each group and a column for each of `terms`."""

    terms: tuple[str, ...]
    occurrences: Array
    documents: Array


def term_totals(views: Sequence[SegmentView], field: str, groups: Array, count: int) -> TermTotals:
    """The totals of a text field. `groups`: the group of each document, 1 to `count`; 0 leaves it out.

    Deleted documents are left out; so are terms that no group has.
    """
    number_of: dict[bytes, int] = {}
    parts = []
    for view in views:
        postings = view.arrays.postings(field)
        if postings is None:
            continue
        of_document = np.where(view.live, groups[view.offset : view.offset + view.arrays.size], 0)
        for first, last in _stretches(postings):
            occurrences, documents = _totals(postings, of_document, count, first, last)
            held = np.flatnonzero(documents.any(axis=0))
            terms = [postings.terms[first + term] for term in held.tolist()]
            numbers = [number_of.setdefault(term, len(number_of)) for term in terms]
            parts.append((numbers, occurrences[:, held], documents[:, held]))
    totals = np.zeros((2, count, len(number_of)), dtype=np.int64)
    for numbers, *of_part in parts:
        totals[:, :, numbers] += np.stack(of_part)
    return TermTotals(tuple(term.decode() for term in number_of), totals[0], totals[1])


def _stretches(postings: FieldPostings) -> Iterator[tuple[int, int]]:
    """The terms in half-open ranges of numbers that have about `_AT_ONCE` postings together."""
    first = 0
    while first < len(postings.terms):
        end = int(postings.starts[first]) + _AT_ONCE
        last = int(np.searchsorted(postings.starts, end, side="right")) - 1
        last = min(max(last, first + 1), len(postings.terms))
        yield first, last
        first = last


def _totals(postings: FieldPostings, of_document: Array, count: int, first: int, last: int) -> tuple[Array, Array]:
    """Occurrences and documents of the terms `first` to `last - 1`, a row for each group."""
    starts = postings.starts[first : last + 1].astype(np.int64)
    of_posting = of_document[postings.docs[starts[0] : starts[-1]]]
    kept = np.flatnonzero(of_posting)
    of_term = np.diff(np.searchsorted(kept, starts - starts[0]))
    cells = (of_posting[kept].astype(np.int64) - 1) * (last - first) + np.repeat(np.arange(last - first), of_term)
    weights = postings.frequencies(int(starts[0]), int(starts[-1]))[kept]
    size = count * (last - first)
    occurrences = np.bincount(cells, weights, size).astype(np.int64)
    documents = np.bincount(cells, minlength=size)
    return occurrences.reshape(count, -1), documents.reshape(count, -1)
