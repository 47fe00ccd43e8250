"""A question as a tree: what the parser makes of typed text. Pure values, hashable.

`field` is "" for everything that can be read of an article, or `title`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from archive.edtf import EdtfSpan


@dataclass(frozen=True)
class Everything:
    """Every article."""


@dataclass(frozen=True)
class Word:
    """One word as typed, perhaps with hyphens or apostrophes in it; any of its forms will do."""

    text: str
    field: str = ""


@dataclass(frozen=True)
class Phrase:
    """Words that stand one after another; with `apart`, up to so many other words between neighbours."""

    text: str
    field: str = ""
    apart: int = 0


@dataclass(frozen=True)
class Pattern:
    """A word in which `*` stands for any letters and `?` for one."""

    text: str
    field: str = ""


@dataclass(frozen=True)
class Fuzzy:
    """A word that may differ in so many letters."""

    text: str
    field: str = ""
    distance: int = 1


@dataclass(frozen=True)
class Linked:
    """What an article is linked to: `kind` is `person`, `subject` (a person too), `event`, `source`, `author`
    or `phase`.

    `text` is the name as typed, `values` are the slugs it means, once they have been looked up; any of them will do.
    `typed` is how it stands in the question.
    """

    kind: str
    text: str
    values: tuple[str, ...] = ()
    typed: str = field(default="", compare=False)


@dataclass(frozen=True)
class Dated:
    """Perhaps published `before`, `after` or `on` (within) a span of days."""

    relation: str
    span: EdtfSpan


@dataclass(frozen=True)
class Not:
    node: Node


@dataclass(frozen=True)
class And:
    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class Or:
    nodes: tuple[Node, ...]


Text = Word | Phrase | Pattern | Fuzzy
Leaf = Text | Linked | Dated
Node = Everything | Leaf | Not | And | Or


def sought(node: Node) -> Iterator[Leaf]:
    """The leaves a match may contain, in order; what is excluded by Not is left out."""
    match node:
        case And(nodes) | Or(nodes):
            for child in nodes:
                yield from sought(child)
        case Not() | Everything():
            return
        case _:
            yield node
