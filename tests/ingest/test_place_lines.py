"""From where an article was filed."""

from __future__ import annotations

import pytest

from archive.ingest.blocks import Block
from archive.ingest.place_lines import is_place_line, place_lines


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Hamburg, 7 July 2017", True),
        ("Lamp Hall, Old Harbour, Hamburg, 2017-07-07", True),
        ("Published on 7 July 2017", False),
        ("Friday, 7 July 2017", False),
        ("7 July 2017", False),
        ("No day at all", False),
    ],
)
def test_place_stands_before_the_day(line: str, expected: bool) -> None:
    assert is_place_line(line) is expected


def test_line_of_place_and_day_counts_whatever_it_was_taken_for() -> None:
    lines = ["The lamps of Hamburg", "Lamp Hall, Old Harbour, Hamburg, 2017-07-07", "Much was said there."]
    kinds = ["title", "navigation", "paragraph"]
    blocks, start = [], 0
    for kind, line in zip(kinds, lines, strict=True):
        blocks.append(Block(start, start + len(line), kind, "test", text=line))
        start += len(line) + 1

    assert place_lines(blocks) == [lines[1]]
