"""The timeline, its numbers against the searches it leads to, and what its addresses mean."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from archive.models import Article, Event
from archive.search.indexing import rebuild
from archive.views.timeline import MOST_ARTICLES
from tests.search.factories import make_archive, make_article
from tests.views import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(index_dir) -> None:
    """A mixed collection, and the meetings it is about with days."""
    make_archive(79)
    make_article("Sure", published="2018-03-14", events={"helsinki-2018": "before"})
    for event in Event.objects.all():
        year = int(event.slug[-4:])
        Event.objects.filter(pk=event.pk).update(start=date(year, 7, 7), end=date(year, 7, 8))
    rebuild()


def found_by(client: Client, address: str) -> int:
    return client.get(address.replace("/search/", "/search.json")).json()["count"]


@pytest.mark.parametrize("address", ["/timeline/", "/timeline/2010s/", "/timeline/2018/", "/timeline/2018/03/"])
def test_rows_say_how_many_articles_their_searches_find(client, archive, address):
    rows = client.get(address).context["rows"]
    assert any(row.bar.certain for row in rows)
    for row in rows:
        if row.found:
            assert found_by(client, row.search) == row.found, row.bar.label


@pytest.mark.parametrize("address", ["/timeline/2010s/", "/timeline/2018/", "/timeline/2018/03/"])
def test_head_of_a_period_says_how_many_articles_its_search_finds(client, archive, address):
    context = client.get(address).context
    assert 0 < context["uncertain"] < context["article_count"] == found_by(client, context["search"])


def test_phases_of_a_bar_are_those_of_its_articles(client, index_dir):
    helsinki, brussels = make.make_event(), make.make_event("Brussels 2018", "2018-07-11", "2018-07-12")
    both = make.make_article("Both", published="2018-07-13")
    make.cover(both, helsinki, "before")
    make.cover(both, brussels, "after")
    make.cover(make.make_article("One", published="2018-07-13"), helsinki, "before")
    make.make_article("About nothing", published="2018-07-14")
    rebuild()
    response = client.get("/timeline/2018/07/")
    phases = {row.bar.label: (row.bar.certain, dict(row.phases)) for row in response.context["rows"]}
    assert phases["13 July 2018"] == (2, {"before": 2, "after": 1})
    assert phases["14 July 2018"] == (1, {"undetermined": 1})
    assert "may stand in two phases" in response.content.decode()


def test_bars_and_rows_lead_one_step_further_in(client, archive):
    step = [client.get("/timeline/").context["chart"].bars[0].address]
    assert re.fullmatch(r"/timeline/\d{4}/", step[0])
    assert client.get("/timeline/2018/").context["chart"].bars[6].address == "/timeline/2018/07/"
    day = client.get("/timeline/2018/07/").context["chart"].bars[15].address
    assert day == "/search/?from=2018-07-16&to=2018-07-16"
    html = client.get("/timeline/2018/").content.decode()
    assert 'href="/timeline/2017/" rel="prev"' in html
    assert 'href="/timeline/2019/" rel="next"' in html


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/timeline/0001/01/", 200), ("/timeline/9999/12/", 200), ("/timeline/0000s/", 200), ("/timeline/1850/", 200),
        ("/timeline/0000/", 404), ("/timeline/2018/13/", 404), ("/timeline/2018/00/", 404), ("/timeline/2018s/", 404),
        ("/timeline/18/", 404), ("/timeline/٢٠١٨/", 404),
    ],
)  # fmt: skip
def test_only_what_is_in_the_calendar_has_a_page(client, index_dir, address, status):
    rebuild()
    response = client.get(address)
    assert response.status_code == status
    if status == 200:
        assert 'content="noindex"' in response.content.decode()


def test_meetings_are_drawn_as_held_planned_or_cancelled_with_names_escaped(client, index_dir):
    make.make_event("<i>Kept</i> 2018", "2018-06-30", "2018-07-02", slug="kept")
    make.make_event("Planned 2018", "2018-07-01", "2018-07-03", status=Event.Status.PLANNED)
    make.make_event("Dropped 2018", "2018-07-20", status=Event.Status.CANCELLED)
    rebuild()
    response = client.get("/timeline/2018/07/")
    html = response.content.decode()
    for status in Event.Status.values:
        assert f'class="meeting {status}"' in html
    assert "<i>" not in html
    assert [(each.meeting.name, each.x, each.y) for each in response.context["lanes"].drawn][:2] == [
        ("<i>Kept</i> 2018", 0, 0),
        ("Planned 2018 (planned)", 0, 18),
    ]
    assert response.context["lanes"].drawn[0].width == pytest.approx(2 / 31 * 100, abs=0.01)


def test_uncertain_dates_are_lines_and_those_beyond_both_ends_are_counted_in_words(client, index_dir):
    make_article("Sure", published="2018-07-16")
    make_article("Span", published="2018-07-04/2018-07-10")
    make_article("Wide", published="2018-06-01/2018-08-01")
    make_article("Or", published="[2018-07-05,2018-12-07]")
    make_article("Undated")
    rebuild()
    response = client.get("/timeline/2018/07/")
    assert [line.label for line in response.context["chart"].lines] == ["4 July 2018 to 10 July 2018", "5 July 2018"]
    assert "1 article may lie anywhere in this time, and before or after it." in response.content.decode()
    assert "1 of them undated" in client.get("/timeline/").content.decode()


def test_archive_of_centuries_is_drawn_by_decade(client, index_dir):
    make_article("Vienna", published="1815-06-09")
    make_article("Helsinki", published="2018-07-16")
    make_article("Charlemagne", published="0800-12-25")
    rebuild()
    context = client.get("/timeline/").context
    assert context["chart"].unit == "decade"
    assert len(context["chart"].bars) == 120
    assert context["over_time"].earlier == 1
    assert [(row.bar.label, row.address) for row in context["rows"]] == [
        ("1810s", "/timeline/1810s/"),
        ("2010s", "/timeline/2010s/"),
    ]
    assert [row.bar.label for row in client.get("/timeline/1810s/").context["rows"]] == ["1815"]


def test_month_lists_its_articles_in_order_and_no_more_than_some(client, index_dir):
    make_article("Sooner", published="2018-06-30")
    for day in range(31, 0, -1):
        make_article(f"Day {day}", published=f"2018-07-{day:02}")
    make_article("Later", published="2018-08-01")
    rebuild()
    response = client.get("/timeline/2018/07/")
    titles = [article.title for article in response.context["articles"]]
    assert titles == [f"Day {day}" for day in range(1, MOST_ARTICLES + 1)]
    assert "All 31 in the search" in response.content.decode()


def test_without_an_index_the_days_of_meetings_are_still_there(client, index_dir):
    make.make_event()
    make_article("Helsinki day", published="2018-07-16")
    html = client.get("/timeline/2018/07/").content.decode()
    assert "The index is being built" in html
    assert "Helsinki 2018" in html
    assert "Helsinki day" in html
    assert "The index is being built" in client.get("/timeline/").content.decode()


def test_empty_archive_has_an_empty_timeline(client, index_dir):
    rebuild()
    assert "Nothing in the archive has a date yet." in client.get("/timeline/").content.decode()


@pytest.mark.parametrize(
    ("address", "queries"),
    [("/timeline/", 3), ("/timeline/2010s/", 1), ("/timeline/2018/", 1), ("/timeline/2018/03/", 3)],
)
def test_timeline_takes_the_same_queries_for_any_number_of_records(
    client, archive, django_assert_num_queries, address, queries
):
    assert Article.objects.count() == 80
    with django_assert_num_queries(queries):
        client.get(address)


def test_timeline_is_in_the_main_navigation(client, index_dir):
    rebuild()
    html = client.get("/timeline/2018/").content.decode()
    assert f'<a href="{reverse("timeline")}" aria-current="true">Timeline</a>' in html
