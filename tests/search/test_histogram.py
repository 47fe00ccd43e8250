"""The chart over time: its numbers against the searches its bars lead to."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from archive.search.histogram import MOST_BARS, Counted, Uncertain, counted, slot_of, text_of, unit_for
from archive.search.search_indexes import UNKNOWN
from tests.search.factories import make_archive, make_article, make_event

VALUES = [("2018-07", 5), ("2018-07/2018-09", 2), ("2018-12/..", 1), ("2018-07|2019-12", 1), (UNKNOWN, 4)]
JULY = slot_of("2018-07", "month")


def test_certain_uncertain_and_undated_articles_are_told_apart() -> None:
    found = counted(VALUES, "month", UNKNOWN)
    assert (found.certain, found.undated) == ({JULY: 5}, 4)
    assert {uncertain.parts: uncertain.count for uncertain in found.uncertain} == {
        ((JULY, JULY + 2),): 2,
        ((JULY + 5, None),): 1,
        ((JULY, JULY), (JULY + 17, JULY + 17)): 1,
    }


def test_uncertain_articles_are_possible_in_each_slot_they_touch() -> None:
    found = counted(VALUES, "month", UNKNOWN)
    assert found.possible(JULY - 1, JULY + 6) == [0, 3, 2, 2, 0, 0, 1, 1]
    assert found.possible(JULY + 1, JULY + 1) == [2]


def test_date_uncertain_within_a_year_is_certain_on_an_axis_of_years() -> None:
    found = counted(VALUES, "year", UNKNOWN)
    assert found.certain == {2018: 7}
    assert [uncertain.count for uncertain in found.uncertain] == [1, 1]


def test_axis_shows_something_of_every_article_and_no_more() -> None:
    assert Counted("year", {2017: 1, 2018: 3}, (Uncertain(((2001, 2017),), 1),), 0).extent() == (2017, 2018)
    assert Counted("year", {2017: 1}, (Uncertain(((2001, 2003),), 1),), 0).extent() == (2003, 2017)
    assert Counted("year", {}, (Uncertain(((None, 2003),), 1),), 0).extent() == (2003, 2003)
    assert Counted("year", {}, (), 3).extent() is None


@pytest.mark.parametrize(
    ("first", "last", "unit"),
    [
        (date(2018, 7, 1), date(2018, 7, 31), "day"),
        (date(2018, 1, 1), date(2018, 12, 31), "month"),
        (date(2010, 1, 1), date(2017, 12, 31), "month"),
        (date(2010, 1, 1), date(2018, 12, 31), "year"),
    ],
)
def test_unit_follows_the_span_shown(first: date, last: date, unit: str) -> None:
    assert unit_for(first, last) == unit


@pytest.mark.parametrize("text", ["2018", "2018-01", "2018-12", "2018-12-31", "0998-01"])
def test_slot_and_text_are_each_others_inverse(text: str) -> None:
    unit = {4: "year", 7: "month", 10: "day"}[len(text)]
    assert text_of(slot_of(text, unit), unit) == text
