"""A question's tree as a query of Whoosh's.

A word is sought in every text field; each field adds its score with its weight. Filler words such as “the” are left
out where anything else is sought, and what is excluded adds nothing to the score.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from whoosh import query as whoosh_query

from archive.search.engine.analysis import is_filler, terms
from archive.search.engine.nodes import And, Everything, Node, Not, Or, Parsed, Phrase, Word


def as_query(node: Node, weights: Mapping[str, float]) -> Any:
    """`weights`: the text fields a plain word is sought in, and what a hit in each counts."""
    match node:
        case Everything():
            return whoosh_query.Every()
        case Word(text) | Phrase(text):
            return _leaf(text, weights)
        case Parsed(_, query):
            return query
        case Not(child):
            return whoosh_query.ConstantScoreQuery(whoosh_query.Not(as_query(child, weights)))
        case Or(nodes):
            return whoosh_query.Or([as_query(child, weights) for child in nodes])
        case And(nodes):
            return _all_of(_without_filler_words(nodes), weights)


def _all_of(nodes: tuple[Node, ...], weights: Mapping[str, float]) -> Any:
    wanted = [as_query(node, weights) for node in nodes if not isinstance(node, Not)]
    excluded = [as_query(node.node, weights) for node in nodes if isinstance(node, Not)]
    found = whoosh_query.And(wanted) if wanted else whoosh_query.Every()
    return whoosh_query.AndNot(found, whoosh_query.Or(excluded)) if excluded else found


def _leaf(text: str, weights: Mapping[str, float]) -> Any:
    """One typed word or phrase in any of the fields; nothing is found where it holds no word."""
    found = list(terms(text))
    parts = [term.text for term in found if not term.is_joined]
    whole = [term.text for term in found if term.is_joined]
    has_whole = len(whole) == 1 and found[-1].is_joined and found[-1].start == found[0].start
    queries: list[Any] = []
    for field, weight in weights.items():
        if len(parts) == 1:
            queries.append(whoosh_query.Term(field, parts[0], boost=weight))
        elif parts:
            queries.append(whoosh_query.Phrase(field, parts, boost=weight))
            if has_whole:
                queries.append(whoosh_query.Term(field, whole[0], boost=weight))
    return whoosh_query.Or(queries) if queries else whoosh_query.NullQuery


def _without_filler_words(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """A question's nodes but the words like “the” and “of”, unless nothing else is sought."""
    kept = tuple(node for node in nodes if not (isinstance(node, Word) and is_filler(node.text)))
    return kept if any(not isinstance(node, Not) for node in kept) else nodes
