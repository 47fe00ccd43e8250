"""One resource a kind of record: its columns, and what an import may do to a record.

A record is found by its slug. A cell that says what the record says already leaves the field as it is; a column that is
not there leaves it too. `version` is a sum over the other columns: a row whose sum is no longer that of its record was
exported before somebody changed the record.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.instance_loaders import CachedInstanceLoader
from import_export.resources import ModelResource
from import_export.results import RowResult

from archive.models import Article, Event, Person, RetiredSlug, Source
from archive.models.article import not_listed
from archive.models.records import former_slugs_of
from archive.spreadsheets.cells import as_written, cell_of
from archive.spreadsheets.tables import TableError

SLUG, VERSION = "slug", "version"
MAX_CHANGES = 1_000  # rows of one import: more would take longer than a request may


class Desk(Protocol):
    """What follows when a curator changes a record; the curators' site knows it."""

    def sign(self, record: Any, changed: Collection[str]) -> None: ...

    def follow(self, record: Any, former: Mapping[str, Any]) -> None: ...

    def request_work(self, records: models.QuerySet) -> None: ...


class RecordResource(ModelResource):
    version = Field(column_name=VERSION, readonly=True)

    may_add = True  # articles come in with their original only

    def __init__(self, desk: Desk | None = None, overrides: bool = False, numbers: Collection[int] = ()) -> None:
        """`overrides`: rows may change what was changed since the export. `numbers`: of the rows, as people see them"""
        super().__init__()
        self._desk, self._overrides, self._numbers = desk, overrides, list(numbers)
        self._seen: dict[str, int] = {}
        self._saved = 0

    @classmethod
    def field_from_django_field(cls, field_name: str, django_field: models.Field, readonly: bool) -> Field:
        return Field(django_field.attname, field_name, cell_of(django_field), readonly=readonly)

    @property
    def columns(self) -> list[Field]:
        """Those that say something of the record."""
        return [field for field in self.get_import_fields() if field.attribute]

    def get_queryset(self) -> models.QuerySet:
        """With what lies in the trash: a row that names it is told so."""
        return self._meta.model._default_manager.all()

    def number_of(self, index: int) -> int:
        """The number of a row in a spreadsheet program; `index` is its place among all rows, from 1."""
        return int(self._numbers[index - 1])

    def dehydrate_version(self, record: models.Model) -> str:
        """Ten digits after a letter: a spreadsheet program would round a number."""
        words = "\x1f".join(field.export(record) for field in self.columns)
        return f"v{hashlib.sha256(words.encode()).hexdigest()[:10]}"

    def changes(self, before: models.Model | None, after: models.Model) -> dict[str, tuple[str, str]]:
        """The columns that differ, each with what it said and says."""
        pairs = {
            field.column_name: (field.export(before) if before else "", field.export(after)) for field in self.columns
        }
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}

    def before_import_row(self, row: dict[str, str], row_number: int = 0, **kwargs: Any) -> None:
        slug = row[SLUG] = row[SLUG].strip()
        number = self.number_of(row_number)
        if not slug:
            raise ValidationError({SLUG: _("Without a slug nobody knows which record is meant.")})
        if slug in self._seen:
            raise ValidationError({SLUG: _("Row %(number)d has this slug too.") % {"number": self._seen[slug]}})
        self._seen[slug] = number

    def get_or_init_instance(self, instance_loader: Any, row: dict[str, str]) -> tuple[models.Model, bool]:
        record, is_new = super().get_or_init_instance(instance_loader, row)
        if record.trashed_at:
            raise ValidationError({SLUG: _("This record lies in the trash.")})
        if is_new:
            self._refuse_taken(row[SLUG])
        return record, is_new

    def _refuse_taken(self, slug: str) -> None:
        model = self._meta.model
        former = former_slugs_of(model)._default_manager.filter(slug=slug).select_related("record").first()
        if former:
            raise ValidationError({SLUG: _("This address leads to “%(slug)s” now.") % {"slug": former.record.slug}})
        if RetiredSlug.among(model, [slug]):
            raise ValidationError({SLUG: _("This was the address of another record, and stays so for ever.")})
        if not self.may_add:
            raise ValidationError({SLUG: _("There is no such article. Articles come in with their file only.")})

    def import_field(
        self, field: Field, instance: Any, row: dict[str, str], is_m2m: bool = False, **kwargs: Any
    ) -> None:
        cell = row.get(field.column_name)
        is_same = cell is None or not field.attribute or as_written(cell) == field.export(instance)
        if not is_same and (cell or not instance._state.adding):
            super().import_field(field, instance, row, is_m2m, **kwargs)

    def skip_row(self, instance: Any, original: Any, row: dict[str, str], import_validation_errors: Any = None) -> bool:
        if import_validation_errors:
            return False
        self._changed = self.changes(None if instance._state.adding else original, instance)
        if self._changed and not instance._state.adding and not self._overrides:
            self._refuse_stale(original, row.get(VERSION, ""))
        return not self._changed

    def _refuse_stale(self, record: models.Model, version: str) -> None:
        if not version:
            words = _("Without a version nobody knows whether the record was changed since the export.")
            raise ValidationError({VERSION: words})
        if version != self.dehydrate_version(record):
            raise ValidationError({VERSION: self._changed_since(record)})

    def _changed_since(self, record: Any) -> str:
        last = record.history.exclude(history_agent="").select_related("history_user").first()
        if last is None:
            return _("The record was changed since the export.")
        words = _("The record was changed since the export, the last time on %(date)s by %(name)s.")
        name = last.history_user or last.get_history_agent_display()
        return words % {"date": f"{last.history_date:%Y-%m-%d %H:%M}", "name": name}

    def validate_instance(
        self, instance: Any, import_validation_errors: Any = None, validate_unique: bool = True
    ) -> None:
        """Look at what the row changes; what was wrong before is for another day."""
        errors = dict(import_validation_errors or {})
        if not errors and self._desk:
            self._desk.sign(instance, set(self._changed))
            changed = {*self._changed, *(() if instance.pk else (field.column_name for field in self.columns))}
            untouched = {field.name for field in instance._meta.concrete_fields if field.name not in changed}
            for check in (
                lambda: instance.clean_fields(exclude=untouched),
                instance.clean,
                lambda: self._refuse_taken_id(instance),
                instance.validate_constraints,
            ):
                if not errors:
                    try:
                        check()
                    except ValidationError as error:
                        errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def _refuse_taken_id(self, instance: Any) -> None:
        if not (wikidata_id := getattr(instance, "wikidata_id", "")):
            return
        others = self._meta.model._default_manager.exclude(pk=instance.pk)
        if other := others.filter(wikidata_id=wikidata_id).first():
            raise ValidationError({"wikidata_id": _("This is the Wikidata id of “%(slug)s”.") % {"slug": other.slug}})

    def do_instance_save(self, instance: Any, is_create: bool) -> None:
        """Save, with all that a change in a form of the curators' site would bring with it."""
        self._saved += 1
        if self._saved > MAX_CHANGES:
            raise TableError(
                _("More than %(limit)d rows would change a record. Divide the file.") % {"limit": MAX_CHANGES}
            )
        before = None if is_create else self.get_queryset().get(pk=instance.pk)
        super().do_instance_save(instance, is_create)
        if before and self._desk:
            former = {name: getattr(before, instance._meta.get_field(name).attname) for name in self._changed}
            self._desk.follow(instance, former)

    def after_import_row(self, row: dict[str, str], row_result: RowResult, **kwargs: Any) -> None:
        row_result.changes = {} if row_result.is_skip() else self._changed


class _Rules:
    """What every resource has in common; import-export reads it from each."""

    import_id_fields = (SLUG,)
    instance_loader_class = CachedInstanceLoader
    skip_html_diff = True
    use_transactions = True
    store_row_values = True


class ArticleResource(RecordResource):
    may_add = False

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().defer(*not_listed(but=["provenance", "differences"]))

    class Meta(_Rules):
        model = Article
        fields = (
            SLUG, VERSION, "title", "title_is_devised", "source", "republisher", "url", "language", "rights",
            "published_edtf", "is_reviewed",
        )  # fmt: skip


class PersonResource(RecordResource):
    class Meta(_Rules):
        model = Person
        fields = (SLUG, VERSION, "name", "sort_name", "wikidata_id", "note")


class EventResource(RecordResource):
    class Meta(_Rules):
        model = Event
        fields = (
            SLUG, VERSION, "name", "short_name", "series", "number", "parent", "status", "start", "end", "is_online",
            "place", "place_aliases", "country", "host", "wikidata_id", "note",
        )  # fmt: skip


class SourceResource(RecordResource):
    class Meta(_Rules):
        model = Source
        fields = (
            SLUG, VERSION, "name", "kind", "country", "language", "domains", "shown", "rights_note", "rights_url",
            "is_sample", "wikidata_id", "note",
        )  # fmt: skip
