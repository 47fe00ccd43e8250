"""Who is named most in each phase of a summit's coverage."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from archive.models import Event, Person
from archive.views.charts import PHASES, PhaseCounts
from archive.views.tallying import Tallies

NAMED = 8  # people of a phase


@dataclass(frozen=True)
class Named:
    """A person with the articles of one phase that name them; `width` is their share of it, in percent."""

    person: Person
    count: int
    width: float


@dataclass(frozen=True)
class NamedInPhase:
    """`total`: how many people are named at all."""

    phase: str
    articles: int
    people: tuple[Named, ...]
    total: int


def most_named(
    event: Event, counts: PhaseCounts, tallies: Tallies, participants: Collection[str] = ()
) -> list[NamedInPhase]:
    """Before, during and after, each with those named in most of its articles; nothing where nobody is named.

    Of several named equally often, the `participants` (slugs) come first.
    """
    found = {phase: tallies.known("person", event=event.slug, phase=phase) for phase in PHASES}
    firsts = {
        phase: sorted(named.items(), key=lambda item: (-item[1], item[0] not in participants, item[0]))[:NAMED]
        for phase, named in found.items()
    }
    slugs = {slug for first in firsts.values() for slug, _ in first}
    people = Person.objects.published().only("slug", "name").in_bulk(slugs, field_name="slug") if slugs else {}
    if not people:
        return []
    return [
        NamedInPhase(
            phase,
            getattr(counts, phase),
            tuple(Named(people[slug], count, _share(count, counts, phase)) for slug, count in first if slug in people),
            len(found[phase]),
        )
        for phase, first in firsts.items()
    ]


def _share(count: int, counts: PhaseCounts, phase: str) -> float:
    return round(100 * min(count / max(getattr(counts, phase), 1), 1), 2)
