"""Changes of rows that are written down as they are made, so that they can be taken back one by one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from archive.models.history import parts
from archive.models.merge import Merge, MergeChange

Columns = Mapping[str, Any]


@dataclass(frozen=True)
class RowChange:
    """What a `MergeChange` says, kept elsewhere."""

    model: str
    key: int
    before: Columns | None
    after: Columns | None


class Journal:
    """Makes changes and notes them. Those of a merge are stored by `write`, to be called in the same transaction."""

    def __init__(self, merge: Merge | None = None) -> None:
        self.merge = merge
        self.changes: list[MergeChange] = []

    def change(self, model: type[models.Model], keys: Iterable[int], **values: Any) -> None:
        """Set the same columns of rows, given by primary key, to the same values."""
        rows = model._default_manager.filter(pk__in=list(keys)).order_by("pk")
        before = list(rows.values("pk", *values))
        rows.order_by().update(**values)
        for row in before:
            key = row.pop("pk")
            self._note(model, key, row, values)

    def create(self, row: models.Model) -> None:
        row.save(force_insert=True)
        self._note(type(row), row.pk, None, columns_of(row))

    def delete(self, row: models.Model) -> None:
        self._note(type(row), row.pk, columns_of(row), None)
        row.delete()

    @contextmanager
    def watching(self, model: type[models.Model], keys: Iterable[int], columns: Sequence[str]) -> Iterator[None]:
        """Write down how these columns of rows change inside, whoever changes them."""
        rows = model._default_manager.filter(pk__in=list(keys)).order_by("pk")
        before = list(rows.values("pk", *columns))
        yield
        after = {row["pk"]: row for row in rows.values("pk", *columns)}
        for row in before:
            key = row["pk"]
            changed = [column for column in columns if row[column] != after[key][column]]
            if changed:
                self._note(
                    model, key, {name: row[name] for name in changed}, {name: after[key][name] for name in changed}
                )

    def write(self) -> None:
        MergeChange.objects.bulk_create(self.changes, batch_size=500)
        self.changes = []

    def _note(self, model: type[models.Model], key: int, before: Columns | None, after: Columns | None) -> None:
        change = MergeChange(merge=self.merge, model=model._meta.label_lower, key=key, before=before, after=after)
        self.changes.append(change)


def columns_of(row: models.Model) -> dict[str, Any]:
    return {field.attname: field.value_from_object(row) for field in row._meta.concrete_fields}


def is_as_left(change: RowChange) -> bool:
    """Whether a row still is what a change made it, so that all of the change can be taken back."""
    row = apps.get_model(change.model)._default_manager.filter(pk=change.key).first()
    if row is None or change.after is None:
        return row is None and change.after is None
    now = _as_json(columns_of(row))
    return all(now.get(column, value) == value for column, value in change.after.items())


def take_back(change: MergeChange | RowChange) -> str:
    """Make a row what it was before a change; says in words what had to stay as it is, or nothing."""
    model = apps.get_model(change.model)
    if change.after is None:
        return _made_again(model, change)
    row = model._default_manager.filter(pk=change.key).first()
    name = f"{model._meta.verbose_name} {row or change.key}"
    if row is None:
        return _("%(record)s is no longer there.") % {"record": name} if change.before is not None else ""
    now = _as_json(columns_of(row))
    touched = [column for column in change.after if column in now and now[column] != change.after[column]]
    touched = [column for column in touched if column not in _TIMES]
    if change.before is None:
        if _has_parts(row) or [column for column in touched if column not in _READ_ANEW]:
            return _("%(record)s was changed since.") % {"record": name}
        try:
            row.delete()
        except models.ProtectedError:
            return _("%(record)s is needed by other records since.") % {"record": name}
        return ""
    values = {column: value for column, value in change.before.items() if column not in touched}
    try:
        with transaction.atomic():
            if values:
                model._default_manager.filter(pk=change.key).update(**_as_values(model, values))
    except IntegrityError:
        return _("%(record)s could not be put back: another has taken its place.") % {"record": name}
    if not touched:
        return ""
    fields = ", ".join(str(_field(model, column).verbose_name) for column in touched)
    return _("%(record)s: %(fields)s changed since.") % {"record": name, "fields": fields}


_TIMES = ("created_at", "updated_at")
_READ_ANEW = ("spans", "title_spans", "barred_spans", "evidence")  # a new reading may change them in judged links too


def _has_parts(row: models.Model) -> bool:
    """Whether something belongs to a row by now, and would be deleted with it."""
    found = parts(type(row)).items()
    return any(part._default_manager.filter(**{name: row}).exists() for part, names in found for name in names)


def _made_again(model: type[models.Model], change: MergeChange) -> str:
    """The row that was deleted, unless what it belonged to is gone, or another row has taken its place."""
    row = model(**_as_values(model, change.before))
    related = [field for field in model._meta.concrete_fields if field.is_relation and getattr(row, field.attname)]
    there = all(field.related_model._base_manager.filter(pk=getattr(row, field.attname)).exists() for field in related)
    if there:
        try:
            with transaction.atomic():
                values = columns_of(row)
                row.save(force_insert=True)
                times = {name: values[name] for name in _TIMES if name in values}
                if times:  # saving sets them to now
                    model._default_manager.filter(pk=row.pk).update(**times)
        except IntegrityError:
            there = False
    name = f"{model._meta.verbose_name} {change.key}"
    return "" if there else _("%(record)s could not be made again.") % {"record": name}


def _as_json(columns: Columns) -> dict[str, Any]:
    return json.loads(json.dumps(columns, cls=DjangoJSONEncoder))


def _as_values(model: type[models.Model], columns: Columns) -> dict[str, Any]:
    """Without columns that the model no longer has."""
    known = {field.attname: field for field in model._meta.concrete_fields}
    return {column: known[column].to_python(value) for column, value in columns.items() if column in known}


def _field(model: type[models.Model], column: str) -> models.Field:
    return next(field for field in model._meta.concrete_fields if field.attname == column)
