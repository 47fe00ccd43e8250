"""Whoosh's queries, carried out on arrays.

Every type of query gives the documents and the scores that Whoosh's own matcher gives; a type without a function here
is left to that matcher. Two exceptions: `Require` does what Whoosh documents (2.7.4 excludes instead), and what is over
the budget is left out. An answer that was cut short holds fewer documents, never wrong ones, but where the cut was in
what is excluded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import numpy as np
from whoosh import query as whoosh_query
from whoosh.query.qcore import _NullQuery
from whoosh.query.terms import MultiTerm
from whoosh.searching import SearchContext

from archive.search.engine.budget import Budget
from archive.search.engine.expanding import expanded
from archive.search.engine.matches import (
    Match,
    constant,
    difference,
    intersection,
    nothing,
    union,
    with_scores_of,
)
from archive.search.engine.phrases import with_phrase
from archive.search.engine.scoring import Scoring
from archive.search.engine.views import SegmentView

_CHECK_EVERY = 1000  # documents a matcher of Whoosh's steps through between two looks at the clock


class Evaluator:
    """Answers one question, segment by segment."""

    def __init__(self, scoring: Scoring, budget: Budget) -> None:
        self._scoring = scoring
        self._budget = budget

    def match(self, query: Any, view: SegmentView, is_scored: bool) -> Match:
        """The documents of a segment that match; deleted ones may be among them."""
        method = _METHODS.get(type(query))
        if method is None and isinstance(query, MultiTerm):
            method = Evaluator._expanded
        return (method or Evaluator._by_matcher)(self, query, view, is_scored)

    def _term(self, query: whoosh_query.Term, view: SegmentView, is_scored: bool) -> Match:
        postings = view.arrays.postings(query.fieldname)
        number = self._number(query.fieldname, query.text, view) if postings else None
        if postings is None or number is None:
            return nothing(is_scored)
        docs, scores = self._scoring.term(view.arrays, query.fieldname, postings, number)
        return Match(docs, scores * query.boost if is_scored else None)

    def _and(self, query: whoosh_query.And, view: SegmentView, is_scored: bool) -> Match:
        if len(query.subqueries) <= 1:
            return self._only(query, view, is_scored)
        found: Match | None = None
        for part in self._parts(query, view, is_scored):
            found = part if found is None else intersection(found, part, view.arrays.size)
            if not len(found):
                break
        return nothing(is_scored) if found is None or self._budget.is_spent() else found.boosted(query.boost)

    def _or(self, query: whoosh_query.Or, view: SegmentView, is_scored: bool) -> Match:
        if query.scale or query.minmatch:
            return self._by_matcher(query, view, is_scored)
        if len(query.subqueries) <= 1:
            return self._only(query, view, is_scored)
        return union(self._parts(query, view, is_scored), view.arrays.size, is_scored).boosted(query.boost)

    def _only(self, query: whoosh_query.And, view: SegmentView, is_scored: bool) -> Match:
        """Of a single part Whoosh forgets the boost of the whole."""
        return next(self._parts(query, view, is_scored), nothing(is_scored))

    def _parts(self, query: whoosh_query.And, view: SegmentView, is_scored: bool) -> Iterator[Match]:
        """The parts one after another, until the time is over."""
        for part in query.subqueries:
            if self._budget.is_spent():
                return
            yield self.match(part, view, is_scored)

    def _not(self, query: whoosh_query.Not, view: SegmentView, is_scored: bool) -> Match:
        kept = view.live.copy()
        kept[self.match(query.query, view, False).docs] = False
        return constant(np.flatnonzero(kept), 1.0, is_scored)

    def _and_not(self, query: whoosh_query.AndNot, view: SegmentView, is_scored: bool) -> Match:
        found = self.match(query.a, view, is_scored)
        return difference(found, self.match(query.b, view, False), view.arrays.size)

    def _and_maybe(self, query: whoosh_query.AndMaybe, view: SegmentView, is_scored: bool) -> Match:
        found = self.match(query.a, view, is_scored)
        return with_scores_of(found, self.match(query.b, view, is_scored), view.arrays.size) if is_scored else found

    def _require(self, query: whoosh_query.Require, view: SegmentView, is_scored: bool) -> Match:
        found, size = self.match(query.a, view, is_scored), view.arrays.size
        return difference(found, difference(found, self.match(query.b, view, False), size), size)

    def _constant(self, query: whoosh_query.ConstantScoreQuery, view: SegmentView, is_scored: bool) -> Match:
        # Whoosh takes a score of 0 for none.
        return constant(self.match(query.child, view, False).docs, query.score or 1.0, is_scored)

    def _every(self, query: whoosh_query.Every, view: SegmentView, is_scored: bool) -> Match:
        kept = view.live
        if query.fieldname is not None:
            postings = view.arrays.postings(query.fieldname)
            kept = np.zeros(view.arrays.size, dtype=bool)
            kept[postings.docs if postings else []] = True
        return constant(np.flatnonzero(kept), query.boost or 1.0, is_scored)

    def _phrase(self, query: whoosh_query.Phrase, view: SegmentView, is_scored: bool) -> Match:
        postings = view.arrays.postings(query.fieldname)
        if postings is None or not postings.has_positions or not query.words:
            return nothing(is_scored)
        numbers = [self._number(query.fieldname, word, view) for word in query.words]
        if None in numbers:
            return nothing(is_scored)
        words = whoosh_query.And([whoosh_query.Term(query.fieldname, word) for word in query.words])
        found = self.match(words, view, is_scored)
        return found.among(with_phrase(postings, numbers, found.docs, query.slop, self._budget)).boosted(query.boost)

    def _numeric(self, query: whoosh_query.NumericRange, view: SegmentView, is_scored: bool) -> Match:
        if query.fieldname not in view.schema:
            return nothing(is_scored)
        return self.match(query._compile_query(view.searcher.reader()), view, is_scored)

    def _expanded(self, query: MultiTerm, view: SegmentView, is_scored: bool) -> Match:
        if query.field() not in view.schema:
            return nothing(is_scored)
        if type(query) in _ALL_TERMS and query.text == _ALL_TERMS[type(query)]:
            return self._every(whoosh_query.Every(query.fieldname, boost=query.boost), view, is_scored)
        return expanded(query, view, self._scoring, self._budget, is_scored)

    def _nothing(self, query: Any, view: SegmentView, is_scored: bool) -> Match:
        return nothing(is_scored)

    def _by_matcher(self, query: Any, view: SegmentView, is_scored: bool) -> Match:
        """The way of Whoosh, document by document."""
        matcher = query.matcher(view.searcher, SearchContext(weighting=view.searcher.weighting))
        docs, scores = [], []
        for step in count(1):
            if not matcher.is_active() or (step % _CHECK_EVERY == 0 and self._budget.is_spent()):
                break
            docs.append(matcher.id())
            if is_scored:
                scores.append(matcher.score())
            matcher.next()
        return Match(np.array(docs, dtype=np.int64), np.array(scores, dtype=np.float64) if is_scored else None)

    def _number(self, field: str, text: Any, view: SegmentView) -> int | None:
        """The number of a term in a segment."""
        postings = view.arrays.postings(field)
        if postings is None or field not in view.schema:
            return None
        try:
            return postings.terms.find(view.to_bytes(field, text))
        except ValueError:
            return None


# A pattern that fits every term is, to Whoosh, the question for all documents with anything in the field.
_ALL_TERMS = {whoosh_query.Prefix: "", whoosh_query.Wildcard: "*", whoosh_query.Regex: ".*"}

_METHODS: dict[type, Callable[[Evaluator, Any, SegmentView, bool], Match]] = {
    whoosh_query.Term: Evaluator._term,
    whoosh_query.And: Evaluator._and,
    whoosh_query.Or: Evaluator._or,
    whoosh_query.Not: Evaluator._not,
    whoosh_query.AndNot: Evaluator._and_not,
    whoosh_query.AndMaybe: Evaluator._and_maybe,
    whoosh_query.Require: Evaluator._require,
    whoosh_query.ConstantScoreQuery: Evaluator._constant,
    whoosh_query.Every: Evaluator._every,
    whoosh_query.Phrase: Evaluator._phrase,
    whoosh_query.NumericRange: Evaluator._numeric,
    whoosh_query.DateRange: Evaluator._numeric,
    _NullQuery: Evaluator._nothing,
}
