"""A search carried out: the count, one page of hits and the facets, from one evaluation of the index."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from archive.models import Article
from archive.search.composing import composed
from archive.search.engine.budget import Cut
from archive.search.engine.nodes import Parsed
from archive.search.engine.queries import ChoiceSearchQuerySet
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
from archive.search.hits import Hit, hits
from archive.search.labels import labels, labels_of, leaders
from archive.search.marking import wanted

PAGE_SIZE = 20

_ORDERS = {
    "relevance": ("-score", "-day", "django_id"),
    "newest": ("-day", "django_id"),
    "oldest": ("day", "django_id"),
}


@dataclass(frozen=True)
class Found:
    """`page` is the one that is shown: the last, where a later one was asked for. `cuts` says what was left out."""

    count: int
    page: int
    pages: int
    hits: tuple[Hit, ...]
    groups: tuple[Group, ...]
    cuts: frozenset[Cut] = frozenset()
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
        hits([int(row.pk) for row in rows], wanted(request.query.node)),
        _groups(counted, request, listed),
        cuts=results.cuts(),
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


def _groups(counted: dict[str, list[tuple[str, int]]], request: SearchRequest, listed: int) -> tuple[Group, ...]:
    first = leaders()
    chosen = {facet.name: request.choices.get(facet.name, {}) for facet in FACETS}
    ordered = {
        facet.name: arranged(facet, counted.get(facet.name, ()), chosen[facet.name], first, listed) for facet in FACETS
    }
    names = labels_of({name: [value for value, _ in shown + more] for name, (shown, more, _) in ordered.items()})
    groups = []
    for facet in FACETS:
        (shown, more, unlisted), named, selected = ordered[facet.name], names[facet.name], chosen[facet.name]
        if shown:
            groups.append(Group(facet, _choices(shown, named, selected), _choices(more, named, selected), unlisted))
    return tuple(groups)


def _choices(
    counted: Sequence[tuple[str, int]], names: Mapping[str, str], selected: Collection[str]
) -> tuple[Choice, ...]:
    return tuple(Choice(value, names.get(value, value), count, value in selected) for value, count in counted)
