"""Spans brought over to a text that a curator changed."""

from __future__ import annotations

import pytest

from archive.ingest.moving import moved

READ = "Putin met Trump. Trump met Putin."


@pytest.mark.parametrize(
    ("shown", "spans"),
    [
        (READ, [[0, 5], [27, 32]]),
        (f"By hand. {READ}", [[9, 14], [36, 41]]),
        ("Putin met Trump.", [[0, 5]]),
        ("They met.", []),
        ("", []),
    ],
)
def test_span_goes_where_its_words_went(shown: str, spans: list[list[int]]) -> None:
    assert moved([(0, 5), (27, 32)], READ, shown) == spans
