import pytest

from archive.edtf import EdtfSpan, parse_edtf
from archive.search.dating import months, placed, sort_day, spans, years

UNDATED = EdtfSpan("", None, None)


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2018-07-16", ["2018"]),
        ("2017-12-30/2018-01-02", ["2017", "2018"]),
        ("2016/2018", ["2016", "2017", "2018"]),
        ("2016/2019", ["2016"]),
        ("2018-07-16/..", ["2018"]),
        ("../2018-07-16", ["2018"]),
        ("[2012-07-12,2018-12-07]", ["2012", "2018"]),
    ],
)
def test_date_counts_in_each_of_three_years_else_in_its_sort_days(edtf: str, expected: list[str]) -> None:
    assert years(parse_edtf(edtf)) == expected


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2018-07-16", ["2018-07"]),
        ("2017-11-30/2018-02-01", ["2017-11", "2017-12", "2018-01", "2018-02"]),
        ("2018", [f"2018-{month:02}" for month in range(1, 13)]),
        ("2018-01-01/2019-01-01", ["2018-01"]),
        ("../2018-07-16", ["2018-07"]),
        ("[2018-07-12,2018-12-07]", ["2018-07", "2018-12"]),
    ],
)
def test_date_counts_in_each_of_twelve_months_else_in_its_sort_days(edtf: str, expected: list[str]) -> None:
    assert months(parse_edtf(edtf)) == expected


def test_either_or_date_has_a_span_for_each_day() -> None:
    assert spans(parse_edtf("[2018-07-12,2018-12-07]")) == ["2018-07-12/2018-07-12", "2018-12-07/2018-12-07"]


def test_open_ends_are_written_as_in_edtf() -> None:
    assert spans(parse_edtf("2018-07-16/..")) == ["2018-07-16/.."]
    assert spans(parse_edtf("../2018-07-16")) == ["../2018-07-16"]


def test_undated_article_has_no_day_year_month_or_span() -> None:
    assert (sort_day(UNDATED), years(UNDATED), months(UNDATED), spans(UNDATED)) == (None, [], [], [])


@pytest.mark.parametrize(
    ("edtf", "month", "day"),
    [
        ("2018-07-16", "2018-07", "2018-07-16"),
        ("2018-07", "2018-07", "2018-07-01/2018-07-31"),
        ("2018-07-30/2018-08-01", "2018-07/2018-08", "2018-07-30/2018-08-01"),
        ("2018-07-16/..", "2018-07/..", "2018-07-16/.."),
        ("../2018-07-16", "../2018-07", "../2018-07-16"),
        ("[2018-07-12,2018-12-07]", "2018-07|2018-12", "2018-07-12|2018-12-07"),
        ("[2018-07-12,2018-07-16]", "2018-07", "2018-07-12|2018-07-16"),
    ],
)
def test_date_has_one_place_on_an_axis_however_uncertain_it_is(edtf: str, month: str, day: str) -> None:
    assert (placed(parse_edtf(edtf), "month"), placed(parse_edtf(edtf), "day")) == (month, day)
    assert placed(UNDATED, "day") == ""
