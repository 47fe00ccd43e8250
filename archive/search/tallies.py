"""How many articles have each person, summit or source, and in which phase: from the columns of the index.

Counted over all articles by joins, this takes the database most of a second; the index answers at once, and remembers.
It follows an edit as soon as its task is done. Everything here raises IndexNotReadyError where there is no index.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from archive.models import Article, Coverage
from archive.search.composing import composed
from archive.search.engine.nodes import Parsed
from archive.search.engine.queries import ChoiceSearchQuerySet
from archive.search.facets import chosen_columns
from archive.search.query.tree import Linked

Choices = Mapping[str, Iterable[str]]
Days = tuple[date, date]


def tally(column: str, choices: Choices | None = None, between: Days | None = None) -> dict[str, int]:
    """How many articles have each value of a column, most first, `unknown` among them.

    Only those with the `choices`, such as `{"event": ["apec-da-nang-2017"], "phase": ["before"]}`: a phase chosen with
    an event is that event's. Of the column itself too: `tally("person", {"person": [slug]})` tells who is named
    together with this person. And only those that may have been published `between` two days, both included.
    """
    results = _chosen(choices or {}, column, between).facet(column)
    results[:1]  # the articles themselves are not wanted, whichever comes first
    return dict(results.facet_counts().get("fields", {}).get(column, ()))


def tally_by_phase(column: str, choices: Choices | None = None) -> dict[str, dict[str, int]]:
    """For each value of a column, how many of its articles stand in which phase (see `Coverage.Phase`).

    An article that is about two summits may stand in two phases, and about none in none; of `event`, the phases are
    those of each event.
    """
    found: dict[str, dict[str, int]] = {}
    if column == "event":
        for value, count in tally("event_phase", choices).items():
            event, _, phase = value.rpartition(":")
            found.setdefault(event, {})[phase] = count
        return found
    for phase in Coverage.Phase.values:
        for value, count in tally(column, {**(choices or {}), "phase": [phase]}).items():
            found.setdefault(value, {})[phase] = count
    return found


def articles_with(choices: Choices) -> int:
    """How many articles have these values."""
    return len(_chosen(choices))


def first_articles(choices: Choices, order: str, limit: int) -> list[int]:
    """The keys of the first so many articles with these values; `order`: `day` or `-day`, undated ones last."""
    return [int(result.pk) for result in _chosen(choices, order=order)[:limit]]


def _chosen(choices: Choices, counted: str = "", between: Days | None = None, order: str = "") -> ChoiceSearchQuerySet:
    """The articles with these values. A facet leaves the choices on its own column aside, so they become a question."""
    results = ChoiceSearchQuerySet().models(Article)
    for column, values in chosen_columns({name: tuple(values) for name, values in choices.items()}).items():
        if column == counted:
            node = Linked(column, "", values)
            results = results.matching(Parsed(repr(node), composed(node, ())))
        else:
            results = results.choose(column, values)
    if between:
        results = results.overlapping("span", *between)
    return results.order_by(*filter(None, (order, "django_id")))
