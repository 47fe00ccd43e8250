"""The history of a record in words: its changes and those of what belongs to it, field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.ingest.fields import GROUPS
from archive.models.history import ACCOUNTS, Agent, owners, parts

# What is said by another column, or means nothing to people.
_UNSAID = {"id", "body_paragraphs", "published_earliest", "published_latest", "published_sort"}
# The trash and the withdrawal of an article have pages, and permissions, of their own.
_SET_BACK_ELSEWHERE = {"trashed_at", "withdrawn_at"}
# The first of these that a model has tells its rows apart.
_NAMING = ("text", "name", "title", "office", "topic", "person", "event")


class Key(NamedTuple):
    """Where a change stands among the others, and where it is found."""

    date: Any
    history_id: int
    model: type[models.Model]


class Difference(NamedTuple):
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """A change of a row of `model`; `before` is the row of history that it changed, None for a new one."""

    model: type[models.Model]
    row: Any
    before: Any

    @property
    def columns(self) -> list[str]:
        """The columns that differ from what was before; for a creation or deletion all that hold something."""
        names = (field.attname for field in self.row._meta.concrete_fields)
        kept = [name for name in names if not name.startswith("history_")]
        if self.before is not None:
            return [name for name in kept if getattr(self.row, name) != getattr(self.before, name)]
        return [name for name in kept if getattr(self.row, name) not in (None, "", [], {})]

    @property
    def kept_columns(self) -> list[str]:
        """Those of the columns that the record itself has, so that they can be set back."""
        return [name for name in self.columns if name not in ("body_paragraphs", "body_sum")]

    @property
    def is_by_curator(self) -> bool:
        return self.row.history_agent == Agent.CURATOR

    @property
    def can_be_reverted(self) -> bool:
        if self.row.history_type == "~":
            return self.before is not None and bool(self.kept_columns) and not _SET_BACK_ELSEWHERE & set(self.columns)
        return bool(self.kept_columns)


def keys(model: type[models.Model], pk: Any) -> list[Key]:
    """All changes of a record and of its parts, the newest first."""
    changes = {
        Key(date, history_id, kind)
        for kind, rows in _changes(model, pk)
        for date, history_id in rows.values_list("history_date", "history_id")
    }
    return sorted(changes, key=lambda key: (key.date, key.history_id), reverse=True)


def count(model: type[models.Model], pk: Any) -> int:
    """How many changes of a record and of its parts there are; it only ever grows."""
    return sum(rows.order_by().count() for _kind, rows in _changes(model, pk))


def _changes(model: type[models.Model], pk: Any) -> Iterator[tuple[type[models.Model], models.QuerySet]]:
    """The rows of history of a record, then of each kind of its parts."""
    for kind, names in {model: ["id"], **parts(model)}.items():
        is_of_record = models.Q(*((name, pk) for name in names), _connector=models.Q.OR)
        yield kind, kind.history.filter(is_of_record).exclude(history_agent="")


def entries(chosen: Sequence[Key]) -> list[Entry]:
    """The changes that keys stand for, in the same order; a few statements for each kind of record."""
    loaded: dict[tuple[type[models.Model], int], Entry] = {}
    for model in {key.model for key in chosen}:
        history = model.history.select_related("history_user", "history_run")
        earlier = history.filter(id=models.OuterRef("id"), history_id__lt=models.OuterRef("history_id"))
        newest = models.Subquery(earlier.order_by("-history_id").values("history_id")[:1])
        rows = history.filter(history_id__in=[key.history_id for key in chosen if key.model is model])
        rows = list(rows.annotate(before_id=newest))
        before = history.in_bulk([row.before_id for row in rows if row.before_id])
        for row in rows:
            above = before.get(row.before_id) if row.history_type == "~" else None
            loaded[model, row.history_id] = Entry(model, row, above)
    return [loaded[key.model, key.history_id] for key in chosen if (key.model, key.history_id) in loaded]


class Wording:
    """Words for changes; each record that is named is looked up once."""

    def __init__(self) -> None:
        self.name_of: Callable[[type[models.Model], Any], str] = cache(_name_of)

    def title(self, entry: Entry) -> str:
        """“appearance: Vladimir Putin”."""
        fields = {field.name: field for field in entry.row._meta.concrete_fields}
        belongs_to = owners(entry.model)
        naming = [name for name in _NAMING if name in fields and name not in belongs_to][:1] or belongs_to
        names = (self.value(fields[name], getattr(entry.row, fields[name].attname)) for name in naming)
        return f"{entry.model._meta.verbose_name}: {' – '.join(names)}"

    def differences(self, entry: Entry) -> Iterator[Difference]:
        changed = entry.columns
        if entry.row.history_type != "~":
            changed = [name for name in changed if name not in ACCOUNTS]
        belongs_to = {entry.model._meta.get_field(name).attname for name in owners(entry.model)}
        for name in changed:
            if name == "provenance":
                yield from _origins(entry)
            elif name == "body_sum":
                yield Difference(_("text"), *(_paragraphs(row) for row in (entry.before, entry.row)))
            elif name not in _UNSAID | belongs_to:
                yield self._difference(entry, name)

    def _difference(self, entry: Entry, name: str) -> Difference:
        field = next(field for field in entry.row._meta.concrete_fields if field.attname == name)
        values = [self.value(field, getattr(row, name)) if row else "" for row in (entry.before, entry.row)]
        return Difference(label(entry.model, name), *(reversed(values) if entry.row.history_type == "-" else values))

    def value(self, field: models.Field, value: Any) -> str:
        if value in (None, "", [], {}):
            return _("none")
        if field.is_relation:
            return self.name_of(field.related_model, value)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, list):
            return ", ".join(map(str, value))
        if isinstance(field, models.DateField):
            return date_format(value)
        return str(dict(field.flatchoices).get(value, value))


def label(model: type[models.Model], column: str) -> str:
    """What people call a column."""
    if column == "curated_fields":
        return _("fields that authority files leave alone")
    try:
        field = model._meta.get_field(column)
    except FieldDoesNotExist:
        field = next(field for field in model._meta.concrete_fields if field.attname == column)
    return str(field.verbose_name)


def _origins(entry: Entry) -> Iterator[Difference]:
    """Where fields come from, for those of which it changed."""
    before, after = entry.before.provenance, entry.row.provenance
    for name in sorted(before.keys() | after.keys()):
        origins = [said.get(name, {}).get("origin", "") or _("nowhere") for said in (before, after)]
        if origins[0] != origins[1]:
            yield Difference(_("origin of: %(field)s") % {"field": label(entry.model, GROUPS[name][0])}, *origins)


def _paragraphs(row: Any) -> str:
    if row is None:
        return ""
    number = row.body_paragraphs
    return ngettext("%(number)s paragraph", "%(number)s paragraphs", number) % {"number": number}


def _name_of(model: type[models.Model], pk: Any) -> str:
    record = model._base_manager.filter(pk=pk).first()
    if record:
        return str(record)
    last = model.history.filter(id=pk).first() if hasattr(model, "history") else None
    name = getattr(last, "name", "") or getattr(last, "title", "") or f"{model._meta.verbose_name} {pk}"
    return _("%(name)s (deleted)") % {"name": name}
