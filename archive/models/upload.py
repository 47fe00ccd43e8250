from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.accession import Accession, IngestRun


class UploadQuerySet(models.QuerySet["Upload"]):
    def unfinished(self) -> Self:
        return self.filter(state__in=(Upload.State.WAITING, Upload.State.RUNNING))


class Upload(models.Model):
    """Files somebody sent in the browser, to be taken in in the background; `problem` says why none of them could."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("being taken in")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    names = models.JSONField(_("files"), default=list)
    size = models.PositiveBigIntegerField(_("size"), help_text=_("Bytes."))
    source = models.ForeignKey(
        "archive.Source", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("source")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("sent by")
    )
    uploaded_at = models.DateTimeField(_("sent at"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished at"), null=True)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=1000, blank=True)
    total = models.PositiveIntegerField(null=True)  # files; a web archive holds several items
    run = models.ForeignKey(IngestRun, models.SET_NULL, null=True, related_name="+")

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")

    def __str__(self) -> str:
        return ", ".join(self.names)[:200]

    @property
    def is_finished(self) -> bool:
        return self.state in (self.State.DONE, self.State.FAILED)


class UploadLine(models.Model):
    """What came of one item, as the report of the command `ingest` says it."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="lines")
    file = models.CharField(max_length=1000)
    sha256 = models.CharField(max_length=64, blank=True)
    outcome = models.CharField(max_length=9, choices=Accession.Outcome)
    slug = models.SlugField(max_length=80, blank=True, db_index=False)
    reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="upload_line_unique", fields=["upload", "file"])]

    def __str__(self) -> str:
        return self.file

    @property
    def as_reported(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("file", "sha256", "outcome", "slug", "reason")}
