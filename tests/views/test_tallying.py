"""Counts for a page: of what the index and the database both know, and without an index."""

import pytest

from archive.models import Article, Person
from archive.search.indexing import rebuild
from archive.views.charts import PhaseCounts
from archive.views.tallying import Tallies, in_order, ranked
from tests.views import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_dir")]


@pytest.fixture
def articles():
    """Three that name one person: before and during a summit, and about none; one names another as well."""
    person, other = make.make_person("Sauli Niinistö"), make.make_person("Donald Trump")
    event = make.make_event()
    made = [
        make.make_article(title, published=day)
        for title, day in (("Eve", "2018-07-15"), ("Day", "2018-07-16"), ("Nothing", ""))
    ]
    make.cover(made[0], event, "before")
    make.cover(made[1], event, "during")
    for article in made:
        make.name_person(article, person)
    make.name_person(made[0], other)
    rebuild()
    return made


def test_counts_are_of_articles_with_the_choices(articles):
    tallies = Tallies()
    assert tallies.known("person", person="donald-trump") == {"donald-trump": 1, "sauli-niinisto": 1}
    assert tallies.of("event", person="sauli-niinisto") == {"helsinki-2018": 2, "unknown": 1}
    assert tallies.known("event", person="sauli-niinisto") == {"helsinki-2018": 2}
    assert tallies.by_phase("person")["sauli-niinisto"] == PhaseCounts(before=1, during=1)
    assert tallies.without_phase("person") == {"sauli-niinisto": 1}
    assert tallies.are_ready


def test_newest_and_oldest_leave_undated_articles_to_the_end(articles):
    eve, day, nothing = (article.pk for article in articles)
    assert Tallies().newest(9, person="sauli-niinisto") == [day, eve, nothing]
    assert Tallies().oldest(9) == [eve, day, nothing]
    assert Tallies().newest(1, person="donald-trump") == [eve]


def test_records_that_are_gone_or_have_another_slug_are_left_out(articles):
    Person.objects.filter(slug="sauli-niinisto").update(slug="president-niinisto")
    counts = Tallies().known("person")
    assert list(counts) == ["sauli-niinisto", "donald-trump"]
    assert [(row.record.slug, row.count) for row in ranked(Person.objects.all(), counts, {}, 5)] == [
        ("donald-trump", 1)
    ]


def test_articles_that_are_gone_are_left_out(articles):
    articles[1].delete()
    found = in_order(Article.objects.all(), Tallies().newest(9))
    assert [article.title for article in found] == ["Eve", "Nothing"]


def test_without_an_index_every_answer_is_empty():
    for ask in ("of", "known", "by_phase", "without_phase"):
        tallies = Tallies()
        assert getattr(tallies, ask)("person") == {}
        assert not tallies.are_ready
    tallies = Tallies()
    assert tallies.newest(3) == []
    assert not tallies.are_ready
