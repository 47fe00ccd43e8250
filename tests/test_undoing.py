"""A run of ingest undone as a whole: what was new, what was read again, and what people did in the meantime."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from archive import undoing
from archive.ingest.loader import Ingest
from archive.models import Accession, Article, IngestChange, IngestRun, PersonAlias
from archive.models.history import Agent, recorded_as
from archive.search.indexing import index_pending
from archive.trash import move_to_trash, restore
from archive.undoing import CHANGED_BY_PEOPLE, CHANGED_OTHERWISE, TAKEN_IN_AGAIN, UndoError, continue_undoing, undo
from tests.ingest.conftest import originals_dir
from tests.ingest.rows import store_records
from tests.ingest.texts import BRIDGE, HELSINKI, with_paragraph, write
from tests.search.conftest import index_dir
from tests.search.test_indexing import in_index

__all__ = ["index_dir", "originals_dir"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("originals_dir", "index_dir")]

_LINKS = {
    "appearances": ("person__slug", "role", "judgement", "evidence", "spans", "title_spans"),
    "coverages": ("event__slug", "role", "phase", "judgement", "evidence", "spans", "title_spans"),
    "authorships": ("position", "name", "person", "judgement", "evidence"),
    "unresolved_names": ("text", "spans", "candidates", "judgement"),
}
_FOLLOWS = ("updated_at", "index_pending")


FERRY = """\
The ferry waits for the summit

12 July 2018

By Ilse Marrow

Sauli Niinistö has walked along the quay, and the ferry to the island has been told to wait until the evening.

The captain has seen three presidents on his deck, and says that none of them paid for the ticket or the coffee.

Nobody in the harbour knows what the two of them will talk about, and nobody has been asked to leave his boat.
"""
MORE = "Angela Merkel will stay away from Helsinki, and Smithson of the harbour office says that Igor Ivanov called."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store_records()
    for name, text in {"a.txt": HELSINKI, "b.txt": FERRY, "c.txt": BRIDGE}.items():
        write(tmp_path / "texts", name, text)
    return tmp_path / "texts"


@pytest.fixture
def curator() -> User:
    return User.objects.create_user("curator")


def take_in(folder: Path) -> IngestRun:
    ingest = Ingest([folder])
    list(ingest.outcomes())
    assert ingest.run
    return ingest.run


def edit(folder: Path, name: str = "a.txt", more: str = MORE) -> None:
    """Another version of a file: one paragraph more, with names in it."""
    text = (folder / name).read_text(encoding="utf-8")
    write(folder, name, with_paragraph(text, more))


def whole(*articles: Article) -> list[dict[str, object]]:
    """All that the archive says of articles, by their order."""
    told = []
    for article in articles or Article.objects.order_by("pk"):
        row = Article.objects.filter(pk=article.pk).values().get()
        current = article.accessions.get(is_current=True)
        links = {name: list(getattr(article, name).order_by("pk").values(*of)) for name, of in _LINKS.items()}
        told.append({name: row[name] for name in row if name not in _FOLLOWS} | links | {"sha256": current.sha256})
    return told


def published() -> set[int]:
    return set(Article.objects.published().values_list("pk", flat=True))


def by_curator(curator: User):
    return recorded_as(Agent.CURATOR, user=curator)


def test_new_articles_go_to_the_trash_and_out_of_the_index(folder: Path, curator: User) -> None:
    run = take_in(folder)
    index_pending()
    assert len(in_index()) == 3
    undo(run, curator)
    index_pending()
    run.refresh_from_db()
    assert (run.undo_state, run.trashed, run.left, run.undone_by) == ("undone", 3, 0, curator)
    assert (published(), in_index()) == (set(), set())


def test_files_of_an_undone_run_come_in_again_as_the_same_articles(folder: Path, curator: User) -> None:
    run = take_in(folder)
    before, keys = whole(), published()
    undo(run, curator)
    again = take_in(folder)
    assert again.counts == {"updated": 3}
    assert published() == keys
    assert whole() == before
    undo(again, curator)
    assert published() == set()
    take_in(folder)
    assert published() == keys


def test_edited_files_of_an_undone_run_come_in_again(folder: Path, curator: User) -> None:
    undo(take_in(folder), curator)
    edit(folder)
    take_in(folder)
    assert len(published()) == 3
    assert Article.objects.filter(body__contains="Smithson").count() == 1


def test_what_a_curator_trashed_stays_out(folder: Path, curator: User) -> None:
    run = take_in(folder)
    undo(run, curator)
    first = Article.objects.first()
    restore(Article.objects.filter(pk=first.pk))
    move_to_trash(Article.objects.filter(pk=first.pk), curator)
    take_in(folder)
    assert first.pk not in published()
    assert len(published()) == 2


def test_what_was_read_again_gets_back_what_it_had(folder: Path, curator: User) -> None:
    take_in(folder)
    before = whole()
    edit(folder)
    edit(folder, "b.txt")
    run = take_in(folder)
    assert run.counts == {"updated": 2, "unchanged": 1}
    assert [one["body"] for one in whole()] != [one["body"] for one in before]
    assert whole()[0]["appearances"] != before[0]["appearances"]
    undo(run, curator)
    run.refresh_from_db()
    assert (run.undo_state, run.taken_back, run.trashed, run.left) == ("undone", 2, 0, 0)
    assert whole() == before
    assert set(Article.objects.filter(index_pending=True)) == set(Article.objects.all())
    assert Accession.objects.filter(run=run, outcome="updated").count() == 2  # all accessions are kept
    assert not IngestChange.objects.exists()


def test_edited_file_of_an_undone_run_comes_in_again(folder: Path, curator: User) -> None:
    take_in(folder)
    edit(folder)
    run = take_in(folder)
    after = whole()
    undo(run, curator)
    again = take_in(folder)
    assert again.counts == {"updated": 1, "unchanged": 2}
    assert [{k: v for k, v in one.items() if k in ("body", "sha256", "blocks")} for one in whole()] == [
        {k: v for k, v in one.items() if k in ("body", "sha256", "blocks")} for one in after
    ]


def test_same_files_read_with_other_records_get_their_links_back(folder: Path, curator: User) -> None:
    take_in(folder)
    before = whole()
    blocked = PersonAlias.objects.filter(person__appearances__isnull=False).values_list("person", flat=True)
    PersonAlias.objects.filter(person__in=list(blocked)).update(is_blocked=True)
    run = take_in(folder)
    changed = [one["appearances"] for one in whole()] != [one["appearances"] for one in before]
    assert changed
    undo(run, curator)
    assert whole() == before


def test_what_people_decided_since_is_left_and_named(folder: Path, curator: User) -> None:
    take_in(folder)
    edit(folder)
    edit(folder, "b.txt")
    run = take_in(folder)
    before = whole()
    first, second, _third = Article.objects.order_by("pk")
    with by_curator(curator):
        link = first.appearances.first()
        link.judgement = "confirmed"
        link.save()
    seen = undoing.preview(run)
    assert (seen.new, seen.changed, seen.left, seen.named) == (0, 2, 1, [first])
    undo(run, curator)
    run.refresh_from_db()
    assert run.left_as_is == [{"article": first.pk, "why": CHANGED_BY_PEOPLE}]
    assert whole(first)[0]["body"] == before[0]["body"]
    assert "Smithson" not in whole(second)[0]["body"]
    assert first.appearances.get(pk=link.pk).judgement == "confirmed"


def test_new_article_that_people_changed_or_another_run_took_in_stays(
    folder: Path, curator: User, tmp_path: Path
) -> None:
    run = take_in(folder)
    first, second, third = Article.objects.order_by("pk")
    with by_curator(curator):
        Article.objects.filter(pk=first.pk).update(is_reviewed=True)
    other = tmp_path / "other"
    other.mkdir()
    shutil.copy(folder / second.accessions.get().path, other / "copy.txt")
    take_in(other)
    undo(run, curator)
    run.refresh_from_db()
    assert published() == {first.pk, second.pk}
    assert {said["article"]: said["why"] for said in run.left_as_is} == {
        first.pk: CHANGED_BY_PEOPLE,
        second.pk: TAKEN_IN_AGAIN,
    }
    assert third.pk not in published()


def test_later_run_is_undone_before_the_earlier(folder: Path, curator: User) -> None:
    take_in(folder)
    before = whole()
    edit(folder)
    earlier = take_in(folder)
    edit(folder, more="Theresa May has sent a letter to the harbour, and nobody there could say what stood in it.")
    later = take_in(folder)
    between = whole()
    undo(earlier, curator)
    earlier.refresh_from_db()
    assert [said["why"] for said in earlier.left_as_is] == [CHANGED_OTHERWISE]
    assert whole() == between
    undo(later, curator)
    later.refresh_from_db()
    assert (later.taken_back, later.left) == (1, 0)
    assert whole() != before  # the earlier one was left as it was


def test_runs_undone_one_after_the_other_leave_what_was_first(folder: Path, curator: User) -> None:
    take_in(folder)
    before = whole()
    runs = []
    for more in (MORE, "Theresa May has sent a letter to the harbour, and nobody there could say what stood in it."):
        edit(folder, more=more)
        runs.append(take_in(folder))
    for run in reversed(runs):
        undo(run, curator)
    assert whole() == before


def test_large_run_is_undone_step_by_step(folder: Path, curator: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undoing, "STEP", 1)
    run = take_in(folder)
    undo(run, curator)
    run.refresh_from_db()
    assert (run.undo_state, len(published())) == ("undoing", 2)
    with pytest.raises(UndoError):
        undo(run, curator)
    steps = 0
    while continue_undoing.call():
        steps += 1
    run.refresh_from_db()
    assert (run.undo_state, run.trashed, published()) == ("undone", 3, set())
    assert steps == 3


def test_run_at_work_and_undone_run_are_refused(folder: Path, curator: User) -> None:
    run = take_in(folder)
    IngestRun.objects.update(finished_at=None)
    with pytest.raises(UndoError):
        undo(run, curator)
    IngestRun.objects.update(finished_at=run.finished_at)
    undo(run, curator)
    with pytest.raises(UndoError):
        undo(run, curator)


def test_history_names_who_undid_it(folder: Path, curator: User) -> None:
    undo(take_in(folder), curator)
    change = Article.objects.first().history.first()
    assert (change.history_user, change.history_agent) == (curator, "other")
