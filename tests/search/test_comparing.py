"""The index against what is published, after things that should never happen to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from haystack import connections

from archive.models import Article
from archive.search.comparing import NO_DIFFERENCE, compare, compare_at_rest, drop_leftovers
from archive.search.engine.backend import ArchiveWhooshBackend
from archive.search.engine.generations import begin_folder
from archive.search.engine.storage import SealedStorage
from archive.search.indexing import index_articles, rebuild
from tests.search.factories import make_archive


@pytest.fixture
def articles(index_dir: Path) -> list[Article]:
    made = make_archive(7)
    rebuild()
    return made


def backend() -> ArchiveWhooshBackend:
    return connections["default"].get_backend()


def segment(index_dir: Path) -> Path:
    (path,) = index_dir.glob("generation-*/*.arrays")
    return path


def test_index_of_what_is_published_is_no_different(articles: list[Article]) -> None:
    assert compare() == compare_at_rest() == NO_DIFFERENCE
    index_articles([articles[0].pk])
    assert len(backend().identifiers()) == 7
    assert compare() == NO_DIFFERENCE


def test_empty_index_of_an_empty_archive_is_no_different(index_dir: Path) -> None:
    rebuild()
    assert compare() == NO_DIFFERENCE


def test_article_without_a_document_is_missing_unless_it_waits(articles: list[Article]) -> None:
    gone = [articles[2].pk, articles[5].pk]
    backend().remove_all([f"archive.article.{pk}" for pk in gone])
    assert compare().missing == tuple(gone)
    Article.objects.filter(pk=gone[0]).update(index_pending=True)
    assert compare().missing == (gone[1],)


def test_document_without_an_article_is_found(articles: list[Article]) -> None:
    pk = articles[3].pk
    Article.objects.filter(pk=pk).delete()
    assert compare().unpublished == (pk,)


def test_document_of_an_article_that_was_withdrawn_and_waits_is_no_difference(
    articles: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = articles[3]
    monkeypatch.setattr(type(Article.objects.all()), "published", lambda self: self.exclude(pk=hidden.pk))
    assert compare().unpublished == (hidden.pk,)
    Article.objects.filter(pk=hidden.pk).update(index_pending=True)
    assert compare() == NO_DIFFERENCE


def test_article_that_is_in_the_index_twice_is_found(articles: list[Article]) -> None:
    index = connections["default"].get_unified_index().get_index(Article)
    with backend().replacing() as add:
        add(index, index.index_queryset())
        add(index, index.index_queryset().filter(pk=articles[1].pk))
    assert compare().repeated == (articles[1].pk,)
    index_articles([articles[1].pk])
    assert compare() == NO_DIFFERENCE


def test_document_of_something_else_is_found(articles: list[Article]) -> None:
    with backend()._writing(backend()._writable_folder()) as writer:
        writer.add_document(id="archive.person.1", django_ct="archive.person", django_id="1", text="Nobody")
    assert compare().strangers == ("archive.person.1",)


@pytest.mark.parametrize("harm", ["missing", "other rules", "flipped byte", "no contents"])
def test_index_that_cannot_be_read_says_why(articles: list[Article], index_dir: Path, harm: str) -> None:
    if harm == "missing":
        (index_dir / "CURRENT").unlink()
        words = "There is no index in"
    elif harm == "other rules":
        next(index_dir.glob("generation-*/RULES")).write_text("older")
        words = "was made under other rules"
    elif harm == "flipped byte":
        content = bytearray(segment(index_dir).read_bytes())
        content[9] ^= 1
        segment(index_dir).write_bytes(content)
        words = f"{segment(index_dir).name} is damaged"
    else:
        next(index_dir.glob("generation-*/*.toc")).unlink()
        words = "does not exist"
    assert words in compare().fault


def test_leftovers_of_an_interrupted_rebuild_are_found_and_dropped(articles: list[Article], index_dir: Path) -> None:
    folder = begin_folder(index_dir, backend().rules)
    SealedStorage(str(folder)).create_index(backend().schema)
    assert compare().leftovers == (folder,)
    drop_leftovers()
    assert compare() == NO_DIFFERENCE
