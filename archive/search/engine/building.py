"""A new index out of many documents, written by one process or two.

With two, the other process indexes batches as they come; when it lags behind, this one indexes some itself instead of
waiting. Each writes a segment of its own.
"""

from __future__ import annotations

import gc
import multiprocessing
import queue
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from whoosh.fields import Schema

from archive.search.engine.codec import ArraySegment
from archive.search.engine.writing import NewSegment, SegmentWriter

_BATCH = 200  # documents handed over at a time
_WAITING = 3  # batches that may wait for the other process
_PATIENCE = 600.0  # seconds for the other process to write what it has

Document = dict[str, Any]


class BuildingError(Exception):
    """The other process failed."""


class IndexBuilder:
    """Use it as a context: at the end of the block all documents are committed, after an error none."""

    def __init__(self, folder: Path, schema: Schema, timeout: float, processes: int = 1) -> None:
        """Raises whoosh's LockError when another writer keeps the index in `folder` for `timeout` seconds."""
        self._writer = SegmentWriter(folder, schema, timeout=timeout)
        self._helper = _Helper(folder, schema) if processes > 1 else None
        self._batch: list[Document] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._writer:
            try:
                if error is not None:
                    raise error
                if self._helper:
                    self._helper.finish()
                    self._add_here(self._batch)
                    self._writer.write_segment()
                    self._writer.add_segments(self._helper.segments())
            finally:
                if self._helper:
                    self._helper.stop()

    def add_document(self, **values: Any) -> None:
        if self._helper is None:
            self._writer.add_document(**values)
            return
        self._batch.append(values)
        if len(self._batch) == _BATCH:
            if not self._helper.takes(self._batch):
                self._add_here(self._batch)
            self._batch = []

    def _add_here(self, batch: list[Document]) -> None:
        for document in batch:
            self._writer.add_document(**document)


class _Helper:
    """The other process, seen from this one."""

    def __init__(self, folder: Path, schema: Schema) -> None:
        # A fresh interpreter: a fork would inherit database connections, threads and locks.
        context = multiprocessing.get_context("spawn")
        self._batches: Any = context.Queue(_WAITING)
        self._answer, sending = context.Pipe(duplex=False)
        self._process = context.Process(target=_index, args=(folder, schema, self._batches, sending), daemon=True)
        self._process.start()
        sending.close()

    def takes(self, batch: list[Document]) -> bool:
        """Hand a batch over, unless enough of them are waiting."""
        try:
            self._batches.put_nowait(batch)
        except queue.Full:
            return False
        return True

    def finish(self) -> None:
        """Tell it that there are no more batches; one that has failed need not be told."""
        while self._process.is_alive():
            try:
                self._batches.put(None, timeout=1)
            except queue.Full:
                continue
            return

    def segments(self) -> list[ArraySegment]:
        """What it has written, once it has finished. Raises BuildingError."""
        try:
            if not self._answer.poll(_PATIENCE):
                raise BuildingError("The other process does not answer.")
            answer: list[ArraySegment] | str = self._answer.recv()
        except EOFError as error:
            raise BuildingError("The other process ended before its segment was written.") from error
        if isinstance(answer, str):
            raise BuildingError(answer)
        return answer

    def stop(self) -> None:
        self._batches.cancel_join_thread()
        self._process.terminate()
        self._process.join()
        self._answer.close()
        self._batches.close()


def _index(folder: Path, schema: Schema, batches: Any, answer: Connection) -> None:
    """What the other process does."""
    gc.disable()  # documents hold no cycles, and there are ever more of them to look through
    try:
        segment = NewSegment(schema)
        while (batch := batches.get()) is not None:
            for document in batch:
                segment.add(document)
        answer.send([segment.write(folder)] if segment.size else [])
    except Exception as error:  # it is told where it can be handled
        answer.send(f"{type(error).__name__}: {error}")
