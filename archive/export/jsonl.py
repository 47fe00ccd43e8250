"""One JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from archive.export.records import Record


def chunks(records: Iterable[Record]) -> Iterator[str]:
    """The text of the file, one line a record."""
    for record in records:
        yield json.dumps(record, ensure_ascii=False) + "\n"
