from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.models.article import Article, is_published
from archive.models.history import Tracked
from archive.models.judgement import JudgedLink, JudgedQuerySet, Judgement


class DuplicateQuerySet(JudgedQuerySet):
    def published(self) -> Self:
        """Links between articles that readers may see, both of them."""
        return self.filter(is_published("first__"), is_published("second__"))

    def awaiting(self) -> Self:
        unpublished = Article.objects.unpublished()
        waiting = self.filter(judgement=Judgement.PROPOSED)
        return waiting.exclude(first__in=unpublished).exclude(second__in=unpublished)

    def of(self, article: Article) -> Self:
        """Links of one article, on whichever side of the pair it stands."""
        return self.filter(models.Q(first=article) | models.Q(second=article))


class Duplicate(JudgedLink):
    """Two articles with much the same text: one was republished, or edited a little. Neither is dropped.

    `similarity` is the share of word trigrams that are in both bodies, from 0 to 1. The pair has no direction: which
    of the two was first is not known; `first` is the one with the smaller key.
    """

    first = models.ForeignKey(Article, models.CASCADE, related_name="duplicates_after", verbose_name=_("first"))
    second = models.ForeignKey(Article, models.CASCADE, related_name="duplicates_before", verbose_name=_("second"))
    similarity = models.FloatField()

    objects = DuplicateQuerySet.as_manager()
    history = Tracked(excluded_fields=["evidence", "similarity"])

    class Meta:
        ordering = ["-similarity", "pk"]
        verbose_name = _("duplicate")
        verbose_name_plural = _("duplicates")
        indexes = [models.Index(name="duplicate_by_judgement", fields=["judgement"])]
        constraints = [
            models.UniqueConstraint(name="duplicate_unique", fields=["first", "second"]),
            models.CheckConstraint(name="duplicate_in_order", condition=models.Q(first__lt=models.F("second"))),
        ]

    def __str__(self) -> str:
        return gettext("%(one)s and %(other)s") % {"one": self.first, "other": self.second}

    def other(self, article: Article) -> int:
        """The key of the article on the other side of the pair."""
        return self.second_id if self.first_id == article.pk else self.first_id

    @property
    def percentage(self) -> int:
        """The similarity in hundredths; 100 only where every trigram of one body is in the other."""
        return int(self.similarity * 100)


class SignatureBand(models.Model):
    """One part of the signature of an article's body: articles that share a key may be near-duplicates."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="signature_bands")
    key = models.BigIntegerField()

    class Meta:
        ordering = ["article", "pk"]
        constraints = [models.UniqueConstraint(name="signature_band_unique", fields=["key", "article"])]

    def __str__(self) -> str:
        return f"{self.key:x}"
