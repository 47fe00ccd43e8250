"""From where an article was filed: the lines at its top that name a place and a day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.ingest.blocks import Block
from archive.ingest.dates import find_dates

_OPENING = 8  # lines: where a page says from where it was filed
_PLACE_AND_DAY = re.compile(r"[^\W\d_a-zа-яё][^.!?\n]{1,90},\s$")


def place_lines(blocks: Sequence[Block]) -> list[str]:
    """Datelines; and lines at the top that end in a day, whatever they were taken for: “Hotel, City, 2001-07-21”."""
    lines = []
    for i, block in enumerate(blocks):
        days = find_dates(block.text) if i < _OPENING and len(block.text) < 120 and block.kind != "dateline" else []
        is_filed = days and days[-1].end == len(block.text) and _PLACE_AND_DAY.fullmatch(block.text[: days[-1].start])
        if block.kind == "dateline" or is_filed:
            lines.append(block.text)
    return lines


_NO_PLACE = re.compile(
    r"\b(?:\w+day|publi\w+|posted|updated|last|modified|edited|date|created|on|at|by|gmt|utc|am|pm|\w+tag|stand|le|дата)\b",
    re.IGNORECASE,
)


def is_place_line(line: str) -> bool:
    """Whether a line names a place before its day: “Tokyo, 20 November 2005”, not “Published on 20 November 2005”."""
    days = find_dates(line)
    before = line[: days[0].start] if days else ""
    return bool(_PLACE_AND_DAY.fullmatch(before)) and not _NO_PLACE.search(before)
