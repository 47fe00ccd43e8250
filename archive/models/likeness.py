"""Pairs of records that may be one and the same, for curators to merge or to set aside for good."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.event import Event
from archive.models.history import Recorded, RecordedQuerySet, Tracked
from archive.models.merge import Merge
from archive.models.person import Person
from archive.models.source import Source


class LikenessQuerySet(RecordedQuerySet):
    def awaiting(self) -> Self:
        """What a curator has still to decide about: both records are there, and not said to be two."""
        there = models.Q(pk__in=[])
        for model in (Person, Event, Source):
            keys = model.objects.published().values("pk")
            there |= models.Q(kind=model._meta.model_name, first_id__in=keys, second_id__in=keys)
        return self.filter(there, is_distinct=False)


class Likeness(Recorded):
    """Two records of one kind that may be the same; `first_id` is the smaller primary key. `words` are what is alike.

    As with merges, they are named by number: a record that is merged is gone, and comes back when that is undone; what
    was decided about it holds then too.
    """

    class Reason(models.TextChoices):
        WORDS = "words", _("the same words")
        SPELLING = "spelling", _("another spelling of the same sounds")
        INITIALS = "initials", _("given names as initials, or without them")
        LETTER = "letter", _("one letter apart")
        OFFICE = "office", _("one family name in the same office at the same time")
        DAYS = "days", _("the same series on the same days")
        SITE = "site", _("the same site")

    kind = models.CharField(_("kind"), max_length=6, choices=Merge.Kind)
    first_id = models.BigIntegerField()
    second_id = models.BigIntegerField()
    first_name = models.CharField(_("one record"), max_length=300)
    second_name = models.CharField(_("the other"), max_length=300)
    reason = models.CharField(_("what is alike"), max_length=8, choices=Reason)
    words = models.CharField(_("words"), max_length=620)
    is_distinct = models.BooleanField(
        _("not the same"), default=False, help_text=_("They are two, for good: the pair is not proposed again.")
    )
    note = models.CharField(_("note"), max_length=500, blank=True)

    objects = LikenessQuerySet.as_manager()
    history = Tracked()

    class Meta:
        ordering = ["kind", "reason", "first_name", "pk"]
        verbose_name = _("probable duplicate")
        verbose_name_plural = _("probable duplicates")
        constraints = [
            models.UniqueConstraint(name="likeness_unique", fields=["kind", "first_id", "second_id"]),
            models.CheckConstraint(name="likeness_in_order", condition=models.Q(first_id__lt=models.F("second_id"))),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} – {self.second_name}"
