"""Where sentences end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.sentences import sentence_at, split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("They met. They talked.", ["They met.", "They talked."]),
        ("Did they meet? Yes! So it is said…  And then?", ["Did they meet?", "Yes!", "So it is said…", "And then?"]),
        ("“We met.” He left.", ["“We met.”", "He left."]),
        ("He left. “We met,” he said.", ["He left.", "“We met,” he said."]),
        ("Mr. Trump met Dr. Kim in St. Petersburg.", ["Mr. Trump met Dr. Kim in St. Petersburg."]),
        ("George H. W. Bush came. He left.", ["George H. W. Bush came.", "He left."]),
        ("The U.S. Congress voted.", ["The U.S. Congress voted."]),
        ("On Nov. 10 they meet.", ["On Nov. 10 they meet."]),
        ("A heading\n\nThey met.", ["A heading", "They met."]),
        ("It cost 3.5 million. They paid.", ["It cost 3.5 million.", "They paid."]),
        ("Они встретились. В 2018 г. был саммит.", ["Они встретились.", "В 2018 г. был саммит."]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_text_is_cut_where_sentences_end(text: str, sentences: list[str]) -> None:
    assert [sentence.text for sentence in split_sentences(text)] == sentences


@given(st.text(st.sampled_from("Ab .!?\n“”U"), max_size=120))
def test_sentences_are_ranges_that_leave_only_space_out(text: str) -> None:
    found = split_sentences(text)

    assert all(text[sentence.start : sentence.end] == sentence.text for sentence in found)
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))
    assert "".join("".join(s.text.split()) for s in found) == "".join(text.split())


def test_position_between_sentences_belongs_to_none() -> None:
    found = split_sentences("They met. They talked.")

    assert sentence_at(found, 3) == found[0]
    assert sentence_at(found, 9) is None
    assert sentence_at(found, 10) == found[1]


def test_a_text_of_nothing_but_initials_is_read() -> None:
    text = "A. " * 100_000

    assert [sentence.text for sentence in split_sentences(text)] == [text.strip()]
