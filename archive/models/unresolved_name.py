from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.history import Tracked
from archive.models.judgement import JudgedLink, by_judgement


class UnresolvedName(JudgedLink):
    """Words of an article's body that may name several records, or none: for a curator to settle, never shown.

    `spans` are half-open code-point ranges of the body, `candidates` the slugs of the people and events that it may be.
    Confirmed: a curator linked the article to a record instead. Rejected: the words name none here. Either holds for
    the article whenever it is read again.
    """

    article = models.ForeignKey("archive.Article", models.CASCADE, db_index=False, related_name="unresolved_names")
    text = models.CharField(_("words"), max_length=300)
    IN_BODY = ("spans",)  # what follows the words of the body

    spans = models.JSONField(default=list, blank=True)
    candidates = models.JSONField(default=list, blank=True)

    history = Tracked(excluded_fields=["evidence", "spans", "candidates"])

    class Meta:
        ordering = ["article", "text"]
        verbose_name = _("unresolved name")
        verbose_name_plural = _("unresolved names")
        constraints = [models.UniqueConstraint(name="unresolved_name_unique", fields=["article", "text"])]
        indexes = by_judgement("name", "text")

    def __str__(self) -> str:
        return self.text
