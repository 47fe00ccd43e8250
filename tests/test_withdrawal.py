"""A withdrawn article: its address says so, and nothing else of the archive has it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client

from archive import originals
from archive.models import Article, Duplicate, PinnedPassage, Topic
from archive.search.indexing import index_pending, rebuild
from archive.search.search_indexes import ArticleIndex
from archive.trash import move_to_trash
from archive.withdrawal import take_back, withdraw
from tests.ingest.conftest import originals_dir
from tests.search.conftest import index_dir
from tests.search.test_indexing import in_index, pending
from tests.views import factories as make

__all__ = ["index_dir", "originals_dir"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_dir")]

NOTICE = "Withdrawn at the request of the author."
SUM = "c" * 64


@pytest.fixture
def article(originals_dir: Path) -> Article:
    article = make.make_article(
        "Words of one", "A secret paragraph.", published="2018-07-16", source=make.make_source()
    )
    originals.keep(SUM, b"A secret file.")
    make.accede(article, "A secret paragraph.", [], sha256=SUM)
    return article


def withdrawn(article: Article) -> Article:
    user = get_user_model().objects.create_user("editor")
    withdraw(article, user, "A letter of 3 May, filed under <correspondence>.", NOTICE)
    return article


def test_address_of_a_withdrawn_article_tells_what_it_was_and_why_it_is_gone(client: Client, article: Article) -> None:
    withdrawn(article)
    response = client.get(article.get_absolute_url())
    said = response.content.decode()
    assert response.status_code == 410
    for words in ("Words of one", "Meridian Wire", "16 July 2018", NOTICE):
        assert words in said
    for words in ("secret", "A letter", "editor"):
        assert words not in said


@pytest.mark.parametrize("ending", ["/original", f"/original/{SUM}", ".bib", ".ris", ".csl"])
def test_files_of_a_withdrawn_article_are_gone_too(client: Client, article: Article, ending: str) -> None:
    address = article.get_absolute_url().rstrip("/") + ending
    before = client.get(address)
    assert (before.status_code, bool(b"".join(before))) == (200, True)  # read to its end, so that the file is closed
    withdrawn(article)
    response = client.get(address)
    assert (response.status_code, NOTICE in response.content.decode()) == (410, True)
    assert "secret" not in response.content.decode()


def test_notice_is_text_and_no_markup(client: Client, article: Article) -> None:
    withdraw(article, None, "", "<script>alert(1)</script>")
    assert "<script>alert" not in client.get(article.get_absolute_url()).content.decode()


def test_former_address_leads_to_the_notice(client: Client, article: Article) -> None:
    article.former_slugs.create(slug="older")
    withdrawn(article)
    response = client.get("/articles/older/", follow=True)
    assert (response.redirect_chain, response.status_code) == ([(article.get_absolute_url(), 301)], 410)


def test_withdrawn_article_in_the_trash_has_no_notice(client: Client, article: Article) -> None:
    withdrawn(article)
    move_to_trash(Article.objects.all())
    assert client.get(article.get_absolute_url()).status_code == 404


def test_withdrawn_article_is_in_no_list_search_or_export(client: Client, article: Article, capsys) -> None:
    other = make.make_article("Words of another")
    index_pending()
    withdrawn(article)
    index_pending()
    for address in ("/", "/articles/", "/search/?q=words", "/search.jsonl", "/sitemap-articles.xml"):
        response = client.get(address)
        said = b"".join(response.streaming_content) if response.streaming else response.content
        assert (article.slug.encode() in said, other.slug.encode() in said) == (False, True), address
    call_command("export")
    assert [json.loads(line)["slug"] for line in capsys.readouterr().out.splitlines()] == [other.slug]


def test_withdrawn_article_is_no_copy_of_another(client: Client, article: Article, capsys) -> None:
    other = make.make_article("Another place")
    Duplicate.objects.create(first=article, second=other, similarity=0.9)
    index_pending()
    assert "Words of one" in client.get(other.get_absolute_url()).content.decode()
    withdrawn(article)
    assert "Words of one" not in client.get(other.get_absolute_url()).content.decode()
    call_command("export")
    assert json.loads(capsys.readouterr().out)["duplicates"] == []


def test_withdrawn_article_is_on_no_board_and_in_no_comparison(client: Client, article: Article) -> None:
    event, other = make.make_event(), make.make_article("Another place")
    topic = Topic.objects.create(slug="syria", name="Syria")
    PinnedPassage.objects.create(event=event, topic=topic, article=article, paragraph="1", quotation="A secret")
    index_pending()
    assert "A secret" in client.get(event.get_absolute_url()).content.decode()
    withdrawn(article)
    index_pending()
    assert "A secret" not in client.get(event.get_absolute_url()).content.decode()
    compared = client.get(f"/compare/?a={article.slug}&b={other.slug}").content.decode()
    assert "secret" not in compared


def test_article_that_is_taken_back_is_as_it_was(client: Client, article: Article) -> None:
    withdrawn(article)
    index_pending()
    assert in_index() == set()
    take_back(article)
    index_pending()
    assert in_index() == {article.pk}
    assert "A secret paragraph." in client.get(article.get_absolute_url()).content.decode()
    article.refresh_from_db()
    assert (article.withdrawn_at, article.withdrawn_by, article.withdrawal_notice) == (None, None, "")


@pytest.mark.parametrize("index", [index_pending, rebuild])
def test_article_withdrawn_while_it_is_indexed_is_taken_out_by_the_next_task(
    article: Article, index, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare = ArticleIndex.prepare

    def withdrawn_meanwhile(self: ArticleIndex, obj: Article) -> dict:
        withdraw(Article.objects.get(pk=obj.pk), None, "", NOTICE)
        return prepare(self, obj)

    monkeypatch.setattr(ArticleIndex, "prepare", withdrawn_meanwhile)
    index()
    assert pending() == {article.pk}
    monkeypatch.undo()
    index_pending()
    assert (in_index(), pending()) == (set(), set())
