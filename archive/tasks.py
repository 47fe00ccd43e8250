"""What is done in the background, by `manage.py db_worker`."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from archive.models.article import ArticleQuerySet
from archive.search.indexing import index_pending
from archive.search.recounting import recount_words

# The queue of what takes long. It has a worker of its own, so that the index never waits for it.
LONG = "long"


@task()
def update_index() -> int:
    """Index whatever awaits it, however many requests there were; returns the number of articles."""
    return index_pending()


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
