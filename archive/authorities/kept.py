"""The records that are there already, as authority files name them."""

from __future__ import annotations

from typing import Any

from django.db import models

from archive.models import EventSeries, Merge, RetiredSlug


class DeletedError(Exception):
    """A record was deleted by a curator."""


class MergedError(Exception):
    """A record was merged with another by a curator."""


class Kept:
    """What is there of one kind of record, under its addresses. An address is kept for ever, by what it was of."""

    def __init__(self, model: type[models.Model], *rows: str) -> None:
        kind = model._meta.model_name
        self.model = model
        self._records = {record.slug: record for record in model._default_manager.prefetch_related(*rows)}
        by_key = {record.pk: record for record in self._records.values()}
        if model is not EventSeries:
            former = model._meta.get_field("former_slugs").related_model.objects.values_list("slug", "record")
            self._records = {slug: by_key[key] for slug, key in former} | self._records
        self._gone = set(RetiredSlug.objects.filter(kind=kind).values_list("slug", flat=True))
        self._merged = set(Merge.objects.standing().filter(kind=kind).values_list("merged_slug", flat=True))

    def own(self, slug: str) -> Any:
        """The record that a file describes, a new one if there is none.

        Raises MergedError where it became part of another; DeletedError where it is in the trash, or was.
        """
        if slug in self._merged:
            raise MergedError(slug)
        return self._found(slug) or self._records.setdefault(slug, self.model(slug=slug))

    def named(self, slug: str) -> Any:
        """The record that another one names; None where it was deleted. Raises DoesNotExist."""
        try:
            record = self._found(str(slug))
        except DeletedError:
            return None
        if record is None:
            raise self.model.DoesNotExist(f"there is no {self.model._meta.verbose_name} “{slug}”")
        return record

    def _found(self, slug: str) -> Any:
        record = self._records.get(slug)
        if getattr(record, "trashed_at", None) if record else slug in self._gone:
            raise DeletedError(slug)
        return record
