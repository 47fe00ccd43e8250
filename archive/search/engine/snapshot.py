"""One state of the index, open for reading, and the searches run on it.

A process keeps one snapshot an index and opens a new one when a writer, of whatever process, has made a new state.
Whoosh's readers are not made for several threads, so a snapshot answers one question at a time.
"""

from __future__ import annotations

import pickle
import struct
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.index import IndexError as WhooshIndexError

from archive.search.engine.columns import Bits, Columns, chosen
from archive.search.engine.generations import IndexNotReadyError, current_folder
from archive.search.engine.matching import Matcher
from archive.search.engine.nodes import Everything, Node

SCORE = "-score"
OPEN_END = ".."
_DAMAGE = (OSError, EOFError, ValueError, KeyError, AttributeError, AssertionError, struct.error,
           pickle.UnpicklingError, WhooshIndexError)  # fmt: skip


@dataclass(frozen=True)
class Request:
    """What is searched for.

    `choices`: keyword field -> values, OR inside a field, AND across. `spans`: keyword field of values
    `FIRST/LAST` -> ISO days (`..` is an open end); a document matches when one of its spans overlaps.
    `order`: fields, “-” for falling; `-score` may stand first.
    """

    node: Node = field(default_factory=Everything)
    filters: tuple[Node, ...] = ()
    choices: tuple[tuple[str, frozenset[str]], ...] = ()
    spans: tuple[tuple[str, tuple[str, str]], ...] = ()
    order: tuple[str, ...] = ()


@dataclass(frozen=True)
class Evaluation:
    """The answer: document numbers in order, their scores, and what the facets are counted among."""

    documents: Sequence[int]
    scores: Mapping[int, float]
    unchosen: Bits
    chosen_by_field: Mapping[str, Bits]

    def among(self, leaving_aside: str) -> Bits:
        """The documents that match every choice but those on one field."""
        bits = self.unchosen
        for name, choice in self.chosen_by_field.items():
            if name != leaving_aside:
                bits &= choice
        return bits


class Snapshot:
    REMEMBERED = 16

    def __init__(self, folder: Path, schema: Schema, weights: Mapping[str, float]) -> None:
        """Open the newest state in `folder`. Raises one of `_DAMAGE` where it cannot be read."""
        self.folder = folder
        self.lock = threading.RLock()
        self.index = FileIndex(FileStorage(str(folder), readonly=True), schema=schema)
        self.searcher = self.index.searcher()
        self.generation = self.searcher.reader().generation()
        self.columns = Columns(self.searcher.reader())
        self.matcher = Matcher(self.searcher, self.columns, weights)
        self._evaluations: OrderedDict[Request, Evaluation] = OrderedDict()

    def is_current(self) -> bool:
        return bool(self.index.latest_generation() == self.generation)

    def evaluate(self, request: Request) -> Evaluation:
        """The whole answer; asked again, it is not worked out again."""
        with self.lock:
            if request not in self._evaluations:
                self._evaluations[request] = self._evaluated(request)
                if len(self._evaluations) > self.REMEMBERED:
                    self._evaluations.popitem(last=False)
            self._evaluations.move_to_end(request)
            return self._evaluations[request]

    def counts(
        self, evaluation: Evaluation, column: str, group: Callable[[str], str | None] | None = None
    ) -> list[tuple[str, int]]:
        """A facet: `(value, documents)`, most first, the choices on its own column left aside."""
        with self.lock:
            counts = self.columns.counts(column, evaluation.among(column), group)
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))

    def stored(self, numbers: Sequence[int]) -> list[dict[str, Any]]:
        with self.lock:
            return [self.searcher.stored_fields(number) for number in numbers]

    def values(self, column: str, prefix: str = "") -> list[str]:
        """The values of a keyword field that begin with `prefix`, in order."""
        with self.lock:
            return [value for value in self.columns.values(column) if value.startswith(prefix)]

    def _evaluated(self, request: Request) -> Evaluation:
        columns = self.columns
        is_scored = request.order[:1] in ((), (SCORE,))
        found = self.matcher.match(request.node, is_scored)
        unchosen = found.bits & columns.live
        for node in request.filters:
            unchosen &= self.matcher.match(node, False).bits
        for column, (first, last) in request.spans:
            unchosen &= columns.where(column, partial(_overlaps, first=first, last=last))
        by_field = {column: columns.having(column, values) for column, values in request.choices}
        bits = unchosen
        for choice in by_field.values():
            bits &= choice
        documents = chosen(columns.order([key for key in request.order if key != SCORE]), bits, columns.size)
        if is_scored:
            documents.sort(key=lambda number: found.scores.get(number, 0.0), reverse=True)
        return Evaluation(documents, found.scores, unchosen, by_field)


def _overlaps(span: str, first: str, last: str) -> bool:
    """Whether two spans of ISO days share a day; `..` is an open end."""
    start, _, end = span.partition("/")
    return (OPEN_END in (start, last) or start <= last) and (OPEN_END in (end, first) or first <= end)


_snapshots: dict[Path, Snapshot] = {}
_opening = threading.Lock()


def open_snapshot(base: Path, rules: str, schema: Schema, weights: Mapping[str, float]) -> Snapshot:
    """The newest state of the index under `base`. Raises IndexNotReadyError where none can be read."""
    with _opening:
        for attempt in (1, 2, 3):
            folder = current_folder(base, rules)
            known = _snapshots.get(base)
            try:
                if known is None or known.folder != folder or not known.is_current():
                    _snapshots[base] = Snapshot(folder, schema, weights)
            except _DAMAGE as error:
                # A rebuild may just have put another folder in place of the one that was named.
                if attempt == 3 or current_folder(base, rules) == folder:
                    raise IndexNotReadyError(f"The index in {folder} cannot be read.") from error
                continue
            return _snapshots[base]
    raise IndexNotReadyError(f"The index in {base} changes too quickly to be read.")
