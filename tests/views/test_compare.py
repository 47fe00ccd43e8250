"""Two sides compared: what is shared and what is not, versions word by word, and addresses that mean nothing."""

from __future__ import annotations

import pytest
from django.test import Client

from archive.models import Article, Duplicate, Event
from archive.models.article import ArticleFormerSlug
from archive.models.source import SourceFormerSlug
from archive.search.indexing import rebuild
from tests.search.factories import make_archive, make_article
from tests.views import factories as make

pytestmark = pytest.mark.django_db

TEXT = (
    "The presidents met by the lake and spoke for two hours about arms control and about grain, with nobody but their "
    "interpreters in the room, and afterwards each of them told the press that the other had been well prepared."
)


@pytest.fixture
def archive(index_dir) -> None:
    make_archive(60)
    rebuild()


@pytest.fixture
def articles(index_dir) -> tuple[Article, Article]:
    """Two articles about one summit: one person in both, one in either."""
    event = make.make_event()
    first = make.make_article("Before it", "Putin speaks. Niinistö waits. Putin waits.", published="2018-07-13")
    second = make.make_article("After it", "Trump spoke.", "Putin left.", published="2018-07-18")
    make.cover(first, event, "before")
    make.cover(second, event, "after")
    make.cover(second, make.make_event("Brussels 2018", "2018-07-11"), "")
    putin = make.make_person("Vladimir Putin")
    article_spans = [[0, 5], [30, 35]]
    first.appearances.create(person=putin, spans=article_spans)
    make.name_person(second, putin, "Putin")
    make.name_person(first, make.make_person("Sauli Niinistö"), "Niinistö")
    make.name_person(second, make.make_person("Donald Trump"), "Trump")
    make.name_person(second, make.make_person("Nobody Here"), judgement=make.REJECTED)
    rebuild()
    return first, second


def compared(client: Client, status: int = 200, **parameters: str):
    response = client.get("/compare/", parameters)
    assert response.status_code == status, response
    return response


def test_people_are_those_of_both_of_the_first_and_of_the_second(client, articles):
    first, second = articles
    response = compared(client, a=first.slug, b=second.slug)
    assert {group.kind: [(row.name, row.a, row.b) for row in group.rows] for group in response.context["people"]} == {
        "both": [("Vladimir Putin", 2, 1)],
        "a": [("Sauli Niinistö", 1, 0)],
        "b": [("Donald Trump", 0, 1)],
    }
    (both, *_) = response.context["people"]
    assert both.rows[0].b_address == f"{second.get_absolute_url()}#p2"
    assert "Nobody Here" not in response.content.decode()


def test_facts_and_summits_stand_side_by_side(client, articles):
    response = compared(client, a=articles[0].slug, b=articles[1].slug)
    html = response.content.decode()
    assert [[link and link.phase for link in pair] for pair in response.context["events"]] == [
        ["before", "after"],
        [None, ""],
    ]
    assert "13 July 2018" in html
    assert "18 July 2018" in html
    assert "looks back on it" in html
    assert response.context["collation"] is None


def test_versions_of_a_text_are_shown_word_by_word_and_safe(client, index_dir):
    first = make.make_article("First", TEXT, "Only <script>alert(1)</script> here.", "The end of it, says the paper.")
    second = make.make_article("Second", TEXT.replace("two hours", "three hours"), "The end of it, says the paper.")
    rebuild()
    response = compared(client, a=first.slug, b=second.slug)
    html = response.content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    collation = response.context["collation"]
    assert (collation.only_a, collation.only_b) == (4, 1)
    assert '<del><span class="sr"> [only in the first: </span> two<span class="sr">] </span></del>' in html
    assert '<ins><span class="sr"> [only in the second: </span> three<span class="sr">] </span></ins>' in html
    assert response.context["words"] is None


def test_likeness_that_ingest_found_decides_for_linked_articles(client, index_dir):
    first, second = make.make_article("A", "Short."), make.make_article("B", "Shorter.")
    Duplicate.objects.create(first=first, second=second, similarity=0.5)
    rebuild()
    assert compared(client, a=second.slug, b=first.slug).context["collation"].only_a == 1


def test_sources_on_one_summit_are_counted_as_the_search_does(client, archive):
    chosen = {"event": "helsinki-2018", "a": "source:meridian-wire", "b": "source:baltic-courier"}
    response = compared(client, **chosen)
    html = response.content.decode()
    rows = [row for group in response.context["people"] for row in group.rows]
    assert rows
    for row in rows:
        for count, address in ((row.a, row.a_address), (row.b, row.b_address)):
            if count:
                assert client.get(address.replace("/search/", "/search.json")).json()["count"] == count
    for column in response.context["columns"]:
        assert column["phases"].total == column["total"] > 0
        days = [article.published_sort for article in column["articles"] if article.published_sort]
        assert days == sorted(days)
    assert "Helsinki 2018" in html
    assert "helsinki-2018" not in {
        row.address.strip("/").split("/")[-1] for group in response.context["summits_compared"] for row in group.rows
    }


def test_two_summits_are_compared_by_their_sources(client, archive):
    response = compared(client, a="event:helsinki-2018", b="event:geneva-2021")
    names = {row.name for group in response.context["sources_compared"] for row in group.rows}
    assert "Meridian Wire" in names
    assert response.context["words"].read[0] > 0


def test_words_of_different_languages_are_not_compared(client, index_dir):
    first = make_article("One", "A treaty about grain.", language="en")
    second = make_article("Два", "Договор о зерне.", language="ru")
    rebuild()
    response = compared(client, a=first.slug, b=second.slug)
    assert response.context["words"] is None
    assert "no language in common" in response.content.decode()


@pytest.mark.parametrize(
    "form", ["{slug}", "http://testserver/articles/{slug}/?q=x#p1", "/articles/{slug}/", " {slug} "]
)
def test_article_is_named_by_its_slug_or_its_address(client, articles, form):
    response = compared(client, a=form.format(slug=articles[0].slug), b=articles[1].slug)
    assert response.context["pair"][0].record == articles[0]


def test_words_of_a_title_lead_to_a_choice_of_articles(client, articles):
    first, second = articles
    response = compared(client, a="before", b=second.slug)
    ((typed, found),) = response.context["candidates"]
    assert typed == "before"
    assert found == [(first, f"/compare/?a={first.slug}&b={second.slug}")]
    assert "No article was found for “zyzzyva”." in compared(client, a="zyzzyva").content.decode()


def test_one_article_alone_is_offered_its_copies_and_those_like_it(client, index_dir):
    first, second = make_article("One", "A treaty about grain."), make_article("Two", "A treaty about grain.")
    Duplicate.objects.create(first=first, second=second, similarity=1)
    rebuild()
    assert compared(client, a=first.slug).context["suggested"] == [
        (second, f"/compare/?a={first.slug}&b={second.slug}")
    ]


def test_page_of_an_article_leads_to_the_comparison_with_its_copies_and_those_like_it(client, index_dir):
    first, copy = make_article("One", "A treaty about grain."), make_article("Two", "A treaty about grain.")
    Duplicate.objects.create(first=first, second=copy, similarity=1)
    rebuild()
    html = client.get(first.get_absolute_url()).content.decode()
    assert html.count(f'href="/compare/?a={first.slug}&amp;b={copy.slug}"') == 2


def test_former_addresses_lead_to_the_present_ones(client, articles):
    first, second = articles
    ArticleFormerSlug.objects.create(slug="once-called-00000000", record=first)
    response = client.get("/compare/", {"a": "once-called-00000000", "b": second.slug})
    assert (response.status_code, response["Location"]) == (301, f"/compare/?a={first.slug}&b={second.slug}")
    source = make.make_source()
    SourceFormerSlug.objects.create(slug="old-wire", record=source)
    response = client.get("/compare/", {"a": "source:old-wire"})
    assert response["Location"] == "/compare/?a=source%3Ameridian-wire"


@pytest.mark.parametrize(
    ("parameters", "status", "words"),
    [
        ({"a": "gone-12345678"}, 404, "There is no article “gone-12345678”"),
        ({"a": "source:gone", "b": "source:lost"}, 404, "There is no source “gone”"),
        ({"a": "event:gone"}, 404, "There is no summit “gone”"),
        ({"event": "gone", "a": "source:meridian-wire"}, 404, "There is no summit “gone”"),
        ({"a": "x" * 5000}, 200, "What was sent is too long"),
        ({"a": "source:meridian-wire", "b": "source:meridian-wire"}, 200, "Both sides are the same."),
        ({"a": "source:meridian-wire", "b": "event:helsinki-2018"}, 200, "Only like can be compared with like"),
        ({"a": "source:meridian-wire"}, 200, "Two sources"),
        ({"a": "source:"}, 404, "There is no source"),
        ({"a": "http://[", "b": "<b>\x00zyzzyva"}, 200, "No article was found"),
        ({"a": '"unfinished person:'}, 200, "Compare"),
        ({}, 200, "Two articles"),
    ],
)
def test_what_cannot_be_compared_is_said_in_words(client, archive, parameters, status, words):
    html = compared(client, status, **parameters).content.decode()
    assert words in html
    assert "<b>" not in html
    assert 'name="a"' in html


def test_sources_of_a_chosen_summit_are_offered_with_their_counts(client, archive):
    response = compared(client, event="helsinki-2018")
    counts = {option.value: option.count for option in response.context["sources"]}
    about = Article.objects.filter(coverages__event__slug="helsinki-2018", coverages__role="subject")
    assert counts["source:meridian-wire"] == about.filter(source__slug="meridian-wire").count()
    assert '<input type="hidden" name="event" value="helsinki-2018">' in response.content.decode()


def test_without_an_index_articles_are_compared_all_the_same(client, index_dir):
    first = make.make_article("One", TEXT)
    second = make.make_article("Two", "Nothing of the kind.")
    assert (
        "words will be compared as soon as it is done" in compared(client, a=first.slug, b=second.slug).content.decode()
    )
    source = make.make_source()
    assert (
        client.get("/compare/", {"a": f"source:{source.slug}", "b": f"source:{make.make_source('B').slug}"}).status_code
        == 503
    )


@pytest.mark.parametrize(
    ("parameters", "queries"),
    [
        ({}, 2),
        ({"a": "event:helsinki-2018", "b": "event:geneva-2021"}, 8),
        ({"event": "helsinki-2018", "a": "source:meridian-wire", "b": "source:baltic-courier"}, 9),
    ],
)
def test_comparison_takes_the_same_queries_for_any_number_of_articles(
    client, archive, django_assert_num_queries, parameters, queries
):
    compared(client, **parameters)
    assert Event.objects.count() > 3
    with django_assert_num_queries(queries):
        compared(client, **parameters)


def test_two_articles_take_the_same_queries_for_any_number_of_links(client, articles, django_assert_num_queries):
    first, second = articles
    for number in range(3):
        make.name_person(first, make.make_person(f"Adviser {number}"), "Putin")
        make.cover(second, make.make_event(f"Meeting {number}", "2018-07-11"), "")
        second.authorships.create(name=f"Reporter {number}", position=number)
    with django_assert_num_queries(9):
        compared(client, a=first.slug, b=second.slug)


def test_words_of_sets_are_counted_anew_when_the_index_is_another_one(client, index_dir):
    chosen = {"a": "source:wire", "b": "source:courier"}
    for word, other in (("grain", "gas"), ("treaty", "summit")):
        Article.objects.all().delete()
        for _ in range(3):
            make_article(body=f"{word} {word} {word} one", source="wire")
            make_article(body=f"{other} {other} {other} one", source="courier")
        rebuild()
        groups = {group.kind: group.rows for group in compared(client, **chosen).context["words"].groups}
        assert [row.name for row in groups["a"]] == [word]
        assert [row.name for row in groups["b"]] == [other]
