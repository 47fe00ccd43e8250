"""What the values of the facets are called, and which values there are."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from django.utils.translation import get_language_info

from archive.edtf import EdtfError, in_words, parse_edtf
from archive.models import Coverage, Event, Person, PersonFormerSlug, Source
from archive.search.engine.queries import ChoiceSearchQuerySet
from archive.search.facets import Facet
from archive.search.search_indexes import LABEL_SEPARATOR, NO_RECORD, UNKNOWN

Labels = dict[str, str]

_MANY = 200  # authors; of fewer, each is looked up by itself


def labels(facet: Facet, values: Collection[str]) -> Labels:
    """The label of each of the values that means something; the others are left out.

    Records are looked up in the database, authors without a record in the index (IndexNotReadyError).
    """
    wanted = [value for value in values if value != UNKNOWN]
    found = _LOOKUPS[facet.name](wanted) if wanted else {}
    if facet.unknown and UNKNOWN in values:
        found[UNKNOWN] = facet.unknown
    return found


def current_slugs(facet: Facet, values: Collection[str]) -> dict[str, str]:
    """For slugs that a record once had: the slug it has now; for an author's name as a slug: the value it has."""
    if facet.name == "author":
        named = {value: f"{NO_RECORD}{value}" for value in values}
        known = _authors(list(named.values()))
        former = PersonFormerSlug.objects.filter(slug__in=values).values_list("slug", "record__slug")
        return {value: new for value, new in named.items() if new in known} | dict(former)
    model = _RECORDS.get(facet.name)
    if model is None or not values:
        return {}
    former = model.former_slugs.rel.related_model.objects.filter(slug__in=values)
    return dict(former.values_list("slug", "record__slug"))


def leaders() -> frozenset[str]:
    """The slugs of who ever held a highest office."""
    return frozenset(Person.objects.leaders().values_list("slug", flat=True))


def _events(slugs: Collection[str]) -> Labels:
    return dict(Event.objects.filter(slug__in=slugs).values_list("slug", "short_name"))


def _people(slugs: Collection[str]) -> Labels:
    return dict(Person.objects.filter(slug__in=slugs).values_list("slug", "name"))


def _sources(slugs: Collection[str]) -> Labels:
    return dict(Source.objects.filter(slug__in=slugs).values_list("slug", "name"))


def _authors(values: Collection[str]) -> Labels:
    """A person's name; else the name as the index has it, the first in order where spellings differ."""
    linked = [value for value in values if not value.startswith(NO_RECORD)]
    unlinked = set(values).difference(linked)
    results = ChoiceSearchQuerySet()
    if len(unlinked) > _MANY:
        pairs = results.values("author_label")
    else:
        pairs = [p for value in sorted(unlinked) for p in results.values("author_label", f"{value}{LABEL_SEPARATOR}")]
    found: Labels = {}
    for value, _, name in (pair.partition(LABEL_SEPARATOR) for pair in pairs):
        if value in unlinked:
            found.setdefault(value, name)
    return found | _people(linked)


def _phases(values: Collection[str]) -> Labels:
    known = {phase.value: str(phase.label).capitalize() for phase in Coverage.Phase}
    return {value: known[value] for value in values if value in known}


def _languages(values: Collection[str]) -> Labels:
    found = {}
    in_index = set(ChoiceSearchQuerySet().values("language"))
    for value in values:
        try:
            found[value] = str(get_language_info(value)["name"])
        except KeyError:
            if value in in_index:
                found[value] = value
    return found


def _dates(pattern: str) -> Callable[[Collection[str]], Labels]:
    def look_up(values: Collection[str]) -> Labels:
        found = {}
        for value in values:
            try:
                if re.fullmatch(pattern, value, re.ASCII):
                    found[value] = in_words(parse_edtf(value).edtf)
            except EdtfError:
                continue
        return found

    return look_up


def _yes_or_no(values: Collection[str]) -> Labels:
    known = {"yes": "Reviewed", "no": "Not reviewed yet"}
    return {value: known[value] for value in values if value in known}


_RECORDS: dict[str, type[Event] | type[Person] | type[Source]] = {
    "event": Event,
    "mentions": Event,
    "person": Person,
    "source": Source,
}
_LOOKUPS: dict[str, Callable[[Collection[str]], Labels]] = {
    "phase": _phases,
    "event": _events,
    "mentions": _events,
    "person": _people,
    "source": _sources,
    "author": _authors,
    "year": _dates(r"\d{4}"),
    "month": _dates(r"\d{4}-(0[1-9]|1[0-2])"),
    "language": _languages,
    "reviewed": _yes_or_no,
}
