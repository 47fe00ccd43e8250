"""Paragraph numbers through updates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.numbering import first_numbers, given_up, renumbered, similarity

OLD = [("1", "The flags were up at nine."), ("2", "Two presidents came by car."), ("3", "Lunch was late by an hour.")]
TEXTS = [text for _, text in OLD]


def test_paragraphs_are_numbered_from_one() -> None:
    assert first_numbers(3) == ["1", "2", "3"]


def test_paragraphs_found_again_keep_their_numbers() -> None:
    assert renumbered(OLD, TEXTS) == ["1", "2", "3"]


def test_a_new_paragraph_gets_the_next_free_number_wherever_it_stands() -> None:
    assert renumbered(OLD, [TEXTS[0], "Nothing like it stood here before.", *TEXTS[1:]]) == ["1", "4", "2", "3"]


def test_a_removed_number_is_not_given_again_while_higher_ones_stand() -> None:
    assert renumbered(OLD, [TEXTS[0], TEXTS[2], "Nothing like it stood here before."]) == ["1", "3", "4"]


def test_moved_paragraphs_take_their_numbers_with_them() -> None:
    assert renumbered(OLD, [TEXTS[2], TEXTS[0], TEXTS[1]]) == ["3", "1", "2"]


def test_an_edited_paragraph_keeps_its_number() -> None:
    assert renumbered(OLD, [TEXTS[0], "Two presidents came by armoured car.", TEXTS[2]]) == ["1", "2", "3"]


def test_a_rewritten_paragraph_is_a_new_one() -> None:
    assert renumbered(OLD, [TEXTS[0], "Rain fell on empty squares all week.", TEXTS[2]]) == ["1", "4", "3"]


def test_two_equal_paragraphs_keep_one_number_each() -> None:
    assert renumbered([("1", "Yes."), ("2", "Yes.")], ["Yes.", "Yes."]) == ["1", "2"]


def test_numbers_of_a_split_count_as_their_whole() -> None:
    assert (
        renumbered([("7.1", "One half."), ("7.2", "Other half.")], ["One half.", "Something else altogether."])[1]
        == "8"
    )


@given(
    st.lists(st.text("ab ", min_size=1, max_size=12), max_size=6),
    st.lists(st.text("ab ", min_size=1, max_size=12), max_size=6),
)
def test_no_number_is_given_twice(before: list[str], after: list[str]) -> None:
    old = list(zip(first_numbers(len(before)), before, strict=True))

    numbers = renumbered(old, after)

    assert len(numbers) == len(after) == len(set(numbers))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("one two three four", "one two three four", 1.0),
        ("one two three four", "five six seven eight", 0.0),
        ("one two three four", "one two nine ten", 0.5),
    ],
)
def test_similarity_is_the_share_of_words_that_stay(before: str, after: str, expected: float) -> None:
    assert similarity(before, after) == expected


def test_long_texts_are_compared_as_well() -> None:
    words = [f"word{i}" for i in range(400)]

    assert similarity(" ".join(words), " ".join(words)) == 1.0
    assert similarity(" ".join(words), " ".join(reversed(words))) == 0.0
    assert 0.6 < similarity(" ".join(words), " ".join(words[:300])) < 0.95


def test_number_of_a_paragraph_that_went_is_given_to_no_other() -> None:
    former = given_up(OLD, ["1", "2"])
    left = OLD[:2]

    assert renumbered(left, [*TEXTS[:2], "Rain fell on empty squares all week."], former) == ["1", "2", "4"]


def test_paragraph_that_comes_back_has_its_number_again() -> None:
    former = given_up(OLD[2:], ["4"], given_up(OLD, ["1", "3"]))
    left = [OLD[0], ("4", "Rain fell on empty squares all week.")]

    numbers = renumbered(left, [left[0][1], left[1][1], TEXTS[2], TEXTS[1], "Then it was over."], former)

    assert numbers == ["1", "4", "3", "2", "5"]
    assert given_up(left, numbers, former) == {}
