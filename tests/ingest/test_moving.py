"""Spans brought over to a text that a curator changed."""

from __future__ import annotations

import pytest

from archive.ingest.moving import found_again, moved, nearest

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


def test_a_paragraph_brings_its_own_spans_along() -> None:
    read = "Putin came.\n\nPutin left."
    restored = "Putin spoke.\n\nPutin came.\n\nPutin left."

    assert moved([(0, 5), (13, 18)], read, restored) == [[14, 19], [27, 32]]
    assert moved([(0, 5), (14, 19), (27, 32)], restored, read) == [[0, 5], [13, 18]]
    assert moved([(0, 5), (13, 18)], read, "Putin left.\n\nAt last Putin came.") == [[21, 26], [0, 5]]


def test_words_are_found_again_where_they_stand_nearest() -> None:
    before = "Trump came. Putin left. Trump stayed."
    after = "Putin left early. Trump came. Trump stayed on."

    assert found_again([[0, 5], [24, 29]], before, after) == [[18, 23], [30, 35]]
    assert found_again([[0, 5]], before, before) == [[0, 5]]


def test_words_that_are_gone_take_their_span_along_and_no_place_is_taken_twice() -> None:
    assert found_again([[0, 5], [12, 17]], "Trump came. Trump left.", "Nobody came, but Trump.") == [[17, 22]]
    assert found_again([[0, 5]], "Trump came.", "Nobody came.") == []


def test_nearest_place_may_lie_before_or_after() -> None:
    text = "one two one two one"

    assert [nearest("one", start, text) for start in (0, 5, 7, 99)] == [0, 8, 8, 16]
    assert nearest("one", 8, text, {8}) == 0
    assert nearest("three", 0, text) is None
    assert nearest("", 0, text) is None
