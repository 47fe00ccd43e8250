"""Whether every byte of an index is the one that was written. It reads the files; opening an index only maps them."""

from __future__ import annotations

from pathlib import Path

from whoosh.fields import Schema
from whoosh.index import _DEF_INDEX_NAME, TOC

from archive.search.engine import arrayfile
from archive.search.engine.opening import looked_at
from archive.search.engine.storage import SealedStorage


def verify(base: Path, rules: str, schema: Schema) -> None:
    """Compare all sums of the index that is read. Raises IndexNotReadyError, which says what is wrong."""

    def look(folder: Path) -> None:
        contents = TOC.read(SealedStorage(str(folder), readonly=True), _DEF_INDEX_NAME, schema=schema)
        for segment in contents.segments:
            arrayfile.verify(segment.path(folder))

    looked_at(base, rules, look)
