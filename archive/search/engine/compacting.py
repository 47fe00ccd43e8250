"""Merging segments while others go on writing: a writer that has one article to add is not to wait for ten thousand.

The merged segment is written under a name that nobody reads. Only to put it in the place of the others is the writers'
lock taken; what was deleted from them meanwhile is deleted from it then.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from whoosh.fields import Schema
from whoosh.index import _DEF_INDEX_NAME, TOC

from archive.search.engine.arrayfile import Array
from archive.search.engine.codec import ArraySegment
from archive.search.engine.segments import open_segment
from archive.search.engine.storage import SealedStorage
from archive.search.engine.writing import NewSegment, SegmentWriter, to_merge

_LOCK = "MERGELOCK"


def is_scattered(folder: Path, schema: Schema) -> bool:
    """Whether the index in `folder` has segments to merge. Raises OSError or what Whoosh raises for a damaged one."""
    return bool(to_merge(_segments(folder, schema), 0))


def compact(folder: Path, schema: Schema, timeout: float) -> int:
    """Merge what should be merged; returns from how many segments, 0 where there is nothing to do.

    Does nothing either where another process is at it, or one of these segments has gone meanwhile: merged by a writer,
    or all deleted. Raises whoosh's LockError where a writer keeps the index for `timeout` seconds, and OSError.
    """
    with _alone(folder) as is_alone:
        if not is_alone:
            return 0
        try:
            segments = to_merge(_segments(folder, schema), 0)
            merge = _Merge(folder, schema, segments)
        except FileNotFoundError:
            return 0
        if not segments:
            return 0
        try:
            with SegmentWriter(folder, schema, timeout) as writer:
                is_done = merge.take_place_in(writer)
        finally:
            merge.leave_nothing()
        return len(segments) if is_done else 0


class _Merge:
    def __init__(self, folder: Path, schema: Schema, segments: list[ArraySegment]) -> None:
        self._folder = folder
        self._segments = segments
        self._numbers: list[Array] = []  # of each segment: which number every document has in the merged one
        new = NewSegment(schema)
        for segment in segments:
            live = segment.live()
            self._numbers.append(np.cumsum(live) - 1 + new.size)
            new.absorb(open_segment(segment.path(folder)), live)
        self._merged = new.write(folder, _hidden) if new.size else None

    def take_place_in(self, writer: SegmentWriter) -> bool:
        """Leave it to the writer, in the place of what it was merged from; False where that has changed too much."""
        now = {segment.segment_id(): segment for segment in writer.segments}
        if not all(segment.segment_id() in now for segment in self._segments):
            return False
        since = [
            (numbers, set(now.pop(segment.segment_id()).deleted_docs()).difference(segment.deleted_docs()))
            for segment, numbers in zip(self._segments, self._numbers, strict=True)
        ]
        writer.segments = list(now.values())
        if self._merged:
            for numbers, deleted in since:
                for document in deleted:
                    self._merged.delete_document(int(numbers[document]))
            path = self._merged.path(self._folder)
            _hidden(path).rename(path)
            writer.segments.append(self._merged)
        return True

    def leave_nothing(self) -> None:
        if self._merged:
            _hidden(self._merged.path(self._folder)).unlink(missing_ok=True)


def _hidden(path: Path) -> Path:
    return path.with_name(f".{path.name}")


def _segments(folder: Path, schema: Schema) -> list[ArraySegment]:
    segments: list[ArraySegment] = TOC.read(SealedStorage(str(folder)), _DEF_INDEX_NAME, schema=schema).segments
    return segments


@contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    """Whether no other process merges here; then what one left behind that was killed is removed first."""
    with (folder / _LOCK).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        for leftover in folder.glob(".*.arrays"):
            leftover.unlink(missing_ok=True)
        yield True
