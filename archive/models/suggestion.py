from __future__ import annotations

from django.db import models


class Suggestion(models.Model):
    """A name that many articles print and no record has, as of when it was counted. A curator makes a record of it.

    `sentences` are some of those it stands in: `[{"article": slug, "text": sentence}]`; `rule` is what found the name.
    """

    name = models.CharField(max_length=200, unique=True)
    article_count = models.PositiveIntegerField("articles")
    rule = models.CharField("found by", max_length=200, default="capitals")
    sentences = models.JSONField(default=list, blank=True)
    counted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-article_count", "name"]

    def __str__(self) -> str:
        return self.name
