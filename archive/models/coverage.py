from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.models.history import Tracked
from archive.models.judgement import JudgedQuerySet, SpannedLink, by_judgement


class CoverageQuerySet(JudgedQuerySet):
    def subjects(self) -> Self:
        return self.filter(role=Coverage.Role.SUBJECT)


class Coverage(SpannedLink):
    """An event in an article. Only a subject has a phase: where the article stands to the event's days."""

    class Role(models.TextChoices):
        SUBJECT = "subject", _("subject")
        BACKGROUND = "background", _("background")

    class Phase(models.TextChoices):
        BEFORE = "before", _("before")
        DURING = "during", _("during")
        AFTER = "after", _("after")
        UNDETERMINED = "undetermined", _("undetermined")

    article = models.ForeignKey("archive.Article", models.CASCADE, db_index=False, related_name="coverages")
    event = models.ForeignKey("archive.Event", models.PROTECT, related_name="coverages", verbose_name=_("event"))
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.BACKGROUND)
    phase = models.CharField(_("phase"), max_length=12, choices=Phase, blank=True)
    phase_evidence = models.TextField(_("phase evidence"), blank=True)

    objects = CoverageQuerySet.as_manager()
    history = Tracked(excluded_fields=["evidence", "spans", "title_spans", "barred_spans", "phase_evidence"])

    class Meta:
        indexes = by_judgement("coverage", "event")
        ordering = ["article", "-role", "event__start"]
        verbose_name = _("coverage")
        verbose_name_plural = _("coverages")
        constraints = [
            models.UniqueConstraint(name="coverage_unique", fields=["article", "event"]),
            models.CheckConstraint(
                name="coverage_phase_for_subjects_only",
                condition=(models.Q(role="subject") & ~models.Q(phase="")) | models.Q(role="background", phase=""),
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(article)s on %(event)s") % {"article": self.article, "event": self.event}
