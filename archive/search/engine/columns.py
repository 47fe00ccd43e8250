"""Values by document: choosing among documents by them, and comparing documents by them.

All of a segment at a time; a set of its documents is a boolean for each.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from whoosh.fields import NUMERIC

from archive.search.engine.arrayfile import Array
from archive.search.engine.caching import ByteCache
from archive.search.engine.segments import FieldPostings, slice_of
from archive.search.engine.views import SegmentView

OPEN_END = ".."


def having(view: SegmentView, field: str, values: Iterable[str]) -> Array:
    """The documents that have one of the values."""
    found = np.zeros(view.arrays.size, dtype=bool)
    for value in values:
        found[docs_of(view, field, value)] = True
    return found


def docs_of(view: SegmentView, field: str, value: str) -> Array:
    """The documents that have one value, rising; deleted ones may be among them."""
    postings = view.arrays.postings(field)
    number = postings.terms.find(view.to_bytes(field, value)) if postings else None
    return np.empty(0, dtype=np.int64) if postings is None or number is None else slice_of(postings, number)


def overlapping(view: SegmentView, field: str, first: str, last: str, cache: ByteCache) -> Array:
    """The documents of which a value `FIRST/LAST` shares a day with these ISO days; `..` is an open end."""
    found = np.zeros(view.arrays.size, dtype=bool)
    postings = view.arrays.postings(field)
    if postings:
        firsts, lasts = cache.get(
            (view.arrays.id, field, "spans"), lambda: _spans(postings), lambda ends: 2 * ends[0].nbytes
        )
        fits = np.ones(len(postings.terms), dtype=bool)
        if last != OPEN_END:
            fits &= (firsts <= last.encode()) | (firsts == OPEN_END.encode())
        if first != OPEN_END:
            fits &= (lasts >= first.encode()) | (lasts == OPEN_END.encode())
        found[postings.docs[fits[postings.term_of_posting]]] = True
    return found


def _spans(postings: FieldPostings) -> tuple[Array, Array]:
    ends = [term.partition(b"/")[::2] for term in postings.terms]
    return np.array([first for first, _ in ends]), np.array([last for _, last in ends])


def sort_values(view: SegmentView, field: str, cache: ByteCache) -> tuple[Array, Array]:
    """Something to sort the documents by: a value for each of `documents`, as `(documents, values)`.

    Numbers and dates sort as such, and so does text that is digits throughout; other values are bytes. Of several
    values the last in order counts.
    """
    postings = view.arrays.postings(field)
    if postings is None:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.uint64)
    found: tuple[Array, Array] = cache.get(
        (view.arrays.id, field, "order"),
        lambda: _sort_values(view, field, postings),
        lambda parts: parts[0].nbytes + parts[1].nbytes,
    )
    return found


def _sort_values(view: SegmentView, field: str, postings: FieldPostings) -> tuple[Array, Array]:
    if isinstance(view.schema[field], NUMERIC):
        # Of the terms for a number those without a shift, which begin with a zero byte, are the whole number.
        first, last = postings.terms.with_prefix(b"\0")
        values: Any = np.array([int.from_bytes(term[1:]) for term in postings.terms.between(first, last)], np.uint64)
    else:
        first, last = 0, len(postings.terms)
        terms = list(postings.terms)
        values = np.array(terms)
        if all(map(bytes.isdigit, terms)) and max(map(len, terms), default=0) < 19:
            values = values.astype(np.uint64)
    start, end = int(postings.starts[first]), int(postings.starts[last])
    docs, numbers = postings.docs[start:end], postings.term_of_posting[start:end].astype(np.int64) - first
    last_term = np.full(view.arrays.size, -1)
    last_term[docs] = numbers
    known = np.flatnonzero(last_term >= 0)
    return known, values[last_term[known]]
