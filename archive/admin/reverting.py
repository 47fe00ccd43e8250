"""Setting a change back. It is a change of its own, by the curator who does it, and can be set back in turn.

A curator's change that is set back leaves the record as it was before, with where its fields came from. A machine's
change that is set back is from then on a curator's word: else the next reading would make it again.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, models, transaction
from django.utils.translation import gettext as _

from archive.admin.changes import Entry, label
from archive.ingest.fields import GROUPS
from archive.models import Article, Judgement
from archive.models.history import ACCOUNTS, CHANGED, CREATED, Agent, recorded_as
from archive.models.judgement import JudgedLink

BY_CURATOR = {"origin": "curator", "rule": "", "evidence": ""}
# Under which name `provenance` speaks of each field.
PROVENANCE_OF = {column: name for name, group in GROUPS.items() for column in group}


class RevertError(ValueError):
    """A change cannot be set back; the message says why."""


def revert(entry: Entry, user: Any) -> tuple[Any, dict[str, Any]]:
    """Set a change back. Answers the record, None where there is none any longer, and its columns before. Raises
    RevertError.
    """
    set_back = {CHANGED: _changed, CREATED: _created}.get(entry.row.history_type, _deleted)
    reason = _("A change was set back")
    try:
        with transaction.atomic(), recorded_as(Agent.CURATOR, user=user, reason=reason):
            return set_back(entry)
    except ValidationError as error:
        raise RevertError(" ".join(error.messages)) from error
    except models.ProtectedError as error:
        raise RevertError(_("Other records need it by now; take them from it first.")) from error
    except DatabaseError as error:
        raise RevertError(_("The database does not allow it: %(reason)s") % {"reason": error}) from error


def _changed(entry: Entry) -> tuple[Any, dict[str, Any]]:
    record = entry.model._base_manager.select_for_update().filter(pk=entry.row.id).first()
    if record is None:
        raise RevertError(_("The record was deleted since. Bring it back first."))
    columns = entry.kept_columns
    values = [name for name in columns if name not in ACCOUNTS]
    alone = [name for name in columns if name in ACCOUNTS and not values]
    since = [name for name in (values or alone) if getattr(record, name) != getattr(entry.row, name)]
    if since:
        fields = ", ".join(label(entry.model, name) for name in since)
        raise RevertError(_("Changed again since: %(fields)s. Set the later change back first.") % {"fields": fields})
    former = {name: getattr(record, name) for name in values or alone}
    for name in values or alone:
        setattr(record, name, getattr(entry.before, name))
    _account_for(record, entry, values)
    _validate(record)
    record.save()
    return record, former


def _account_for(record: Any, entry: Entry, columns: list[str]) -> None:
    """Say where the columns now come from."""
    fields = {field.name for field in record._meta.concrete_fields if field.attname in columns}
    if isinstance(record, Article):
        for name in {PROVENANCE_OF[field] for field in fields if field in PROVENANCE_OF}:
            said = entry.before.provenance.get(name) if entry.is_by_curator else BY_CURATOR
            record.provenance.pop(name, None)
            if said:
                record.provenance[name] = said
            if not said or said["origin"] != "curator":
                record.differences.pop(name, None)
                record.has_differences = bool(record.differences)
    if hasattr(record, "curated_fields") and fields:
        curated = fields & set(entry.before.curated_fields) if entry.is_by_curator else fields
        record.curated_fields = sorted(set(record.curated_fields) - fields | curated)
    if isinstance(record, JudgedLink) and not entry.is_by_curator and record.judgement == Judgement.PROPOSED:
        record.judgement = Judgement.CONFIRMED


def _created(entry: Entry) -> tuple[Any, dict[str, Any]]:
    record = entry.model._base_manager.filter(pk=entry.row.id).first()
    if record is None:
        raise RevertError(_("The record was deleted since."))
    record.delete()
    return None, {}


def _deleted(entry: Entry) -> tuple[Any, dict[str, Any]]:
    if entry.model._base_manager.filter(pk=entry.row.id).exists():
        raise RevertError(_("The record is there already."))
    if _lost(entry.model):
        raise RevertError(_("Not all of it was kept, so it cannot be brought back from its history."))
    kept = {field.attname: getattr(entry.row, field.attname) for field in entry.row.tracked_fields}
    record = entry.model(**kept)
    if isinstance(record, JudgedLink) and not entry.is_by_curator:
        record.judgement = Judgement.CONFIRMED
    _validate(record)
    record.save(force_insert=True)
    return record, {}


def _lost(model: type[models.Model]) -> list[str]:
    """Columns that history does not keep and that a record cannot do without."""
    kept = {field.name for field in model.history.model.tracked_fields}
    fields = (field for field in model._meta.concrete_fields if field.name not in kept)
    return [field.name for field in fields if not (field.has_default() or field.null or field.blank)]


def _validate(record: models.Model) -> None:
    record.clean_fields()
    record.clean()
    record.validate_unique()
    record.validate_constraints()
