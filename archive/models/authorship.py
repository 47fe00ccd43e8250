from __future__ import annotations

from django.db import models

from archive.models.history import Tracked
from archive.models.judgement import JudgedLink, by_judgement


class Authorship(JudgedLink):
    """Who signed an article, in the order of signing."""

    article = models.ForeignKey("archive.Article", models.CASCADE, db_index=False, related_name="authorships")
    position = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=300)
    name_as_printed = models.CharField(max_length=300, blank=True)
    person = models.ForeignKey("archive.Person", models.PROTECT, null=True, blank=True, related_name="authorships")

    history = Tracked(excluded_fields=["evidence"])

    class Meta:
        indexes = by_judgement("authorship", "name")
        ordering = ["article", "position"]
        constraints = [models.UniqueConstraint(name="authorship_position_unique", fields=["article", "position"])]

    def __str__(self) -> str:
        return self.name
