"""What the archive knows of a person or an event, as a curator needs it to tell one from another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.judging import Record
from archive.models import Event, Person
from archive.models.trash import TrashableQuerySet
from archive.search.engine.generations import IndexNotReadyError
from archive.search.tallies import tally

_OFFICES = 3
_FOUND = 12  # people, and as many events, under a search


@dataclass(frozen=True)
class Known:
    """A record with what is known of it; `key` names it in forms, `articles` is None where nothing is indexed."""

    record: Record
    articles: int | None

    @property
    def key(self) -> str:
        return key_of(self.record)

    @property
    def facts(self) -> list[str]:
        record = self.record
        facts = _of_person(record) if isinstance(record, Person) else _of_event(record)
        return [*facts, *filter(None, (record.wikidata_id, record.note[:160]))]


def key_of(record: Record) -> str:
    return f"{record._meta.model_name}-{record.pk}"


def record_with(key: str) -> Record | None:
    """The record that a form names; None where there is none."""
    kind, _dash, pk = key.partition("-")
    records = {"person": people, "event": events}.get(kind)
    return records().filter(pk=int(pk)).first() if records and pk.isdecimal() else None


def people() -> TrashableQuerySet:
    return Person.objects.published().prefetch_related("tenures")


def events() -> TrashableQuerySet:
    return Event.objects.published().select_related("series")


def known(records: Iterable[Record]) -> dict[str, Known]:
    """By key, what is known of each record."""
    try:
        counts = tally("person") | tally("mentions")
    except IndexNotReadyError:
        return {key_of(record): Known(record, None) for record in records}
    return {key_of(record): Known(record, counts.get(record.slug, 0)) for record in records}


def named(slugs: Iterable[str]) -> dict[str, Record]:
    """The people and events of these addresses, or of what they were before."""
    wanted = set(slugs)
    found: dict[str, Record] = {}
    for records in (people(), events()) if wanted else ():
        by_slug = Q(slug__in=wanted) | Q(former_slugs__slug__in=wanted)
        for record in records.filter(by_slug).prefetch_related("former_slugs").distinct():
            found |= dict.fromkeys((record.slug, *(f.slug for f in record.former_slugs.all())), record)
    return found


def search(words: str) -> list[Record]:
    """People and events with all these words in their names or places."""
    found_people, found_events = people(), events()
    for word in words.split():
        named_so = Q(name__icontains=word) | Q(aliases__text__icontains=word)
        found_people = found_people.filter(named_so)
        found_events = found_events.filter(named_so | Q(short_name__icontains=word) | Q(place__icontains=word))
    return [*found_people.distinct()[:_FOUND], *found_events.distinct()[:_FOUND]] if words.split() else []


def _of_person(person: Person) -> list[str]:
    tenures = sorted(person.tenures.all(), key=lambda tenure: (tenure.is_highest, tenure.held), reverse=True)
    facts = [str(tenure) for tenure in tenures[:_OFFICES]]
    if (more := len(tenures) - _OFFICES) > 0:
        facts.append(ngettext("%(number)d more office", "%(number)d more offices", more) % {"number": more})
    return facts or [_("no office known")]


def _of_event(event: Event) -> list[str]:
    days = dict.fromkeys(date_format(day) for day in (event.start, event.end) if day)
    series = event.series.name if event.series else ""
    said = (" – ".join(days) or _("no days known"), event.place, event.country, series, event.get_status_display())
    return [fact for fact in said if fact]
