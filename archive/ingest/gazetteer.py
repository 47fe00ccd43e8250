"""The gazetteer made from the archive's records. Blocked aliases are left out: they are never matched."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from archive.edtf import parse_edtf
from archive.ingest.authority import EventEntry, Gazetteer, Office, PersonEntry, SeriesEntry, SourceEntry
from archive.models import Event, EventSeries, Person, PersonAlias, Source, Tenure


def build_gazetteer() -> Gazetteer:
    """Everything the archive knows by name, in a fixed order; its version is the sum of its content."""
    people = tuple(_people())
    events = tuple(_events())
    series = tuple(
        SeriesEntry(s.slug, s.name, tuple(dict.fromkeys(filter(None, (s.full_name, *s.aliases)))), tuple(s.members))
        for s in EventSeries.objects.order_by("slug")
    )
    sources = tuple(_sources())
    version = hashlib.sha256(repr((people, [_in_order(event) for event in events], series, sources)).encode())
    return Gazetteer(people, events, series, sources, version.hexdigest()[:16])


def _in_order(event: EventEntry) -> tuple[object, ...]:
    """An entry whose text is the same each time: a set prints in no fixed order."""
    return replace(event, participants=frozenset()), sorted(event.participants)


def _people() -> Iterable[PersonEntry]:
    for person in Person.objects.published().order_by("slug").prefetch_related("aliases", "tenures"):
        names: dict[str, list[str]] = defaultdict(list)
        for alias in person.aliases.all():
            if not alias.is_blocked:
                names[alias.kind].append(alias.text)
        offices = tuple(_office(tenure) for tenure in person.tenures.all())
        full, short = names[PersonAlias.Kind.FULL], names[PersonAlias.Kind.SHORT]
        yield PersonEntry(person.slug, person.name, tuple(sorted(full)), tuple(sorted(short)), offices)


def _office(tenure: Tenure) -> Office:
    """An office with the days on which it was held for certain: known to the year only, from that year's end."""
    start, _, end = tenure.held.partition("/")
    first = last = None
    if start not in ("", ".."):
        first = parse_edtf(start).latest
    if end == "..":
        last = date.max
    elif end:
        last = parse_edtf(end).earliest
    return Office(tenure.office.casefold(), tenure.country, tenure.is_highest, first, last)


def _events() -> Iterable[EventEntry]:
    records = (
        Event.objects.published().select_related("series").prefetch_related("aliases", "participants").order_by("slug")
    )
    for event in records:
        yield EventEntry(
            slug=event.slug,
            name=event.name,
            series=event.series.slug if event.series else "",
            aliases=tuple(sorted(alias.text for alias in event.aliases.all() if not alias.is_blocked)),
            places=tuple(dict.fromkeys(filter(None, (event.place, *event.place_aliases)))),
            country=event.country,
            start=event.start,
            end=event.end,
            participants=frozenset(person.slug for person in event.participants.all()),
            is_online=event.is_online,
            is_cancelled=event.status == Event.Status.CANCELLED,
        )


def _sources() -> Iterable[SourceEntry]:
    for source in Source.objects.published().order_by("slug").prefetch_related("aliases"):
        aliases = tuple(sorted(alias.text for alias in source.aliases.all() if not alias.is_blocked))
        yield SourceEntry(source.slug, source.name, aliases, tuple(source.domains))
