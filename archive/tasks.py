"""What is done in the background, by `manage.py db_worker`."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from archive.models.article import ArticleQuerySet
from archive.models.records import AuthorityRecord
from archive.search.indexing import compact_index, index_pending, rename_value, restore_value
from archive.search.recounting import recount_words

# The queue of what takes long. It has a worker of its own, so that the index never waits for it.
LONG = "long"


@task()
def update_index() -> int:
    """Index whatever awaits it, however many requests there were; returns the number of articles."""
    return index_pending(merge_segments.enqueue)


@task(queue_name=LONG)
def merge_segments() -> int:
    """Keep the index in few segments, without anybody waiting for it; returns how many were merged."""
    return compact_index()


@task(queue_name=LONG)
def count_words() -> int:
    """Count the marking words of the summits whose coverage changed; returns how many."""
    return recount_words()


def request_indexing(articles: ArticleQuerySet) -> int:
    """Have these articles indexed soon; call it beside the change of an article or of what it is linked to.

    The mark and the task go into the transaction of the change. Their `updated_at` is set, so that an indexing that
    is under way does not take them for done. Returns how many were marked.
    """
    with transaction.atomic():
        marked = articles.order_by().update(index_pending=True, updated_at=timezone.now())
        if marked:
            update_index.enqueue()
            count_words.enqueue()
    return marked


def renamed(record: type[AuthorityRecord], slug: str, new: str) -> None:
    """Once the transaction is through, let searches see one record's articles as another's; see `rename_value`.

    Where that fails, with a full disk, it is logged: what was changed stays, and the search follows when it is indexed.
    """
    transaction.on_commit(partial(rename_value, record, slug, new), robust=True)


def restored(record: type[AuthorityRecord], slug: str) -> None:
    """Once the transaction is through, let searches see a record's articles as its own; see `restore_value`."""
    transaction.on_commit(partial(restore_value, record, slug), robust=True)
