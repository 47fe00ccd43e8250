"""Keeping the index a copy of what is published.

Everything here that writes holds one lock, so that the worker, an ingest and a rebuild take turns, in whatever
process they run. `Article.index_pending` says what is still to do; it is cleared only where the article has not been
changed since it was read.
"""

from __future__ import annotations

import fcntl
import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from haystack import connections
from haystack.utils import get_model_ct

from archive.models import Article
from archive.models.merge import Merge
from archive.models.records import AuthorityRecord
from archive.search.engine.backend import ArchiveWhooshBackend
from archive.search.engine.generations import IndexNotReadyError
from archive.search.engine.renaming import forget, rename, restore
from archive.search.search_indexes import values_of

BATCH_SIZE = 500  # articles
STEP = 15  # articles of those that await it: what is changed meanwhile comes next, within half a second

# What takes long to read of an article, and is not in the index.
_NOT_INDEXED = ("paragraph_numbers", "former_paragraphs", "spans_set_aside", "blocks", "provenance", "differences")
Progress = Callable[[int], object]


def index_articles(pks: Iterable[int]) -> int:
    """Bring these articles up to date in the index: add or replace what is published, take out what is not.

    Returns how many are in the index afterwards. Without a readable index, all articles are indexed instead.
    """
    with writers_lock():
        if not _is_ready():
            return _rebuild()
        number = sum(_update(batch) for batch in _batches(pks))
    compact_index()
    return number


def index_pending(ask_to_merge: Callable[[], object] | None = None) -> int:
    """Index every article that awaits it, what was changed last first; returns how many are in the index afterwards.

    `ask_to_merge` is called when there are segments for another process to merge, see `compact_index`; without it they
    are merged here in the end.
    """
    with writers_lock():
        if not _is_ready():
            return _rebuild()
        is_scattered = False
        waiting = Article.objects.awaiting_index().order_by("-updated_at", "-pk").values_list("pk", "updated_at")
        number, before = 0, []
        while (batch := list(waiting[:STEP])) and batch != before:
            number += _update([pk for pk, _updated_at in batch])
            before = batch
            if ask_to_merge:
                was_scattered, is_scattered = is_scattered, _backend().is_scattered()
                if is_scattered and not was_scattered:
                    ask_to_merge()
        forget(_backend().base, _is_settled)
    if not ask_to_merge:
        compact_index()
    return number


def compact_index() -> int:
    """Merge the segments of which there are too many, while others go on indexing; returns how many were merged."""
    number = 0
    with suppress(IndexNotReadyError):
        while merged := _backend().compact():
            number += merged
    return number


def remove_articles(pks: Iterable[int]) -> None:
    """Take articles out of the index, those included that are no longer in the database."""
    with writers_lock():
        if _is_ready():
            _backend().remove_all([f"{get_model_ct(Article)}.{pk}" for pk in pks])


def rename_value(record: type[AuthorityRecord], slug: str, new: str) -> None:
    """Let every search see the articles of one record as those of another from now on.

    Call it once that is so in the database, after a merge or a change of a slug. The articles are to be indexed again
    all the same; this waits neither for that nor for whoever is indexing.
    """
    now = values_of(record, new)
    rename(
        _backend().base,
        {field: dict(zip(values, now[field], strict=True)) for field, values in values_of(record, slug).items()},
    )


def restore_value(record: type[AuthorityRecord], slug: str) -> None:
    """Let every search see the articles of a record as its own again: a merge is being undone, or a record split."""
    restore(_backend().base, values_of(record, slug))


def _is_settled() -> bool:
    """Whether no document has a value any more that is not its record's own."""
    return not Article.objects.awaiting_index().exists() and not Merge.objects.unfinished().exists()


def rebuild(progress: Progress | None = None, processes: int = 1) -> int:
    """Make the index anew beside the live one and put it in its place; returns the number of articles.

    `progress` is called with the number of articles done since the last call. `processes`: one or two.
    """
    with writers_lock():
        number = _rebuild(progress, processes)
    compact_index()
    return number


def _update(pks: Sequence[int]) -> int:
    backend, index = _backend(), _article_index()
    articles = list(index.index_queryset().defer(*_NOT_INDEXED).filter(pk__in=pks))
    found = {article.pk for article in articles}
    backend.update(index, articles)
    gone = [pk for pk in pks if pk not in found]
    if gone:
        backend.remove_all([f"{get_model_ct(Article)}.{pk}" for pk in gone])
    _mark_indexed({article.pk: article.updated_at for article in articles})
    Article.objects.filter(pk__in=gone).exclude(pk__in=Article.objects.published()).update(index_pending=False)
    return len(articles)


def _rebuild(progress: Progress | None = None, processes: int = 1) -> int:
    index = _article_index()
    read: dict[int, datetime] = {}
    with _rarely_collecting(), _backend().replacing(processes) as add:
        articles = index.index_queryset().defer(*_NOT_INDEXED).order_by("pk").iterator(chunk_size=BATCH_SIZE)
        for batch in _batches(articles):
            add(index, batch)
            read |= {article.pk: article.updated_at for article in batch}
            if progress:
                progress(len(batch))
            gc.collect()
    for pks in _batches(read):
        _mark_indexed({pk: read[pk] for pk in pks})
    return len(read)


def _mark_indexed(read: dict[int, datetime]) -> None:
    """Clear `index_pending` where an article is still as it was read."""
    with transaction.atomic():
        now = Article.objects.filter(pk__in=read).select_for_update().values_list("pk", "updated_at")
        same = [pk for pk, updated_at in now if read[pk] == updated_at]
        Article.objects.filter(pk__in=same).update(index_pending=False)


@contextmanager
def _rarely_collecting() -> Iterator[None]:
    """Leave the search for garbage to the block itself, and what is in memory by now out of it.

    Rows that are fetched with what they are linked to point at one another, so that only the collector frees them; left
    to itself, it looks again and again through all that is being built, for a third of the time.
    """
    was_enabled = gc.isenabled()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        if was_enabled:
            gc.enable()


def _backend() -> ArchiveWhooshBackend:
    return connections["default"].get_backend()


def _article_index() -> Any:
    return connections["default"].get_unified_index().get_index(Article)


def _is_ready() -> bool:
    try:
        _backend().snapshot()
    except IndexNotReadyError:
        return False
    return True


def _batches(items: Iterable[Any]) -> Iterator[list[Any]]:
    batch = []
    for item in items:
        batch.append(item)
        if len(batch) == BATCH_SIZE:
            yield batch
            batch = []
    if batch:
        yield batch


@contextmanager
def writers_lock() -> Iterator[None]:
    """Wait until no other process or thread writes the index. The lock goes with the process that held it."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with (settings.DATA_DIR / "index.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)
