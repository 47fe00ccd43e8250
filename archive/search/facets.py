"""The facets of the search page: which there are, what they count, and in which order their values stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from archive.models import Coverage
from archive.search.engine.queries import ChoiceSearchQuerySet
from archive.search.search_indexes import UNKNOWN

SHOWN = 8  # values before “n more”
FOLDED = 24  # values on the page at all; all others stand on a page of their own
LISTED = 100  # values in an answer to programs

Choices = Mapping[str, tuple[str, ...]]


class Order(Enum):
    COUNT = "most articles first"
    LEADERS = "leaders first, then most articles first"
    VALUE = "by value"
    FIXED = "as declared"


@dataclass(frozen=True)
class Facet:
    """`name` is the parameter and the column of the index; `singular` names one choice, as in “Remove Summit: …”."""

    name: str
    label: str | Promise
    singular: str | Promise
    order: Order
    unknown: str | Promise = ""
    fixed: tuple[str, ...] = ()
    always: tuple[str, ...] = ()
    is_folded: bool = False


_PHASES = Coverage.Phase

FACETS = (
    Facet("phase", _("Phase"), _("Phase"), Order.FIXED, _("No summit, so no phase"),
          fixed=(_PHASES.BEFORE, _PHASES.DURING, _PHASES.AFTER, _PHASES.UNDETERMINED),
          always=(_PHASES.BEFORE, _PHASES.DURING, _PHASES.AFTER)),
    Facet("event", _("Summits and events"), _("Summit"), Order.COUNT, _("About no summit")),
    Facet("person", _("Leaders and people"), _("Person"), Order.LEADERS, _("Nobody recognised")),
    Facet("source", _("Sources"), _("Source"), Order.COUNT, _("Source unknown")),
    Facet("year", _("Year"), _("Year"), Order.VALUE, _("Date unknown")),
    Facet("language", _("Language"), _("Language"), Order.COUNT, _("Language unknown")),
    Facet("author", _("Authors"), _("Author"), Order.COUNT, _("Author unknown"), is_folded=True),
    Facet("mentions", _("Summits mentioned"), _("Mentions"), Order.COUNT, _("No summit mentioned"), is_folded=True),
    Facet("month", _("Month"), _("Month"), Order.VALUE, _("Date unknown"), is_folded=True),
    Facet("reviewed", _("Reviewed by a curator"), _("Reviewed"), Order.FIXED, fixed=("yes", "no"), is_folded=True),
)  # fmt: skip


class Choice(NamedTuple):
    value: str
    label: str
    count: int
    is_selected: bool


@dataclass(frozen=True)
class Group:
    """A facet with its values: those shown, those behind “n more”, and how many are not listed at all."""

    facet: Facet
    shown: tuple[Choice, ...]
    more: tuple[Choice, ...] = ()
    unlisted: int = 0

    @property
    def choices(self) -> tuple[Choice, ...]:
        return self.shown + self.more

    @property
    def size(self) -> int:
        return len(self.shown) + len(self.more) + self.unlisted

    @property
    def is_open(self) -> bool:
        return any(choice.is_selected for choice in self.choices)


def chosen_columns(choices: Choices) -> dict[str, tuple[str, ...]]:
    """The columns of the index to filter by. A phase chosen with an event is that event's, not another one's."""
    columns = {name: values for name, values in choices.items() if values}
    if "event" in columns and "phase" in columns:
        events, phases = columns.pop("event"), columns.pop("phase")
        columns["event_phase"] = tuple(f"{event}:{phase}" for event in events for phase in phases)
    return columns


def with_counts(results: ChoiceSearchQuerySet, choices: Choices) -> ChoiceSearchQuerySet:
    """The search with every facet asked for: how many articles one would see with a value and the other choices."""
    for facet in FACETS:
        results = with_count(results, facet, choices)
    return results


def with_count(results: ChoiceSearchQuerySet, facet: Facet, choices: Choices) -> ChoiceSearchQuerySet:
    """The search with one facet asked for."""
    if facet.name == "event" and choices.get("phase"):
        return results.facet("event", over="event_phase", group=_EventIn(tuple(choices["phase"])))
    if facet.name == "phase" and choices.get("event"):
        return results.facet("phase", over="event_phase", group=_PhaseOf(tuple(choices["event"])))
    return results.facet(facet.name)


@dataclass(frozen=True)
class _EventIn:
    """The event of a value `EVENT:PHASE`, in one of these phases. (A value, so that what it counted is remembered.)"""

    phases: tuple[str, ...]

    def __call__(self, value: str) -> str | None:
        event, _, phase = value.rpartition(":")
        return event if phase in self.phases else None


@dataclass(frozen=True)
class _PhaseOf:
    """The phase of a value `EVENT:PHASE`, of one of these events."""

    events: tuple[str, ...]

    def __call__(self, value: str) -> str | None:
        event, _, phase = value.rpartition(":")
        return phase if event in self.events else None


def arranged(
    facet: Facet,
    counts: Iterable[tuple[str, int]],
    selected: Collection[str],
    leaders: Collection[str] = (),
    most: int = LISTED,
) -> tuple[list[tuple[str, int]], list[tuple[str, int]], int]:
    """The values `(value, count)` that are shown, those behind “n more”, and how many are not among the `most` listed.

    What is selected is always shown, even with nothing to count.
    """
    values = in_order(facet, counts, selected, leaders)
    best = values if facet.order is not Order.VALUE else sorted(values, key=lambda item: -item[1])
    first = {value for value, _ in best[:SHOWN]} | set(selected)
    listed = {value for value, _ in best[:most]}
    shown = [item for item in values if item[0] in first]
    more = [item for item in values if item[0] in listed - first]
    return shown, more, len(values) - len(shown) - len(more)


def in_order(
    facet: Facet, counts: Iterable[tuple[str, int]], selected: Collection[str], leaders: Collection[str] = ()
) -> list[tuple[str, int]]:
    """All values `(value, count)` in the order of the facet, what is selected and what always stands there included."""
    known = dict.fromkeys((*facet.always, *selected), 0) | dict(counts)
    return [(value, known[value]) for *_, value in sorted(_ranks(facet, known, leaders))]


def _ranks(facet: Facet, known: Mapping[str, int], leaders: Collection[str]) -> list[tuple[Any, ...]]:
    """Tuples that stand in the order of the facet, the value last in each; there may be thousands."""
    match facet.order:
        case Order.COUNT:
            return [(value == UNKNOWN, -count, value) for value, count in known.items()]
        case Order.LEADERS:
            return [(value == UNKNOWN, value not in leaders, -count, value) for value, count in known.items()]
        case Order.VALUE:
            return [(value == UNKNOWN, value) for value in known]
    places = {value: place for place, value in enumerate(facet.fixed)}
    return [(value == UNKNOWN, places.get(value, len(places)), value) for value in known]
