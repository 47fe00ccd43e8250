"""What Whoosh needs to read our segments: every query of Whoosh's own, its scoring and its sorting work on them.

Whoosh hands a codec one posting after another to write; `writing` is much quicker with whole texts. So this codec reads
only: an index of ours is written by `SegmentWriter` there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.formats import Format
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from archive.search.engine.arrayfile import Array
from archive.search.engine.segments import EXTENSION, FieldPostings, SegmentArrays, open_segment

Term = tuple[str, bytes]


class ArraySegment(base.Segment):
    """A segment as the table of contents lists it: its name, its size, and which documents are deleted."""

    def __init__(self, indexname: str) -> None:
        super().__init__(indexname)
        self._size = 0
        self._deleted: set[int] = set()

    def codec(self) -> ArrayCodec:
        return ArrayCodec()

    def should_assemble(self) -> bool:
        return False

    def doc_count_all(self) -> int:
        return self._size

    def set_doc_count(self, doccount: int) -> None:
        self._size = doccount

    def deleted_count(self) -> int:
        return len(self._deleted)

    def deleted_docs(self) -> Iterator[int]:
        return iter(self._deleted)

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self._deleted

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        if delete:
            self._deleted.add(docnum)
        else:
            self._deleted.discard(docnum)

    def live(self) -> Array:
        """Which documents are not deleted, as booleans."""
        mask = np.ones(self._size, dtype=bool)
        mask[list(self._deleted)] = False
        return mask

    def path(self, folder: Path) -> Path:
        return folder / self.make_filename(EXTENSION)


class ArrayCodec(base.Codec):
    def new_segment(self, storage: Any, indexname: str) -> ArraySegment:
        return ArraySegment(indexname)

    def terms_reader(self, storage: Any, segment: ArraySegment) -> ArrayTermsReader:
        return ArrayTermsReader(open_segment(segment.path(Path(storage.folder))))

    def per_document_reader(self, storage: Any, segment: ArraySegment) -> ArrayDocumentReader:
        return ArrayDocumentReader(open_segment(segment.path(Path(storage.folder))), segment)


class ArrayPositions(Format):
    """How the matchers here hand out positions."""

    def decode_positions(self, value: bytes) -> list[int]:
        positions: list[int] = np.frombuffer(value, dtype=np.uint32).tolist()
        return positions

    def decode_frequency(self, value: bytes) -> int:
        return len(value) // 4


class ArrayTermsReader(base.TermsReader):
    """A cursor over terms is all that keeps a place; everything else may be called from several threads at once."""

    def __init__(self, arrays: SegmentArrays) -> None:
        self._arrays = arrays

    def __contains__(self, term: Term) -> bool:
        return self._find(*term) is not None

    def indexed_field_names(self) -> list[str]:
        return self._arrays.field_names

    def cursor(self, fieldname: str, fieldobj: Any) -> base.FieldCursor:
        postings = self._arrays.postings(fieldname)
        return ArrayCursor(postings, fieldobj) if postings else base.EmptyCursor()

    def terms(self) -> Iterator[Term]:
        for field in sorted(self._arrays.field_names):
            yield from self.terms_from(field, b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[Term]:
        postings = self._arrays.postings(fieldname)
        if postings:
            first = postings.terms.at_or_after(prefix)
            yield from ((fieldname, term) for term in postings.terms.between(first, len(postings.terms)))

    def items(self) -> Iterator[tuple[Term, TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[Term, TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        postings, number = self._postings(fieldname, text)
        return _term_info(postings, number, self._arrays.lengths(fieldname))

    def frequency(self, fieldname: str, text: bytes) -> float:
        found = self._find(fieldname, text)
        return float(found[0].total_frequency(found[1])) if found else 0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        found = self._find(fieldname, text)
        return found[0].document_frequency(found[1]) if found else 0

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        postings, number = self._postings(fieldname, text)
        start, end = postings.extent(number)
        weights = postings.frequencies(start, end)
        return ListMatcher(
            postings.docs[start:end].tolist(),
            weights.astype(float).tolist(),
            _Values(postings.positions(number), weights) if postings.has_positions else None,
            ArrayPositions() if postings.has_positions else format_,
            scorer,
            term=(fieldname, text),
            terminfo=self.term_info(fieldname, text),
        )

    def close(self) -> None:
        """The file is closed when nobody has it any more."""

    def _find(self, field: str, term: bytes) -> tuple[FieldPostings, int] | None:
        postings = self._arrays.postings(field)
        number = postings.terms.find(term) if postings else None
        return (postings, number) if postings and number is not None else None

    def _postings(self, field: str, term: bytes) -> tuple[FieldPostings, int]:
        found = self._find(field, term)
        if found is None:
            raise TermNotFound(f"No term {field}:{term!r}")
        return found


class ArrayCursor(base.FieldCursor):
    def __init__(self, postings: FieldPostings, field: Any) -> None:
        self._postings = postings
        self._field = field
        self._number = 0

    def first(self) -> Any:
        return self._go_to(0)

    def find(self, term: Any) -> Any:
        return self._go_to(
            self._postings.terms.at_or_after(term if isinstance(term, bytes) else self._field.to_bytes(term))
        )

    def next(self) -> Any:
        return self._go_to(self._number + 1)

    def text(self) -> Any:
        return self._field.from_bytes(self._postings.terms[self._number]) if self.is_valid() else None

    def term_info(self) -> TermInfo | None:
        return _term_info(self._postings, self._number, None) if self.is_valid() else None

    def is_valid(self) -> bool:
        return self._number < len(self._postings.terms)

    def _go_to(self, number: int) -> Any:
        self._number = number
        return self.text()


class ArrayDocumentReader(base.PerDocumentReader):
    def __init__(self, arrays: SegmentArrays, segment: ArraySegment) -> None:
        self._arrays = arrays
        self._segment = segment

    def doc_count(self) -> int:
        return self._segment.doc_count()

    def doc_count_all(self) -> int:
        return self._segment.doc_count_all()

    def has_deletions(self) -> bool:
        return self._segment.has_deletions()

    def is_deleted(self, docnum: int) -> bool:
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> Iterator[int]:
        return self._segment.deleted_docs()

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        lengths = self._arrays.lengths(fieldname)
        return default if lengths is None else int(lengths[docnum])

    def field_length(self, fieldname: str) -> int:
        return self._arrays.total_length(fieldname)

    def min_field_length(self, fieldname: str) -> int:
        lengths = self._arrays.lengths(fieldname)
        return 0 if lengths is None or not len(lengths) else int(lengths.min())

    def max_field_length(self, fieldname: str) -> int:
        lengths = self._arrays.lengths(fieldname)
        return 0 if lengths is None or not len(lengths) else int(lengths.max())

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        return self._arrays.stored(docnum)


class _Values(Sequence[bytes]):
    """The positions of each posting of a term as bytes, cut out when asked for."""

    def __init__(self, positions: Array, frequencies: Array) -> None:
        self._positions = positions.astype(np.uint32)
        self._ends = np.cumsum(frequencies, dtype=np.int64)

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> bytes:  # type: ignore[override]
        start = self._ends[number - 1] if number else 0
        return self._positions[start : self._ends[number]].tobytes()


def _term_info(postings: FieldPostings, number: int, lengths: Array | None) -> TermInfo:
    start, end = postings.extent(number)
    docs, weights = postings.docs[start:end], postings.frequencies(start, end)
    among = lengths[docs] if lengths is not None else np.zeros(1, dtype=np.uint8)
    return TermInfo(
        weight=float(weights.sum(dtype=np.int64)), df=end - start, minlength=int(among.min()),
        maxlength=int(among.max()), maxweight=float(weights.max()), minid=int(docs[0]), maxid=int(docs[-1]),
    )  # fmt: skip
