"""An article that was withdrawn or lies in the trash stays out when its file comes again."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.ingest.loader import Ingest
from archive.models import Accession, Article, Source
from archive.trash import move_to_trash, restore
from archive.withdrawal import withdraw
from tests.ingest.rows import store_records
from tests.ingest.texts import BRIDGE, HELSINKI, with_paragraph, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("originals_dir")]


@pytest.fixture(autouse=True)
def known_records() -> None:
    store_records()


def take_in(folder: Path, **options: object) -> list[tuple[str, str, str]]:
    """Outcome, slug and reason of each file."""
    outcomes = Ingest([folder], **options).outcomes()
    return [(str(outcome.outcome), outcome.slug, outcome.reason) for outcome in outcomes]


@pytest.fixture
def withdrawn(tmp_path: Path) -> Article:
    write(tmp_path, "one.txt")
    take_in(tmp_path)
    article = Article.objects.get()
    withdraw(article, None, "", "Withdrawn.")
    return article


def test_same_file_of_a_withdrawn_article_is_unchanged_and_says_why(tmp_path: Path, withdrawn: Article) -> None:
    for options in ({}, {"is_dry_run": True}):
        assert take_in(tmp_path, **options) == [("unchanged", withdrawn.slug, "withdrawn")]


def test_other_rules_or_another_source_read_nothing_of_it_again(tmp_path: Path, withdrawn: Article) -> None:
    withdrawn.accessions.update(rules_version="an older one")
    source = Source.objects.create(slug="the-lantern", name="The Lantern")
    assert take_in(tmp_path, source=source) == [("unchanged", withdrawn.slug, "withdrawn")]
    assert Article.objects.get().source != source
    assert Accession.objects.get(is_current=True).rules_version == "an older one"


def test_edited_file_of_the_same_path_brings_nothing_back(tmp_path: Path, withdrawn: Article) -> None:
    body = withdrawn.body
    write(tmp_path, "one.txt", with_paragraph(HELSINKI))
    for options in ({"is_dry_run": True}, {}):
        assert take_in(tmp_path, **options) == [("unchanged", withdrawn.slug, "withdrawn")]
    assert (Article.objects.get().body, Accession.objects.count()) == (body, 1)


def test_copy_in_another_place_brings_nothing_back(tmp_path: Path, withdrawn: Article) -> None:
    write(tmp_path, "two.txt")
    assert take_in(tmp_path) == [("unchanged", withdrawn.slug, "withdrawn")] * 2
    assert Article.objects.published().count() == 0


def test_another_text_of_the_same_path_comes_in(tmp_path: Path, withdrawn: Article) -> None:
    write(tmp_path, "one.txt", BRIDGE)
    assert [outcome for outcome, _slug, _reason in take_in(tmp_path)] == ["created"]


def test_earlier_text_of_a_trashed_article_stays_out(tmp_path: Path) -> None:
    write(tmp_path, "one.txt")
    take_in(tmp_path)
    write(tmp_path, "one.txt", with_paragraph(HELSINKI))
    take_in(tmp_path)
    move_to_trash(Article.objects.all())
    write(tmp_path, "one.txt")
    assert take_in(tmp_path) == [("unchanged", Article.objects.get().slug, "in the trash")]


def test_restored_article_is_updated_again(tmp_path: Path, withdrawn: Article) -> None:
    move_to_trash(Article.objects.all())
    restore(Article.objects.all())
    Article.objects.update(withdrawn_at=None)
    write(tmp_path, "one.txt", with_paragraph(HELSINKI))
    assert [(outcome, reason) for outcome, _slug, reason in take_in(tmp_path)] == [("updated", "")]
