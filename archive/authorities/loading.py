"""Authority files into the database: records are added and updated; what a curator changed is left alone.

What is there is read once for each kind, and what is new is stored once for each file: a first start loads thousands.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from archive.authorities.form import COLUMNS, EVENT_FIELDS, PERSON_FIELDS, SERIES_FIELDS, SOURCE_FIELDS, Counts
from archive.authorities.kept import DeletedError, Kept, MergedError
from archive.models import (
    Article,
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
from archive.models.history import Agent, recorded_as

Record = Mapping[str, Any]


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
    if not any((folder / name).is_file() for name in _FILES):
        raise AuthorityError(f"{folder}: none of {', '.join(_FILES)} is there")
    loading = _Loading()
    for name, load in _FILES.items():
        records = _read(folder / name)
        for given in records:
            with _named_in(folder / name, given["slug"]):
                counts[loading.outcome(load, given)] += 1
        loading.store(folder / name)
        for given in records:
            if given.get("parent"):
                with _named_in(folder / name, f"{given['slug']}: parent"):
                    loading.settle_parent(given)
    return counts


@contextmanager
def _named_in(path: Path, place: str) -> Iterator[None]:
    """Say of an error in which record of which file it is."""
    try:
        yield
    except (KeyError, TypeError, ValueError, ValidationError, models.ObjectDoesNotExist) as error:
        raise AuthorityError(f"{path}: {place}: {_plainly(error)}") from error


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
    records = [record | {"slug": str(record["slug"])} for record in records]  # 2018 is a number to YAML
    twice = [slug for slug, number in Counter(record["slug"] for record in records).items() if number > 1]
    if twice:
        raise AuthorityError(f"{path}: {twice[0]}: this slug stands twice in the file")
    return records


class _Loading:
    """The four kinds as they are kept, and what is new of the file that is being read."""

    def __init__(self) -> None:
        self.people = Kept(Person, "aliases", "tenures")
        self.series = Kept(EventSeries)
        self.events = Kept(Event, "aliases", "participations")
        self.sources = Kept(Source, "aliases")
        self._new: list[Any] = []
        self._new_rows: dict[type[models.Model], list[models.Model]] = defaultdict(list)

    def outcome(self, load: Callable[[_Loading, Record], tuple[Any, bool]], given: Record) -> str:
        """What became of a record of a file: `created`, `updated`, `unchanged`, `deleted` or `merged`."""
        try:
            record, changed = load(self, given)
        except DeletedError:
            return "deleted"
        except MergedError:
            return "merged"
        if record._state.adding:
            return "created"
        if not changed:
            return "unchanged"
        _await_index(record)
        return "updated"

    def store(self, path: Path) -> None:
        """Store what is new. Raises AuthorityError."""
        if self._new:
            try:
                with transaction.atomic():
                    type(self._new[0])._default_manager.bulk_create(self._new)
            except IntegrityError:
                for record in self._new:  # one by one they tell which it is, and why
                    with _named_in(path, record.slug):
                        record.full_clean()
                        record.save()
        for model, rows in self._new_rows.items():
            model._default_manager.bulk_create(rows)
        self._new, self._new_rows = [], defaultdict(list)

    def person(self, given: Record) -> tuple[Person, bool]:
        person = self.people.own(given["slug"])
        changed = self._settle_fields(person, {"sort_name": given["name"], **given}, PERSON_FIELDS)
        if "aliases" not in person.curated_fields:
            wanted = {(text, PersonAlias.Kind.SHORT): "" for text in given.get("short_names", [])}
            wanted |= {(text, PersonAlias.Kind.FULL): language for text, language in _aliases(given)}
            rows = {key: {"language": value} for key, value in wanted.items()}
            changed |= self._settle_rows(PersonAlias, person.aliases, rows, ("text", "kind"))
        if "tenures" not in person.curated_fields:
            rows = {
                (tenure["office"], tenure.get("country", ""), tenure["held"]): {
                    "is_highest": tenure.get("highest", False)
                }
                for tenure in given.get("tenures", [])
            }
            changed |= self._settle_rows(Tenure, person.tenures, rows, ("office", "country", "held"))
        return person, changed

    def one_series(self, given: Record) -> tuple[EventSeries, bool]:
        series = self.series.own(given["slug"])
        return series, self._settle_fields(series, given, SERIES_FIELDS)

    def event(self, given: Record) -> tuple[Event, bool]:
        event = self.events.own(given["slug"])
        links: dict[str, Any] = {}
        if given.get("series"):
            links["series"] = self.series.named(given["series"])
        if given.get("host"):
            links["host"] = self.people.named(given["host"])
        changed = self._settle_fields(event, {"short_name": given["name"], **given}, EVENT_FIELDS, **links)
        if "aliases" not in event.curated_fields:
            changed |= self._settle_rows(EventAlias, event.aliases, _alias_rows(given), ("text",))
        if "participants" not in event.curated_fields:
            people = [self.people.named(slug) for slug in given.get("participants", [])]
            rows = {(person.pk,): {} for person in people if person}
            changed |= self._settle_rows(Participation, event.participations, rows, ("person_id",))
        return event, changed

    def settle_parent(self, given: Record) -> None:
        """Once all events are there: the file may name a part before its whole."""
        try:
            event = self.events.own(given["slug"])
        except (DeletedError, MergedError):
            return
        self._settle_fields(event, given, (), parent=self.events.named(given["parent"]))

    def source(self, given: Record) -> tuple[Source, bool]:
        source = self.sources.own(given["slug"])
        changed = self._settle_fields(source, given, SOURCE_FIELDS)
        if "aliases" not in source.curated_fields:
            changed |= self._settle_rows(SourceAlias, source.aliases, _alias_rows(given), ("text",))
        return source, changed

    def _settle_fields(self, record: Any, given: Record, names: Iterable[str], **links: Any) -> bool:
        """Set the named fields from a file's record unless a curator did; say whether anything changed."""
        is_new = changed = record._state.adding
        columns = {COLUMNS.get(name, name): given[name] for name in names if name in given}
        values = {column: record._meta.get_field(column).to_python(value) for column, value in columns.items()} | links
        for column, value in values.items():
            if column in record.curated_fields or getattr(record, column) == value:
                continue
            setattr(record, column, value)
            changed = True
        if is_new:
            record.full_clean(validate_unique=False, validate_constraints=False)  # the database looks when it is stored
            self._new.append(record)
        elif changed:
            record.full_clean()
            record.save()
        return changed

    def _settle_rows(
        self, model: type[models.Model], manager: Any, wanted: Mapping[tuple[Any, ...], Record], key: tuple[str, ...]
    ) -> bool:
        """Make a record's rows those of the file: add, update, remove. A blocked alias stays: it is a curator's."""
        there = [] if manager.instance._state.adding else manager.all()
        present = {tuple(getattr(row, name) for name in key): row for row in there}
        changed = False
        for row_key, row in present.items():
            if row_key not in wanted and not getattr(row, "is_blocked", False):
                row.delete()
                changed = True
        for row_key, values in wanted.items():
            row = present.get(row_key)
            if row is None:
                row = model(**dict(zip(key, row_key, strict=True)), **values, **{manager.field.name: manager.instance})
                row.clean_fields(exclude=[manager.field.name])
                row.clean()
                self._new_rows[model].append(row)
                changed = True
            elif any(getattr(row, name) != value for name, value in values.items()):
                for name, value in values.items():
                    setattr(row, name, value)
                row.save()
                changed = True
        return changed


_FILES: dict[str, Callable[[_Loading, Record], tuple[Any, bool]]] = {
    "people.yaml": _Loading.person,
    "series.yaml": _Loading.one_series,
    "events.yaml": _Loading.event,
    "sources.yaml": _Loading.source,
}


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


def _alias_rows(given: Record) -> dict[tuple[str], Record]:
    return {(text,): {"language": language} for text, language in _aliases(given)}


def _aliases(given: Record) -> list[tuple[str, str]]:
    return [
        (alias["text"], alias.get("language", "")) if isinstance(alias, dict) else (alias, "")
        for alias in given.get("aliases", [])
    ]
