from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.history import Tracked
from archive.models.judgement import JudgedLink, by_judgement


class Authorship(JudgedLink):
    """Who signed an article, in the order of signing."""

    article = models.ForeignKey("archive.Article", models.CASCADE, db_index=False, related_name="authorships")
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    name = models.CharField(_("name"), max_length=300)
    name_as_printed = models.CharField(_("name as printed"), max_length=300, blank=True)
    person = models.ForeignKey(
        "archive.Person", models.PROTECT, null=True, blank=True, related_name="authorships", verbose_name=_("person")
    )

    history = Tracked(excluded_fields=["evidence"])

    class Meta:
        indexes = by_judgement("authorship", "name")
        ordering = ["article", "position"]
        verbose_name = _("authorship")
        verbose_name_plural = _("authorships")
        constraints = [models.UniqueConstraint(name="authorship_position_unique", fields=["article", "position"])]

    def __str__(self) -> str:
        return self.name
