"""The small gazetteer as rows: what `build_gazetteer` must give back, and what articles are linked to."""

from __future__ import annotations

from datetime import date

from archive.ingest.authority import Office
from archive.models import (
    Event,
    EventAlias,
    EventSeries,
    Participation,
    Person,
    PersonAlias,
    Source,
    SourceAlias,
    Tenure,
)
from tests.ingest.gazetteers import EVENTS, PEOPLE, SERIES, SOURCES


def store_records() -> None:
    """Write a row for each record of the small gazetteer."""
    people = {
        entry.slug: Person.objects.create(slug=entry.slug, name=entry.name, sort_name=entry.name) for entry in PEOPLE
    }
    for entry in PEOPLE:
        person = people[entry.slug]
        for text in entry.full_names:
            PersonAlias.objects.create(person=person, text=text)
        for text in entry.short_names:
            PersonAlias.objects.create(person=person, text=text, kind=PersonAlias.Kind.SHORT)
        for office in entry.offices:
            Tenure.objects.create(
                person=person, office=office.title.title(), country=office.country, held=_held(office),
                is_highest=office.is_highest,
            )  # fmt: skip
    series = {
        entry.slug: EventSeries.objects.create(
            slug=entry.slug, name=entry.name, aliases=list(entry.aliases), members=list(entry.members)
        )
        for entry in SERIES
    }
    for entry in EVENTS:
        event = Event.objects.create(
            slug=entry.slug, name=entry.name, short_name=entry.places[0], series=series[entry.series],
            place=entry.places[0], country=entry.country, start=entry.start, end=entry.end, is_online=entry.is_online,
            status=Event.Status.CANCELLED if entry.is_cancelled else Event.Status.HELD,
        )  # fmt: skip
        EventAlias.objects.bulk_create(EventAlias(event=event, text=text) for text in entry.aliases)
        Participation.objects.bulk_create(Participation(event=event, person=people[s]) for s in entry.participants)
    for entry in SOURCES:
        source = Source.objects.create(slug=entry.slug, name=entry.name, domains=list(entry.domains))
        SourceAlias.objects.bulk_create(SourceAlias(source=source, text=text) for text in entry.aliases)


def _held(office: Office) -> str:
    """The EDTF interval that gives these days back."""
    return f"{office.first}/{'..' if office.last == date.max else office.last}"
