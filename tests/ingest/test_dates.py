"""Printed dates: the words, the parts that were printed, and nothing guessed."""

from __future__ import annotations

from datetime import date

import pytest

from archive.ingest.dates import find_dates

FOUND = [
    ("2017-11-10", (2017, 11, 10, None)),
    ("10 November 2017", (2017, 11, 10, None)),
    ("10th of November, 2017", (2017, 11, 10, None)),
    ("November 10, 2017", (2017, 11, 10, None)),
    ("Nov. 10, 2017", (2017, 11, 10, None)),
    ("November 10", (None, 11, 10, None)),
    ("November 10-11", (None, 11, 10, 11)),
    ("November 5–11", (None, 11, 5, 11)),
    ("10 and 11 November", (None, 11, 10, 11)),
    ("16.07.2018", (2018, 7, 16, None)),
    ("16/07/2018", (2018, 7, 16, None)),
    ("07/16/2018", (2018, 7, 16, None)),
    ("November 2017", (2017, 11, None, None)),
    ("16 июля 2018", (2018, 7, 16, None)),
    ("4. Juli 2017", (2017, 7, 4, None)),
    ("14 juin 2021", (2021, 6, 14, None)),
    ("1er juillet", (None, 7, 1, None)),
    ("16 de julio de 2018", (2018, 7, 16, None)),
    ("Sept 11", (None, 9, 11, None)),
    ("29 February 2016", (2016, 2, 29, None)),
    ("16.07.18", (2018, 7, 16, None)),
    ("16.07.98", (1998, 7, 16, None)),
    ("16/07/18", (2018, 7, 16, None)),
    ("16. 7. 2018", (2018, 7, 16, None)),
    ("16 | 07 | 2018", (2018, 7, 16, None)),
    ("2018/07/16", (2018, 7, 16, None)),
    ("2018年7月16日", (2018, 7, 16, None)),
    ("2018년 7월 16일", (2018, 7, 16, None)),
    ("16 luglio 2018", (2018, 7, 16, None)),
    ("16 de julho de 2018", (2018, 7, 16, None)),
    ("16 juli 2018", (2018, 7, 16, None)),
    ("16 lipca 2018", (2018, 7, 16, None)),
    ("16 липня 2018", (2018, 7, 16, None)),
    ("16 Temmuz 2018", (2018, 7, 16, None)),
]


@pytest.mark.parametrize(("text", "parts"), FOUND, ids=[text for text, _ in FOUND])
def test_date_is_found_with_the_parts_that_are_printed(text: str, parts: tuple[int | None, ...]) -> None:
    around = f"It was said ({text}) more than once."

    (mention,) = find_dates(around)

    assert (mention.year, mention.month, mention.day, mention.last_day) == parts
    assert around[mention.start : mention.end] == text


@pytest.mark.parametrize(
    "text",
    [
        "We may meet again, and may 10 delegations come.",
        "They march on.",
        "Theresa May said so.",
        "In 2017 the G20 met.",
        "version 1.2.2017.4",
        "2017-13-01",
        "Room 12, table 7",
        "an august body",
        "It was a mar on the day.",
        "version 1.2.17, built 10.11.12.13",
        "10 out of 12, and 3 set apart",
        "a letter by Julio, and one by Maja",
    ],
)
def test_what_is_no_date_is_not_found(text: str) -> None:
    assert not list(find_dates(text))


@pytest.mark.parametrize("text", ["31 April 2017", "29 February 2017", "2017-02-30", "31.11.2017"])
def test_a_day_that_no_calendar_has_is_no_day(text: str) -> None:
    assert not any(mention.day for mention in find_dates(text))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("16/07/201817/07/2018", [(7, 16)]),
        ("16. Juli 201817. August 2018", [(7, 16), (8, None)]),
        ("Monday, 16 July 2018Monday, 16 July 2018", [(7, 16), (7, 16)]),
    ],
)
def test_dates_that_are_printed_without_a_space_between_are_found(
    text: str, days: list[tuple[int, int | None]]
) -> None:
    assert [(mention.month, mention.day) for mention in find_dates(text)] == days


def test_figures_that_may_be_day_or_month_first_keep_both_readings() -> None:
    (mention,) = find_dates("07/12/2018")

    assert (mention.month, mention.day, mention.alternative) == (12, 7, (7, 12))


def test_month_alone_is_found_behind_a_preposition() -> None:
    (mention,) = find_dates("They met in July, when it was hot.")

    assert (mention.month, mention.day, mention.year) == (7, None, None)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("November 10-11", date(2017, 11, 10), date(2017, 11, 11)),
        ("10 November", date(2017, 11, 10), date(2017, 11, 10)),
        ("in February", date(2017, 2, 1), date(2017, 2, 28)),
        ("in December", date(2017, 12, 1), date(2017, 12, 31)),
    ],
)
def test_mention_has_a_first_and_a_last_day_in_a_year(text: str, first: date, last: date) -> None:
    (mention,) = find_dates(text)

    assert (mention.first(2017), mention.last(2017)) == (first, last)
