"""Who is named how often, and in which phase: the counts behind the lists of people."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from archive.models import Appearance, Coverage, Event, Person, Source
from archive.models.judgement import shown_links
from archive.views.charts import PhaseCounts
from archive.views.coverage import phase_counts


@dataclass(frozen=True)
class NamedPerson:
    """A person with the articles that name them; `phases` counts those about a summit, for each of their summits."""

    person: Person
    count: int
    phases: PhaseCounts


def people_most_named(
    *, event: Event | None = None, source: Source | None = None, only: QuerySet[Person] | None = None, limit: int = 12
) -> list[NamedPerson]:
    """Who is named in most articles: in the archive, about one event, or from one source; perhaps of `only` these."""
    appearances = Appearance.objects.shown()
    if event is not None:
        about = Coverage.objects.shown().subjects().filter(event=event)
        appearances = appearances.filter(article__in=about.values("article"))
    if source is not None:
        appearances = appearances.filter(article__source=source)
    if only is not None:
        appearances = appearances.filter(person__in=only)
    ranked = appearances.order_by().values("person").annotate(n=Count("pk")).order_by("-n", "person__sort_name")[:limit]
    counts = {row["person"]: row["n"] for row in ranked}
    phases = phases_of_people(list(counts), event=event, source=source)
    people = Person.objects.in_bulk(counts)
    return [NamedPerson(people[pk], count, phases.get(pk, PhaseCounts())) for pk, count in counts.items()]


def phases_of_people(
    pks: list[int], *, event: Event | None = None, source: Source | None = None
) -> dict[object, PhaseCounts]:
    """Articles about a summit that name each of these people, by phase; one about two summits counts for both."""
    named = Q(article__appearances__person__in=pks) & shown_links("article__appearances")
    coverages = Coverage.objects.shown().subjects().filter(named)
    if event is not None:
        coverages = coverages.filter(event=event)
    if source is not None:
        coverages = coverages.filter(article__source=source)
    rows = coverages.order_by().values("article__appearances__person", "phase").annotate(n=Count("pk"))
    return phase_counts(rows, "article__appearances__person")
