from __future__ import annotations

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.models.history import Tracked
from archive.models.judgement import SpannedLink, by_judgement


class Appearance(SpannedLink):
    """A person in an article."""

    class Role(models.TextChoices):
        SUBJECT = "subject", _("subject")
        MENTIONED = "mentioned", _("mentioned")

    article = models.ForeignKey("archive.Article", models.CASCADE, db_index=False, related_name="appearances")
    person = models.ForeignKey("archive.Person", models.PROTECT, related_name="appearances", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=9, choices=Role, default=Role.MENTIONED)

    history = Tracked(excluded_fields=["evidence", "spans", "title_spans", "barred_spans"])

    class Meta:
        indexes = by_judgement("appearance", "person")
        ordering = ["article", "person__sort_name"]
        verbose_name = _("appearance")
        verbose_name_plural = _("appearances")
        constraints = [models.UniqueConstraint(name="appearance_unique", fields=["article", "person"])]

    def __str__(self) -> str:
        return gettext("%(person)s in %(article)s") % {"person": self.person, "article": self.article}
