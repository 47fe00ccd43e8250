"""Links that the machine proposes and a curator decides about."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.article import Article
from archive.models.history import Recorded, RecordedQuerySet


class Judgement(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    CONFIRMED = "confirmed", _("confirmed")
    REJECTED = "rejected", _("rejected")


class JudgedQuerySet(RecordedQuerySet):
    def shown(self) -> Self:
        """What pages, facets and most exports show: proposed (marked) and confirmed links."""
        return self.exclude(judgement=Judgement.REJECTED)

    def awaiting(self) -> Self:
        """What a curator has still to decide about, in articles that readers see."""
        unpublished = Article.objects.unpublished()
        return self.filter(judgement=Judgement.PROPOSED).exclude(article__in=unpublished)

    def judged(self) -> Self:
        """What a curator decided; no machine changes these."""
        return self.exclude(judgement=Judgement.PROPOSED)


def by_judgement(kind: str, target: str) -> list[models.Index]:
    """Indexes of links by judgement: within an article, and with what they lead to across all articles.

    Each answers alone what the review queue counts. An index on the judgement by itself would draw such a question to
    it: SQLite takes it to tell rows apart, where it is the same for nearly all.
    """
    return [
        models.Index(name=f"{kind}_judged_by_article", fields=["judgement", "article"]),
        models.Index(name=f"{kind}_judged_by_{target}", fields=["judgement", target, "article"]),
    ]


class JudgedLink(Recorded):
    judgement = models.CharField(_("judgement"), max_length=9, choices=Judgement, default=Judgement.PROPOSED)
    judgement_reason = models.CharField(_("judgement reason"), max_length=500, blank=True)
    evidence = models.TextField(_("evidence"), blank=True, help_text=_("The rule and the words this link rests on."))

    objects = JudgedQuerySet.as_manager()

    class Meta:
        abstract = True


class SpannedLink(JudgedLink):
    """`spans` are half-open code-point ranges of the body, `title_spans` of the title.

    `barred_spans` are those of the body that a curator took from the record: no reading gives them back.
    """

    IN_BODY = ("spans", "barred_spans")  # what follows the words of the body

    spans = models.JSONField(default=list, blank=True)
    title_spans = models.JSONField(default=list, blank=True)
    barred_spans = models.JSONField(default=list, blank=True)

    class Meta:
        abstract = True
