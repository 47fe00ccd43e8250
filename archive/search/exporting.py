"""Everything a search finds, however much that is."""

from __future__ import annotations

from collections.abc import Iterator

from archive.search.finding import matching_articles
from archive.search.forms import SearchRequest

_SLICE = 1000  # articles asked for at a time


def matching_keys(request: SearchRequest) -> Iterator[int]:
    """The primary keys of all that matches, in the order of the search, each once.

    The first are fetched at once: IndexNotReadyError is raised here. An article that is indexed anew meanwhile may
    move past the place that was reached.
    """
    first = _keys(request, 0)
    return _on(request, first)


def _on(request: SearchRequest, keys: list[int]) -> Iterator[int]:
    seen: set[int] = set()
    start = 0
    while keys:
        yield from (key for key in dict.fromkeys(keys) if key not in seen)
        seen.update(keys)
        start += _SLICE
        keys = _keys(request, start) if len(keys) == _SLICE else []


def _keys(request: SearchRequest, start: int) -> list[int]:
    return [int(result.pk) for result in matching_articles(request)[start : start + _SLICE]]


def followed_keys(request: SearchRequest, start: int, end: int) -> list[int]:
    """A stretch of the keys of what matches, for whoever follows a search: those added last come first, unless an order
    was chosen.
    """
    results = matching_articles(request)
    if request.sort == request.default_sort:
        results.query.clear_order_by()
        results = results.order_by("-django_id")
    return [int(result.pk) for result in results[start:end]]
