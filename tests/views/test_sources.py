import pytest

from archive.models import SourceFormerSlug
from archive.search.indexing import rebuild
from tests.views import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_dir")]


@pytest.fixture
def wire():
    source = make.make_source("Meridian Wire", kind="agency", country="IE", language="en")
    article = make.make_article("Rain", published="2018-07-17", source=source, language="en")
    make.cover(article, make.make_event(), "after")
    make.name_person(article, make.make_person())
    make.sign(article, "Eerik Tuulesaar")
    make.make_article("Snow", published="2019-01-02", source=source, language="en")
    rebuild()
    return source


def test_source_shows_facts_articles_summits_people_and_authors(client, wire):
    html = client.get(wire.get_absolute_url()).content.decode()
    for words in (
        "news agency",
        "Ireland",
        "17 July 2018",
        "2 January 2019",
        "Rain",
        "Helsinki 2018",
        "Sauli Niinistö",
    ):
        assert words in html
    assert "?event=helsinki-2018&amp;source=meridian-wire&amp;phase=after" in html
    assert "?source=meridian-wire&amp;author=~eerik-tuulesaar" in html


def test_chart_of_a_source_has_its_own_articles_alone(client, wire):
    make.make_article("Elsewhere", published="2018-07-18", source=make.make_source("Kallio Weekly"))
    rebuild()
    context = client.get(wire.get_absolute_url()).context
    assert [(bar.label, bar.certain) for bar in context["chart"].plain.bars if bar.certain] == [
        ("July 2018", 1),
        ("January 2019", 1),
    ]
    assert context["article_count"] == 2
    assert [article.title for article in context["articles"]] == ["Snow", "Rain"]


def test_source_of_the_sample_collection_says_that_it_is_invented(client):
    rebuild()
    source = make.make_source(is_sample=True)
    assert "Invented for the sample collection" in client.get(source.get_absolute_url()).content.decode()


def test_articles_taken_over_from_others_are_listed_apart(client, wire):
    make.make_article("Borrowed", source=wire, republisher=make.make_source("Kallio Weekly"))
    html = client.get("/sources/kallio-weekly/").content.decode()
    assert "Taken over from others" in html
    assert "Borrowed" in html


def test_former_address_leads_to_the_present_one(client, wire):
    SourceFormerSlug.objects.create(slug="wire", record=wire)
    assert client.get("/sources/wire/").url == wire.get_absolute_url()


@pytest.mark.parametrize("address", ["/sources/", "/sources/meridian-wire/"])
def test_without_an_index_the_page_says_that_counts_follow(client, address):
    make.make_article("Rain", source=make.make_source("Meridian Wire"))
    html = client.get(address).content.decode()
    assert "The search index is still being built" in html
    assert "Meridian Wire" in html
    assert "Rain" in html or address == "/sources/"


def test_list_counts_articles_by_phase_and_those_without_a_source(client, wire):
    make.make_source("Empty Pages")
    make.make_article("Nameless")
    rebuild()
    response = client.get("/sources/")
    (row,) = response.context["sources"]
    assert (row.count, row.phases.after) == (2, 1)
    html = response.content.decode()
    assert "1 article without a known source" in html
    assert "1 more without articles yet" in html


def test_sources_can_be_chosen_by_kind_country_and_name(client, wire):
    make.make_article(source=make.make_source("Kallio Weekly", kind="magazine", country="FI"))
    rebuild()
    for query in ("kind=agency", "country=IE", "q=merid"):
        assert [row.slug for row in client.get(f"/sources/?{query}").context["sources"]] == ["meridian-wire"], query
    context = client.get("/sources/").context
    assert context["kinds"] == [("magazine", "magazine", 1), ("agency", "news agency", 1)]
    assert "No source here fits." in client.get("/sources/?kind=agency&country=FI").content.decode()


@pytest.mark.parametrize("number", [1, 12])
def test_list_takes_the_same_queries_for_any_number_of_sources(client, django_assert_num_queries, number):
    event = make.make_event()
    for place in range(number):
        make.cover(make.make_article(source=make.make_source(f"Source {place}")), event)
    rebuild()
    with django_assert_num_queries(2):
        client.get("/sources/")


@pytest.mark.parametrize("number", [1, 8])
def test_page_takes_the_same_queries_for_any_number_of_articles(client, django_assert_num_queries, wire, number):
    for place in range(number):
        article = make.make_article(f"More {place}", source=wire, published="2018-08-01")
        make.cover(article, make.make_event(f"Place {place}"))
        make.name_person(article, make.make_person(f"Person {place}"))
    rebuild()
    with django_assert_num_queries(8):
        client.get(wire.get_absolute_url())
