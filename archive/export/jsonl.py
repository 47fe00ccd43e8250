"""One JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from archive.export.records import Record


def write(records: Iterable[Record], out: TextIO) -> int:
    """Write the records; the number written."""
    count = 0
    for record in records:
        out.write(json.dumps(record, ensure_ascii=False) + "\n")
        count += 1
    return count
