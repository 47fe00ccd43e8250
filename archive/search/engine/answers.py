"""What is searched for, and the whole answer to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from archive.search.engine.arrayfile import Array
from archive.search.engine.budget import Cut
from archive.search.engine.nodes import Everything, Node
from archive.search.engine.ordering import in_order

SCORE = "-score"


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


class Evaluation:
    """The answer: how many documents, which of them come first, and what the facets are counted among.

    `cuts` tells what had to be left out because it would have cost too much.
    """

    def __init__(
        self, docs: Array, scores: Array | None, rank: Array, unchosen: Array, chosen_by_field: Mapping[str, Array],
        cuts: frozenset[Cut],
    ) -> None:  # fmt: skip
        self.cuts = cuts
        self._docs = docs
        self._scores = scores
        self._rank = rank
        self._unchosen = unchosen
        self._chosen_by_field = chosen_by_field
        self._in_order = docs[:0]
        self.counted: dict[Any, list[tuple[str, int]]] = {}

    def __len__(self) -> int:
        return len(self._docs)

    @property
    def bytes(self) -> int:
        """About how much memory it takes."""
        masks = len(self._unchosen) * (1 + len(self._chosen_by_field))
        return self._docs.nbytes * (2 if self._scores is None else 3) + masks + 10_000

    def page(self, start: int, end: int | None) -> list[tuple[int, float]]:
        """Document numbers with their scores, from place `start` up to `end`."""
        end = len(self._docs) if end is None else min(end, len(self._docs))
        ordered = self._in_order
        if end > len(ordered):
            # Later pages mostly follow earlier ones: all is put in order when the second is asked for.
            ordered = in_order(self._docs, self._scores, self._rank, end if not len(ordered) else len(self._docs))
            self._in_order = ordered
        docs = ordered[start:end]
        scores = np.zeros(len(docs)) if self._scores is None else self._scores[np.searchsorted(self._docs, docs)]
        return list(zip(docs.tolist(), scores.tolist(), strict=True))

    def among(self, leaving_aside: str) -> Array:
        """The documents that match every choice but those on one field, as a boolean for each there is."""
        found = self._unchosen
        for name, choice in self._chosen_by_field.items():
            if name != leaving_aside:
                found = found & choice
        return found
