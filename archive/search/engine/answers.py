"""What is searched for, and the whole answer to it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass

import numpy as np

from archive.search.engine.arrayfile import Array
from archive.search.engine.budget import Cut
from archive.search.engine.counting import Counted
from archive.search.engine.nodes import Parsed
from archive.search.engine.ordering import in_order

SCORE = "-score"


@dataclass(frozen=True)
class Request:
    """What is searched for. Without a `question` that is everything.

    `choices`: keyword field -> values, OR inside a field, AND across. `spans`: keyword field of values
    `FIRST/LAST` -> ISO days (`..` is an open end); a document matches when one of its spans overlaps.
    `order`: fields, “-” for falling; `-score` may stand first.
    """

    question: Parsed | None = None
    filters: tuple[Parsed, ...] = ()
    choices: tuple[tuple[str, frozenset[str]], ...] = ()
    spans: tuple[tuple[str, tuple[str, str]], ...] = ()
    order: tuple[str, ...] = ()


Hits = tuple[Array, Array | None]


class Evaluation:
    """The answer: how many documents, which of them come first, and what the facets are counted among.

    `cuts` tells what had to be left out because it would have cost too much. It is small, so that many can be
    remembered: only the first documents are kept, and for later ones all are found again; counts of facets are kept as
    long as they are not large.
    """

    KEPT = 100
    COUNTED_BYTES = 64_000

    def __init__(
        self, find: Callable[[], Hits], unchosen: Array, chosen_by_field: Mapping[str, Array], rank: Array,
        cuts: frozenset[Cut],
    ) -> None:  # fmt: skip
        """`find` gives what answers the question itself: documents, rising, and their scores. `unchosen`: which of
        all documents match if no choice is made, as booleans; so are those that match the choices on each field.
        `rank`: the order of all documents where scores do not decide.
        """
        self.cuts = cuts
        self._counted: dict[Hashable, Counted] = {}
        self._find = find
        self._size = len(unchosen)
        self._unchosen = np.packbits(unchosen)
        self._chosen_by_field = {name: np.packbits(choice) for name, choice in chosen_by_field.items()}
        self._rank = rank
        hits = self._hits()
        self._count = len(hits[0])
        self._first = _in_order(hits, rank, self.KEPT)

    def __len__(self) -> int:
        return self._count

    @property
    def bytes(self) -> int:
        """About how much memory it takes, what it shares with others left aside."""
        return self._unchosen.nbytes * (1 + len(self._chosen_by_field)) + 200 * self.KEPT + self.COUNTED_BYTES + 2000

    def page(self, start: int, end: int | None) -> list[tuple[int, float]]:
        """Document numbers with their scores, from place `start` up to `end`."""
        end = self._count if end is None else min(end, self._count)
        if end > len(self._first):
            return _in_order(self._hits(), self._rank, end)[start:]
        return self._first[start:end]

    def around(self, number: int, reach: int) -> list[int]:
        """The documents that stand next to one of them in an order without scores, `reach` on either side.

        At an end of the order there are more on the other side. Empty where `number` is none of them.
        """
        docs = self._hits()[0]
        others = docs[docs != number]
        if len(others) == len(docs) or not len(others):
            return []
        rank = self._rank[others]
        before = int(np.count_nonzero(rank < self._rank[number]))
        first = max(0, min(before - reach, len(others) - 2 * reach))
        last = min(first + 2 * reach, len(others))
        near = np.argpartition(rank, [first, last - 1])[first:last]
        found: list[int] = others[near[np.argsort(rank[near])]].tolist()
        return found

    def among(self, leaving_aside: str | None = None) -> Array:
        """The documents that match every choice but those on one field, as a boolean for each there is."""
        found = self._unpacked(self._unchosen)
        for name, choice in self._chosen_by_field.items():
            if name != leaving_aside:
                found &= self._unpacked(choice)
        return found

    def counted(self, key: Hashable, count: Callable[[], Counted]) -> Counted:
        """What was counted under this key; `count` is called where it is not known."""
        found = self._counted.get(key)
        if found is None:
            found = count()
            if found.bytes + sum(known.bytes for known in self._counted.values()) <= self.COUNTED_BYTES:
                self._counted[key] = found
        return found

    def _unpacked(self, bits: Array) -> Array:
        return np.unpackbits(bits, count=self._size).view(bool)

    def _hits(self) -> Hits:
        docs, scores = self._find()
        kept = self.among()[docs]
        return docs[kept], None if scores is None else scores[kept]


def _in_order(hits: Hits, rank: Array, first: int) -> list[tuple[int, float]]:
    docs, scores = hits
    ordered = in_order(docs, scores, rank, first)
    of_ordered = np.zeros(len(ordered)) if scores is None else scores[np.searchsorted(docs, ordered)]
    return list(zip(ordered.tolist(), of_ordered.tolist(), strict=True))
