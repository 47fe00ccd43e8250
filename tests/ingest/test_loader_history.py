"""What the history of articles says of ingest, and of authority files."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.authorities import load_authorities
from archive.ingest.loader import Ingest
from archive.models import Appearance, Article, Authorship, Coverage, IngestRun, Person, PersonAlias
from archive.models.history import Agent, tracked_models
from tests.ingest.rows import store_records
from tests.ingest.texts import HELSINKI, with_paragraph, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("originals_dir")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder whose one article was taken in."""
    store_records()
    write(tmp_path / "articles", "one.txt")
    list(Ingest([tmp_path / "articles"]).outcomes())
    return tmp_path / "articles"


def test_new_article_has_no_history(folder: Path) -> None:
    assert Appearance.objects.exists() and Coverage.objects.exists() and Authorship.objects.exists()
    assert [model.history.count() for model in tracked_models()] == [0] * len(tracked_models())


def test_changed_text_is_told_with_its_run(folder: Path) -> None:
    write(folder, "one.txt", with_paragraph(HELSINKI))
    list(Ingest([folder]).outcomes())
    found, change = Article.history.order_by("history_id")
    assert (found.history_agent, change.history_agent) == ("", Agent.INGEST)
    assert change.history_run == IngestRun.objects.latest("pk")
    assert (found.body_paragraphs, change.body_paragraphs) == (3, 4)
    assert not Appearance.history.exists()  # other places of the same words are no change of a link


def test_author_who_is_read_otherwise_is_changed_not_deleted(folder: Path) -> None:
    write(folder, "one.txt", HELSINKI.replace("Tobias Renfrew", "Ilse Marrow"))
    list(Ingest([folder]).outcomes())
    rows = Authorship.history.order_by("history_id").values_list("history_type", "history_agent", "name")
    assert list(rows) == [("+", "", "Tobias Renfrew"), ("~", "ingest", "Ilse Marrow")]


def test_same_folder_again_and_a_dry_run_leave_no_history(folder: Path) -> None:
    list(Ingest([folder]).outcomes())
    write(folder, "one.txt", with_paragraph(HELSINKI))
    list(Ingest([folder], is_dry_run=True).outcomes())
    assert [model.history.count() for model in tracked_models()] == [0] * len(tracked_models())


def test_authority_files_name_themselves(tmp_path: Path) -> None:
    people = tmp_path / "people.yaml"
    people.write_text("- {slug: ada, name: Ada, aliases: [Ada One]}\n", encoding="utf-8")
    load_authorities(tmp_path)
    assert not Person.history.exists()
    people.write_text("- {slug: ada, name: Ada Lovelace}\n", encoding="utf-8")
    load_authorities(tmp_path)
    rows = Person.history.order_by("history_id").values_list("history_agent", "name")
    assert list(rows) == [("", "Ada"), ("authorities", "Ada Lovelace")]
    assert PersonAlias.history.get().history_agent == Agent.AUTHORITIES
