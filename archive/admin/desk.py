"""The desk: how much needs a hand and where it lies, and what people did of late."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.contrib import admin
from django.db import models
from django.urls import reverse

from archive.admin.changes import Entry, Key, Wording, entries
from archive.admin.needs import GROUPS
from archive.models import IngestRun
from archive.models.history import Agent, history_of, owners, tracked_models

COUNTED = 10_000  # rows; of more it is only said that they are more
_CHANGES = 10
_RUNS = 5


class Line(NamedTuple):
    label: Any
    number: int  # at most COUNTED
    is_more: bool
    address: str


class Change(NamedTuple):
    """What somebody did at once: to `number` rows of a kind. `title` is for one, `kind` for several."""

    row: Any
    number: int
    kind: str
    title: str
    address: str


def lines_for(user: Any) -> Iterator[tuple[Any, list[Line]]]:
    """`(label of the group, its lines)` of what a user may do something about; one bounded query a line."""
    for group in GROUPS:
        lines = []
        for need in group.needs:
            if user.has_perm(need.permission):
                number = need.rows().order_by()[: COUNTED + 1].count()
                lines.append(Line(need.label, min(number, COUNTED), number > COUNTED, need.address))
        if lines:
            yield group.label, lines


def recent_changes(user: Any) -> list[Change]:
    """What people changed last of all that a user may see, the newest first."""
    numbers: dict[Key, int] = {}
    for model in tracked_models():
        if _may_view(user, model):
            numbers |= {Key(at, newest, model): number for at, number, newest in _last_of(model)}
    keys = sorted(numbers, key=lambda key: key.date, reverse=True)[:_CHANGES]
    wording = Wording()
    return [_change(entry, numbers[key], wording) for key, entry in zip(keys, entries(keys), strict=True)]


def last_runs() -> models.QuerySet[IngestRun]:
    return IngestRun.objects.select_related("user")[:_RUNS]


def _last_of(model: type[models.Model]) -> models.QuerySet:
    """`(when, how many rows, primary key of the last)` of the last changes; rows changed together have one time."""
    by_people = history_of(model)._default_manager.filter(history_agent=Agent.CURATOR).order_by()
    together = by_people.values("history_date").annotate(number=models.Count("pk"), newest=models.Max("pk"))
    return together.order_by("-history_date").values_list("history_date", "number", "newest")[:_CHANGES]


def _change(entry: Entry, number: int, wording: Wording) -> Change:
    kind = str(entry.model._meta.verbose_name_plural)
    return Change(entry.row, number, kind, wording.title(entry) if number == 1 else "", _history_of(entry))


def _history_of(entry: Entry) -> str:
    """Where the change stands among the others of its record; nothing where no page of the site has it."""
    records = [(entry.model, entry.row.id)]
    records += [
        (entry.model._meta.get_field(name).related_model, getattr(entry.row, f"{name}_id"))
        for name in owners(entry.model)
    ]
    for model, pk in records:
        if model in admin.site._registry:
            return reverse(f"admin:archive_{model._meta.model_name}_history", args=[pk])
    return ""


def _may_view(user: Any, model: type[models.Model]) -> bool:
    return user.has_perm(f"archive.view_{model._meta.model_name}")
