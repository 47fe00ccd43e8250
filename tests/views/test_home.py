from datetime import date

import pytest

from archive.views.home import phases_by_month
from tests.views import factories as make

pytestmark = pytest.mark.django_db


def test_empty_archive_tells_how_articles_come_in(client):
    html = client.get("/").content.decode()
    assert "No articles yet" in html
    assert "manage.py ingest" in html


def test_months_count_each_summit_of_an_article_and_those_without(client):
    first, second = make.make_event("Brussels 2018", "2018-07-11"), make.make_event()
    both = make.make_article("Both", published="2018-07-12")
    make.cover(both, first, "after")
    make.cover(both, second, "before")
    make.cover(make.make_article("No more", published="2018-08-01"), second, "after", judgement=make.REJECTED)
    make.make_article("Undated")
    assert phases_by_month() == {
        date(2018, 7, 1): {"after": 1, "before": 1},
        date(2018, 8, 1): {"undetermined": 1},
    }


def test_home_shows_figures_summits_leaders_and_the_last_added(client):
    leader = make.make_person("Sauli Niinistö", office="President")
    article = make.make_article("Rain in Helsinki", published="2018-07-17", source=make.make_source(), language="en")
    make.cover(article, make.make_event())
    make.name_person(article, leader)
    make.name_person(article, make.make_person("No Leader"))
    response = client.get("/")
    html = response.content.decode()
    assert "Coverage from 17 July 2018 to 17 July 2018" in html
    assert [named.person for named in response.context["leaders"]] == [leader]
    assert "?event=helsinki-2018&amp;phase=after" in html
    assert "?month=2018-07" in html
    assert "Rain in Helsinki" in html


def test_undated_articles_are_counted_in_words(client):
    make.make_article("One", published="2018-07-17")
    make.make_article("Two")
    assert "1 article without any date is not drawn." in client.get("/").content.decode()


def test_home_takes_the_same_queries_for_any_number_of_records(client, django_assert_num_queries):
    for number in range(8):
        article = make.make_article(published="2018-07-17")
        make.cover(article, make.make_event(f"Place {number}", "2018-07-16"))
        make.name_person(article, make.make_person(f"Person {number}", office="President"))
    with django_assert_num_queries(11):
        client.get("/")
