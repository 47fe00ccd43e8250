"""The index against what is published: every byte of it, and which articles have a document there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from django.db.models import QuerySet
from haystack import connections
from haystack.utils import get_model_ct

from archive.models import Article
from archive.search.engine.arrayfile import Array
from archive.search.engine.backend import ArchiveWhooshBackend
from archive.search.engine.generations import IndexNotReadyError, leftovers, remove_leftovers
from archive.search.indexing import writers_lock


@dataclass(frozen=True)
class Comparison:
    """What is not as it should be. Of an index that cannot be read, `fault` says why, and nothing else is known.

    Keys of articles: `unpublished` have a document and should have none, `missing` have none and do not wait for one,
    `repeated` have several. `strangers` are documents of nothing that is known here, `leftovers` what interrupted
    rebuilds have left.
    """

    fault: str = ""
    unpublished: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    repeated: tuple[int, ...] = ()
    strangers: tuple[str, ...] = ()
    leftovers: tuple[Path, ...] = ()


NO_DIFFERENCE = Comparison()


def compare() -> Comparison:
    """Look whoever is at work: what is being written may look like a difference."""
    backend, prefix = _backend(), f"{get_model_ct(Article)}."
    try:
        backend.verify()
        documents = backend.identifiers()
    except IndexNotReadyError as error:
        return Comparison(str(error))
    is_ours = re.compile(rf"{re.escape(prefix)}\d+").fullmatch
    counts = {int(name.removeprefix(prefix)): count for name, count in documents if is_ours(name)}
    indexed, published = _sorted(counts), _keys(Article.objects.published())
    waiting = _keys(Article.objects.awaiting_index())
    return Comparison(
        unpublished=_without(indexed, published, waiting),
        missing=_without(published, indexed, waiting),
        repeated=tuple(pk for pk, count in counts.items() if count > 1),
        strangers=tuple(name for name, _ in documents if not is_ours(name)),
        leftovers=tuple(leftovers(backend.base)),
    )


def compare_at_rest() -> Comparison:
    """Look while nobody writes the index; this waits for whoever does."""
    with writers_lock():
        return compare()


def drop_leftovers() -> None:
    """Remove what interrupted rebuilds have left."""
    with writers_lock():
        remove_leftovers(_backend().base)


def _backend() -> ArchiveWhooshBackend:
    backend: ArchiveWhooshBackend = connections["default"].get_backend()
    return backend


def _keys(articles: QuerySet[Article]) -> Array:
    return _sorted(articles.order_by().values_list("pk", flat=True).iterator())


def _sorted(keys: Iterable[int]) -> Array:
    return np.sort(np.fromiter(keys, dtype=np.int64))


def _without(keys: Array, *others: Array) -> tuple[int, ...]:
    for other in others:
        keys = np.setdiff1d(keys, other, assume_unique=True)
    return tuple(keys.tolist())
