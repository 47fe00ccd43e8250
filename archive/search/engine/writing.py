"""Adding and deleting documents, and merging segments. One writer at a time; readers never wait.

A commit writes one new segment beside the others, on the disk to the last byte, and then a new table of contents in one
step. Whatever goes wrong before that step, a killed process or a full disk, leaves what readers see as it was; its
leftovers are removed by the next commit.
"""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from whoosh.fields import Schema
from whoosh.index import _DEF_INDEX_NAME, TOC, LockError, clean_files

from archive.search.engine.arrayfile import Array, ArrayFileWriter, narrowed, ranges
from archive.search.engine.codec import ArraySegment
from archive.search.engine.collecting import Collector, collector_for
from archive.search.engine.runs import Run, Vocabulary, write_postings
from archive.search.engine.segments import FieldPostings, SegmentArrays, open_segment
from archive.search.engine.storage import SealedStorage

# Segments of about one size are merged when there are more than these; a size is a power of ten.
MAX_OF_ONE_SIZE = 8
# Documents merged by a commit, in a fifth of a second. More of them are left to `compacting`: nobody waits for it.
MERGED_AT_ONCE = 200
URGENT = 4 * MAX_OF_ONE_SIZE  # so many of one size that nobody seems to do that
# With more documents in a segment each number of one takes four bytes instead of two.
MAX_ADDED = 2**16


class SegmentWriter:
    """Use it as a context: at the end of the block all is committed, after an error nothing."""

    def __init__(self, folder: Path, schema: Schema, timeout: float = 0.0) -> None:
        """Take the writers' lock of the index in `folder`. Raises whoosh's LockError after `timeout` seconds."""
        self.folder = folder
        self.schema = schema
        self._storage = SealedStorage(str(folder))
        self._lock = self._storage.lock("WRITELOCK")
        deadline = time.monotonic() + timeout
        while not self._lock.acquire():
            if time.monotonic() >= deadline:
                raise LockError(f"Another writer has the index in {folder}.")
            time.sleep(0.02)
        try:
            toc = TOC.read(self._storage, _DEF_INDEX_NAME, schema=schema)
        except BaseException:
            self._lock.release()
            raise
        self.generation: int = toc.generation + 1
        self.segments: list[ArraySegment] = toc.segments
        self._new = NewSegment(schema)
        self._written: list[ArraySegment] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.commit()
        finally:
            self._lock.release()

    def add_document(self, **values: Any) -> None:
        """Add a document: field -> value; a keyword field takes a list of values too."""
        if self._new.size == MAX_ADDED:
            self.write_segment()
        self._new.add(values)

    def delete(self, field: str, values: Iterable[str]) -> int:
        """Delete the committed documents that have one of these terms in a field; returns how many."""
        terms = [self.schema[field].to_bytes(value) for value in values]
        before = sum(segment.deleted_count() for segment in self.segments)
        for segment in self.segments:
            postings = open_segment(segment.path(self.folder)).postings(field)
            for number in filter(lambda found: found is not None, map(postings.terms.find, terms) if postings else ()):
                start, end = postings.extent(number)
                for document in postings.docs[start:end].tolist():
                    segment.delete_document(document)
        return sum(segment.deleted_count() for segment in self.segments) - before

    def write_segment(self) -> None:
        """Write what was added so far, if anything; readers see it with the commit."""
        if not self._new.size:
            return
        self._written.append(self._new.write(self.folder))
        self._new = NewSegment(self.schema)

    def add_segments(self, segments: Iterable[ArraySegment]) -> None:
        """Take in segments that others have written into the folder."""
        self.segments.extend(segments)

    def commit(self) -> None:
        merged = to_merge(self.segments, self._new.size, MERGED_AT_ONCE)
        kept = [segment for segment in self.segments if segment not in merged and segment.doc_count()]
        kept += self._written
        for segment in merged:
            self._new.absorb(open_segment(segment.path(self.folder)), segment.live())
        if self._new.size:
            kept.append(self._new.write(self.folder))
            self._new = NewSegment(self.schema)
        TOC(self.schema, kept, self.generation).write(self._storage, _DEF_INDEX_NAME)
        clean_files(self._storage, _DEF_INDEX_NAME, self.generation, kept)
        for leftover in self.folder.glob("*.toc.*"):
            leftover.unlink(missing_ok=True)


class NewSegment:
    """A segment in the making; nothing of it is on the disk before `write`."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._collectors: dict[str, Collector] = {}
        self._stored_names = frozenset(name for name, field in schema.items() if field.stored)
        self._stored: list[bytes] = []

    @property
    def size(self) -> int:
        return len(self._stored)

    def add(self, values: dict[str, Any]) -> None:
        document = self.size
        for name, value in values.items():
            if value is not None and self._schema[name].indexed:
                self._collector(name).add(document, value)
        kept = {name: value for name, value in values.items() if name in self._stored_names}
        self._stored.append(pickle.dumps(kept, pickle.HIGHEST_PROTOCOL))

    def absorb(self, arrays: SegmentArrays, live: Array) -> None:
        """Take the live documents of another segment in, after those that are here."""
        new_numbers = np.cumsum(live) - 1 + self.size
        for name in arrays.field_names:
            postings = arrays.postings(name)
            if name in self._schema and postings:
                collector = self._collector(name)
                run = _surviving(postings, collector.vocabulary, live, new_numbers)
                lengths = arrays.lengths(name)
                of_live = np.zeros(int(live.sum()), np.uint32) if lengths is None else lengths[live]
                if len(run.docs):
                    collector.add_run(run, (new_numbers[live], of_live))
        stored, starts = arrays.stored_bytes()
        starts = starts.tolist()
        self._stored += [stored[starts[n] : starts[n + 1]].tobytes() for n in np.flatnonzero(live).tolist()]

    def write(self, folder: Path, placed: Callable[[Path], Path] = lambda path: path) -> ArraySegment:
        """Write it into its file, or into what `placed` makes of that, to the disk itself.

        Raises OSError; then nothing is left behind.
        """
        segment = ArraySegment(_DEF_INDEX_NAME)
        segment.set_doc_count(self.size)
        path = placed(segment.path(folder))
        file = ArrayFileWriter(path)
        try:
            for name, collector in sorted(self._collectors.items()):
                collector.finish()
                if collector.runs:
                    write_postings(file, name, collector.vocabulary, collector.runs)
                    lengths = collector.lengths(self.size)
                    if lengths is not None:
                        file.add(f"{name}/lengths", narrowed(lengths))
            lengths = np.fromiter(map(len, self._stored), dtype=np.int64, count=self.size)
            file.add("stored_starts", narrowed(np.concatenate(([0], np.cumsum(lengths)))))
            file.add("stored", np.frombuffer(b"".join(self._stored), dtype=np.uint8))
            file.close()
        except BaseException:
            file.abandon()
            path.unlink(missing_ok=True)
            raise
        return segment

    def _collector(self, name: str) -> Collector:
        if name not in self._collectors:
            self._collectors[name] = collector_for(self._schema[name])
        return self._collectors[name]


def _surviving(postings: FieldPostings, vocabulary: Vocabulary, live: Array, new_numbers: Array) -> Run:
    """A segment's postings of live documents, under the terms' numbers in another vocabulary."""
    starts = postings.starts.astype(np.int64)
    is_kept = live[postings.docs]
    kept_before = np.concatenate(([0], np.cumsum(is_kept)))
    counts = np.diff(kept_before[starts])
    frequencies = postings.frequencies(0, len(postings.docs))
    kept_frequencies = frequencies[is_kept]
    positions_before = np.concatenate(([0], np.cumsum(kept_frequencies, dtype=np.int64)))
    position_counts = np.diff(positions_before[kept_before[starts]])
    positions = None
    if postings.has_positions:
        ends = np.cumsum(frequencies, dtype=np.int64)
        positions = postings.all_positions[ranges((ends - frequencies)[is_kept], kept_frequencies)]
    has_any = counts > 0
    terms = np.fromiter(map(vocabulary.__getitem__, postings.terms), dtype=np.uint32, count=len(postings.terms))
    return Run(
        terms[has_any], counts[has_any], new_numbers[postings.docs[is_kept]].astype(np.uint32), kept_frequencies,
        positions, position_counts[has_any],
    )  # fmt: skip


def to_merge(segments: list[ArraySegment], added: int, most: int | None = None) -> list[ArraySegment]:
    """Those that are mostly deleted, and those of a size of which there are too many, with `added` documents to come.

    With `most`, the smallest of them, up to so many documents together, and any of which there are far too many.
    """
    live = {segment: segment.doc_count() for segment in segments if segment.doc_count()}
    by_size: dict[int, list[ArraySegment]] = {}
    for segment, count in live.items():
        by_size.setdefault(len(str(count)), []).append(segment)
    largest = len(str(added)) if added else 0
    groups = [[segment] for segment, count in live.items() if count * 2 < segment.doc_count_all()]
    for size, alike in sorted(by_size.items()):
        if len(alike) + (size == largest) > MAX_OF_ONE_SIZE or (size < largest and len(alike) > 1):
            groups.append(alike)
    chosen: set[ArraySegment] = set()
    for group in groups:
        together = sum(live[segment] for segment in chosen.union(group))
        if most is None or together <= most or len(group) > URGENT:
            chosen.update(group)
    return [segment for segment in segments if segment in chosen]
