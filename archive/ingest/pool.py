"""Items read by several processes, in order; a process that is killed takes nothing with it."""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import get_context, parent_process
from threading import Thread

from archive.ingest.authority import Gazetteer
from archive.ingest.items import Item
from archive.ingest.reading import ReadItem
from archive.ingest.understanding import prepare
from archive.ingest.workers import ReadingError, read

_AHEAD = 3  # groups for each process: one being read, the others waiting
_TRIES = 2  # an item that is read alone when its process dies is read once more
KILLED = "the process that read it was killed, perhaps for want of memory"


@dataclass(frozen=True)
class Unread:
    """An item that could not be read, and why, in one line."""

    item: Item
    reason: str


Result = ReadItem | Unread


def read_or_say_why(item: Item, gazetteer: Gazetteer) -> Result:
    try:
        return read(item, gazetteer)
    except ReadingError as error:
        return Unread(item, str(error))


def read_groups(groups: Iterable[Sequence[Item]], gazetteer: Gazetteer, workers: int) -> Iterator[list[Result]]:
    """The results of every group, in order. Several workers read a few groups ahead; a single one is this process."""
    if workers <= 1:
        yield from ([read_or_say_why(item, gazetteer) for item in group] for group in groups)
        return
    readers = _Readers(gazetteer, workers)
    try:
        with _collecting_only_what_is_new():
            yield from readers.read(groups)
    finally:
        readers.stop()


class _Readers:
    """Processes that read groups of items."""

    def __init__(self, gazetteer: Gazetteer, workers: int) -> None:
        self._gazetteer, self._workers = gazetteer, workers
        self._pool = self._new_pool()

    def stop(self) -> None:
        self._pool.shutdown(cancel_futures=True)

    def read(self, groups: Iterable[Sequence[Item]]) -> Iterator[list[Result]]:
        waiting: deque[_Task] = deque()
        for group in groups:
            waiting.append(self._submit(group))
            if len(waiting) >= self._workers * _AHEAD:
                yield self._next(waiting)
        while waiting:
            yield self._next(waiting)

    def _next(self, waiting: deque[_Task]) -> list[Result]:
        task = waiting.popleft()
        try:
            return _with_their_items(task.future.result(), task.group)
        except BrokenProcessPool:
            self._replace(task.pool)
        # Nobody knows which item it was. Those of the first group are read one at a time, the others go out again.
        results = [self._read_alone(item) for item in task.group]
        for number, other in enumerate(waiting):
            if other.pool is not self._pool:
                waiting[number] = self._submit(other.group)
        return results

    def _read_alone(self, item: Item) -> Result:
        for _ in range(_TRIES):
            task = self._submit([item])
            try:
                return _with_their_items(task.future.result(), task.group)[0]
            except BrokenProcessPool:
                self._replace(task.pool)
        return Unread(item, KILLED)

    def _submit(self, group: Sequence[Item]) -> _Task:
        while True:
            pool = self._pool
            try:
                with _uninterrupted():
                    return _Task(group, pool.submit(_read_group, list(group)), pool)
            except BrokenProcessPool:
                self._replace(pool)

    def _replace(self, broken: ProcessPoolExecutor) -> None:
        if self._pool is broken:
            broken.shutdown(wait=False, cancel_futures=True)
            self._pool = self._new_pool()

    def _new_pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._workers, get_context("spawn"), initializer=_start, initargs=(self._gazetteer,))


@dataclass(frozen=True)
class _Task:
    group: Sequence[Item]
    future: Future[list[Result]]
    pool: ProcessPoolExecutor


@contextmanager
def _collecting_only_what_is_new() -> Iterator[None]:
    """What is there already need not be looked through for garbage again and again while readings come in.

    With all of Django in memory that takes a fifth of the writing process's time.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """A process that is started here never hears of Ctrl-C: that is for the one that writes."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_gazetteer = Gazetteer()
_NO_ITEM = Item("", b"", "")


def _start(gazetteer: Gazetteer) -> None:
    """Give a process its gazetteer once. Without the process that writes it ends."""
    global _gazetteer
    _gazetteer = gazetteer
    prepare(gazetteer)
    gc.freeze()  # what stays for good need not be looked through again and again
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _read_group(group: list[Item]) -> list[Result]:
    """The bytes of an item are with whoever sent them, and are not sent back."""
    return [replace(read_or_say_why(item, _gazetteer), item=_NO_ITEM) for item in group]


def _with_their_items(results: Sequence[Result], group: Sequence[Item]) -> list[Result]:
    return [replace(result, item=item) for result, item in zip(results, group, strict=True)]
