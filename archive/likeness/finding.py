"""Finding the records that may be one and the same, and keeping what curators said of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import models, transaction
from django_tasks import task

from archive.edtf import parse_edtf
from archive.likeness.pairing import EVENTS, PEOPLE, SOURCES, Held, Named, Pair, pairs
from archive.models import Event, Likeness, Merge, Person, PersonAlias, Source, Tenure
from archive.tasks import LONG


@task(queue_name=LONG)
def find_likenesses() -> int:
    """Compare all records of each kind; returns how many pairs there are. Pairs set aside stay set aside."""
    found = {
        Person: pairs(map(_person, Person.objects.published().prefetch_related("aliases", "tenures")), PEOPLE),
        Event: pairs(map(_event, _events()), EVENTS),
        Source: pairs(map(_source, Source.objects.published().prefetch_related("aliases")), SOURCES),
    }
    with transaction.atomic():
        return sum(_keep(model, said) for model, said in found.items())


def _keep(model: type[models.Model], found: list[Pair]) -> int:
    """Store the pairs of a kind. One that is alike no longer goes, unless a curator decided about it."""
    kind = model._meta.model_name
    names = dict(model._default_manager.values_list("pk", "name"))
    split = Merge.objects.splits().filter(kind=kind).values_list("survivor_id", "merged_id")
    apart = set(map(frozenset, split))  # curators have said that they are two
    both = ((pair, frozenset((pair.first, pair.second))) for pair in found)
    found = [pair for pair, keys in both if keys <= names.keys() and keys not in apart]  # some may be gone by now
    known = {(each.first_id, each.second_id): each for each in Likeness.objects.filter(kind=kind)}
    keys = {(pair.first, pair.second) for pair in found}
    gone = [each.pk for pair, each in known.items() if pair not in keys and not each.is_distinct]
    Likeness.objects.filter(pk__in=gone).delete()
    for pair in found:
        said = {
            "first_name": names[pair.first],
            "second_name": names[pair.second],
            "reason": pair.reason,
            "words": pair.words[:620],
        }
        likeness = known.get((pair.first, pair.second))
        if likeness is None:
            Likeness.objects.create(kind=kind, first_id=pair.first, second_id=pair.second, **said)
        elif any(getattr(likeness, name) != value for name, value in said.items()):
            Likeness.objects.filter(pk=likeness.pk).update(**said)
    return len(found)


def _events() -> models.QuerySet[Event]:
    return Event.objects.published().select_related("series").prefetch_related("aliases", "parts")


def _person(person: Person) -> Named:
    tenures = list(person.tenures.all())
    highest = [tenure for tenure in tenures if tenure.is_highest]
    return Named(
        person.pk,
        (person.name, *_aliases(alias for alias in person.aliases.all() if alias.kind == PersonAlias.Kind.FULL)),
        person.wikidata_id,
        tuple(_held(tenure) for tenure in highest),
        frozenset(tenure.country for tenure in tenures if tenure.country),
    )


def _held(tenure: Tenure) -> Held:
    """The days on which an office was held for certain."""
    start, _, end = tenure.held.partition("/")
    first = parse_edtf(start).latest if start not in ("", "..") else None
    last = parse_edtf(end).earliest if end not in ("", "..") else None
    if end == "..":
        last = date.max
    if first is None or last is None:  # begin or end unknown: of one day of it is known
        first = last = first or last or date.min
    return Held(f"{tenure.office}, {tenure.country}", first, last)


def _event(event: Event) -> Named:
    days = (event.start, event.end) if event.start and event.end else None
    return Named(
        event.pk,
        (event.name, *_aliases(event.aliases.all())),
        event.wikidata_id,
        (Held(event.series.name if event.series else "", *days),) if days else (),
        frozenset({event.country} - {""}),
        others=frozenset({part.pk for part in event.parts.all()} | ({event.parent_id} if event.parent_id else set())),
    )


def _source(source: Source) -> Named:
    return Named(
        source.pk,
        (source.name, *_aliases(source.aliases.all())),
        source.wikidata_id,
        countries=frozenset({source.country} - {""}),
        sites=frozenset(source.domains),
    )


def _aliases(aliases: Iterator | models.QuerySet) -> list[str]:
    return [alias.text for alias in aliases if not alias.is_blocked]
