"""Which documents hold words one after another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from archive.search.engine.arrayfile import Array, ranges
from archive.search.engine.segments import FieldPostings


def with_phrase(postings: FieldPostings, numbers: Sequence[int], docs: Array, slop: int) -> Array:
    """Which of `docs` hold the terms in this order, each at most `slop` positions after the one before.

    `docs` hold all of the terms. The answer has a boolean for each. As in Whoosh's SpanNear2, a slop of 1 is a phrase.
    """
    reached = _places(postings, numbers[0], docs)
    for number in numbers[1:]:
        places = _places(postings, number, docs)
        before = np.searchsorted(reached, places) - 1
        is_near = before >= 0
        # Places of different documents are 2**32 apart, so that no slop reaches from one into the next.
        is_near[is_near] = places[is_near] - reached[before[is_near]] <= slop
        reached = places[is_near]
        if not len(reached):
            break
    found = np.zeros(len(docs), dtype=bool)
    found[reached >> 32] = True
    return found


def _places(postings: FieldPostings, number: int, docs: Array) -> Array:
    """Every place a term stands at in these documents, rising: the document's place in `docs`, shifted by 32 bits, and
    the position.
    """
    start, end = postings.extent(number)
    frequencies = postings.frequencies(start, end)
    positions = postings.positions(number)
    if end - start == len(docs):
        chosen = frequencies
    else:
        wanted = np.searchsorted(postings.docs[start:end], docs.astype(postings.docs.dtype))
        chosen = frequencies[wanted]
        firsts = np.cumsum(frequencies, dtype=np.int64) - frequencies
        positions = positions[ranges(firsts[wanted], chosen)]
    return (np.repeat(np.arange(len(docs), dtype=np.int64), chosen) << 32) | positions.astype(np.int64)
