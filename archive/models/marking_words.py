from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class MarkingWords(models.Model):
    """Which words mark each phase and each source of a summit's coverage, as they were last counted.

    `languages` is what `archive.search.marking_words` answers, the language of most articles first; `basis` says what
    was counted: the articles and words of each part, so that nothing is counted again while they stay the same.
    """

    event = models.OneToOneField("archive.Event", models.CASCADE, related_name="marking_words")
    languages = models.JSONField(default=list)
    basis = models.CharField(max_length=64)
    computed_at = models.DateTimeField()

    class Meta:
        ordering = ["event"]
        verbose_name = verbose_name_plural = _("marking words")

    def __str__(self) -> str:
        return f"{self.event}, {self.computed_at:%Y-%m-%d}"
