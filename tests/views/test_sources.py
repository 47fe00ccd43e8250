import pytest

from archive.models import SourceFormerSlug
from tests.views import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def wire():
    source = make.make_source("Meridian Wire", kind="agency", country="IE", language="en")
    article = make.make_article("Rain", published="2018-07-17", source=source, language="en")
    make.cover(article, make.make_event(), "after")
    make.name_person(article, make.make_person())
    return source


def test_source_shows_facts_articles_summits_and_people(client, wire):
    html = client.get(wire.get_absolute_url()).content.decode()
    for words in ("news agency", "Ireland", "17 July 2018", "Rain", "Helsinki 2018", "Sauli Niinistö"):
        assert words in html
    assert "?event=helsinki-2018&amp;phase=after&amp;source=meridian-wire" in html


def test_source_of_the_sample_collection_says_that_it_is_invented(client):
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


def test_list_counts_articles_by_phase_and_those_without_a_source(client, wire):
    make.make_source("Empty Pages")
    make.make_article("Nameless")
    response = client.get("/sources/")
    (source,) = response.context["sources"]
    assert (source.article_count, source.phases.after) == (1, 1)
    html = response.content.decode()
    assert "1 article without a known source" in html
    assert "1 more without articles yet" in html


def test_list_takes_the_same_queries_for_any_number_of_sources(client, django_assert_num_queries):
    event = make.make_event()
    for number in range(12):
        make.cover(make.make_article(source=make.make_source(f"Source {number}")), event)
    with django_assert_num_queries(5):
        client.get("/sources/")
