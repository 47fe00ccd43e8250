"""A question as a tree: what the parser of typed text hands to the engine. Pure values, hashable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Everything:
    """Every document."""


@dataclass(frozen=True)
class Word:
    """One word as typed, perhaps with hyphens or apostrophes in it; sought in every text field."""

    text: str


@dataclass(frozen=True)
class Phrase:
    """Words that stand one after another in one field."""

    text: str


@dataclass(frozen=True)
class Parsed:
    """A query in Whoosh's own language, already read; two of the same text are the same."""

    text: str
    query: Any = field(compare=False, repr=False)


@dataclass(frozen=True)
class Not:
    node: Node


@dataclass(frozen=True)
class And:
    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class Or:
    nodes: tuple[Node, ...]


Node = Everything | Word | Phrase | Parsed | Not | And | Or


def sought(node: Node) -> Iterator[Word | Phrase]:
    """The words and phrases a match may contain, in order; what is excluded by Not is left out."""
    match node:
        case Word() | Phrase():
            yield node
        case And(nodes) | Or(nodes):
            for child in nodes:
                yield from sought(child)
