from __future__ import annotations

from typing import Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

_NAMED = 200  # articles that undoing left as they are; more are only counted


class IngestRunQuerySet(models.QuerySet["IngestRun"]):
    def being_undone(self) -> Self:
        return self.filter(undo_state=IngestRun.UndoState.UNDOING)


class IngestRun(models.Model):
    """One call of ingest, with what came of it; and once it is undone, what came of that.

    `left_as_is` names articles that undoing left as they are: `[{"article": key, "why": sentence}]`.
    """

    class UndoState(models.TextChoices):
        STANDING = "", pgettext_lazy("run", "stands")
        UNDOING = "undoing", pgettext_lazy("run", "is being undone")
        UNDONE = "undone", pgettext_lazy("run", "undone")

    started_at = models.DateTimeField(_("started at"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    paths = models.JSONField(default=list, blank=True)
    rules_version = models.CharField(_("rules version"), max_length=40, blank=True)
    gazetteer_version = models.CharField(_("gazetteer version"), max_length=64, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    is_sample = models.BooleanField(_("sample collection"), default=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("user")
    )

    undo_state = models.CharField(_("state"), max_length=7, choices=UndoState, default=UndoState.STANDING, blank=True)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("undone by")
    )
    undone_up_to = models.BigIntegerField(default=0, help_text="The key of the last new article that was looked at.")
    trashed = models.PositiveIntegerField(_("moved to the trash"), default=0)
    taken_back = models.PositiveIntegerField(_("given back what they had"), default=0)
    left = models.PositiveIntegerField(_("left as they are"), default=0)
    left_as_is = models.JSONField(default=list, blank=True)

    objects = IngestRunQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        permissions = [("undo_ingestrun", "Can undo ingest run")]
        verbose_name = _("ingest run")
        verbose_name_plural = _("ingest runs")

    def __str__(self) -> str:
        return gettext("Ingest of %(time)s") % {"time": f"{self.started_at:%Y-%m-%d %H:%M}"}

    @property
    def counts_in_words(self) -> str:
        """“30 created, 2 failed”."""
        outcomes = dict(Accession.Outcome.choices)
        words = gettext("%(number)s %(outcome)s")
        return ", ".join(
            words % {"number": number_format(number, force_grouping=True), "outcome": outcomes.get(outcome, outcome)}
            for outcome, number in self.counts.items()
        )

    def leave(self, article: models.Model, why: str) -> None:
        """Note, without saving it, that undoing left an article as it is."""
        self.left += 1
        if self.left <= _NAMED:
            self.left_as_is.append({"article": article.pk, "why": why})


class IngestChange(models.Model):
    """What a run changed in an article that was there before: `[{"model", "key", "before", "after"}]`.

    Each says of a row what a `MergeChange` says.
    """

    run = models.ForeignKey(IngestRun, models.CASCADE, related_name="changes")
    article = models.ForeignKey("archive.Article", models.CASCADE, related_name="+")
    rows = models.JSONField(encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.run}: {self.article}"


class AccessionQuerySet(models.QuerySet["Accession"]):
    def kept(self) -> Self:
        """Those whose bytes lie in `originals/`: all but the failed ones."""
        return self.filter(article__isnull=False)

    def still_failed(self) -> Self:
        """The last failure of each path that was not taken in since."""
        later = self.model.objects.filter(path=models.OuterRef("path"), pk__gt=models.OuterRef("pk"))
        return self.filter(~models.Exists(later), outcome=Accession.Outcome.FAILED)


class Accession(models.Model):
    """The taking in of one item. The bytes themselves lie in `originals/`, under their sum."""

    class Outcome(models.TextChoices):
        CREATED = "created", _("created")
        UPDATED = "updated", _("updated")
        UNCHANGED = "unchanged", _("unchanged")
        FAILED = "failed", _("failed")

    run = models.ForeignKey(IngestRun, models.PROTECT, related_name="accessions", verbose_name=_("run"))
    article = models.ForeignKey(
        "archive.Article",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="accessions",
        verbose_name=pgettext_lazy("record", "article"),
    )
    path = models.CharField(_("path"), max_length=1000, help_text=_("Relative to the path that was given to ingest."))
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, db_index=True)
    size = models.PositiveBigIntegerField(_("size"), null=True, blank=True, help_text=_("Bytes."))
    encoding = models.CharField(_("encoding"), max_length=40, blank=True)
    url = models.URLField(
        _("url"),
        max_length=2000,
        blank=True,
        help_text=_("Where a page of a web archive was captured."),
    )
    captured_at = models.DateTimeField(_("captured at"), null=True, blank=True)
    reading_text = models.TextField(blank=True)
    sidecar = models.JSONField(default=dict, blank=True)
    rules_version = models.CharField(_("rules version"), max_length=40, blank=True)
    gazetteer_version = models.CharField(_("gazetteer version"), max_length=64, blank=True)
    outcome = models.CharField(_("outcome"), max_length=9, choices=Outcome)
    reason = models.CharField(_("reason"), max_length=1000, blank=True)
    is_current = models.BooleanField(
        _("is current"), default=False, help_text=_("The article is read from this accession.")
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = AccessionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("accession")
        verbose_name_plural = _("accessions")
        indexes = [
            models.Index(fields=["path"]),
            models.Index(name="accession_failed", fields=["path"], condition=models.Q(outcome="failed")),
        ]
        constraints = [
            models.UniqueConstraint(
                name="accession_one_current", fields=["article"], condition=models.Q(is_current=True)
            ),
            models.CheckConstraint(
                name="accession_failed_or_article",
                condition=models.Q(outcome="failed", article__isnull=True)
                | (~models.Q(outcome="failed") & models.Q(article__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.path
