"""Rows that go from one record to another."""

from __future__ import annotations

from typing import Any

from django.db import models

from archive.merging.joining import joined
from archive.merging.journal import Journal
from archive.merging.plan import besides
from archive.models import Article


def move_rows(journal: Journal, model: type[models.Model], field: str, keys: list[int], survivor: Any) -> None:
    """Give rows to another record. One that would say the same as a row it has becomes part of that."""
    alone = keys
    if keys and (beside := [model._meta.get_field(name).attname for name in besides(model, field)]):
        rows = {_values(row, beside): row for row in model._default_manager.filter(pk__in=keys)}
        same = {f"{beside[0]}__in": {values[0] for values in rows}}
        others = model._default_manager.filter(**{field: survivor}, **same)
        twins = {values: row for row in others if (values := _values(row, beside)) in rows}
        for values, kept in twins.items():
            changes = joined(kept, rows[values])
            journal.delete(rows[values])
            if changes:
                journal.change(model, [kept.pk], **changes)
        alone = [row.pk for values, row in rows.items() if values not in twins]
    journal.change(model, alone, **{model._meta.get_field(field).attname: survivor.pk})


def _values(row: models.Model, columns: list[str]) -> tuple[Any, ...]:
    return tuple(getattr(row, column) for column in columns)


def articles_of(model: type[models.Model], keys: list[int]) -> set[int]:
    """The articles that some links stand in."""
    if model is Article:
        return set(keys)
    has_article = any(field.name == "article" for field in model._meta.concrete_fields)
    rows = model._default_manager.filter(pk__in=keys).order_by()
    return set(rows.values_list("article", flat=True)) if has_article else set()
