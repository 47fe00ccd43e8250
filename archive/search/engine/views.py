"""One segment as one generation sees it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from whoosh.fields import ID, KEYWORD, TEXT, Schema

from archive.search.engine.arrayfile import Array
from archive.search.engine.segments import SegmentArrays


@dataclass(frozen=True)
class SegmentView:
    """`live`: a boolean for each document, false for those deleted. `offset`: the first one's number in the generation.

    `find_searcher` gives Whoosh's own searcher of the segment, for what is not done on arrays.
    """

    arrays: SegmentArrays
    live: Array
    offset: int
    schema: Schema
    find_searcher: Callable[[int], Any]

    @property
    def searcher(self) -> Any:
        return self.find_searcher(self.offset)

    def is_text(self, field: str) -> bool:
        """Whether the terms of a field are text in UTF-8."""
        return isinstance(self.schema[field], TEXT | KEYWORD | ID)

    def to_bytes(self, field: str, value: Any) -> bytes:
        """The term for a value. Raises ValueError."""
        term: bytes = self.schema[field].to_bytes(value)
        return term
