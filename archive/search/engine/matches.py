"""Sets of documents with scores, and how they are joined. Document numbers are those of one segment, rising."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from archive.search.engine.arrayfile import Array

# Where one set is this many times as large as another, the small one's documents are looked up in it one by one.
_MUCH_LARGER = 16


@dataclass(frozen=True, slots=True)
class Match:
    """`scores` is None where nobody asked for them."""

    docs: Array
    scores: Array | None

    def __len__(self) -> int:
        return len(self.docs)

    def boosted(self, boost: float) -> Match:
        return self if self.scores is None or boost == 1.0 else Match(self.docs, self.scores * boost)

    def among(self, kept: Array) -> Match:
        """Those for which `kept`, a boolean for each of `docs`, is true."""
        return Match(self.docs[kept], None if self.scores is None else self.scores[kept])


def nothing(is_scored: bool) -> Match:
    return constant(np.empty(0, dtype=np.int64), 0.0, is_scored)


def constant(docs: Array, score: float, is_scored: bool) -> Match:
    """The same score for all."""
    return Match(docs, np.full(len(docs), score) if is_scored else None)


def intersection(one: Match, other: Match, size: int) -> Match:
    """The documents of both, their scores added up; `size` is that of the segment."""
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    places = _places(few.docs, many.docs, size)
    is_in = places >= 0
    if few.scores is None or many.scores is None:
        return Match(few.docs[is_in], None)
    return Match(few.docs[is_in], few.scores[is_in] + many.scores[places[is_in]])


def union(matches: Iterable[Match], size: int, is_scored: bool) -> Match:
    """The documents of any, their scores added up. Takes the matches one by one, as a generator makes them."""
    is_in = np.zeros(size, dtype=bool)
    scores = np.zeros(size if is_scored else 0)
    for match in matches:
        is_in[match.docs] = True
        if is_scored:
            scores[match.docs] += match.scores
    docs = np.flatnonzero(is_in)
    return Match(docs, scores[docs] if is_scored else None)


def difference(match: Match, other: Match, size: int) -> Match:
    """The documents of the first that are not in the second."""
    return match.among(_places(match.docs, other.docs, size) < 0)


def with_scores_of(match: Match, other: Match, size: int) -> Match:
    """The documents of the first; those that are in the second too have its scores added."""
    if match.scores is None or other.scores is None:
        return match
    places = _places(match.docs, other.docs, size)
    scores = match.scores.copy()
    scores[places >= 0] += other.scores[places[places >= 0]]
    return Match(match.docs, scores)


def _places(docs: Array, others: Array, size: int) -> Array:
    """At which place in `others` each of `docs` stands; -1 where it does not. Both rise."""
    if not len(others):
        return np.full(len(docs), -1)
    if len(docs) * _MUCH_LARGER < len(others):
        places = np.searchsorted(others, docs)
        places[places == len(others)] = 0
        places[others[places] != docs] = -1
        return places
    place_of = np.full(size, -1, dtype=np.int32)
    place_of[others] = np.arange(len(others), dtype=np.int32)
    return place_of[docs]
