"""How many articles have each person, summit or source, and in which phase: from the columns of the index.

Counted over all articles by joins, this takes the database most of a second; the index answers at once, and remembers.
It follows an edit as soon as its task is done. A `snapshot` is what is asked, without one the newest; everything here
raises IndexNotReadyError where there is no index.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations

import numpy as np
from haystack import connections
from haystack.constants import DJANGO_CT, DJANGO_ID

from archive.models import Article, Coverage
from archive.search.composing import composed
from archive.search.engine.answers import Evaluation, Request
from archive.search.engine.nodes import Parsed
from archive.search.engine.snapshot import Snapshot
from archive.search.facets import chosen_columns
from archive.search.query.tree import Linked

Choices = Mapping[str, Iterable[str]]
Days = tuple[date, date]


def tally(
    column: str, choices: Choices | None = None, between: Days | None = None, snapshot: Snapshot | None = None
) -> dict[str, int]:  # fmt: skip
    """How many articles have each value of a column, most first, `unknown` among them.

    Only those with the `choices`, such as `{"event": ["apec-da-nang-2017"], "phase": ["before"]}`: a phase chosen with
    an event is that event's. Of the column itself too: `tally("person", {"person": [slug]})` tells who is named
    together with this person. And only those that may have been published `between` two days, both included.
    """
    snapshot = snapshot or newest_snapshot()
    return dict(snapshot.counts(_chosen(snapshot, choices or {}, column, between), column))


def tally_by_phase(
    column: str, choices: Choices | None = None, snapshot: Snapshot | None = None
) -> dict[str, dict[str, int]]:  # fmt: skip
    """For each value of a column, how many of its articles stand in which phase (see `Coverage.Phase`).

    An article that is about two summits may stand in two phases, and about none in none; of `event`, the phases are
    those of each event.
    """
    snapshot = snapshot or newest_snapshot()
    found: dict[str, dict[str, int]] = {}
    if column == "event":
        for value, count in tally("event_phase", choices, snapshot=snapshot).items():
            event, _, phase = value.rpartition(":")
            found.setdefault(event, {})[phase] = count
        return found
    for phase in Coverage.Phase.values:
        for value, count in tally(column, {**(choices or {}), "phase": [phase]}, snapshot=snapshot).items():
            found.setdefault(value, {})[phase] = count
    return found


def tally_pairs(
    column: str, values: Sequence[str], snapshot: Snapshot | None = None
) -> dict[frozenset[str], int]:  # fmt: skip
    """How many articles have both of two of these values; pairs that none has are left out."""
    snapshot = snapshot or newest_snapshot()
    articles = snapshot.having(DJANGO_CT, [str(Article._meta)])
    having = np.array([snapshot.having(column, [value]) & articles for value in values], dtype=np.float32)
    both = having @ having.T  # exact up to 2**24 articles
    pairs = combinations(range(len(values)), 2)
    return {frozenset((values[one], values[other])): int(both[one, other]) for one, other in pairs if both[one, other]}


def articles_with(choices: Choices, snapshot: Snapshot | None = None) -> int:
    """How many articles have these values."""
    return len(_chosen(snapshot or newest_snapshot(), choices))


def first_articles(choices: Choices, order: str, limit: int, snapshot: Snapshot | None = None) -> list[int]:
    """The keys of the first so many articles with these values; `order`: `day` or `-day`, undated ones last."""
    snapshot = snapshot or newest_snapshot()
    found = _chosen(snapshot, choices, order=order)
    return [int(stored[DJANGO_ID]) for stored in snapshot.stored([number for number, _ in found.page(0, limit)])]


def newest_snapshot() -> Snapshot:
    """What all counts of one page are to be taken from: they agree then, and the index is looked for once."""
    found: Snapshot = connections["default"].get_backend().snapshot()
    return found


def _chosen(
    snapshot: Snapshot, choices: Choices, counted: str = "", between: Days | None = None, order: str = ""
) -> Evaluation:
    """The articles with these values. A facet leaves the choices on its own column aside, so they become a question.

    Asked of the index itself: a page has a dozen of these counts, and of a SearchQuerySet the machinery would take
    several times as long as the counting.
    """
    question, columns = None, chosen_columns({name: tuple(values) for name, values in choices.items()})
    if counted in columns:
        node = Linked(counted, "", columns.pop(counted))
        question = Parsed(repr(node), composed(node, ()))
    return snapshot.evaluate(
        Request(
            question=question,
            choices=(
                (DJANGO_CT, frozenset([str(Article._meta)])),
                *((name, frozenset(columns[name])) for name in sorted(columns)),
            ),
            spans=(("span", (between[0].isoformat(), between[1].isoformat())),) if between else (),
            order=(*filter(None, [order]), DJANGO_ID),
        )
    )
