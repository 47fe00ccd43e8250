"""What is out of sight for a while before it is gone for good."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.models.history import Recorded, RecordedQuerySet

KEPT_FOR = timedelta(days=30)


class TrashableQuerySet(RecordedQuerySet):
    def published(self) -> Self:
        """What readers may see."""
        return self.filter(trashed_at=None)

    def trashed(self) -> Self:
        return self.exclude(trashed_at=None)

    def overdue(self, now: datetime) -> Self:
        """What has lain in the trash for as long as it is kept there."""
        return self.filter(trashed_at__lte=now - KEPT_FOR)


class Trashable(Recorded):
    """A record that is deleted in two steps: it is moved to the trash, and from there it comes back or goes for good.

    In the trash it is nowhere to be seen, but keeps its address, its names and its links.
    """

    trashed_at = models.DateTimeField(_("moved to the trash at"), null=True, blank=True, editable=False)
    trashed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        db_index=False,
        verbose_name=_("moved to the trash by"),
    )

    class Meta:
        abstract = True

    @property
    def days_left(self) -> int:
        """Days until the trash gives it up, a begun one counted whole; 0 where that is due."""
        if self.trashed_at is None:
            raise ValueError("It is not in the trash.")
        left = self.trashed_at + KEPT_FOR - timezone.now()
        return max(0, -(-left // timedelta(days=1)))


class RetiredSlug(models.Model):
    """An address of a record that is gone for good. No other record gets it."""

    class Kind(models.TextChoices):
        ARTICLE = "article", _("article")
        PERSON = "person", _("person")
        EVENT = "event", _("event")
        SOURCE = "source", _("source")

    kind = models.CharField(_("kind"), max_length=7, choices=Kind)
    slug = models.SlugField(_("address"), max_length=100)
    retired_at = models.DateTimeField(_("retired at"), auto_now_add=True)

    class Meta:
        ordering = ["kind", "slug"]
        verbose_name = _("retired address")
        verbose_name_plural = _("retired addresses")
        constraints = [models.UniqueConstraint(name="retired_slug_unique", fields=["kind", "slug"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"

    @classmethod
    def among(cls, model: type[models.Model], slugs: Iterable[str]) -> set[str]:
        """Those of some slugs that a record of this kind once had, before it went for good."""
        found = cls.objects.filter(kind=model._meta.model_name, slug__in=slugs)
        return set(found.order_by().values_list("slug", flat=True))
