"""What of a segment never changes, read straight from its file: terms, postings, lengths, stored values.

A segment is written once. What is deleted from it later is known to the generation, not here, so that generations
share these arrays and whoever opens a new one pays only for the segments that are new.
"""

from __future__ import annotations

import hashlib
import json
import pickle
import threading
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary, ref

import numpy as np

from archive.search.engine.arrayfile import Array, ArrayFile
from archive.search.engine.lexicon import Lexicon
from archive.search.engine.renaming import Renames

EXTENSION = ".arrays"


class FieldPostings:
    """The postings of one field, those of a term side by side; terms are named by their number in `terms`.

    `docs`: document numbers, rising within a term. `frequencies`: how often the term stands in each. `positions`:
    where, in words from the beginning; only fields that were indexed with positions have them.
    """

    def __init__(self, file: ArrayFile, field: str) -> None:
        self.terms = Lexicon(file.array(f"{field}/terms"), file.array(f"{field}/term_starts"))
        self.docs = file.array(f"{field}/docs")
        self.starts = file.array(f"{field}/starts")
        self._frequencies = file.array(f"{field}/frequencies") if f"{field}/frequencies" in file else None
        self.has_positions = f"{field}/positions" in file
        if self.has_positions:
            self._file, self._positions = file, f"{field}/positions"
            self._position_starts = file.array(f"{field}/position_starts")

    def extent(self, number: int) -> tuple[int, int]:
        """Where a term's postings stand in `docs`, half-open."""
        return int(self.starts[number]), int(self.starts[number + 1])

    def document_frequency(self, number: int) -> int:
        start, end = self.extent(number)
        return end - start

    def document_frequencies(self, numbers: Array) -> Array:
        """How many documents have each of many terms; 0 for the number -1."""
        return np.where(numbers >= 0, self.starts[numbers + 1].astype(np.int64) - self.starts[numbers], 0)

    def frequencies(self, start: int, end: int) -> Array:
        """How often, for a stretch of `docs`."""
        if self._frequencies is None:
            return np.ones(end - start, dtype=np.uint8)
        return self._frequencies[start:end]

    def total_frequency(self, number: int) -> int:
        """How often a term stands in all documents together, deleted ones included."""
        if self.has_positions:
            return int(self._position_starts[number + 1]) - int(self._position_starts[number])
        return int(self.frequencies(*self.extent(number)).sum(dtype=np.int64))

    def total_frequencies(self, numbers: Array) -> Array:
        """`total_frequency` of many terms; 0 for the number -1."""
        if self.has_positions:
            totals = self._position_starts[numbers + 1].astype(np.int64) - self._position_starts[numbers]
            return np.where(numbers >= 0, totals, 0)
        found = (self.total_frequency(number) if number >= 0 else 0 for number in numbers.tolist())
        return np.fromiter(found, dtype=np.int64, count=len(numbers))

    def positions(self, number: int) -> Array:
        """All positions of a term, document after document: as many of each as `frequencies` says.

        They are half of an index, so they are read anew each time and never mapped, but by who merges segments.
        """
        start, end = int(self._position_starts[number]), int(self._position_starts[number + 1])
        return self._file.stretch(self._positions, start, end)

    @property
    def all_positions(self) -> Array:
        """The positions of all terms, those of a term side by side."""
        return self._file.array(self._positions)

    @cached_property
    def values(self) -> list[str]:
        """All terms as text; for fields of few terms, such as the choices of facets."""
        return [term.decode() for term in self.terms]

    @cached_property
    def term_of_posting(self) -> Array:
        """The number of the term each posting belongs to."""
        numbers = np.repeat(np.arange(len(self.terms)), np.diff(self.starts.astype(np.int64)))
        return numbers.astype(np.min_scalar_type(len(self.terms)))

    @cached_property
    def only_term(self) -> Array | None:
        """The number of each document's term, or one more than there are; None where a document has several terms."""
        counts, none = np.bincount(self.docs), len(self.terms)
        if counts.max() > 1:
            return None
        terms = np.full(len(counts), none, dtype=np.min_scalar_type(none))
        terms[self.docs] = self.term_of_posting
        return terms

    @cached_property
    def by_document(self) -> tuple[Array, Array]:
        """The terms turned round: at which place each document's begin (and the end), and their numbers."""
        order = np.argsort(self.docs, kind="stable")
        counts = np.bincount(self.docs)
        return np.concatenate(([0], np.cumsum(counts))), self.term_of_posting[order]


class SegmentArrays:
    def __init__(self, path: Path) -> None:
        """Open a segment's file. Raises FileNotFoundError, DamagedFileError."""
        self._file = ArrayFile(path)
        self.id = path.stem
        self.size = len(self._file.array("stored_starts")) - 1
        self._fields: dict[str, FieldPostings] = {}
        self._renamed: ref[RenamedArrays] | None = None

    @cached_property
    def field_names(self) -> list[str]:
        return [name.removesuffix("/terms") for name in self._file.names() if name.endswith("/terms")]

    def postings(self, field: str) -> FieldPostings | None:
        """The postings of a field; None where no document of the segment has any."""
        if field not in self._fields and f"{field}/terms" in self._file:
            self._fields[field] = FieldPostings(self._file, field)
        return self._fields.get(field)

    def under(self, renames: Renames) -> SegmentArrays:
        """The same with some values of fields under new names; itself where it has none of these values."""
        held = {field: self._held(field, names) for field, names in renames.items()}
        held = {field: names for field, names in held.items() if names}
        if not held:
            return self
        renamed = self._renamed() if self._renamed else None  # of the last snapshot, as long as that is there
        if renamed is None or renamed.renames != held:
            renamed = RenamedArrays(self, held)
            self._renamed = ref(renamed)
        return renamed

    def _held(self, field: str, names: Mapping[str, str]) -> dict[str, str]:
        postings = self.postings(field)
        held = postings.terms.find_all([name.encode() for name in names]) >= 0 if postings else [False] * len(names)
        return {name: new for (name, new), is_held in zip(names.items(), held, strict=True) if is_held}

    def lengths(self, field: str) -> Array | None:
        """How many words each document has in a field; None where lengths do not count or there are none."""
        name = f"{field}/lengths"
        return self._file.array(name) if name in self._file else None

    def total_length(self, field: str) -> int:
        lengths = self.lengths(field)
        return 0 if lengths is None else int(lengths.sum(dtype=np.int64))

    def stored(self, document: int) -> dict[str, Any]:
        """The stored values of one document."""
        start, end = self._file.array("stored_starts")[document : document + 2].tolist()
        values: dict[str, Any] = pickle.loads(self._file.array("stored")[start:end].tobytes())  # noqa: S301 (our own file)
        return values

    def stored_bytes(self) -> tuple[Array, Array]:
        """All stored values, pickled, and where each document's begin."""
        return self._file.array("stored"), self._file.array("stored_starts")


class RenamedArrays(SegmentArrays):
    """A segment with some values of keyword fields under new names; the file stays as it is."""

    def __init__(self, arrays: SegmentArrays, renames: Renames) -> None:
        """`renames` names values that the segment has, see `renaming`."""
        self._file, self.size = arrays._file, arrays.size
        digest = hashlib.blake2b(json.dumps(renames, sort_keys=True).encode(), digest_size=12).hexdigest()
        self.id = f"{arrays.id}+{digest}"  # its terms have other numbers, so nothing worked out for the segment holds
        self.renames = renames
        self._arrays = arrays
        self._fields = {}

    def postings(self, field: str) -> FieldPostings | None:
        if field not in self.renames:
            return self._arrays.postings(field)
        if field not in self._fields and (postings := self._arrays.postings(field)):
            self._fields[field] = RenamedPostings(postings, self.renames[field])
        return self._fields.get(field)


class RenamedPostings(FieldPostings):
    """The postings of a keyword field under new names; a document that had both names has the new one once."""

    def __init__(self, postings: FieldPostings, names: Mapping[str, str]) -> None:
        now = {name.encode(): new.encode() for name, new in names.items()}
        renamed = [now.get(term, term) for term in postings.terms]
        terms = sorted(set(renamed))
        number_of = {term: number for number, term in enumerate(terms)}
        numbers = np.array([number_of[term] for term in renamed], dtype=np.int64)[postings.term_of_posting]
        size = int(postings.docs.max()) + 1
        pairs = np.unique(numbers * size + postings.docs)  # each term and document in one number, as they are to stand
        self.docs = (pairs % size).astype(postings.docs.dtype)
        self.starts = np.concatenate(([0], np.cumsum(np.bincount(pairs // size, minlength=len(terms)))))
        blob = np.frombuffer(b"".join(term + b"\n" for term in terms), dtype=np.uint8)
        self.terms = Lexicon(blob, np.cumsum([0, *(len(term) + 1 for term in terms)]))
        self.has_positions = False
        self._frequencies = None


def slice_of(postings: FieldPostings, number: int) -> Array:
    """The documents of a term."""
    start, end = postings.extent(number)
    return postings.docs[start:end]


_open_segments: WeakValueDictionary[Path, SegmentArrays] = WeakValueDictionary()
_opening = threading.Lock()


def open_segment(path: Path) -> SegmentArrays:
    """The segment in this file, one object for all who have it open. Raises FileNotFoundError, DamagedFileError."""
    with _opening:
        arrays = _open_segments.get(path)
        if arrays is None:
            arrays = _open_segments[path] = SegmentArrays(path)
        return arrays
