"""Which documents hold words one after another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from archive.search.engine.arrayfile import Array, ranges
from archive.search.engine.budget import Budget
from archive.search.engine.segments import FieldPostings


def with_phrase(postings: FieldPostings, numbers: Sequence[int], docs: Array, slop: int, budget: Budget) -> Array:
    """Which of `docs` hold the terms in this order, each at most `slop` positions after the one before.

    `docs` hold all of the terms. The answer has a boolean for each. As in Whoosh's SpanNear2, a slop of 1 is a phrase.
    When the time is over there are none.
    """
    positions = {number: postings.positions(number) for number in numbers}
    stride = 1 + slop + max(int(of_term.max()) for of_term in positions.values())
    reached = _places(postings, numbers[0], positions[numbers[0]], docs, stride)
    for number in numbers[1:]:
        places = _places(postings, number, positions[number], docs, stride)
        reached = _next_to(reached, places) if slop == 1 else _near(reached, places, slop)
        if budget.is_spent():
            reached = reached[:0]
        if not len(reached):
            break
    found = np.zeros(len(docs), dtype=bool)
    found[reached // stride] = True
    return found


def _next_to(reached: Array, places: Array) -> Array:
    """The places right after one that was reached. The fewer are looked up among the more."""
    if len(reached) < len(places):
        wanted = reached + 1
        return wanted[_is_among(wanted, places)]
    return places[_is_among(places - 1, reached)]


def _is_among(wanted: Array, places: Array) -> Array:
    at = np.searchsorted(places, wanted)
    at[at == len(places)] = 0
    is_among: Array = places[at] == wanted
    return is_among


def _near(reached: Array, places: Array, slop: int) -> Array:
    """The places at most `slop` after one that was reached."""
    before = np.searchsorted(reached, places) - 1
    is_near = before >= 0
    is_near[is_near] = places[is_near] - reached[before[is_near]] <= slop
    return places[is_near]


def _places(postings: FieldPostings, number: int, positions: Array, docs: Array, stride: int) -> Array:
    """Every place a term stands at in these documents, rising: the document's place in `docs` times `stride`, and the
    position, one of the term's `positions`. With a stride over all of these and the slop, no slop reaches from one
    document into the next.
    """
    start, end = postings.extent(number)
    frequencies = postings.frequencies(start, end)
    if end - start == len(docs):
        chosen = frequencies
    else:
        wanted = np.searchsorted(postings.docs[start:end], docs.astype(postings.docs.dtype))
        chosen = frequencies[wanted]
        firsts = np.cumsum(frequencies, dtype=np.int64) - frequencies
        positions = positions[ranges(firsts[wanted], chosen)]
    kind = np.int32 if len(docs) * stride < np.iinfo(np.int32).max else np.int64
    starts = np.arange(len(docs), dtype=kind) * kind(stride)
    return np.repeat(starts, chosen) + positions.astype(kind)
