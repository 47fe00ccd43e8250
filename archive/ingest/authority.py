"""The gazetteer: what the archive knows of people, events and sources, as one frozen value without a database."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from archive.ingest.folding import fold, name_key
from archive.ingest.inflection import inflected
from archive.ingest.lexicon import Lexicon, Lexicons

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


@dataclass(frozen=True)
class Office:
    """What a person was called, lower case (“president”), where, and between which days for certain (None: unknown)."""

    title: str
    country: str
    is_highest: bool = False
    first: date | None = None
    last: date | None = None

    def surely_held(self, start: date, end: date) -> bool:
        """Whether the office was held on every day from `start` to `end`, both included."""
        return bool(self.first and self.last and self.first <= start and end <= self.last)


@dataclass(frozen=True)
class PersonEntry:
    slug: str
    name: str
    full_names: tuple[str, ...]
    short_names: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()


@dataclass(frozen=True)
class SeriesEntry:
    slug: str
    name: str
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True)
class EventEntry:
    slug: str
    name: str
    series: str = ""
    aliases: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    country: str = ""
    start: date | None = None
    end: date | None = None
    participants: frozenset[str] = frozenset()
    is_online: bool = False
    is_cancelled: bool = False


@dataclass(frozen=True)
class SourceEntry:
    slug: str
    name: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gazetteer:
    """All records that may be named in a text. `version` changes when anything in it does."""

    people: tuple[PersonEntry, ...] = ()
    events: tuple[EventEntry, ...] = ()
    series: tuple[SeriesEntry, ...] = ()
    sources: tuple[SourceEntry, ...] = ()
    version: str = ""
    person_by_slug: Mapping[str, PersonEntry] = field(init=False, compare=False, repr=False)
    event_by_slug: Mapping[str, EventEntry] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "person_by_slug", {person.slug: person for person in self.people})
        object.__setattr__(self, "event_by_slug", {event.slug: event for event in self.events})

    def prepare(self) -> None:
        """Make what is looked up in now, and not with the first text."""
        for name, value in vars(type(self)).items():
            if isinstance(value, cached_property):
                getattr(self, name)

    @cached_property
    def _lexicons(self) -> Lexicons:
        return Lexicons(
            {
                "full_names": (
                    (form, person.slug)
                    for person in self.people
                    for name in (person.name, *person.full_names)
                    for form in (name, *inflected(name))
                ),
                "short_names": ((form, slug) for slug, forms in self.short_forms.items() for form in forms),
                "event_aliases": (
                    (alias, event.slug) for event in self.events for alias in (event.name, *event.aliases)
                ),
                "series_names": (
                    (name, series.slug) for series in self.series for name in (series.name, *series.aliases)
                ),
                "places": (
                    (form, event.slug)
                    for event in self.events
                    for place in event.places
                    for form in (place, *inflected(place))
                ),
            }
        )

    @cached_property
    def full_names(self) -> Lexicon:
        return Lexicon(name="full_names", among=self._lexicons)

    @cached_property
    def short_names(self) -> Lexicon:
        return Lexicon(name="short_names", among=self._lexicons)

    @cached_property
    def event_aliases(self) -> Lexicon:
        return Lexicon(name="event_aliases", among=self._lexicons)

    @cached_property
    def series_names(self) -> Lexicon:
        return Lexicon(name="series_names", among=self._lexicons)

    @cached_property
    def places(self) -> Lexicon:
        return Lexicon(name="places", among=self._lexicons)

    @cached_property
    def short_forms(self) -> Mapping[str, tuple[str, ...]]:
        """By slug, the short names in all their cases, folded; Cyrillic ones are taken from the full names too."""
        return {
            person.slug: tuple(dict.fromkeys(map(fold, (*_cased(person.short_names), *_cyrillic_surnames(person)))))
            for person in self.people
        }

    @cached_property
    def highest_offices(self) -> Mapping[str, tuple[tuple[str, Office], ...]]:
        """By country, who held the highest offices: pairs of slug and office."""
        held: dict[str, list[tuple[str, Office]]] = defaultdict(list)
        for person in self.people:
            for office in person.offices:
                if office.is_highest:
                    held[office.country].append((person.slug, office))
        return {country: tuple(pairs) for country, pairs in held.items()}

    @cached_property
    def sources_in_text(self) -> Lexicon:
        return Lexicon((name, source.slug) for source in self.sources for name in (source.name, *source.aliases))

    @cached_property
    def source_names(self) -> Mapping[str, str]:
        """Source slugs by the letters and digits of each of their names, lower case; shared names are left out."""
        slugs: dict[str, set[str]] = defaultdict(set)
        for source in self.sources:
            for name in (source.name, *source.aliases):
                slugs[name_key(name)].add(source.slug)
        return {key: next(iter(found)) for key, found in slugs.items() if len(found) == 1 and key}

    def source_of_host(self, host: str) -> str:
        """The slug of the one source with this host name or one above it; empty where there is none, or several."""
        labels = host.lower().removeprefix("www.").split(".")
        for i in range(len(labels) - 1):
            domain = ".".join(labels[i:])
            if domain in self._domains:
                return self._domains[domain]
        return ""

    @cached_property
    def _domains(self) -> Mapping[str, str]:
        slugs: dict[str, set[str]] = defaultdict(set)
        for source in self.sources:
            for domain in source.domains:
                slugs[domain.lower().removeprefix("www.")].add(source.slug)
        return {domain: next(iter(found)) for domain, found in slugs.items() if len(found) == 1}


def _cased(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from (name, *inflected(name))


def _cyrillic_surnames(person: PersonEntry) -> Iterator[str]:
    """«Туска» from «Дональд Туск»: the word that stands where the Latin name has its surname, in all cases."""
    words = person.name.split()
    place = next((i for i in (-1, 0) if words[i] in person.short_names), None)
    for name in person.full_names if place is not None else ():
        if _CYRILLIC.search(name) and " " in name:
            yield from (form.split()[place or 0] for form in (name, *inflected(name)))
