"""The records written as authority files, in the form they are loaded from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from django.db import models

from archive.authorities.form import COLUMNS, EVENT_FIELDS, PERSON_FIELDS, SERIES_FIELDS, SOURCE_FIELDS, Counts
from archive.models import Event, EventSeries, Person, PersonAlias, Source


def export_authorities(folder: Path) -> Counts:
    """Write all records to `folder` in the form that `load_authorities` reads."""
    folder.mkdir(parents=True, exist_ok=True)
    counts: Counts = Counter()
    for name, records in (
        (
            "people.yaml",
            [
                _person_record(p)
                for p in Person.objects.published().order_by("slug").prefetch_related("aliases", "tenures")
            ],
        ),
        ("series.yaml", [_series_record(s) for s in EventSeries.objects.order_by("slug")]),
        ("events.yaml", [_event_record(e) for e in _all_events()]),
        (
            "sources.yaml",
            [_source_record(s) for s in Source.objects.published().order_by("slug").prefetch_related("aliases")],
        ),
    ):
        text = yaml.safe_dump(records, allow_unicode=True, sort_keys=False, width=120)
        (folder / name).write_text(text, encoding="utf-8")
        counts[name] = len(records)
    return counts


def _all_events() -> models.QuerySet[Event]:
    return (
        Event.objects.published()
        .select_related("series", "host", "parent")
        .prefetch_related("aliases", "participants")
        .order_by(models.F("start").asc(nulls_last=True), "slug")
    )


def _given(record: Any, names: Iterable[str]) -> dict[str, Any]:
    values = {name: getattr(record, COLUMNS.get(name, name)) for name in names}
    return {name: value for name, value in values.items() if value not in ("", None, [], False)}


def _alias_records(aliases: Iterable[Any]) -> list[Any]:
    return [{"text": a.text, "language": a.language} if a.language else a.text for a in aliases if not a.is_blocked]


def _person_record(person: Person) -> dict[str, Any]:
    full = [alias for alias in person.aliases.all() if alias.kind == PersonAlias.Kind.FULL]
    short = [
        alias.text for alias in person.aliases.all() if alias.kind == PersonAlias.Kind.SHORT and not alias.is_blocked
    ]
    tenures = [
        {"office": t.office, "country": t.country, "held": t.held, **({"highest": True} if t.is_highest else {})}
        for t in person.tenures.all()
    ]
    return {
        "slug": person.slug,
        **_given(person, PERSON_FIELDS),
        "short_names": short,
        "aliases": _alias_records(full),
        "tenures": tenures,
    }


def _series_record(series: EventSeries) -> dict[str, Any]:
    return {"slug": series.slug, **_given(series, SERIES_FIELDS)}


def _event_record(event: Event) -> dict[str, Any]:
    links = {
        name: getattr(event, name).slug for name in ("series", "parent", "host") if getattr(event, name) is not None
    }
    return {
        "slug": event.slug,
        **_given(event, EVENT_FIELDS),
        **links,
        "aliases": _alias_records(event.aliases.all()),
        "participants": sorted(person.slug for person in event.participants.all()),
    }


def _source_record(source: Source) -> dict[str, Any]:
    return {"slug": source.slug, **_given(source, SOURCE_FIELDS), "aliases": _alias_records(source.aliases.all())}
