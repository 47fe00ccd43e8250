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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2018-07-01", "1er juillet 2018"),
        ("2018-07~", "vers juillet 2018"),
        ("2018-07-16~", "vers le 16 juillet 2018"),
        ("2018-07-16%", "vers le 16 juillet 2018 (incertain)"),
        ("2017-11-03/2017-11-10", "entre le 3 et le 10 novembre 2017"),
        ("2017-11-01/2017-12-10", "entre le 1er novembre et le 10 décembre 2017"),
        ("2017-11/2018-02", "entre novembre 2017 et février 2018"),
        ("2018-07-16/..", "16 juillet 2018 ou plus tard"),
        ("[2018-07-12,2018-12-07]", "12 juillet 2018 ou 7 décembre 2018"),
        ("2018-22", "été 2018"),
    ],
)
def test_french_says_days_with_their_article(text: str, words: str) -> None:
    with override("fr"):
        assert in_words(text) == words


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(edtf.EdtfError):
        in_words("nonsense")
