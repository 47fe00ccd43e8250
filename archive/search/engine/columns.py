"""The index turned on its side: for each value of a field the set of documents that have it.

A set of documents is an int, bit n standing for document number n: AND, OR and counting are then single operations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Any

Bits = int


def to_bits(documents: Iterable[int], size: int) -> Bits:
    """The set of these document numbers; each is below `size`."""
    buffer = bytearray(size // 8 + 1)
    for number in documents:
        buffer[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(buffer, "little")


def chosen(documents: Iterable[int], bits: Bits, size: int) -> list[int]:
    """Those of the documents that are in the set, in the order given."""
    buffer = bits.to_bytes(size // 8 + 1, "little")
    return [number for number in documents if buffer[number >> 3] >> (number & 7) & 1]


class Columns:
    """The values of each field and the orders of documents, read from one state of the index when first asked for."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self.size: int = reader.doc_count_all()
        self.live: Bits = to_bits(reader.all_doc_ids(), self.size)
        self._values: dict[str, dict[str, Bits]] = {}
        self._orders: dict[tuple[str, ...], list[int]] = {}

    def values(self, field: str) -> dict[str, Bits]:
        """Each value of a keyword field with its documents, values in order."""
        if field not in self._values:
            self._values[field] = {term.decode(): self._documents(field, term) for term in self._reader.lexicon(field)}
        return self._values[field]

    def having(self, field: str, values: Iterable[str]) -> Bits:
        """The documents that have one of the values."""
        column = self.values(field)
        return reduce(or_, (column.get(value, 0) for value in values), 0)

    def where(self, field: str, accepts: Callable[[str], bool]) -> Bits:
        """The documents that have a value which is accepted."""
        return reduce(or_, (bits for value, bits in self.values(field).items() if accepts(value)), 0)

    def counts(self, field: str, among: Bits, group: Callable[[str], str | None] | None = None) -> dict[str, int]:
        """How many of the documents `among` have each value, zeros left out.

        With `group`, values of one group count as one: a document with two of them is counted once. None is no group.
        """
        groups = self.values(field)
        if group is not None:
            groups = {}
            for value, bits in self.values(field).items():
                name = group(value)
                if name is not None:
                    groups[name] = groups.get(name, 0) | bits
        counted = ((value, (bits & among).bit_count()) for value, bits in groups.items())
        return {value: count for value, count in counted if count}

    def order(self, keys: Sequence[str]) -> list[int]:
        """All documents sorted by several fields, “-” turning one round; without a value is last either way."""
        wanted = tuple(keys)
        if wanted not in self._orders:
            documents = chosen(range(self.size), self.live, self.size)
            for key in reversed(wanted):
                ranks = self._ranks(key.removeprefix("-"))
                known = [number for number in documents if number in ranks]
                known.sort(key=ranks.__getitem__, reverse=key.startswith("-"))
                documents = known + [number for number in documents if number not in ranks]
            self._orders[wanted] = documents
        return self._orders[wanted]

    def _ranks(self, field: str) -> dict[int, Any]:
        """What to sort each document by; documents without a value are not in it."""
        if self._reader.has_column(field):
            column = self._reader.column_reader(field)
            return {number: _natural(column[number]) for number in range(self.size)}
        terms = self._reader.schema[field].sortable_terms(self._reader, field)
        return {
            number: rank for rank, term in enumerate(terms) for number in self._reader.postings(field, term).all_ids()
        }

    def _documents(self, field: str, term: bytes) -> Bits:
        return to_bits(self._reader.postings(field, term).all_ids(), self.size)


def _natural(value: str) -> tuple[int, str]:
    """Numbers of different length in their order, as primary keys need it."""
    return len(value), value
