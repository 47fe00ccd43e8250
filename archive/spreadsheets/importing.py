"""A table into the records: looked at first, then all of it in one transaction, or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

import tablib
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import models, transaction
from django.utils.translation import gettext as _
from import_export.results import Result, RowResult

from archive.models.history import Agent, recorded_as
from archive.spreadsheets.resources import SLUG, VERSION, Desk, RecordResource
from archive.spreadsheets.tables import Table, TableError, write_csv, write_xlsx


@dataclass(frozen=True)
class Change:
    column: str
    before: str
    after: str


@dataclass(frozen=True)
class RowReport:
    """What a row does, or why it cannot: `errors` are pairs of a column, or nothing, and a sentence."""

    number: int
    slug: str
    is_new: bool = False
    changes: tuple[Change, ...] = ()
    errors: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Report:
    """`rows` are those that change something or cannot; `total` counts all."""

    rows: tuple[RowReport, ...]
    total: int

    @property
    def faulty(self) -> list[RowReport]:
        return [row for row in self.rows if row.errors]

    @property
    def changing(self) -> list[RowReport]:
        return [row for row in self.rows if not row.errors]

    @property
    def added(self) -> int:
        return sum(row.is_new for row in self.changing)

    @property
    def updated(self) -> int:
        return len(self.changing) - self.added

    @property
    def unchanged(self) -> int:
        return self.total - len(self.rows)

    @property
    def sum(self) -> str:
        """Tells apart what two looks at the same table would do."""
        return hashlib.sha256(repr(self.rows).encode()).hexdigest()


class ChangedSinceError(Exception):
    """What an import would do is no longer what was shown and confirmed; `report` says what it is now."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report


def export(resource: type[RecordResource], records: models.QuerySet, ending: str) -> bytes:
    """The records as a CSV or XLSX file, ordered by slug. Raises TableError."""
    exporting = resource()
    chosen = exporting.get_queryset().filter(pk__in=records.order_by().values("pk")).order_by(SLUG)
    dataset = exporting.export(chosen)
    write = write_xlsx if ending == "xlsx" else write_csv
    return write(dataset.headers, dataset)


def look_at(table: Table, resource: type[RecordResource], desk: Desk, overrides: bool = False) -> Report:
    """What importing the table would do. Raises TableError for columns that nobody knows."""
    return _import(table, resource, desk, overrides, is_dry=True)[0]


def import_table(
    table: Table, resource: type[RecordResource], desk: Desk, user: Any, name: str, overrides: bool, expected: str
) -> Report:
    """Import the table if that does what `expected`, the sum of a report, says; the changes are those of `user`.

    Raises ChangedSinceError, and TableError.
    """
    reason = _("imported from %(file)s") % {"file": name}
    with transaction.atomic(), recorded_as(Agent.CURATOR, user=user, reason=reason):
        report, keys = _import(table, resource, desk, overrides, is_dry=False)
        if report.sum != expected or report.faulty:
            transaction.set_rollback(True)
            raise ChangedSinceError(report)
        desk.request_work(resource._meta.model._default_manager.filter(pk__in=keys))
    return report


def _import(
    table: Table, resource: type[RecordResource], desk: Desk, overrides: bool, is_dry: bool
) -> tuple[Report, list[Any]]:
    importing = resource(desk, overrides, table.numbers)
    _check_columns(table.headings, [field.column_name for field in importing.get_import_fields()])
    dataset = tablib.Dataset(*table.rows, headers=table.headings)
    result = importing.import_data(dataset, dry_run=is_dry, rollback_on_validation_errors=True)
    for error in [*result.base_errors, *(error for row in result.error_rows for error in row.errors)]:
        raise error.error  # too many changes, or a fault of the program
    done = [row for row in result.rows if row.is_new() or row.is_update()]
    return Report(tuple(_reports(result, importing)), len(table.rows)), [row.object_id for row in done]


def _check_columns(headings: Collection[str], known: Collection[str]) -> None:
    if SLUG not in headings:
        raise TableError(_("There is no column “slug”, which says what record a row means."))
    if unknown := [heading for heading in headings if heading not in known]:
        raise TableError(
            _("No such column: %(unknown)s. There are: %(known)s.")
            % {"unknown": ", ".join(unknown)[:200], "known": ", ".join(known)}
        )
    if not set(headings) - {SLUG, VERSION}:
        raise TableError(_("There is no column that could change anything."))


def _reports(result: Result, resource: RecordResource) -> Iterable[RowReport]:
    errors = {row.number: row for row in result.invalid_rows}
    for index, row in enumerate(result.rows, 1):
        number = resource.number_of(index)
        if index in errors:
            yield RowReport(number, _slug_of(row), errors=tuple(_errors(errors[index].error_dict, resource)))
        elif not row.is_skip():
            changes = (Change(name, *pair) for name, pair in row.changes.items())
            yield RowReport(number, _slug_of(row), row.is_new(), tuple(changes))


def _slug_of(row: RowResult) -> str:
    return str(row.row_values.get(SLUG, ""))


def _errors(errors: dict[str, list[str]], resource: RecordResource) -> Iterable[tuple[str, str]]:
    columns = {field.attribute: field.column_name for field in resource.columns}
    for name, messages in errors.items():
        column = "" if name == NON_FIELD_ERRORS else columns.get(name, name)
        yield from ((column, message) for message in messages)
