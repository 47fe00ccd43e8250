"""The chart over time, its numbers against the searches its bars lead to, and what forms send."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from archive.models import Event
from archive.search.histogram import Counted, Uncertain, counted, slot_of, text_of, unit_for
from archive.search.indexing import rebuild
from archive.search.search_indexes import UNKNOWN
from archive.search.timeline import LANES, Timeline
from tests.search.factories import make_archive, make_article, make_event

Drawn = Callable[..., Timeline | None]

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


@pytest.fixture
def drawn(index_dir: Path, client: Client) -> Drawn:
    """Rebuild the index at the first call, then answer the chart of the search page."""
    built = False

    def ask(**parameters: object) -> Timeline | None:
        nonlocal built
        if not built:
            rebuild()
            built = True
        found: Timeline | None = client.get("/search/", {key.rstrip("_"): v for key, v in parameters.items()}).context[
            "timeline"
        ]
        return found

    return ask


@pytest.mark.parametrize(
    ("parameters", "unit"),
    [
        ({}, "month"),
        ({"q": "treaty", "person": "joe-biden"}, "month"),
        ({"from": "2018-21", "to": "2018-22"}, "month"),
        ({"from": "2018-04", "to": "2018-06", "year": ["2018", "2019"]}, "day"),
    ],
)
def test_bar_leads_to_as_many_articles_as_it_and_the_uncertain_dates_say(
    drawn: Drawn, client: Client, parameters: dict[str, str], unit: str
) -> None:
    make_archive(150)
    chart = drawn(**parameters)
    assert chart is not None
    assert chart.unit == unit
    assert sum(bar.certain for bar in chart.rows)
    for bar in chart.rows:
        assert client.get(f"/search.json{bar.address}").json()["count"] == bar.certain + bar.possible, bar.label


def test_unit_is_a_year_month_or_day_by_what_was_found_or_chosen(drawn: Drawn) -> None:
    make_article("Old", published="1975-07-30", language="fi")
    make_article("July", published="2018-07-16")
    make_article("June", published="2018-06-12")
    assert [chart.unit for chart in (drawn(), drawn(language="en"), drawn(from_="2018", to="2018")) if chart] == [
        "year", "day", "month",
    ]  # fmt: skip
    chart = drawn(from_="2018-07-10", to="2018-07-20")
    assert chart is not None
    assert [chart.bars[0].label, chart.bars[-1].label] == ["10 July 2018", "20 July 2018"]


def test_uncertain_dates_are_lines_and_not_bars(drawn: Drawn) -> None:
    make_article(published="2017-11-07")
    make_article(published="2017-11-04/2017-11-10")
    make_article(published="2017-11-08/..")
    make_article(published="[2017-11-05,2017-11-09]")
    make_article()
    chart = drawn()
    assert chart is not None
    assert {bar.label: bar.certain for bar in chart.bars if bar.certain} == {"7 November 2017": 1}
    assert {(line.label, line.has_start, line.has_end) for line in chart.lines} == {
        ("4 November 2017 to 10 November 2017", True, True),
        ("8 November 2017 or later", True, False),
        ("5 November 2017", True, True),
        ("9 November 2017", True, True),
    }
    assert (chart.undated, chart.undrawn) == (1, 0)
    cut = drawn(from_="2017-11-05", to="2017-11-08")
    assert cut is not None
    assert {line.label: (line.has_start, line.has_end) for line in cut.lines}[
        "4 November 2017 to 10 November 2017"
    ] == (False, False)


def test_uncertain_dates_without_a_lane_are_told(drawn: Drawn) -> None:
    for day in range(1, LANES + 4):
        make_article(published=f"2017-11-{day:02}/..")
    chart = drawn()
    assert chart is not None
    assert (len(chart.lines), chart.undrawn) == (LANES, 3)


def test_summits_stand_on_the_axis_unless_they_were_cancelled(drawn: Drawn, client: Client) -> None:
    make_event("helsinki-2018", "Helsinki 2018")
    make_event("budapest-2018", "Budapest 2018")
    Event.objects.update(start="2018-07-16", end="2018-07-16")
    Event.objects.filter(slug="budapest-2018").update(status="cancelled")
    make_article(published="2018-07-17", events=["helsinki-2018", "budapest-2018"])
    chart = drawn()
    assert chart is not None
    assert [flag.summit.name for flag in chart.flags] == ["Helsinki 2018"]
    assert '<a href="/summits/helsinki-2018/">Helsinki 2018</a>' in client.get("/search/").content.decode()


@pytest.mark.parametrize("dates", [{"from_": "0001", "to": "9999"}, {"to": "0001"}, {"from_": "9999-12-31"}, {}])
def test_dates_far_away_neither_fail_nor_make_a_long_chart(drawn: Drawn, dates: dict[str, str]) -> None:
    make_article(published="2018-07-16")
    make_article(published="0001-01-01/..")
    make_article(published="../9999-12-31")
    make_article(published="2012/9999")
    chart = drawn(**dates)
    assert chart is None or len(chart.bars) <= 401


def test_nothing_is_drawn_where_nothing_has_a_date_and_the_fields_stay(drawn: Drawn, client: Client) -> None:
    make_article()
    assert drawn() is None
    assert 'id="from"' in client.get("/search/").content.decode()


def test_chart_and_its_links_are_kept_from_robots(drawn: Drawn, client: Client) -> None:
    make_archive(20)
    drawn()
    section = re.search(r'<section class="when".*?</section>', client.get("/search/").content.decode(), re.DOTALL)
    assert section
    links = re.findall(r"<a ([^>]*)>", section[0])
    narrowing = [link for link in links if 'href="?' in link]
    assert narrowing
    assert all('rel="nofollow"' in link for link in narrowing)


@pytest.mark.parametrize(
    ("sent", "address"),
    [
        ("q=&from=&to=&sort=newest", "/search/"),
        ("to=&source=harbour&phase=after&q=body&sort=relevance", "/search/?q=body&phase=after&source=harbour"),
        ("from=&to=soon&q=a%26b", "/search/?to=soon&q=a%26b"),
    ],
)
def test_form_sent_with_empty_fields_leads_to_the_address_without_them(
    index_dir: Path, client: Client, sent: str, address: str
) -> None:
    make_article(source="harbour")
    rebuild()
    response = client.get(f"/search/?{sent}")
    assert (response.status_code, response["Location"]) == (302, address)
    assert client.get(address).status_code == 200


def test_address_without_empty_fields_is_shown_as_it_is(index_dir: Path, client: Client) -> None:
    make_article(source="harbour")
    rebuild()
    assert client.get("/search/?sort=newest&source=harbour").status_code == 200
