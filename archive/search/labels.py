"""What the values of the facets are called, and which values there are."""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Callable, Collection, Mapping

from django.utils.translation import gettext
from haystack import connections

from archive.date_words import in_words
from archive.edtf import EdtfError
from archive.languages import language_name
from archive.models import Coverage, Event, Person, PersonFormerSlug, Source, Tenure
from archive.models.records import former_slugs_of
from archive.search.engine.caching import ByteCache
from archive.search.engine.queries import ChoiceSearchQuerySet
from archive.search.engine.snapshot import Snapshot
from archive.search.facets import FACETS, Facet
from archive.search.search_indexes import LABEL_SEPARATOR, NO_RECORD, UNKNOWN

Labels = dict[str, str]
LookUp = Callable[[Collection[str]], Labels]

_MANY = 200  # authors; of fewer, each is looked up by itself
_ENTRY_BYTES = 500  # about what it takes to remember a name, beside its letters
_author_names = ByteCache(2**22)


def labels(facet: Facet, values: Collection[str]) -> Labels:
    """The label of each of the values that means something; the others are left out.

    Records are looked up in the database, authors without a record in the index (IndexNotReadyError).
    """
    return labels_of({facet.name: values})[facet.name]


def labels_of(values: Mapping[str, Collection[str]]) -> dict[str, Labels]:
    """The same for several facets, by their names, with one query for each kind of record."""
    wanted: dict[LookUp, set[str]] = {}
    for name, of_facet in values.items():
        for look_up in _LOOKUPS[name]:
            wanted.setdefault(look_up, set()).update(value for value in of_facet if value != UNKNOWN)
    found = {look_up: look_up(asked) if asked else {} for look_up, asked in wanted.items()}
    return {name: _named(name, of_facet, found) for name, of_facet in values.items()}


def _named(name: str, values: Collection[str], found: Mapping[LookUp, Labels]) -> Labels:
    unknown = {UNKNOWN: str(_UNKNOWN[name])} if _UNKNOWN[name] else {}
    known = ChainMap(unknown, *(found[look_up] for look_up in _LOOKUPS[name]))
    return {value: known[value] for value in values if value in known}


def current_slugs(facet: Facet, values: Collection[str]) -> dict[str, str]:
    """For slugs that a record once had: the slug it has now; for an author's name as a slug: the value it has."""
    if facet.name == "author":
        named = {value: f"{NO_RECORD}{value}" for value in values}
        known = _authors(named.values())
        former = PersonFormerSlug.objects.leading().filter(slug__in=values).values_list("slug", "record__slug")
        return {value: new for value, new in named.items() if new in known} | dict(former)
    model = _RECORDS.get(facet.name)
    if model is None or not values:
        return {}
    former = former_slugs_of(model).objects.leading().filter(slug__in=values)
    return dict(former.values_list("slug", "record__slug"))


def leaders() -> frozenset[str]:
    """The slugs of who ever held a highest office."""
    highest = Tenure.objects.filter(is_highest=True).order_by()
    return frozenset(highest.values_list("person__slug", flat=True))


def _events(slugs: Collection[str]) -> Labels:
    return dict(Event.objects.published().filter(slug__in=slugs).order_by().values_list("slug", "short_name"))


def _people(slugs: Collection[str]) -> Labels:
    """Of the values of authors too: those who have no record are left out."""
    linked = [slug for slug in slugs if not slug.startswith(NO_RECORD)]
    return (
        dict(Person.objects.published().filter(slug__in=linked).order_by().values_list("slug", "name"))
        if linked
        else {}
    )


def _sources(slugs: Collection[str]) -> Labels:
    return dict(Source.objects.published().filter(slug__in=slugs).order_by().values_list("slug", "name"))


def _authors(values: Collection[str]) -> Labels:
    """The names of authors without a record as the index has them, the first in order where spellings differ."""
    unlinked = {value for value in values if value.startswith(NO_RECORD)}
    if not unlinked:
        return {}
    snapshot = connections["default"].get_backend().snapshot()
    if len(unlinked) > _MANY:
        found: Labels = {}
        for value, _, name in (pair.partition(LABEL_SEPARATOR) for pair in snapshot.values("author_label")):
            if value in unlinked:
                found.setdefault(value, name)
        return found
    named = {value: _author(snapshot, value) for value in unlinked}
    return {value: name for value, name in named.items() if name}


def _author(snapshot: Snapshot, value: str) -> str:
    """The name of one author; empty where nobody has this value in this generation of the index."""

    def looked_up() -> str:
        pairs = snapshot.values("author_label", f"{value}{LABEL_SEPARATOR}")
        return pairs[0].partition(LABEL_SEPARATOR)[2] if pairs else ""

    key = (snapshot.state, value)
    found: str = _author_names.get(key, looked_up, lambda name: len(value) + len(name) + _ENTRY_BYTES)
    return found


def _phases(values: Collection[str]) -> Labels:
    known = {phase.value: str(phase.label).capitalize() for phase in Coverage.Phase}
    return {value: known[value] for value in values if value in known}


def _languages(values: Collection[str]) -> Labels:
    """A code that nobody named stands for itself, if an article has it."""
    named = {value: language_name(value) for value in values}
    in_index = ChoiceSearchQuerySet().values("language") if not all(named.values()) else ()
    return {value: name or value for value, name in named.items() if name or value in in_index}


def _dates(pattern: str) -> LookUp:
    form = re.compile(pattern, re.ASCII)

    def look_up(values: Collection[str]) -> Labels:
        named = {value: _date_in_words(value) for value in values if form.fullmatch(value)}
        return {value: words for value, words in named.items() if words}

    return look_up


def _date_in_words(value: str) -> str:
    """The date as a reader says it; empty where there is no such date."""
    try:
        return in_words(value)
    except EdtfError:
        return ""


def _yes_or_no(values: Collection[str]) -> Labels:
    known = {"yes": gettext("Reviewed"), "no": gettext("Not reviewed yet")}
    return {value: known[value] for value in values if value in known}


_RECORDS: dict[str, type[Event] | type[Person] | type[Source]] = {
    "event": Event,
    "mentions": Event,
    "person": Person,
    "source": Source,
}
_LOOKUPS: dict[str, tuple[LookUp, ...]] = {
    "phase": (_phases,),
    "event": (_events,),
    "mentions": (_events,),
    "person": (_people,),
    "source": (_sources,),
    "author": (_people, _authors),
    "year": (_dates(r"\d{4}"),),
    "month": (_dates(r"\d{4}-(0[1-9]|1[0-2])"),),
    "language": (_languages,),
    "reviewed": (_yes_or_no,),
}
_UNKNOWN = {facet.name: facet.unknown for facet in FACETS}
