"""From words in the order of reading to postings in the order of terms.

While documents are added, a field collects the numbers of its terms as they come. Every few million of them are sorted
into a run: postings grouped by term, of a stretch of documents. In the end the runs, each of later documents than the
one before, are laid together term by term. All of it is done on whole arrays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from archive.search.engine.arrayfile import Array, ArrayFileWriter, narrowed, ranges

_CHUNK = 4_000_000  # postings written at a time


@dataclass(frozen=True)
class Run:
    """Postings grouped by term: `counts` of them for each of `terms`; `position_counts` positions for each term."""

    terms: Array
    counts: Array
    docs: Array
    frequencies: Array
    positions: Array | None
    position_counts: Array


class Vocabulary(dict[bytes, int]):
    """The number of each term, in the order in which they first came."""

    def __missing__(self, term: bytes) -> int:
        number = self[term] = len(self)
        return number


def grouped(terms: Array, docs: Array, positions: Array | None) -> Run:
    """A run from occurrences in the order of reading: term, document and position of each. There is at least one."""
    # Term and place in one number: they are all different, so the quicker sort that keeps no order will do.
    keys = (terms.astype(np.uint64) << np.uint64(32)) | np.arange(len(terms), dtype=np.uint64)
    keys.sort()
    order = (keys & np.uint64(0xFFFFFFFF)).astype(np.int64)
    terms, docs = (keys >> np.uint64(32)).astype(np.uint32), docs[order]
    is_new_term = np.concatenate(([True], terms[1:] != terms[:-1]))
    firsts = np.flatnonzero(is_new_term | np.concatenate(([True], docs[1:] != docs[:-1])))
    frequencies = np.diff(firsts, append=len(terms))
    term_firsts = np.flatnonzero(is_new_term)
    return Run(
        terms=terms[term_firsts],
        counts=np.diff(np.searchsorted(firsts, term_firsts), append=len(firsts)),
        docs=docs[firsts].astype(np.uint32),
        frequencies=narrowed(frequencies),
        positions=None if positions is None else narrowed(positions[order]),
        position_counts=np.diff(term_firsts, append=len(terms)),
    )


def write_postings(file: ArrayFileWriter, field: str, vocabulary: Vocabulary, runs: Sequence[Run]) -> None:
    """Lay the runs together and write them as `segments.FieldPostings` reads them."""
    used = np.zeros(len(vocabulary), dtype=bool)
    for run in runs:
        used[run.terms] = True
    terms = sorted(term for term, number in vocabulary.items() if used[number])
    ranks = np.zeros(len(vocabulary), dtype=np.int64)
    ranks[list(map(vocabulary.__getitem__, terms))] = np.arange(len(terms))
    file.add(f"{field}/terms", np.frombuffer(b"".join(term + b"\n" for term in terms), dtype=np.uint8))
    lengths = np.fromiter((len(term) + 1 for term in terms), dtype=np.int64, count=len(terms))
    file.add(f"{field}/term_starts", narrowed(_starts(lengths)))

    rank = np.concatenate([ranks[run.terms] for run in runs])
    order = np.argsort(rank, kind="stable")
    counts = np.concatenate([run.counts for run in runs])
    places = _starts(counts)[:-1][order]
    file.add(f"{field}/starts", narrowed(_starts(np.bincount(rank, weights=counts).astype(np.int64))))
    _write_gathered(file, f"{field}/docs", [run.docs for run in runs], places, counts[order])
    if any(run.frequencies.max() > 1 for run in runs):
        _write_gathered(file, f"{field}/frequencies", [run.frequencies for run in runs], places, counts[order])
    positions = [run.positions for run in runs if run.positions is not None]
    if positions:
        counts = np.concatenate([run.position_counts for run in runs])
        totals = np.bincount(rank, weights=counts).astype(np.int64)
        file.add(f"{field}/position_starts", narrowed(_starts(totals)))
        _write_gathered(file, f"{field}/positions", positions, _starts(counts)[:-1][order], counts[order])


def _starts(counts: Array) -> Array:
    """Where each of several stretches begins, and where the last one ends."""
    return np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))


def _write_gathered(file: ArrayFileWriter, name: str, parts: Sequence[Array], starts: Array, counts: Array) -> None:
    """Write stretches of the parts laid end to end, in the order given."""
    dtype = np.min_scalar_type(max(int(part.max()) for part in parts))
    whole = np.concatenate([part.astype(dtype, copy=False) for part in parts])

    def chunks() -> Iterator[Array]:
        done = 0
        ends = np.cumsum(counts)
        while done < len(counts):
            before = int(ends[done - 1]) if done else 0
            upto = max(done + 1, int(np.searchsorted(ends, before + _CHUNK, side="right")))
            yield whole[ranges(starts[done:upto], counts[done:upto])]
            done = upto

    file.add_chunks(name, dtype, chunks())
