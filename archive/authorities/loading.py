"""Authority files into the database: records are added and updated; what a curator changed is left alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from archive.authorities.form import COLUMNS, EVENT_FIELDS, PERSON_FIELDS, SERIES_FIELDS, SOURCE_FIELDS, Counts
from archive.models import (
    Article,
    Event,
    EventAlias,
    EventSeries,
    Merge,
    Participation,
    Person,
    PersonAlias,
    RetiredSlug,
    Source,
    SourceAlias,
    Tenure,
)
from archive.models.history import Agent, recorded_as

Record = Mapping[str, Any]


class DeletedError(Exception):
    """A record was deleted by a curator."""


class MergedError(Exception):
    """A record was merged with another by a curator."""


class AuthorityError(ValueError):
    """A file or record that cannot be loaded; the message names both and the reason."""


@recorded_as(Agent.AUTHORITIES)
@transaction.atomic
def load_authorities(folder: Path) -> Counts:
    """Load what is there of the four files, whole or not at all.

    Counts records: created, updated, unchanged, deleted, merged.

    A record that lies in the trash, or was there, stays out; so does it where other records name it. One that was
    merged stays out too; where other records name it, the one that was kept is meant.

    Articles that name an updated record are marked for the index. Raises AuthorityError.
    """
    counts: Counts = Counter()
    loaders = (
        ("people.yaml", _load_person),
        ("series.yaml", _load_series),
        ("events.yaml", _load_event),
        ("sources.yaml", _load_source),
    )
    if not any((folder / name).is_file() for name, _ in loaders):
        raise AuthorityError(f"{folder}: none of {', '.join(name for name, _ in loaders)} is there")
    parents: list[Record] = []
    for name, load in loaders:
        for record in _read(folder / name):
            try:
                counts[load(record)] += 1
            except DeletedError:
                counts["deleted"] += 1
            except MergedError:
                counts["merged"] += 1
            except (KeyError, TypeError, ValueError, ValidationError, models.ObjectDoesNotExist) as error:
                raise AuthorityError(f"{folder / name}: {record.get('slug', record)}: {_plainly(error)}") from error
        if name == "events.yaml":
            parents = [record for record in _read(folder / name) if record.get("parent")]
    for record in parents:
        try:
            _settle_parent(record)
        except (ValidationError, models.ObjectDoesNotExist) as error:
            raise AuthorityError(f"{folder / 'events.yaml'}: {record['slug']}: parent: {_plainly(error)}") from error
    return counts


def _plainly(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return "; ".join(error.messages)
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)


def _read(path: Path) -> list[Record]:
    if not path.is_file():
        return []
    try:
        records = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - safe loaders both
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise AuthorityError(f"{path}: {error}") from error
    if not isinstance(records, list) or not all(isinstance(record, dict) and "slug" in record for record in records):
        raise AuthorityError(f"{path}: a list of records is expected, each with a slug")
    return records


def _settle_fields(record: Any, given: Record, names: Iterable[str], is_new: bool, **links: Any) -> bool:
    """Set the named fields from a file's record unless a curator did; save; say whether anything changed."""
    changed = is_new
    columns = {COLUMNS.get(name, name): given[name] for name in names if name in given}
    values = {column: record._meta.get_field(column).to_python(value) for column, value in columns.items()} | links
    for column, value in values.items():
        if column in record.curated_fields or getattr(record, column) == value:
            continue
        setattr(record, column, value)
        changed = True
    if changed:
        record.full_clean()
        record.save()
    return changed


def _outcome(record: models.Model, is_new: bool, changed: bool) -> str:
    if is_new:
        return "created"
    if not changed:
        return "unchanged"
    _await_index(record)
    return "updated"


def _await_index(record: models.Model) -> None:
    """The index finds and labels articles by the names of records: these have to be indexed again."""
    named = {
        Person: models.Q(appearances__person=record.pk) | models.Q(authorships__person=record.pk),
        Event: models.Q(coverages__event=record.pk),
        Source: models.Q(source=record.pk) | models.Q(republisher=record.pk),
    }.get(type(record))
    if named:
        keys = Article.objects.filter(named).values("pk")
        Article.objects.filter(pk__in=keys).update(index_pending=True, updated_at=timezone.now())


def _found(model: type[models.Model], slug: str) -> tuple[Any, bool]:
    """The record of this slug, or the one that had it before a curator moved it; else a new one.

    Raises DeletedError for one that is in the trash, or was.
    """
    records = model._default_manager
    record = records.filter(slug=slug).first() or records.filter(former_slugs__slug=slug).first()
    if record.trashed_at if record else RetiredSlug.among(model, [slug]):
        raise DeletedError(slug)
    return (record, False) if record else (model(slug=slug), True)


def _own(model: type[models.Model], slug: str) -> tuple[Any, bool]:
    """The record that a file describes. Raises MergedError where it became part of another, DeletedError."""
    if Merge.objects.standing().filter(kind=model._meta.model_name, merged_slug=slug).exists():
        raise MergedError(slug)
    return _found(model, slug)


def _named(model: type[models.Model], slug: str) -> Any:
    """The record that another one names; None where it was deleted. Raises DoesNotExist."""
    try:
        record, is_new = _found(model, slug)
    except DeletedError:
        return None
    if is_new:
        raise model.DoesNotExist(f"there is no {model._meta.verbose_name} “{slug}”")
    return record


def _load_person(given: Record) -> str:
    person, is_new = _own(Person, given["slug"])
    changed = _settle_fields(person, {"sort_name": given["name"], **given}, PERSON_FIELDS, is_new)
    if "aliases" not in person.curated_fields:
        wanted = {(text, PersonAlias.Kind.SHORT): "" for text in given.get("short_names", [])}
        wanted |= {(text, PersonAlias.Kind.FULL): language for text, language in _aliases(given)}
        changed |= _settle_rows(
            PersonAlias, person.aliases, {key: {"language": value} for key, value in wanted.items()}, ("text", "kind")
        )
    if "tenures" not in person.curated_fields:
        rows = {
            (tenure["office"], tenure.get("country", ""), tenure["held"]): {"is_highest": tenure.get("highest", False)}
            for tenure in given.get("tenures", [])
        }
        changed |= _settle_rows(Tenure, person.tenures, rows, ("office", "country", "held"))
    return _outcome(person, is_new, changed)


def _load_series(given: Record) -> str:
    series = EventSeries.objects.filter(slug=given["slug"]).first()
    is_new = series is None
    series = series or EventSeries(slug=given["slug"])
    return _outcome(series, is_new, _settle_fields(series, given, SERIES_FIELDS, is_new))


def _load_event(given: Record) -> str:
    event, is_new = _own(Event, given["slug"])
    links: dict[str, Any] = {}
    if given.get("series"):
        links["series"] = EventSeries.objects.get(slug=given["series"])
    if given.get("host"):
        links["host"] = _named(Person, given["host"])
    changed = _settle_fields(event, {"short_name": given["name"], **given}, EVENT_FIELDS, is_new, **links)
    if "aliases" not in event.curated_fields:
        rows = {(text,): {"language": language} for text, language in _aliases(given)}
        changed |= _settle_rows(EventAlias, event.aliases, rows, ("text",))
    if "participants" not in event.curated_fields:
        people = [_named(Person, slug) for slug in given.get("participants", [])]
        rows = {(person.pk,): {} for person in people if person}
        changed |= _settle_rows(Participation, event.participations, rows, ("person_id",))
    return _outcome(event, is_new, changed)


def _settle_parent(given: Record) -> None:
    """Once all events are there: the file may name a part before its whole."""
    try:
        event, _is_new = _own(Event, given["slug"])
    except (DeletedError, MergedError):
        return
    _settle_fields(event, given, (), False, parent=_named(Event, given["parent"]))


def _load_source(given: Record) -> str:
    source, is_new = _own(Source, given["slug"])
    changed = _settle_fields(source, given, SOURCE_FIELDS, is_new)
    if "aliases" not in source.curated_fields:
        rows = {(text,): {"language": language} for text, language in _aliases(given)}
        changed |= _settle_rows(SourceAlias, source.aliases, rows, ("text",))
    return _outcome(source, is_new, changed)


def _aliases(given: Record) -> list[tuple[str, str]]:
    return [
        (alias["text"], alias.get("language", "")) if isinstance(alias, dict) else (alias, "")
        for alias in given.get("aliases", [])
    ]


def _settle_rows(
    model: type[models.Model], manager: Any, wanted: Mapping[tuple[Any, ...], Record], key: tuple[str, ...]
) -> bool:
    """Make a record's rows those of the file: add, update, remove. A blocked alias stays: it is a curator's."""
    present = {tuple(getattr(row, name) for name in key): row for row in manager.all()}
    changed = False
    for row_key, row in present.items():
        if row_key not in wanted and not getattr(row, "is_blocked", False):
            row.delete()
            changed = True
    fresh = []
    for row_key, values in wanted.items():
        row = present.get(row_key)
        if row is None:
            row = model(**dict(zip(key, row_key, strict=True)), **values, **{manager.field.name: manager.instance})
            row.clean_fields(exclude=[manager.field.name])
            row.clean()
            fresh.append(row)
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            row.save()
            changed = True
    model._default_manager.bulk_create(fresh)
    return changed or bool(fresh)
