"""One generation of the index, open for reading, and the searches run on it.

A process keeps one snapshot an index and opens a new one when a writer, of whatever process, has made a new generation;
segments that are in both are not read again. A snapshot may be asked from several threads at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from math import inf
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.fields import Schema
from whoosh.index import _DEF_INDEX_NAME, TOC, FileIndex
from whoosh.query import Every
from whoosh.searching import Searcher

from archive.search.engine.answers import SCORE, Evaluation, Request
from archive.search.engine.arrayfile import Array
from archive.search.engine.budget import Budget, Cut, Limits
from archive.search.engine.caching import Caches
from archive.search.engine.columns import docs_of, having, overlapping, sort_values
from archive.search.engine.counting import Column, Counted, Group
from archive.search.engine.evaluation import Evaluator
from archive.search.engine.nodes import Parsed
from archive.search.engine.ordering import ranks
from archive.search.engine.renaming import renames_of, stamp_of
from archive.search.engine.scoring import Scoring
from archive.search.engine.segments import open_segment
from archive.search.engine.storage import SealedStorage
from archive.search.engine.totals import TermTotals, term_totals
from archive.search.engine.views import SegmentView


class Snapshot:
    def __init__(self, folder: Path, schema: Schema, caches: Caches, limits: Limits) -> None:
        """Open the newest generation in `folder`. Raises OSError or what Whoosh raises where it cannot be read."""
        self.folder = folder
        self.schema = schema
        self._caches = caches
        self._limits = limits
        self._storage = SealedStorage(str(folder), readonly=True)
        # First the renames: new documents under old renames are right, old ones without them are not.
        self._renamed = stamp_of(folder)
        renames = renames_of(folder)
        self._toc = TOC.read(self._storage, _DEF_INDEX_NAME, schema=schema)
        self.generation: int = self._toc.generation
        self.state = (folder, self.generation, self._renamed)
        self.views: list[SegmentView] = []
        self.size = 0
        for segment in self._toc.segments:
            arrays = open_segment(segment.path(folder)).under(renames)
            self.views.append(SegmentView(arrays, segment.live(), self.size, schema, self._leaf_searcher))
            self.size += arrays.size
        self.live = np.concatenate([np.zeros(0, dtype=bool), *(view.live for view in self.views)])
        scorable = frozenset(name for name, kind in schema.items() if kind.scorable)
        self._scoring = Scoring([view.arrays for view in self.views], scorable, caches.terms)
        self._ranks: dict[tuple[str, ...], Array] = {}
        self._columns: dict[str, Column] = {}
        self.frequencies: dict[str, dict[str, int]] = {}  # by field, of the terms `likeness` asked for

    def is_current(self) -> bool:
        is_newest = TOC._latest_generation(self._storage, _DEF_INDEX_NAME) == self.generation
        return bool(is_newest and stamp_of(self.folder) == self._renamed)

    @cached_property
    def searcher(self) -> Searcher:
        """Whoosh's own searcher of this generation."""
        reader = FileIndex._reader(self._storage, self.schema, self._toc.segments, self.generation)
        return Searcher(reader)

    def evaluate(self, request: Request) -> Evaluation:
        """The whole answer; asked again, it is not worked out again."""
        found: Evaluation = self._caches.answers.get(
            (self.state, request),
            lambda: self._evaluated(request),
            lambda answer: _bytes_to_keep(answer.cuts, answer.bytes),
        )
        return found

    def match(self, query: Any, is_scored: bool, budget: Budget) -> tuple[Array, Array | None]:
        """The live documents that match a query of Whoosh's, rising, and their scores."""
        evaluator = Evaluator(self._scoring, budget)
        found = []
        for view in self.views:
            match = evaluator.match(query, view, is_scored)
            found.append((view.offset, match.among(view.live[match.docs])))
        docs = np.concatenate([np.empty(0, dtype=np.int64), *(match.docs + offset for offset, match in found)])
        scores = np.concatenate([np.empty(0), *(match.scores for _, match in found)]) if is_scored else None
        return docs, scores

    def counts(self, evaluation: Evaluation, column: str, group: Group | None = None) -> list[tuple[str, int]]:
        """A facet: `(value, documents)`, most first, the choices on its own column left aside.

        What was counted is remembered under `group` as well, which should therefore be a value that equals itself when
        it is made again.
        """

        def count() -> Counted:
            among, of_column = evaluation.among(column), self._column(column)
            return of_column.counts(among) if group is None else of_column.grouped_counts(among, group)

        return evaluation.counted((column, group), count).pairs()

    def having(self, column: str, values: Iterable[str]) -> Array:
        """Which documents have one of these values in a keyword field, as a boolean for each there is."""
        found: Array = self._having(column, frozenset(values)) & self.live
        return found

    def term_totals(self, field: str, groups: Array, count: int) -> TermTotals:
        """How often each term of a text field stands in each group of documents, see `totals`."""
        return term_totals(self.views, field, groups, count)

    def lengths(self, field: str) -> Array:
        """How many words each document has in a text field."""
        none = (np.zeros(view.arrays.size, dtype=np.int64) for view in self.views)
        held = (view.arrays.lengths(field) for view in self.views)
        return np.concatenate(
            [np.zeros(0, dtype=np.int64), *(zeros if of is None else of for of, zeros in zip(held, none, strict=True))]
        )

    def counts_of_all(self, column: str) -> list[tuple[str, int]]:
        """`(value, documents)` over all documents that are not deleted, most first."""
        return self._column(column).counts(self.live).pairs()

    def stored(self, numbers: Sequence[int]) -> list[dict[str, Any]]:
        """The stored values of documents."""
        return [view.arrays.stored(number - view.offset) for number, view in ((n, self._view_of(n)) for n in numbers)]

    def values(self, column: str, prefix: str = "") -> list[str]:
        """The values of a keyword field that begin with `prefix`, in order."""
        found: set[bytes] = set()
        for view in self.views:
            postings = view.arrays.postings(column)
            if postings:
                found.update(postings.terms.between(*postings.terms.with_prefix(prefix.encode())))
        return [value.decode() for value in sorted(found)]

    def sort_values(self, view: SegmentView, column: str) -> tuple[Array, Array]:
        """Documents of a segment with what they sort by, see `columns.sort_values`."""
        return sort_values(view, column, self._caches.terms)

    def rarities(self, field: str, terms: Sequence[str]) -> list[float]:
        """The logarithm, for each term, of how many times as many documents there are as have it, one more at least."""
        written = [term.encode() for term in terms]
        having_it = np.zeros(len(terms), dtype=np.int64)
        for postings in filter(None, (view.arrays.postings(field) for view in self.views)):
            having_it += postings.document_frequencies(postings.terms.find_all(written))
        return [self._scoring.idf_of(count) - 1 for count in having_it.tolist()]

    def has_term(self, field: str, term: str) -> bool:
        """Whether a document has this term; it may have been deleted."""
        found = (view.arrays.postings(field) for view in self.views)
        return any(postings is not None and postings.terms.find(term.encode()) is not None for postings in found)

    def number_of(self, field: str, term: str) -> int | None:
        """The document that has this term, such as its identifier; None where there is none."""
        for view in self.views:
            numbers = docs_of(view, field, term)
            for number in numbers[view.live[numbers]][:1].tolist():
                return view.offset + number
        return None

    def _column(self, name: str) -> Column:
        if name not in self._columns:
            self._columns[name] = Column(self.views, name)
        return self._columns[name]

    def _evaluated(self, request: Request) -> Evaluation:
        budget = Budget(self._limits)
        is_scored = request.order[:1] in ((), (SCORE,))
        docs, _, cuts = self._found(request.question, is_scored)
        unchosen = np.zeros(self.size, dtype=bool)
        unchosen[docs] = True
        for question in request.filters:
            unchosen &= self._filter(question, budget)
        for column, ends in request.spans:
            unchosen &= self._overlapping(column, *ends)
        by_field = {column: self._having(column, values) for column, values in request.choices}
        rank = self._rank(tuple(key for key in request.order if key != SCORE))
        return Evaluation(
            lambda: self._found(request.question, is_scored)[:2], unchosen, by_field, rank,
            cuts | frozenset(budget.cuts),
        )  # fmt: skip

    def _found(self, question: Parsed | None, is_scored: bool) -> tuple[Array, Array | None, frozenset[Cut]]:
        """What answers the question itself: the same whatever is chosen beside it, so it is worked out once."""

        def work_out() -> tuple[Array, Array | None, frozenset[Cut]]:
            budget = Budget(self._limits)
            docs, scores = self.match(question.query if question else Every(), is_scored, budget)
            return docs.astype(np.int32), scores, frozenset(budget.cuts)

        key = (self.state, question, is_scored)
        found: tuple[Array, Array | None, frozenset[Cut]] = self._caches.terms.get(
            key, work_out, lambda parts: _bytes_to_keep(parts[2], len(parts[0]) * (12 if is_scored else 4))
        )
        return found

    def _filter(self, question: Parsed, budget: Budget) -> Array:
        found = np.zeros(self.size, dtype=bool)
        found[self.match(question.query, False, budget)[0]] = True
        return found

    def _having(self, column: str, values: frozenset[str]) -> Array:
        found: Array = self._caches.terms.get(
            (self.state, column, values),
            lambda: self._by_segment(lambda view: having(view, column, values)),
            lambda mask: mask.nbytes + 1000,
        )
        return found

    def _overlapping(self, column: str, first: str, last: str) -> Array:
        return self._by_segment(lambda view: overlapping(view, column, first, last, self._caches.terms))

    def _by_segment(self, find: Any) -> Array:
        return np.concatenate([np.zeros(0, dtype=bool), *(find(view) for view in self.views)])

    def _rank(self, keys: tuple[str, ...]) -> Array:
        if keys not in self._ranks:
            self._ranks[keys] = ranks(self.views, self.size, keys, self._caches.terms)
        return self._ranks[keys]

    def _view_of(self, number: int) -> SegmentView:
        return next(view for view in reversed(self.views) if view.offset <= number)

    def _leaf_searcher(self, offset: int) -> Any:
        return next(leaf for leaf, start in self.searcher.leaf_searchers() if start == offset)


def _bytes_to_keep(cuts: frozenset[Cut], size: int) -> float:
    """How much remembering costs; what was not finished is not to be remembered, it may be finished next time."""
    return inf if Cut.TIME in cuts else size + 1000
