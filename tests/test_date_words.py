"""Dates in the reader's language; in English they are those that citations and the admin say."""

from __future__ import annotations

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from archive import edtf
from archive.date_words import in_words

DAYS = st.dates()


@pytest.mark.parametrize(
    "text",
    [
        "2017", "2017-11", "2017-11-03", "2018-22", "2018-31", "2018-07~", "2018-07-16?", "2018%", "201X",
        "2017-11-03/2017-11-10", "2018-06-12/2018-07-16", "2017-12-30/2018-01-02", "2017-11/2018-02",
        "2017-11-03~/2017-11-10", "2018-07-16/..", "../2018-07-16", "[2018-07-12,2018-12-07]",
    ],
)  # fmt: skip
def test_english_words_are_the_same_everywhere(text: str) -> None:
    assert in_words(text) == edtf.in_words(text)


@given(DAYS, DAYS)
def test_english_words_of_any_two_days_are_the_same_everywhere(one, other) -> None:
    for text in (one.isoformat(), "/".join(day.isoformat() for day in sorted((one, other)))):
        assert in_words(text) == edtf.in_words(text)


def test_months_are_named_in_the_language_of_the_page() -> None:
    assert in_words("2018-07-16") == "16 July 2018"
    with override("fr"):
        assert in_words("2018-07-16") == "16 juillet 2018"
        assert in_words("2018-08/2018-12").endswith("décembre 2018")
    assert in_words("2018-07-16") == "16 July 2018"


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(edtf.EdtfError):
        in_words("nonsense")
