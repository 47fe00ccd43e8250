from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Suggestion(models.Model):
    """A name that many articles print and no record has, as of when it was counted. A curator makes a record of it.

    `sentences` are some of those it stands in: `[{"article": slug, "text": sentence}]`; `rule` is what found the name.
    """

    name = models.CharField(_("name"), max_length=200, unique=True)
    article_count = models.PositiveIntegerField(_("articles"))
    rule = models.CharField(_("found by"), max_length=200, default="capitals")
    sentences = models.JSONField(default=list, blank=True)
    counted_at = models.DateTimeField(_("counted at"), auto_now_add=True)

    class Meta:
        ordering = ["-article_count", "name"]
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")

    def __str__(self) -> str:
        return self.name
