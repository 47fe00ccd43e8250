"""Uncertain dates: what is read, what is refused and in which words, which days two values may share."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.edtf import EdtfError, between, in_words, parse_edtf

DAYS = st.dates(date(1000, 1, 1), date(9999, 12, 31))


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2017", date(2017, 1, 1), date(2017, 12, 31)),
        ("2017-11", date(2017, 11, 1), date(2017, 11, 30)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2017-11-10", date(2017, 11, 10), date(2017, 11, 10)),
        ("2017-11-04/2017-11-10", date(2017, 11, 4), date(2017, 11, 10)),
        ("2017-11/2018", date(2017, 11, 1), date(2018, 12, 31)),
        ("2018-07-16/..", date(2018, 7, 16), None),
        ("2018-07-16/", date(2018, 7, 16), None),
        ("../2018-07-16", None, date(2018, 7, 16)),
        ("2018-07~", date(2018, 7, 1), date(2018, 7, 31)),
        ("2018-07-16?", date(2018, 7, 16), date(2018, 7, 16)),
        ("2018%", date(2018, 1, 1), date(2018, 12, 31)),
        ("2018-07~/2018-09~", date(2018, 7, 1), date(2018, 9, 30)),
        ("[2018-07-12,2018-12-07]", date(2018, 7, 12), date(2018, 12, 7)),
        ("[2018-12-07, 2018-07-12]", date(2018, 7, 12), date(2018, 12, 7)),
        ("  2017-11-10\n", date(2017, 11, 10), date(2017, 11, 10)),
        ("201X", date(2010, 1, 1), date(2019, 12, 31)),
    ],
)
def test_value_has_its_first_and_last_possible_day(text: str, earliest: date | None, latest: date | None) -> None:
    span = parse_edtf(text)

    assert (span.earliest, span.latest) == (earliest, latest)


def test_season_lies_in_its_year() -> None:
    span = parse_edtf("2018-22")

    assert span.earliest is not None
    assert span.latest is not None
    assert date(2018, 1, 1) <= span.earliest < span.latest <= date(2018, 12, 31)


def test_either_or_value_keeps_its_choices_in_order() -> None:
    assert parse_edtf("[2018-12-07,2018-07-12]").choices == (date(2018, 7, 12), date(2018, 12, 7))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "The date is empty."),
        ("   ", "The date is empty."),
        ("2017-13", "There is no day 2017-13 in the calendar."),
        ("2017-02-29", "There is no day 2017-02-29 in the calendar."),
        ("2017-00-10", "There is no day 2017-00-10 in the calendar."),
        ("0000", "There is no day 0000 in the calendar."),
        ("../..", "An interval needs at least one known end."),
        ("/", "An interval needs at least one known end."),
        ("2018-07-16/2018-07-12", "2018-07-16/2018-07-12 ends before it begins."),
        ("2018/yesterday", "“yesterday” is not a date such as 2017, 2017-11 or 2017-11-10."),
        ("[2018-07,2018-08]", "Between square brackets stand whole days, such as [2018-07-12,2018-12-07]."),
        ("[]", "“” is not a date such as 2017, 2017-11 or 2017-11-10."),
        ("10.11.2017", "“10.11.2017” is not a date the archive can read."),
        ("last week", "“last week” is not a date the archive can read."),
        ("2017/2018/2019", "“2017/2018/2019” is not a date the archive can read."),
    ],
)
def test_what_is_no_date_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(EdtfError) as error:
        parse_edtf(text)

    assert str(error.value).startswith(words)


@given(st.text(max_size=40))
def test_any_text_is_either_read_or_refused(text: str) -> None:
    try:
        span = parse_edtf(text)
    except EdtfError:
        return
    assert span.earliest is None or span.latest is None or span.earliest <= span.latest


@given(DAYS, DAYS)
def test_two_days_give_the_span_between_them(one: date, other: date) -> None:
    earliest, latest = sorted((one, other))

    span = between(earliest, latest)

    assert (span.earliest, span.latest) == (earliest, latest)
    assert parse_edtf(span.edtf) == span


@given(DAYS)
def test_open_ends_are_read_back(day: date) -> None:
    assert parse_edtf(between(day, None).edtf) == between(day, None)
    assert parse_edtf(between(None, day).edtf) == between(None, day)


@given(st.lists(DAYS, min_size=2, max_size=5, unique=True))
def test_either_or_overlaps_its_own_days_and_nothing_else(days: list[date]) -> None:
    span = parse_edtf(f"[{','.join(day.isoformat() for day in days)}]")

    assert all(span.overlaps(between(day, day)) for day in days)
    assert not any(
        span.overlaps(between(date.fromordinal(day.toordinal() + 1), date.fromordinal(day.toordinal() + 1)))
        for day in days
        if day < date.max and date.fromordinal(day.toordinal() + 1) not in days
    )


def test_a_day_without_any_known_end_is_refused() -> None:
    with pytest.raises(EdtfError, match="at least one known end"):
        between(None, None)


def test_one_day_is_written_as_a_day() -> None:
    assert between(date(2017, 7, 7), date(2017, 7, 7)).edtf == "2017-07-07"


@pytest.mark.parametrize(
    ("one", "other", "is_shared"),
    [
        ("2018-07-16", "2018-07-16", True),
        ("2018-07-16", "2018-07-17", False),
        ("2018-07", "2018-07-31", True),
        ("2018-07-16/..", "2018-07-15", False),
        ("2018-07-16/..", "2018-07-16", True),
        ("2018-07-16/..", "2030", True),
        ("../2018-07-16", "1950", True),
        ("../2018-07-16", "2018-07-17/..", False),
        ("../2018-07-16", "2018-07-16/..", True),
        ("[2018-07-12,2018-12-07]", "2018-07-12", True),
        ("[2018-07-12,2018-12-07]", "2018-12-07", True),
        ("[2018-07-12,2018-12-07]", "2018-08", False),
        ("[2018-07-12,2018-12-07]", "2018-12-07/..", True),
        ("[2018-07-12,2018-12-07]", "[2018-01-07,2018-07-12]", True),
        ("[2018-07-12,2018-12-07]", "[2018-01-07,2018-07-01]", False),
        ("2018-07~", "2018-08", False),
    ],
)
def test_spans_overlap_where_a_day_may_belong_to_both(one: str, other: str, is_shared: bool) -> None:
    assert parse_edtf(one).overlaps(parse_edtf(other)) is is_shared
    assert parse_edtf(other).overlaps(parse_edtf(one)) is is_shared


@pytest.mark.parametrize(
    ("text", "lies_within"),
    [
        ("2018-07-16", True),
        ("2018-07-15/2018-07-16", True),
        ("2018-07-14/2018-07-16", False),
        ("2018-07-16/2018-07-18", False),
        ("2018-07-16/..", False),
        ("../2018-07-16", False),
    ],
)
def test_only_a_closed_span_lies_within_days(text: str, lies_within: bool) -> None:
    assert parse_edtf(text).lies_within(date(2018, 7, 15), date(2018, 7, 17)) is lies_within


@pytest.mark.parametrize(
    ("text", "is_day"),
    [("2018-07-16", True), ("2018-07-16~", True), ("2018-07", False), ("2018-07-16/..", False)],
)
def test_a_single_day_knows_that_it_is_one(text: str, is_day: bool) -> None:
    assert parse_edtf(text).is_day is is_day


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2017", "2017"),
        ("2017-11", "November 2017"),
        ("2017-11-03", "3 November 2017"),
        ("2018-22", "summer 2018"),
        ("2018-07~", "about July 2018"),
        ("2018-07-16?", "16 July 2018 (uncertain)"),
        ("2018%", "about 2018 (uncertain)"),
        ("2017-11-03/2017-11-10", "between 3 and 10 November 2017"),
        ("2018-06-12/2018-07-16", "between 12 June and 16 July 2018"),
        ("2017-12-30/2018-01-02", "between 30 December 2017 and 2 January 2018"),
        ("2017-11/2018-02", "between November 2017 and February 2018"),
        ("2018-07-16/..", "16 July 2018 or later"),
        ("../2018-07-16", "16 July 2018 or earlier"),
        ("[2018-07-12,2018-12-07]", "12 July 2018 or 7 December 2018"),
    ],
)
def test_value_is_said_in_words(text: str, words: str) -> None:
    assert in_words(text) == words
