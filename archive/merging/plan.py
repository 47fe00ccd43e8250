"""What a merge would move, and why it cannot be: asked before anything is changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from archive.models import (
    Appearance,
    Article,
    Authorship,
    Coverage,
    Event,
    EventAlias,
    Participation,
    Person,
    PersonAlias,
    PinnedPassage,
    Source,
    SourceAlias,
    Tenure,
)
from archive.models.merge import Merge
from archive.rights import is_stricter

Field = tuple[type[models.Model], str]

# What names a record and may be much: moved in chunks, while both records are there.
LINKS: dict[type[models.Model], tuple[Field, ...]] = {
    Person: ((Appearance, "person"), (Authorship, "person"), (Participation, "person"), (Event, "host")),
    Event: ((Coverage, "event"), (PinnedPassage, "event"), (Event, "parent")),
    Source: ((Article, "source"), (Article, "republisher")),
}
# What belongs to a record alone: moved with its last links.
PARTS: dict[type[models.Model], tuple[Field, ...]] = {
    Person: ((PersonAlias, "person"), (Tenure, "person")),
    Event: ((EventAlias, "event"), (Participation, "event")),
    Source: ((SourceAlias, "source"),),
}
_NEVER_TAKEN = {"slug", "name", "sort_name", "short_name", "parent"}


class MergeError(Exception):
    """These records cannot be merged, or this merge cannot be undone; the message says why, for people."""


@dataclass(frozen=True)
class Count:
    """How many rows of a kind are moved; of `doubled`, the record kept has one already, and the two become one."""

    name: str
    number: int
    doubled: int


def refusal(merged: Any, survivor: Any) -> str:
    """Why the one cannot become part of the other, in words; nothing if it can."""
    if merged.pk == survivor.pk:
        return _("A record cannot be merged with itself.")
    if merged.trashed_at or survivor.trashed_at:
        return _("One of them lies in the trash.")
    if why := is_moving(merged, survivor):
        return why
    if isinstance(survivor, Event) and _is_within(survivor, merged):
        return _("The event that would stay is a part of the one that would go. Merge them the other way round.")
    return ""


def is_moving(*records: Any) -> str:
    """That links of any of these records are under way, in words; nothing if they are not."""
    keys = [record.pk for record in records]
    ids = models.Q(merged_id__in=keys) | models.Q(survivor_id__in=keys)
    if Merge.objects.unfinished().filter(ids, kind=records[0]._meta.model_name).exists():
        return _("Links of it are still being moved. Try again when that is done.")
    return ""


def counts(merged: Any, survivor: Any) -> list[Count]:
    """What would be moved, kind by kind; without what there is none of."""
    found = []
    for model, field in (*LINKS[type(merged)], *PARTS[type(merged)]):
        rows = model._default_manager.filter(**{field: merged})
        beside = besides(model, field)
        doubled = 0
        if beside:
            same = {name: models.OuterRef(name) for name in beside}
            twins = model._default_manager.filter(**{field: survivor}, **same)
            doubled = rows.filter(models.Exists(twins)).count()
        number = rows.count()
        if number:
            found.append(Count(_kind_in_words(model, field), number, doubled))
    return found


def besides(model: type[models.Model], field: str) -> list[str]:
    """What tells rows of the same record apart: the other fields of the constraint that keeps them unique."""
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and field in constraint.fields:
            return [name for name in constraint.fields if name != field]
    return []


def filled(merged: Any, survivor: Any) -> dict[str, Any]:
    """The columns that the record kept has nothing in and takes from the other. Days are taken both or none.

    Of two decisions on what readers see the stricter one holds: a merge gives nothing away.
    """
    fields = [field for field in merged._meta.concrete_fields if field.editable and not field.primary_key]
    taken = {
        field.attname: field.value_from_object(merged)
        for field in fields
        if field.name not in _NEVER_TAKEN and field.blank and not isinstance(field, models.BooleanField)
        if field.value_from_object(survivor) in (None, "", []) and field.value_from_object(merged) not in (None, "", [])
    }
    if isinstance(merged, Source) and merged.shown and is_stricter(merged.shown, survivor.shown):
        taken["shown"] = merged.shown
    return taken


def has_two_wikidata_ids(merged: Any, survivor: Any) -> bool:
    return bool(merged.wikidata_id and survivor.wikidata_id)


def _is_within(event: Event, whole: Event) -> bool:
    parent = event.parent
    while parent is not None and parent.pk != whole.pk:
        parent = parent.parent
    return parent is not None


def _kind_in_words(model: type[models.Model], field: str) -> str:
    words = {
        (Event, "host"): _("events hosted"),
        (Event, "parent"): _("events that are part of it"),
        (Article, "republisher"): _("articles republished"),
        (Article, "source"): _("articles"),
    }
    return words.get((model, field)) or str(model._meta.verbose_name_plural)
