"""Undoing a run of ingest as a whole: a bounded step at once, the rest in the background, each step whole or not.

What was new goes to the trash, and comes back when its file comes again. What was read again gets back what it had.
An article that people changed since, or that was taken in again, is left as it is, and named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django_tasks import task

from archive.ingest.duplicates import renew_duplicates
from archive.ingest.signatures import band_keys
from archive.merging.journal import RowChange, is_as_left, take_back
from archive.models import Accession, Article, IngestChange, IngestRun
from archive.models.history import Agent, parts, recorded_as
from archive.tasks import request_indexing
from archive.trash import move_to_trash

STEP = 20  # articles
_NAMED = 100  # articles of a preview
CHANGED_BY_PEOPLE = gettext_noop("people changed it since")
TAKEN_IN_AGAIN = gettext_noop("it was taken in again since")
CHANGED_OTHERWISE = gettext_noop("it was changed since")
_STOPPED_AFTER = timedelta(days=1)  # a run that has not said that it is over by then was killed


class UndoError(Exception):
    """This run cannot be undone; the message says why, for people."""


@dataclass(frozen=True)
class Preview:
    """How many articles are new in a run and how many it changed; of either, those that people changed since.

    `named` are the first of these.
    """

    new: int
    changed: int
    left: int
    named: list[Article]


def refusal(run: IngestRun) -> str:
    """Why a run cannot be undone, in words; nothing if it can."""
    if run.undo_state != IngestRun.UndoState.STANDING:
        return _("This run is undone, or being undone.")
    if run.finished_at is None and run.started_at > timezone.now() - _STOPPED_AFTER:
        return _("This run is still at work.")
    return ""


def preview(run: IngestRun) -> Preview:
    new, changed = _new_in(run), _changed_in(run)
    touched = changed_by_people(Article.objects.filter(models.Q(pk__in=new) | models.Q(pk__in=changed)), run.started_at)
    named = Article.objects.listed().filter(pk__in=sorted(touched)[:_NAMED])
    return Preview(new.count(), changed.count(), len(touched), list(named))


@transaction.atomic
def undo(run: IngestRun, user: Any = None) -> None:
    """Undo a run; what is left of a large one is done in the background. Raises UndoError."""
    run = IngestRun.objects.select_for_update().get(pk=run.pk)
    if why := refusal(run):
        raise UndoError(why)
    run.undo_state, run.undone_by, run.undone_at = IngestRun.UndoState.UNDOING, user, timezone.now()
    _go_on(run)
    _ask_for_more()


@task()
def continue_undoing() -> int:
    """A step of each run that is being undone; returns how many those were. Asks for itself while one is left."""
    keys = list(IngestRun.objects.being_undone().order_by("pk").values_list("pk", flat=True))
    for key in keys:
        with transaction.atomic():
            if run := IngestRun.objects.being_undone().select_for_update().filter(pk=key).first():
                _go_on(run)
    _ask_for_more()
    return len(keys)


def changed_by_people(articles: models.QuerySet, since: Any) -> set[int]:
    """The keys of those that people changed after a moment, in themselves or in what belongs to them."""
    keys, by_people = articles.order_by().values("pk"), {"history_agent": Agent.CURATOR, "history_date__gt": since}
    found = set(Article.history.filter(id__in=keys, **by_people).order_by().values_list("id", flat=True))
    for part, names in parts(Article).items():
        for name in names:
            rows = part.history.filter(**{f"{name}__in": keys}, **by_people).order_by()
            found.update(rows.values_list(name, flat=True))
    return found


def _ask_for_more() -> None:
    if IngestRun.objects.being_undone().exists():
        continue_undoing.enqueue()


def _new_in(run: IngestRun) -> models.QuerySet:
    created = Accession.objects.filter(run=run, outcome=Accession.Outcome.CREATED)
    return Article.objects.filter(pk__in=created.order_by().values("article"))


def _changed_in(run: IngestRun) -> models.QuerySet:
    """Those that were there before the run, and that it changed."""
    return Article.objects.filter(pk__in=run.changes.order_by().values("article")).exclude(pk__in=_new_in(run))


def _go_on(run: IngestRun) -> None:
    """One step: first what was read again, from the end, then what was new."""
    with recorded_as(Agent.OTHER, user=run.undone_by, run=run, reason=_("An ingest run was undone")):
        changes = list(run.changes.exclude(article__in=_new_in(run)).order_by("-pk").select_related("article")[:STEP])
        _take_back(run, changes)
        room = STEP - len(changes)
        new = list(_new_in(run).filter(pk__gt=run.undone_up_to).order_by("pk")[:room])
        _trash(run, new)
        if len(new) < room:
            run.undo_state = IngestRun.UndoState.UNDONE
            run.changes.all().delete()
    run.save()


def _take_back(run: IngestRun, changes: list[IngestChange]) -> None:
    touched = changed_by_people(_only(change.article for change in changes), run.started_at)
    done = []
    for change in changes:
        rows = [RowChange(**row) for row in reversed(change.rows)]
        if change.article_id in touched:
            run.leave(change.article, CHANGED_BY_PEOPLE)
        elif not all(map(is_as_left, rows)) or not _was_taken_back(run, change.article, rows):
            run.leave(change.article, CHANGED_OTHERWISE)
        else:
            done.append(change.article)
            run.taken_back += 1
        change.delete()
    request_indexing(_only(done))


def _was_taken_back(run: IngestRun, article: Article, rows: list[RowChange]) -> bool:
    """Give an article what it had, all of it or nothing."""
    with transaction.atomic():
        article.accessions.filter(run=run, is_current=True).update(is_current=False)
        notes = [note for row in rows if (note := take_back(row))]
        if notes or not article.accessions.filter(is_current=True).exists():
            transaction.set_rollback(True)
            return False
        body = article.body
        article.refresh_from_db()
        renew_duplicates(article, band_keys(article.body), is_new_body=article.body != body)
    return True


def _trash(run: IngestRun, new: list[Article]) -> None:
    """Move to the trash what the run brought, unless people or another run need it."""
    touched = changed_by_people(_only(new), run.started_at)
    others = Accession.objects.filter(article__in=new).exclude(run=run)
    again = set(others.exclude(run__undo_state=IngestRun.UndoState.UNDONE).values_list("article", flat=True))
    gone = []
    for article in new:
        if article.pk in touched:
            run.leave(article, CHANGED_BY_PEOPLE)
        elif article.pk in again or IngestChange.objects.filter(article=article).exclude(run=run).exists():
            run.leave(article, TAKEN_IN_AGAIN)
        elif not article.trashed_at:
            gone.append(article)
        run.undone_up_to = article.pk
    run.trashed += move_to_trash(_only(gone), run.undone_by, with_run=run)


def _only(articles: Iterable[Article]) -> Any:
    keys: Collection[int] = [article.pk for article in articles]
    return Article.objects.filter(pk__in=keys)
