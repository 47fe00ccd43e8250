"""From a hit to the page of its article: the query is kept, all matches are marked and linked one by one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from archive.models import Appearance, Article
from archive.search import jumping
from archive.search.indexing import rebuild
from tests.search.factories import make_article, make_person

BODY = "The treaty was signed.\n\nNobody read treaties then.\n\nBread. A treaty <b>again</b>."


def page(client: Client, article: Article, **parameters: str) -> str:
    rebuild()
    response = client.get(article.get_absolute_url(), parameters)
    assert response.status_code == 200
    return response.content.decode()


def test_hit_leads_to_its_article_with_the_query(index_dir: Path, client: Client) -> None:
    article = make_article("One", BODY)
    rebuild()
    html = client.get("/search/", {"q": "treaty & “more” OR treaty"}).content.decode()
    assert f'href="{article.get_absolute_url()}?q=treaty%20%26%20%E2%80%9Cmore%E2%80%9D%20OR%20treaty"' in html
    assert f'href="{article.get_absolute_url()}"' in client.get("/search/").content.decode()


def test_all_matches_are_marked_and_each_link_leads_to_one(index_dir: Path, client: Client) -> None:
    html = page(client, make_article("One", BODY), q="treaty")
    marks = re.findall(r'<mark id="(match-\d)">(.*?)</mark>', html)
    assert marks == [("match-1", "treaty"), ("match-2", "treaties"), ("match-3", "treaty")]
    links = re.findall(r'<a href="#(match-\d)" aria-label="(.*?)">', html)
    assert links == [(f"match-{number}", f"Match {number}, paragraph {number}") for number in (1, 2, 3)]
    assert "3 matches" in html
    assert '<a href="/search/?q=treaty">Back to the search</a>' in html


def test_without_a_query_nothing_is_marked(index_dir: Path, client: Client) -> None:
    html = page(client, make_article("One", BODY))
    assert "<mark" not in html
    assert 'class="matches"' not in html


def test_query_without_a_match_says_so(index_dir: Path, client: Client) -> None:
    html = page(client, make_article("One", BODY), q="xyzzy")
    assert "No match in the text" in html
    assert "#match-1" not in html


def test_match_across_a_link_is_one_match_with_one_anchor(index_dir: Path, client: Client) -> None:
    article = make_article("One", "Then Joe Biden spoke.")
    Appearance.objects.create(article=article, person=make_person("joe-biden"), spans=[[5, 8]])
    html = page(client, article, q='"then joe biden"')
    assert html.count('id="match-1"') == 1
    assert "".join(re.findall(r"<mark[^>]*>(.*?)</mark>", html)) == "Then Joe Biden"
    assert re.search(r'<a [^>]*href="/people/joe-biden/"[^>]*><mark>Joe</mark></a>', html)


def test_markup_in_texts_and_queries_is_shown_not_run(index_dir: Path, client: Client) -> None:
    evil = "<script>alert(1)</script>"
    article = make_article(f"{evil} title", f"{evil} alert <img src=x onerror=alert(1)>")
    for typed in ("alert", "script", evil, f'"{evil}"', '"><b>', "a*", "\x00"):
        html = page(client, article, q=typed)
        assert "<script>" not in html
        assert "<img src=x" not in html
    assert "&lt;<mark" in page(client, article, q="script")


def test_more_matches_than_can_be_marked_are_said_to_be_the_first(
    index_dir: Path, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jumping, "MOST", 4)
    html = page(client, make_article("One", "treaty " * 9), q="treaty")
    assert "The first 4 matches" in html
    assert html.count("<mark") == 4


def test_article_can_be_read_while_there_is_no_index(index_dir: Path, client: Client) -> None:
    article = make_article("One", BODY)
    for typed in ("treaty", "author:somebody"):
        assert client.get(article.get_absolute_url(), {"q": typed}).status_code == 200


def test_similar_articles_are_those_with_the_same_rare_words(index_dir: Path, client: Client) -> None:
    article = make_article("One", "Missiles and warheads were counted in Vienna.")
    near = make_article("Near <b>by</b>", "Warheads and missiles are counted again in Vienna.")
    for number in range(8):
        make_article(f"Far {number}", f"Bread, butter and bakers number {number}.")
    html = page(client, article)
    section = html[html.index('id="similar"') :].partition("</section>")[0]
    assert near.get_absolute_url() in section
    assert "Near &lt;b&gt;by" in section
    assert article.get_absolute_url() not in section


def test_similar_articles_are_at_most_five_and_cost_few_queries(
    index_dir: Path, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    article = make_article("One", "Missiles and warheads were counted in Vienna.")
    for number in range(9):
        make_article(f"Other {number}", "Missiles and warheads were counted in Vienna.")
    html = page(client, article)
    section = html[html.index('id="similar"') :].partition("</section>")[0]
    assert section.count("<li>") == 5
    with django_assert_num_queries(9):
        client.get(article.get_absolute_url())
