"""Queries that stand for several terms: which these are in a segment, and the documents that have any of them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from whoosh import query as whoosh_query
from whoosh.query.terms import MultiTerm

from archive.search.engine.arrayfile import Array, ranges
from archive.search.engine.budget import Budget, Cut
from archive.search.engine.matches import Match, constant, nothing
from archive.search.engine.scoring import Scoring
from archive.search.engine.segments import FieldPostings
from archive.search.engine.views import SegmentView

# From whoosh.query.Or._matcher: up to how many clauses, or from how many documents on, it adds scores up one by one.
_TOO_MANY_CLAUSES = whoosh_query.Or.TOO_MANY_CLAUSES
_SMALL_SEGMENT = 5000

_PART = 1_000_000  # postings


def expanded(query: MultiTerm, view: SegmentView, scoring: Scoring, budget: Budget, is_scored: bool) -> Match:
    """The documents that have one of the terms, and the score Whoosh gives them.

    That is: of a single term its own; of several 1, where the segment is small or the terms are many, else the sum of
    theirs. Where one score for all is wanted, put the query into a ConstantScoreQuery; that is quicker, too.
    """
    field = query.field()
    postings = view.arrays.postings(field)
    if postings is None:
        return nothing(is_scored)
    numbers = _limited(_numbers(query, postings, view), postings, budget)
    if not len(numbers):
        return nothing(is_scored)
    if len(numbers) == 1 and is_scored:
        return Match(*scoring.term(view.arrays, field, postings, int(numbers[0])))
    if not is_scored or (query.constantscore and _has_one_score(len(numbers), view.arrays.size)):
        return constant(np.flatnonzero(_having_any(numbers, postings, view, budget)), 1.0, is_scored)
    scores = np.zeros(view.arrays.size)
    for part, places, counts in _in_parts(numbers, postings, budget):
        docs = postings.docs[places]
        frequencies = postings.frequencies(0, len(postings.docs))[places]
        weights = scoring.saturation(view.arrays, field, docs, frequencies)
        weights *= np.repeat(_rarities(field, postings, part, counts, scoring), counts)
        scores += np.bincount(docs, weights=weights, minlength=len(scores))
    found = np.flatnonzero(scores)
    return Match(found, scores[found]).boosted(query.boost)


def _having_any(numbers: Array, postings: FieldPostings, view: SegmentView, budget: Budget) -> Array:
    """The documents that have one of the terms, as a boolean for each."""
    found = np.zeros(view.arrays.size, dtype=bool)
    if numbers[-1] - numbers[0] == len(numbers) - 1:  # side by side, as their postings are
        found[postings.docs[int(postings.starts[numbers[0]]) : int(postings.starts[numbers[-1] + 1])]] = True
        return found
    for _, places, _ in _in_parts(numbers, postings, budget):
        found[postings.docs[places]] = True
    return found


def _in_parts(numbers: Array, postings: FieldPostings, budget: Budget) -> Iterator[tuple[Array, Array, Array]]:
    """Terms a part at a time, as long as there is time: their numbers, where the postings of all of them are, and how
    many each has. That bounds the memory, however many postings there are.
    """
    starts = postings.starts[numbers].astype(np.int64)
    counts = postings.starts[numbers + 1].astype(np.int64) - starts
    done, ends = 0, np.cumsum(counts)
    while done < len(numbers) and not budget.is_spent():
        before = int(ends[done - 1]) if done else 0
        upto = max(done + 1, int(np.searchsorted(ends, before + _PART, side="right")))
        yield numbers[done:upto], ranges(starts[done:upto], counts[done:upto]), counts[done:upto]
        done = upto


def _numbers(query: MultiTerm, postings: FieldPostings, view: SegmentView) -> Array:
    """The numbers of the terms in the segment, rising. The empty term is never one of them, as in Whoosh."""
    is_text = view.is_text(query.field())
    if type(query) is whoosh_query.Prefix and is_text:
        numbers = np.arange(*postings.terms.with_prefix(query.text.encode()))
    elif type(query) is whoosh_query.Wildcard and is_text:
        numbers = postings.terms.like(query.text)
    elif type(query) is whoosh_query.FuzzyTerm and is_text:
        numbers = postings.terms.near(query.text, int(query.maxdist), query.prefixlength)
    elif type(query) is whoosh_query.TermRange:
        numbers = _between(query, postings, view)
    else:
        found = (postings.terms.find(term) for term in query._btexts(view.searcher.reader()))
        numbers = np.array(sorted({number for number in found if number is not None}), dtype=np.int64)
    return numbers[1:] if len(numbers) and numbers[0] == 0 and postings.terms[0] == b"" else numbers


def _between(query: whoosh_query.TermRange, postings: FieldPostings, view: SegmentView) -> Array:
    terms, to_bytes = postings.terms, view.to_bytes
    try:
        start = b"" if query.start is None else to_bytes(query.field(), query.start)
        end = None if query.end is None else to_bytes(query.field(), query.end)
    except ValueError:
        return np.arange(0)
    first, last = terms.at_or_after(start), len(terms) if end is None else terms.at_or_after(end)
    if query.startexcl and first < len(terms) and terms[first] == start:
        first += 1
    if end is not None and not query.endexcl and last < len(terms) and terms[last] == end:
        last += 1
    return np.arange(first, last)


def _limited(numbers: Array, postings: FieldPostings, budget: Budget) -> Array:
    """As many of the terms as the budget allows, the most frequent ones."""
    allowed = budget.limits.max_terms
    if len(numbers) <= allowed:
        return numbers
    budget.cuts.add(Cut.TERMS)
    counts = postings.starts[numbers + 1].astype(np.int64) - postings.starts[numbers]
    return np.sort(numbers[np.argsort(-counts, kind="stable")[:allowed]])


def _rarities(field: str, postings: FieldPostings, numbers: Array, counts: Array, scoring: Scoring) -> Array:
    if not scoring.is_scorable(field):
        return np.ones(len(numbers))
    if scoring.is_alone():
        return np.array([scoring.idf_of(count) for count in counts.tolist()])
    return np.array([scoring.idf(field, postings.terms[number]) for number in numbers.tolist()])


def _has_one_score(terms: int, size: int) -> bool:
    return terms >= _TOO_MANY_CLAUSES or (terms != 2 and size <= _SMALL_SEGMENT)
