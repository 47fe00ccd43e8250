"""In which order documents stand, and the first of them without putting all in order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from archive.search.engine.arrayfile import Array
from archive.search.engine.caching import ByteCache
from archive.search.engine.columns import sort_values
from archive.search.engine.views import SegmentView

_LAST = np.iinfo(np.int64).max


def ranks(views: Sequence[SegmentView], size: int, keys: Sequence[str], cache: ByteCache) -> Array:
    """The rank of every document in the order of several fields, “-” turning one round; 0 is first.

    Without a value is last either way; equal documents stand in the order of their numbers.
    """
    columns = [_column(views, size, key, cache) for key in keys]
    order = np.lexsort([np.arange(size), *reversed(columns)])
    rank = np.empty(size, dtype=np.int64)
    rank[order] = np.arange(size)
    return rank


def _column(views: Sequence[SegmentView], size: int, key: str, cache: ByteCache) -> Array:
    found = [(view.offset, *sort_values(view, key.removeprefix("-"), cache)) for view in views]
    # Digits in one segment and words in another: compared as text.
    kinds = {values.dtype.kind for _, _, values in found if len(values)}
    parts = [values if len(kinds) == 1 else values.astype(bytes) for _, _, values in found if len(values)]
    column = np.full(size, _LAST)
    if parts:
        places = np.unique(np.concatenate(parts), return_inverse=True)[1].astype(np.int64)
        docs = np.concatenate([docs + offset for offset, docs, _ in found])
        column[docs] = -places if key.startswith("-") else places
    return column


def in_order(docs: Array, scores: Array | None, rank: Array, first: int) -> Array:
    """The `first` best of the documents, in order: best score first, or first rank where there are no scores.

    Of the same score the lower rank comes first. `scores` has one for each of `docs`, `rank` one for every document.
    """
    if first < len(docs):
        kept = _best(scores, rank[docs], first)
        docs, scores = docs[kept], None if scores is None else scores[kept]
    if scores is None:
        return docs[np.argsort(rank[docs])][:first]
    return docs[np.lexsort((rank[docs], -scores))][:first]


def _best(scores: Array | None, rank: Array, first: int) -> Array:
    """The places of the `first` best, in no order."""
    if first <= 0:
        return np.empty(0, dtype=np.int64)
    if scores is None:
        return np.argpartition(rank, first - 1)[:first]
    threshold = np.partition(scores, len(scores) - first)[len(scores) - first]
    above, equal = np.flatnonzero(scores > threshold), np.flatnonzero(scores == threshold)
    missing = first - len(above)
    if missing < len(equal):
        equal = equal[np.argpartition(rank[equal], missing - 1)[:missing]]
    return np.concatenate((above, equal))
