"""BM25F as Whoosh counts it: over the statistics of the whole index, deleted documents among them until a merge."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

import numpy as np

from archive.search.engine.arrayfile import Array
from archive.search.engine.caching import ByteCache
from archive.search.engine.segments import FieldPostings, SegmentArrays

B = 0.75
K1 = 1.2

_REMEMBERED = 20_000  # terms' rarities, in a few megabytes


class Scoring:
    """The statistics of one generation, and the scores of terms in its segments."""

    def __init__(self, segments: Sequence[SegmentArrays], scorable: frozenset[str], cache: ByteCache) -> None:
        self._segments = segments
        self._scorable = scorable
        self._cache = cache
        self._size = sum(segment.size for segment in segments)
        self._average_lengths: dict[str, float] = {}
        self._idfs: dict[tuple[str, bytes], float] = {}

    def idf(self, field: str, term: bytes) -> float:
        """A term's rarity in all segments; each of them asks for it."""
        found = self._idfs.get((field, term))
        if found is None:
            if len(self._idfs) >= _REMEMBERED:
                self._idfs.clear()
            found = self.idf_of(sum(self._document_frequency(segment, field, term) for segment in self._segments))
            self._idfs[field, term] = found
        return found

    def idf_of(self, document_frequency: int) -> float:
        return log(self._size / (document_frequency + 1)) + 1

    def is_scorable(self, field: str) -> bool:
        return field in self._scorable

    def is_alone(self) -> bool:
        """Whether there is but one segment, so that its frequencies are the whole index's."""
        return len(self._segments) == 1

    def term(self, segment: SegmentArrays, field: str, postings: FieldPostings, number: int) -> tuple[Array, Array]:
        """The documents of a term in a segment and the score of each; do not change them."""
        docs, weights = self._saturations(segment, field, postings, number)
        return docs, weights * (self.idf(field, postings.terms[number]) if field in self._scorable else 1.0)

    def saturation(self, segment: SegmentArrays, field: str, docs: Array, frequencies: Array) -> Array:
        """What the frequencies of a term count in these documents, before its rarity."""
        lengths = segment.lengths(field)
        if field not in self._scorable or lengths is None:
            return frequencies.astype(np.float64)
        of_length = K1 * ((1 - B) + B * lengths[docs] / self._average_length(field))
        return frequencies * (K1 + 1) / (frequencies + of_length)

    def _saturations(
        self, segment: SegmentArrays, field: str, postings: FieldPostings, number: int
    ) -> tuple[Array, Array]:
        def work_out() -> tuple[Array, Array]:
            start, end = postings.extent(number)
            docs = postings.docs[start:end].astype(np.int64)
            return docs, self.saturation(segment, field, docs, postings.frequencies(start, end))

        # Under another average length a saturation is another one.
        key = (segment.id, field, number, self._average_length(field))
        return self._cache.get(key, work_out, lambda found: found[0].nbytes + found[1].nbytes + 200)

    def _average_length(self, field: str) -> float:
        if field not in self._average_lengths:
            total = sum(segment.total_length(field) for segment in self._segments)
            self._average_lengths[field] = total / (self._size or 1) or 1.0
        return self._average_lengths[field]

    def _document_frequency(self, segment: SegmentArrays, field: str, term: bytes) -> int:
        postings = segment.postings(field)
        number = postings.terms.find(term) if postings else None
        return postings.document_frequency(number) if postings and number is not None else 0
