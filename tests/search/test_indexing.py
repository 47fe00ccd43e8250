from __future__ import annotations

import fcntl
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django_tasks_db.models import DBTaskResult
from haystack import connections
from pytest_django.fixtures import DjangoAssertNumQueries

from archive.models import Article
from archive.search import indexing
from archive.search.engine import writing
from archive.search.engine.backend import ArchiveWhooshBackend
from archive.search.engine.queries import ChoiceSearchQuerySet
from archive.search.indexing import compact_index, index_articles, index_pending, rebuild, remove_articles
from archive.search.search_indexes import ArticleIndex
from archive.tasks import request_indexing, update_index
from tests.conftest import REPO_ROOT
from tests.search.factories import make_archive, make_article, make_event


def in_index() -> set[int]:
    """The keys of all articles in the index, through a backend that knows nothing of what was done before."""
    connections["default"].reset_sessions()
    return {int(result.pk) for result in ChoiceSearchQuerySet()[:1000]}


def pending() -> set[int]:
    return set(Article.objects.awaiting_index().values_list("pk", flat=True))


def found(word: str) -> int:
    return len(ChoiceSearchQuerySet().filter(content=word))


@pytest.fixture(autouse=True)
def _index(index_dir: Path) -> None:
    """Every test here has an index folder of its own."""


def test_rebuild_indexes_what_is_published_and_clears_the_marks() -> None:
    articles = make_archive(5)
    done: list[int] = []
    assert rebuild(done.append) == 5
    assert sum(done) == 5
    assert in_index() == {article.pk for article in articles}
    assert pending() == set()


def test_rebuild_with_two_processes_indexes_the_same() -> None:
    make_archive(20)
    answers = []
    for processes in (1, 2):
        assert rebuild(processes=processes) == 20
        results = ChoiceSearchQuerySet().filter(content="treaty").facet("source")
        answers.append(([result.pk for result in results[:20]], results.facet_counts()["fields"]))
    assert answers[0] == answers[1]


def test_rebuild_leaves_one_generation_behind(index_dir: Path) -> None:
    make_article()
    rebuild()
    rebuild()
    assert len(list(index_dir.glob("generation-*"))) == 1
    assert sorted(path.name for path in index_dir.iterdir() if not path.is_dir()) == ["CURRENT", "RENAMED.lock"]


def test_change_is_seen_by_another_backend_without_restart() -> None:
    article = make_article(body="A treaty.")
    rebuild()
    options = connections["default"].options
    other = ArchiveWhooshBackend("default", **options)
    assert other.search("treaty")["hits"] == 1
    article.body = "A handshake."
    article.save()
    assert index_articles([article.pk]) == 1
    assert other.search("treaty")["hits"] == 0
    assert other.search("handshake")["hits"] == 1
    rebuild()
    assert other.search("handshake")["hits"] == 1
    assert other.search("*")["hits"] == 1


def test_deleted_article_is_taken_out() -> None:
    one, other = make_article(), make_article()
    rebuild()
    pk = one.pk
    one.delete()
    assert index_articles([pk]) == 0
    assert in_index() == {other.pk}
    remove_articles([other.pk])
    assert in_index() == set()


def test_unpublished_article_is_taken_out_and_no_longer_pending(monkeypatch: pytest.MonkeyPatch) -> None:
    shown, hidden = make_article("Shown"), make_article("Hidden")
    rebuild()
    monkeypatch.setattr(type(Article.objects.all()), "published", lambda self: self.exclude(title="Hidden"))
    Article.objects.update(index_pending=True)
    assert index_pending() == 1
    assert in_index() == {shown.pk}
    assert pending() == set()
    assert hidden.pk


def test_article_changed_while_it_was_indexed_stays_pending(monkeypatch: pytest.MonkeyPatch) -> None:
    calm, busy = make_article(), make_article()
    rebuild()
    Article.objects.update(index_pending=True)
    update = ArchiveWhooshBackend.update

    def update_slowly(self: ArchiveWhooshBackend, *args: Any, **kwargs: Any) -> None:
        update(self, *args, **kwargs)
        request_indexing(Article.objects.filter(pk=busy.pk))

    monkeypatch.setattr(ArchiveWhooshBackend, "update", update_slowly)
    index_articles([calm.pk, busy.pk])
    assert pending() == {busy.pk}


def test_what_was_changed_last_is_indexed_first(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = make_archive(5)
    rebuild()
    for article in (*articles, articles[1]):
        request_indexing(Article.objects.filter(pk=article.pk))
    order: list[int] = []
    update = ArchiveWhooshBackend.update

    def noted(self: ArchiveWhooshBackend, index: Any, found: Any, commit: bool = True) -> None:
        order.extend(article.pk for article in found)
        update(self, index, found, commit)

    monkeypatch.setattr(ArchiveWhooshBackend, "update", noted)
    monkeypatch.setattr(indexing, "STEP", 1)
    assert index_pending() == 5
    assert [order[0], order[1]] == [articles[1].pk, articles[4].pk]
    assert pending() == set()


def test_segments_are_merged_by_whoever_is_asked_and_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = make_archive(30)
    rebuild()
    monkeypatch.setattr(indexing, "STEP", 1)
    monkeypatch.setattr(writing, "MERGED_AT_ONCE", 0)
    request_indexing(Article.objects.all())
    asked: list[int] = []
    assert index_pending(lambda: asked.append(1)) == 30
    assert asked == [1]
    backend = connections["default"].get_backend()
    assert backend.is_scattered()
    assert compact_index() > writing.MAX_OF_ONE_SIZE
    assert not backend.is_scattered()
    request_indexing(Article.objects.all())
    index_pending()
    assert not backend.is_scattered()
    assert in_index() == {article.pk for article in articles}


def test_without_an_index_everything_is_indexed() -> None:
    articles = make_archive(3)
    assert index_articles([articles[0].pk]) == 3
    assert len(in_index()) == 3


def test_index_made_under_other_rules_is_made_anew(index_dir: Path) -> None:
    make_archive(3)
    rebuild()
    next(index_dir.glob("generation-*/RULES")).write_text("older")
    assert index_pending() == 3
    assert len(in_index()) == 3


def test_failed_rebuild_leaves_the_old_index(index_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_archive(3)
    rebuild()

    def fail(self: ArticleIndex, obj: Any) -> dict[str, Any]:
        raise RuntimeError("no")

    monkeypatch.setattr(ArticleIndex, "prepare", fail)
    with pytest.raises(RuntimeError):
        rebuild()
    assert len(in_index()) == 3
    assert len(list(index_dir.glob("generation-*"))) == 1


def test_indexing_takes_a_constant_number_of_queries(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    rebuild()
    for size in (5, 40):
        pks = [article.pk for article in make_archive(size)]
        with django_assert_max_num_queries(9):
            index_articles(pks)


def test_updated_index_answers_like_a_rebuilt_one() -> None:
    articles = make_archive(40)
    rebuild()
    for number, article in enumerate(articles):
        if number % 3 == 0:
            article.body = "Changed treaty. " * (number + 1)
            article.save()
    for start in range(0, 40, 7):
        index_articles([article.pk for article in articles[start : start + 7]])
    articles[1].delete()
    index_articles([articles[1].pk or 2])
    remove_articles([articles[2].pk])

    def answers() -> list[Any]:
        searches = [ChoiceSearchQuerySet().order_by(*order) for order in (("-day", "django_id"), ("day", "django_id"))]
        searches.append(ChoiceSearchQuerySet().filter(content="treaty").order_by("django_id"))
        given = []
        for search in (search.facet("person").facet("year").facet("event_phase") for search in searches):
            given.append(([result.pk for result in search[:100]], search.facet_counts()))
        return given

    updated = answers()
    Article.objects.filter(pk=articles[2].pk).delete()
    rebuild()
    assert answers() == updated


SCRIPT = """
import os, sys
import django
django.setup()
from archive.search.indexing import index_articles
from haystack import connections
connections["default"].options["PATH"] = sys.argv[1]
for pk in map(int, sys.argv[2:]):
    index_articles([pk])
"""


@pytest.mark.django_db(transaction=True)
def test_two_processes_write_without_losing_a_document(index_dir: Path, settings: Any) -> None:
    pks = [article.pk for article in make_archive(24)]
    rebuild()
    remove_articles(pks)
    assert in_index() == set()
    environment = {
        "ARCHIVE_DATA_DIR": str(settings.DATA_DIR),
        "DJANGO_SETTINGS_MODULE": "archive.settings",
        "PATH": "/usr/bin:/bin",
    }
    database = Path(settings.DATABASES["default"]["TEST"]["NAME"])
    (settings.DATA_DIR / "db.sqlite3").symlink_to(database)
    writers = [
        subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", SCRIPT, str(index_dir), *map(str, pks[start::2])],
            cwd=REPO_ROOT,
            env=environment,
        )
        for start in (0, 1)
    ]
    seen = 0
    while any(writer.poll() is None for writer in writers):
        now = len(ChoiceSearchQuerySet())  # reads go on meanwhile, and never see less than before
        assert now >= seen
        seen = now
    assert [writer.returncode for writer in writers] == [0, 0]
    assert in_index() == set(pks)


def test_request_marks_and_enqueues_in_the_transaction_of_the_change() -> None:
    articles = make_archive(3)
    rebuild()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        request_indexing(Article.objects.all())
        raise ZeroDivisionError
    assert (pending(), DBTaskResult.objects.count()) == (set(), 0)
    assert request_indexing(Article.objects.filter(pk=articles[0].pk)) == 1
    assert (pending(), DBTaskResult.objects.count()) == ({articles[0].pk}, 2)  # one indexes, one counts words
    assert request_indexing(Article.objects.none()) == 0
    assert DBTaskResult.objects.count() == 2


def test_task_indexes_all_that_is_pending() -> None:
    make_archive(3)
    rebuild()
    make_article(body="A new treaty.", events=["helsinki-2018"])
    assert update_index.call() == 1
    assert len(in_index()) == 4
    assert pending() == set()


def test_renamed_event_is_found_after_a_request() -> None:
    event = make_event("helsinki-2018", "Helsinki 2018")
    make_article(events=["helsinki-2018"])
    rebuild()
    event.name = "Meeting by the harbour"
    event.save()
    request_indexing(Article.objects.filter(events=event))
    index_pending()
    assert found("harbour") == 1


def test_command_reports_and_can_be_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    make_archive(2)
    call_command("rebuild_index")
    assert capsys.readouterr().out == "2 articles indexed.\n"
    call_command("rebuild_index", workers=2)
    assert capsys.readouterr().out == "2 articles indexed.\n"
    assert in_index() == set(Article.objects.values_list("pk", flat=True))
    call_command("rebuild_index", verbosity=0)
    assert capsys.readouterr() == ("", "")


def test_update_index_catches_up_with_what_awaits_it_and_leaves_the_rest(capsys: pytest.CaptureFixture[str]) -> None:
    make_archive(2)
    rebuild()
    late = make_article(body="A treaty about which no task was enqueued.")
    call_command("update_index")
    assert capsys.readouterr().out == "1 article indexed.\n"
    assert (pending(), found("enqueued")) == (set(), 1)
    late.delete()
    call_command("update_index")
    assert capsys.readouterr().out == "0 articles indexed.\n"


def test_pending_articles_are_looked_up_and_not_searched_for() -> None:
    plan = Article.objects.awaiting_index().order_by("pk").values_list("pk", flat=True).explain()
    assert "article_awaits_index" in plan


def test_no_other_process_gets_the_lock_while_one_writes(settings: Any) -> None:
    make_article()
    tried = []

    def try_lock(done: int) -> None:
        with (settings.DATA_DIR / "index.lock").open("a") as file, pytest.raises(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        tried.append(done)

    rebuild(try_lock)
    assert tried == [1]
