"""The archive's records that readings name, looked up for many readings at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from archive.ingest.reading import ReadItem
from archive.models import Event, Person, Source


@dataclass(frozen=True)
class Records:
    """By slug: keys of people and events, and sources. What was deleted since the gazetteer was made is not here."""

    people: dict[str, int]
    events: dict[str, int]
    sources: dict[str, Source]

    @classmethod
    def named_in(cls, items: Iterable[ReadItem]) -> Self:
        """One query for each kind of record, however many items there are."""
        readings = [item.reading for item in items]
        people = {found.slug for reading in readings for found in reading.people}
        people |= {author.person for reading in readings for author in reading.authors if author.person}
        events = {found.slug for reading in readings for found in reading.events}
        publishers = (found for reading in readings for found in (reading.publisher, reading.republisher))
        return cls(
            dict(Person.objects.published().filter(slug__in=people).values_list("slug", "pk")),
            dict(Event.objects.published().filter(slug__in=events).values_list("slug", "pk")),
            Source.objects.published().in_bulk(
                {found.slug for found in publishers if found and found.slug}, field_name="slug"
            ),
        )
