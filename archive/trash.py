"""Into the trash, out of it again, and after thirty days gone for good."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django_tasks import task

from archive import originals
from archive.models import Accession, Article, ErrorReport, Event, IngestRun, Person, RetiredSlug, Source
from archive.models.trash import KEPT_FOR, Trashable, TrashableQuerySet
from archive.tasks import request_indexing

MODELS: tuple[type[Trashable], ...] = (Article, Event, Person, Source)


@transaction.atomic
def move_to_trash(records: TrashableQuerySet, user: Any = None, with_run: IngestRun | None = None) -> int:
    """Readers no longer see these records; returns how many were not in the trash before.

    `with_run`: articles that go because this run of ingest is undone.
    """
    now = timezone.now()
    keys = list(records.filter(trashed_at=None).order_by().values_list("pk", flat=True))
    moved = records.model._default_manager.filter(pk__in=keys)
    moved.update(trashed_at=now, trashed_by=user, updated_at=now, **({"trashed_with": with_run} if with_run else {}))
    if keys:
        _follow(moved)
        empty_trash.using(run_after=now + KEPT_FOR).enqueue()
    return len(keys)


@transaction.atomic
def restore(records: TrashableQuerySet) -> int:
    """Readers see these records again, but for a withdrawn article; returns how many were in the trash."""
    keys = list(records.trashed().order_by().values_list("pk", flat=True))
    restored = records.model._default_manager.filter(pk__in=keys)
    restored.update(trashed_at=None, trashed_by=None, updated_at=timezone.now())
    if records.model is Article:
        restored.update(trashed_with=None)
    if keys:
        _follow(restored)
    return len(keys)


@task()
def empty_trash() -> int:
    """Delete for good what has lain in the trash for thirty days; returns how many records that were.

    Of reports that were closed so long ago it deletes who sent them.
    """
    now = timezone.now()
    ErrorReport.objects.forget_reporters(now)
    return sum(delete_for_good(model._default_manager.overdue(now)) for model in MODELS)


def delete_for_good(records: TrashableQuerySet) -> int:
    """Delete records that are in the trash, with what is theirs alone; returns how many.

    Their addresses stay reserved. One that another record has come to need in the meantime stays where it is.
    """
    return sum(_delete(record) for record in records.trashed().iterator(chunk_size=100))


def _delete(record: Trashable) -> bool:
    try:
        with transaction.atomic():
            sums = set(_sums_of(record))
            slugs = [record.slug, *record.former_slugs.values_list("slug", flat=True)]
            kind = RetiredSlug.Kind(record._meta.model_name)
            RetiredSlug.objects.bulk_create(
                (RetiredSlug(kind=kind, slug=slug) for slug in slugs), ignore_conflicts=True
            )
            record.delete()
            kept = set(Accession.objects.filter(sha256__in=sums).values_list("sha256", flat=True))
            transaction.on_commit(lambda: [originals.discard(sha256) for sha256 in sums - kept])
    except ProtectedError:
        return False
    return True


def _sums_of(record: Trashable) -> Iterator[str]:
    if isinstance(record, Article):
        yield from record.accessions.exclude(sha256="").values_list("sha256", flat=True)


def _follow(records: TrashableQuerySet) -> None:
    """The index follows. It holds articles only: a record that articles are linked to never goes to the trash."""
    if records.model is Article:
        request_indexing(records)
