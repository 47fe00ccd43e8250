"""Merges of two records of one kind, each with all that it changed, so that it can be undone."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _


class MergeQuerySet(models.QuerySet["Merge"]):
    def unfinished(self) -> Self:
        """Those whose links are still being moved, there or back."""
        return self.filter(state__in=(Merge.State.MOVING, Merge.State.UNDOING))

    def standing(self) -> Self:
        """Merges that hold; no splits."""
        return self.filter(is_split=False).exclude(state=Merge.State.UNDONE)

    def splits(self) -> Self:
        """Splits that hold."""
        return self.filter(is_split=True).exclude(state=Merge.State.UNDONE)


class Merge(models.Model):
    """One record became part of another; its address leads there. Once it is done the merged record is gone, and lives
    on in `changes`, from which undoing makes it again.

    While links are moved, both records are there, and each article names one or the other.

    A split is the same the other way: `merged` is the record that was made, and `survivor` the one it was taken from;
    `selection` says which links go. Undoing it makes the two one again.
    """

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        EVENT = "event", _("event")
        SOURCE = "source", _("source")

    class State(models.TextChoices):
        MOVING = "moving", _("links are being moved")
        DONE = "done", _("done")
        UNDOING = "undoing", _("links are being moved back")
        UNDONE = "undone", _("undone")

    kind = models.CharField(_("kind"), max_length=6, choices=Kind)
    merged_id = models.BigIntegerField()
    merged_slug = models.SlugField(_("former address"), max_length=100)
    merged_name = models.CharField(_("merged record"), max_length=300)
    survivor_id = models.BigIntegerField()
    survivor_name = models.CharField(_("became part of"), max_length=300)
    is_split = models.BooleanField(_("split"), default=False)
    selection = models.JSONField(default=dict, blank=True)
    takes_wikidata_id = models.BooleanField(default=False)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.MOVING)
    moved = models.PositiveIntegerField(_("links moved"), default=0)
    total = models.PositiveIntegerField(_("links"), default=0)
    left_as_is = models.JSONField(_("not put back"), default=list)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("merged by")
    )
    merged_at = models.DateTimeField(_("merged at"), auto_now_add=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ["-merged_at", "-pk"]
        verbose_name = _("merge")
        verbose_name_plural = _("merges")

    def __str__(self) -> str:
        names = (self.survivor_name, self.merged_name) if self.is_split else (self.merged_name, self.survivor_name)
        return " → ".join(names)


class MergeChange(models.Model):
    """One row that a merge changed: the columns before and after. Without `before` it was made, without `after` deleted
    (then `before` has all columns). `model` is a label such as `archive.appearance`.
    """

    merge = models.ForeignKey(Merge, models.CASCADE, related_name="changes")
    model = models.CharField(max_length=60)
    key = models.BigIntegerField()
    before: Any = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    after: Any = models.JSONField(null=True, encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.model} {self.key}"
