"""From a question's tree to the documents that match it, and how well.

Whoosh is asked for single words and phrases; AND, OR and NOT are done on sets of documents. Words of one question may
stand in different fields, and a document's score is the sum over words and fields, each field with its weight.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from whoosh import query as whoosh_query
from whoosh.searching import SearchContext

from archive.search.engine.analysis import is_filler, terms
from archive.search.engine.columns import Bits, Columns, to_bits
from archive.search.engine.nodes import And, Everything, Node, Not, Or, Parsed, Phrase, Word

Scores = dict[int, float]


@dataclass(frozen=True)
class Match:
    bits: Bits
    scores: Scores


class Matcher:
    """Answers nodes over one state of the index; what was answered last is remembered.

    `weights` are the text fields in which a plain word is sought, with what a hit in them counts.
    """

    REMEMBERED = 64

    def __init__(self, searcher: Any, columns: Columns, weights: Mapping[str, float]) -> None:
        self._searcher = searcher
        self._columns = columns
        self._weights = weights
        self._known: OrderedDict[tuple[Node, bool], Match] = OrderedDict()

    def match(self, node: Node, scored: bool) -> Match:
        """The documents that match; without `scored` the scores are left empty, which is quicker."""
        key = (node, scored or (node, True) in self._known)
        if key not in self._known:
            self._known[key] = self._answer(node, scored)
            if len(self._known) > self.REMEMBERED:
                self._known.popitem(last=False)
        self._known.move_to_end(key)
        return self._known[key]

    def _answer(self, node: Node, scored: bool) -> Match:
        match node:
            case Everything():
                return Match(self._columns.live, {})
            case Word(text) | Phrase(text):
                return self._run(self._leaf(text), scored)
            case Parsed(_, query):
                return self._run({query: 1.0}, scored)
            case Not(child):
                return Match(self._columns.live & ~self.match(child, False).bits, {})
            case And(nodes):
                return self._joined(_without_filler_words(nodes), and_, scored)
            case Or(nodes):
                return self._joined(nodes, or_, scored)

    def _joined(self, nodes: tuple[Node, ...], operator: Callable[[int, int], int], scored: bool) -> Match:
        matches = [self.match(node, scored) for node in nodes]
        if not matches:
            return Match(self._columns.live, {})
        bits = reduce(operator, (match.bits for match in matches))
        scores: Scores = {}
        for match in matches:
            for number, score in match.scores.items():
                scores[number] = scores.get(number, 0.0) + score
        return Match(bits, scores)

    def _leaf(self, text: str) -> dict[whoosh_query.Query, float]:
        """The Whoosh queries for one typed word or phrase, each with its weight; none where it holds no word."""
        found = list(terms(text))
        parts = [term.text for term in found if not term.is_joined]
        whole = [term.text for term in found if term.is_joined]
        queries: dict[whoosh_query.Query, float] = {}
        for field, weight in self._weights.items():
            if len(parts) == 1:
                queries[whoosh_query.Term(field, parts[0])] = weight
            elif parts:
                queries[whoosh_query.Phrase(field, parts)] = weight
                if len(whole) == 1 and found[-1].is_joined and found[-1].start == found[0].start:
                    queries[whoosh_query.Term(field, whole[0])] = weight
        return queries

    def _run(self, queries: Mapping[whoosh_query.Query, float], scored: bool) -> Match:
        scores: Scores = {}
        documents: set[int] = set()
        weighting = self._searcher.weighting if scored else None
        for query, weight in queries.items():
            for leaf, offset in self._searcher.leaf_searchers():
                matcher = query.matcher(leaf, SearchContext(weighting=weighting))
                if not scored:
                    documents.update(offset + number for number in matcher.all_ids())
                    continue
                while matcher.is_active():
                    number = offset + matcher.id()
                    scores[number] = scores.get(number, 0.0) + weight * matcher.score()
                    matcher.next()
        return Match(to_bits(documents or scores, self._columns.size), scores)


def _without_filler_words(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """A question's nodes but the words like “the” and “of”, unless nothing else is sought."""
    kept = tuple(node for node in nodes if not (isinstance(node, Word) and is_filler(node.text)))
    return kept if any(not isinstance(node, Not) for node in kept) else nodes
