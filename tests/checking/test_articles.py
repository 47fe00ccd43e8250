"""What must hold within one article, asked of values alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from archive.checking.articles import Held, Link, Reading, problems

TEXT = "Home\n\nA title\n\nOne paragraph.\nAnother  one.\n\nFooter"
BLOCKS = [
    [0, 4, "navigation", "menu", "machine"],
    [6, 13, "title", "headline", "machine"],
    [15, 29, "paragraph", "prose", "machine"],
    [30, 43, "paragraph", "prose", "machine"],
    [45, 51, "footer", "foot", "machine"],
]
WHOLE = Held(
    pk=1,
    slug="a-title-0a1b2c3d",
    title="A title",
    body="One paragraph.\n\nAnother one.",
    numbers=["1", "7.1"],
    blocks=BLOCKS,
    is_body_curated=False,
    links=(Link("person nobody", [[0, 3], [16, 28]], [[2, 7]]),),
    reading=Reading("0" * 64, "one.txt", "utf-8", TEXT, "rules"),
)


def found(**changed: Any) -> list[tuple[str, str]]:
    return [(kind.heading, what) for kind, what in problems(replace(WHOLE, **changed), "rules")]


def test_whole_article_has_nothing_off() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("numbers", "what"),
    [
        (["1"], "paragraphs: 2, numbers: 1"),
        (["1", "2", "3"], "paragraphs: 2, numbers: 3"),
        ({"1": "2"}, "paragraphs: 2, numbers: none"),
        (["1", "1"], "two paragraphs have one number"),
        (["1", 2], "a paragraph has something else for a number"),
        (["1", "0"], "a paragraph has something else for a number"),
        (["1", "2 "], "a paragraph has something else for a number"),
    ],
)
def test_every_paragraph_has_a_number_of_its_own(numbers: Any, what: str) -> None:
    assert found(numbers=numbers) == [("Paragraphs and their numbers", what)]


@pytest.mark.parametrize("span", [[0, 29], [-1, 3], [5, 5], [5, 2], [1], [1, 2, 3], ["1", 2], [0.5, 2], None, "12"])
def test_span_that_is_no_range_of_the_body_is_found(span: Any) -> None:
    link = Link("event somewhere-2017", [[0, 3], span])
    what = f"event somewhere-2017 at {span!r} of the body, which has 28 characters"
    assert found(links=[link]) == [("Spans outside of their text", what)]


def test_span_in_the_title_is_compared_with_the_title() -> None:
    (said,) = found(links=[Link("person nobody", [], [[2, 8]])])
    assert said[1] == "person nobody at [2, 8] of the title, which has 7 characters"


def test_spans_that_are_no_list_are_found() -> None:
    assert found(links=[Link("person nobody", {"0": 3})])[0][0] == "Spans outside of their text"


@pytest.mark.parametrize(
    ("number", "block"),
    [
        (5, [45, 52, "footer", "foot", "machine"]),
        (1, [-1, 4, "navigation", "menu", "machine"]),
        (1, [4, 4, "navigation", "menu", "machine"]),
        (2, [6, 13, "title", "headline"]),
        (2, [6, 13, None, "headline", "machine"]),
        (2, "title"),
    ],
)
def test_block_that_is_no_range_of_the_reading_text_is_found(number: int, block: Any) -> None:
    blocks = [*BLOCKS[: number - 1], block, *BLOCKS[number:]]
    what = f"block {number}, {block!r}, in a reading text of {len(TEXT)} characters"
    assert found(blocks=blocks) == [("Blocks outside of their text, or out of order", what)]


def test_block_that_begins_before_the_one_above_ends_is_found() -> None:
    blocks = [BLOCKS[0], [3, 13, *BLOCKS[1][2:]], *BLOCKS[2:]]
    what = "block 2 begins at 3, before block 1 ends at 4"
    assert found(blocks=blocks) == [("Blocks outside of their text, or out of order", what)]


def test_blocks_in_another_order_are_found() -> None:
    assert found(blocks=BLOCKS[::-1])[0][1] == "block 2 begins at 30, before block 1 ends at 51"


def test_body_that_its_blocks_do_not_make_is_found_where_the_same_rules_made_it() -> None:
    assert [heading for heading, _ in found(body="One paragraph.\n\nAnother One.")] == [
        "Bodies that are not made of their blocks"
    ]
    older = replace(WHOLE.reading or Reading(*[""] * 5), rules="older")
    assert found(body="One paragraph.\n\nAnother One.", reading=older) == []


def test_body_that_a_curator_wrote_is_made_of_no_blocks() -> None:
    assert found(body="Quite\n\nanother and longer body", is_body_curated=True) == []


def test_article_without_a_current_accession_is_found_and_what_needs_none_is_looked_at() -> None:
    assert [heading for heading, _ in found(reading=None, numbers=[])] == [
        "Paragraphs and their numbers",
        "Articles without a current accession",
    ]
