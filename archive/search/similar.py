"""Articles beside another one, as the index has them: those whose text is like its own, those next to it in time."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from haystack import connections
from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from haystack.utils import get_identifier

from archive.models import Article, Event
from archive.search.engine.answers import Request
from archive.search.engine.generations import IndexNotReadyError

MOST = 5


def listed(keys: Collection[int]) -> dict[int, Article]:
    """Of the articles with these keys those that readers may see, by key."""
    return Article.objects.published().listed().order_by().in_bulk(keys)


def keys_alike(article: Article) -> list[int]:
    """The primary keys of the most similar, the most similar first; none where there is no index yet."""
    backend = connections["default"].get_backend()
    try:  # not through SearchQuerySet: it would fetch all that are in the least alike, and then drop all but the first
        results = backend.more_like_this(article, end_offset=MOST, models=[Article])["results"]
    except IndexNotReadyError:
        return []
    return [int(result.pk) for result in results]


class Beside(NamedTuple):
    """Primary keys of the articles next to one, in order, and how many there are in all, itself among them."""

    keys: list[int]
    total: int


def next_in_time(article: Article, event: Event, reach: int) -> Beside | None:
    """The articles about an event next to this one in time, `reach` on either side, those without a date last.

    None where there is no index yet.
    """
    try:
        snapshot = connections["default"].get_backend().snapshot()
    except IndexNotReadyError:
        return None
    choices = ((DJANGO_CT, frozenset([str(Article._meta)])), ("event", frozenset([event.slug])))
    evaluation = snapshot.evaluate(Request(choices=choices, order=("day", DJANGO_ID)))
    number = snapshot.number_of(ID, get_identifier(article))
    around = evaluation.around(number, reach) if number is not None else []
    return Beside([int(stored[DJANGO_ID]) for stored in snapshot.stored(around)], len(evaluation))
