import pytest

from archive.models import Coverage
from archive.search.indexing import rebuild
from tests.views import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_dir")]


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
    rebuild()
    bars = client.get("/").context["chart"].plain.bars
    found = {bar.label: (bar.certain, {part.name: part.count for part in bar.segments}) for bar in bars if bar.certain}
    assert found == {"July 2018": (1, {"before": 1, "after": 1}), "August 2018": (1, {"undetermined": 1})}


def test_home_shows_figures_summits_leaders_and_the_last_added(client):
    leader = make.make_person("Sauli Niinistö", office="President")
    article = make.make_article("Rain in Helsinki", published="2018-07-17", source=make.make_source(), language="en")
    make.cover(article, make.make_event())
    make.name_person(article, leader)
    make.name_person(article, make.make_person("No Leader"))
    make.make_article("Later", published="2019-02-01")
    rebuild()
    response = client.get("/")
    html = response.content.decode()
    assert "Coverage from 17 July 2018 to 1 February 2019" in html
    context = response.context
    assert [each.record for each in context["leaders"]] == [leader]
    assert (context["summit_count"], context["source_count"], context["language_count"]) == (1, 1, 1)
    assert "?event=helsinki-2018&amp;phase=after" in html
    assert "?from=2018-07&amp;to=2018-07" in html
    assert "Rain in Helsinki" in html


def test_summits_stand_in_the_order_of_their_days_with_their_counts(client):
    for name, day, phases in (("Geneva 2021", "2021-06-16", ["before"]), ("Hanoi 2019", "2019-02-27", ["after"] * 2)):
        event = make.make_event(name, day)
        for phase in phases:
            make.cover(make.make_article(), event, phase)
    make.make_event("Nobody's 2020")
    rebuild()
    summits = client.get("/").context["summits"]
    assert [(each.short_name, each.article_count, each.before, each.after) for each in summits] == [
        ("Hanoi 2019", 2, 0, 2),
        ("Geneva 2021", 1, 1, 0),
    ]


def test_undated_articles_are_counted_in_words(client):
    make.make_article("One", published="2018-07-17")
    make.make_article("Two")
    rebuild()
    assert "1 article without any date is not drawn." in client.get("/").content.decode()


def test_without_an_index_the_page_says_that_counts_follow(client):
    make.make_article("Rain in Helsinki", published="2018-07-17")
    html = client.get("/").content.decode()
    assert "The search index is still being built" in html
    assert "Rain in Helsinki" in html


@pytest.mark.parametrize("number", [1, 8])
def test_home_takes_the_same_queries_for_any_number_of_records(client, django_assert_num_queries, number):
    for place in range(number):
        article = make.make_article(published="2018-07-17")
        make.cover(article, make.make_event(f"Place {place}", "2018-07-16"), Coverage.Phase.AFTER)
        make.name_person(article, make.make_person(f"Person {place}", office="President"))
    rebuild()
    with django_assert_num_queries(6):
        client.get("/")
