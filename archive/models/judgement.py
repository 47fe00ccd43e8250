"""Links that the machine proposes and a curator decides about."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.history import Recorded, RecordedQuerySet


class Judgement(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    CONFIRMED = "confirmed", _("confirmed")
    REJECTED = "rejected", _("rejected")


class JudgedQuerySet(RecordedQuerySet):
    def shown(self) -> Self:
        """What pages, facets and most exports show: proposed (marked) and confirmed links."""
        return self.exclude(judgement=Judgement.REJECTED)

    def judged(self) -> Self:
        """What a curator decided; no machine changes these."""
        return self.exclude(judgement=Judgement.PROPOSED)


class JudgedLink(Recorded):
    judgement = models.CharField(max_length=9, choices=Judgement, default=Judgement.PROPOSED, db_index=True)
    judgement_reason = models.CharField(max_length=500, blank=True)
    evidence = models.TextField(blank=True, help_text="The rule and the words this link rests on.")

    objects = JudgedQuerySet.as_manager()

    class Meta:
        abstract = True


class SpannedLink(JudgedLink):
    """`spans` are half-open code-point ranges of the body, `title_spans` of the title."""

    spans = models.JSONField(default=list, blank=True)
    title_spans = models.JSONField(default=list, blank=True)

    class Meta:
        abstract = True
