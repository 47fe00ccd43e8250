"""A search carried out: the count, one page of hits and the facets, from one evaluation of the index."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from archive.models import Appearance, Article, Coverage
from archive.search.composing import composed
from archive.search.engine.nodes import Parsed
from archive.search.engine.queries import ChoiceSearchQuerySet
from archive.search.engine.snippets import Piece
from archive.search.engine.spotting import Wanted
from archive.search.facets import (
    FACETS,
    LISTED,
    Choice,
    Facet,
    Group,
    arranged,
    chosen_columns,
    in_order,
    with_count,
    with_counts,
)
from archive.search.forms import SearchRequest
from archive.search.labels import labels, leaders
from archive.search.marking import wanted
from archive.search.passages import marked_title, passages

PAGE_SIZE = 20

_ORDERS = {
    "relevance": ("-score", "-day", "django_id"),
    "newest": ("-day", "django_id"),
    "oldest": ("day", "django_id"),
}


@dataclass(frozen=True)
class Hit:
    """An article on the page, with the passages that answer; `article` has `subjects` and `shown_people`.

    `title` is empty where nothing of the title is a match.
    """

    article: Any
    snippet: tuple[Piece, ...]
    title: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Found:
    """`page` is the one that is shown: the last, where a later one was asked for. `cuts` says what was left out."""

    count: int
    page: int
    pages: int
    hits: tuple[Hit, ...]
    groups: tuple[Group, ...]
    cuts: tuple[str, ...] = ()
    dated_months: Sequence[tuple[str, int]] = ()  # how many articles lie in which month, see `dating.placed`

    @property
    def first(self) -> int:
        return (self.page - 1) * PAGE_SIZE + 1 if self.hits else 0

    @property
    def last(self) -> int:
        return (self.page - 1) * PAGE_SIZE + len(self.hits)


def matching_articles(request: SearchRequest) -> ChoiceSearchQuerySet:
    """All that matches, in order, as a Haystack search; exports go through it in slices."""
    results = ChoiceSearchQuerySet().models(Article)
    if not request.query.is_empty:
        languages = results.values("language")
        node = request.query.node
        results = results.matching(Parsed(repr((node, languages)), composed(node, languages)))
    for column, values in chosen_columns(request.values).items():
        results = results.choose(column, values)
    if request.first or request.last:
        first = request.first.earliest if request.first else None
        last = request.last.latest if request.last else None
        results = results.overlapping("span", first, last)
    return results.order_by(*_ORDERS[request.sort])


def find(request: SearchRequest, listed: int = LISTED) -> Found:
    """Carry a search out, with so many values of each facet at most. Raises IndexNotReadyError."""
    results = with_counts(matching_articles(request), request.values).facet("dated_month")
    page = request.page
    rows = results[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    count = len(results)
    pages = max(1, -(-count // PAGE_SIZE))
    if page > pages:
        page = pages
        results = results.all()
        rows = results[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    counted = results.facet_counts().get("fields", {})
    return Found(
        count,
        page,
        pages,
        _hits(rows, request),
        _groups(counted, request, listed),
        cuts=tuple(sorted(results.cuts())),
        dated_months=counted.get("dated_month", ()),
    )


def count_of(request: SearchRequest) -> int:
    """How many articles match. Raises IndexNotReadyError."""
    return len(matching_articles(request))


def all_choices(request: SearchRequest, facet: Facet) -> tuple[Choice, ...]:
    """Every value of a facet, however rare, with its count for this search. Raises IndexNotReadyError."""
    results = with_count(matching_articles(request), facet, request.values)
    results[:1]  # the articles are not wanted
    counted = results.facet_counts().get("fields", {}).get(facet.name, [])
    selected = request.choices.get(facet.name, {})
    ordered = in_order(facet, counted, selected, leaders())
    return _choices(ordered, labels(facet, [value for value, _ in ordered]), selected)


def _hits(rows: Sequence[Any], request: SearchRequest) -> tuple[Hit, ...]:
    """The articles in the order of the index; one deleted since it was indexed is left out."""
    subjects = Coverage.objects.shown().filter(role=Coverage.Role.SUBJECT).select_related("event")
    people = Appearance.objects.shown().select_related("person").order_by("-role", "person__sort_name")
    articles = (
        Article.objects.published()
        .select_related("source")
        .defer("blocks", "provenance", "unresolved", "differences")
        .prefetch_related(
            Prefetch("coverages", subjects.order_by("event__start", "event__slug"), to_attr="subjects"),
            Prefetch("appearances", people, to_attr="shown_people"),
        )
        .in_bulk([int(row.pk) for row in rows])
    )
    marked = wanted(request.query.node)
    found = (articles.get(int(row.pk)) for row in rows)
    return tuple(_hit(article, marked) for article in found if article)


def _hit(article: Article, marked: Wanted) -> Hit:
    title = marked_title(article.title, marked, article.language)
    return Hit(article, passages(article.body, marked, article.language), title)


def _groups(counted: dict[str, list[tuple[str, int]]], request: SearchRequest, listed: int) -> tuple[Group, ...]:
    first = leaders()
    groups = []
    for facet in FACETS:
        selected = request.choices.get(facet.name, {})
        shown, more, unlisted = arranged(facet, counted.get(facet.name, []), selected, first, listed)
        names = labels(facet, [value for value, _ in shown + more])
        if shown:
            groups.append(Group(facet, _choices(shown, names, selected), _choices(more, names, selected), unlisted))
    return tuple(groups)


def _choices(
    counted: Sequence[tuple[str, int]], names: Mapping[str, str], selected: Collection[str]
) -> tuple[Choice, ...]:
    return tuple(Choice(value, names.get(value, value), count, value in selected) for value, count in counted)
