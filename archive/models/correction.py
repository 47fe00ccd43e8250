"""Errors that readers report, and the public log of what was corrected."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.models.article import is_published, sum_of_text
from archive.models.history import Recorded, RecordedQuerySet, Tracked
from archive.models.trash import KEPT_FOR

COUNTED_FOR = timedelta(hours=1)  # how long a report counts against the address it came from, which is then forgotten


class CorrectionQuerySet(RecordedQuerySet):
    def published(self) -> Self:
        """Those of articles that readers may see: of a withdrawn one its notice is all there is."""
        return self.filter(is_published("article__"))


class Correction(Recorded):
    """What was corrected in an article, in a sentence for readers."""

    article = models.ForeignKey(
        "archive.Article", models.CASCADE, related_name="corrections", verbose_name=pgettext_lazy("record", "article")
    )
    text = models.TextField(
        _("public sentence"),
        max_length=500,
        help_text=_("What was wrong, and what is right now. Readers see it on the article’s page and in the log."),
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("published by"),
    )
    published_at = models.DateTimeField(_("published at"), auto_now_add=True, db_index=True)

    objects = CorrectionQuerySet.as_manager()
    history = Tracked()

    class Meta:
        ordering = ["-published_at", "-pk"]
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints = [models.CheckConstraint(name="correction_says_something", condition=~models.Q(text=""))]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return self.article.get_absolute_url()


class ErrorReportQuerySet(models.QuerySet["ErrorReport"]):
    def open(self) -> Self:
        return self.filter(answer=ErrorReport.Answer.OPEN)

    def counted(self, address: str, now: datetime) -> Self:
        """Those that came from an address in the last hour."""
        return self.filter(address=address, reported_at__gt=now - COUNTED_FOR)

    def forget_reporters(self, now: datetime) -> None:
        """Delete who reported what was closed thirty days ago, and from where reports came before the last hour."""
        self.filter(closed_at__lte=now - KEPT_FOR).exclude(name="", email="").update(name="", email="")
        self.filter(reported_at__lte=now - COUNTED_FOR).exclude(address="").update(address="")


class ErrorReport(models.Model):
    """What a reader says is wrong with an article. No history is kept of it: who reported it must be forgotten.

    `quotation` holds the paragraph and `text_sum` the sum of the text as they then were. `address` is the network
    address it came from, kept only for as long as reports from there are counted.
    """

    class Answer(models.TextChoices):
        OPEN = "", pgettext_lazy("report", "open")
        CORRECTED = "corrected", pgettext_lazy("report", "corrected")
        NO_ERROR = "no-error", pgettext_lazy("report", "not an error")
        DUPLICATE = "duplicate", pgettext_lazy("report", "reported before")

    article = models.ForeignKey(
        "archive.Article", models.CASCADE, related_name="error_reports", verbose_name=pgettext_lazy("record", "article")
    )
    message = models.TextField(_("what is wrong"), max_length=2000)
    paragraph = models.CharField(_("paragraph"), max_length=20, blank=True)
    quotation = models.TextField(_("the paragraph as it was"), blank=True, editable=False)
    text_sum = models.CharField(max_length=16, editable=False)
    name = models.CharField(_("name of the reader"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail of the reader"), blank=True)
    address = models.CharField(max_length=39, blank=True, editable=False)
    reported_at = models.DateTimeField(_("reported at"), auto_now_add=True)

    answer = models.CharField(_("answer"), max_length=9, choices=Answer, default=Answer.OPEN, blank=True)
    correction = models.ForeignKey(
        Correction, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("correction")
    )
    closed_at = models.DateTimeField(_("closed at"), null=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("closed by"),
    )

    objects = ErrorReportQuerySet.as_manager()

    class Meta:
        ordering = [models.F("closed_at").desc(nulls_first=True), "-reported_at", "-pk"]
        verbose_name = _("error report")
        verbose_name_plural = _("error reports")
        constraints = [
            models.CheckConstraint(
                name="error_report_is_closed_with_an_answer",
                condition=models.Q(answer="", closed_at__isnull=True)
                | (~models.Q(answer="") & models.Q(closed_at__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.article}: {self.message[:60]}"

    @property
    def is_of_present_text(self) -> bool:
        """Whether the text of the article still is the one that the reader saw."""
        return self.text_sum == sum_of_text(self.article.body)
