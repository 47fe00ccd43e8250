from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.addresses import address_of
from archive.models.history import Tracked
from archive.models.records import (
    NOT_IN_HISTORY,
    Alias,
    AuthorityRecord,
    FormerSlug,
    slug_not_reserved,
    unique_wikidata_id,
)
from archive.models.trash import TrashableQuerySet


class SourceQuerySet(TrashableQuerySet):
    def named(self, name: str) -> Source | None:
        """The one published source with this slug, name or alias; None where there is none, or several."""
        by_name = models.Q(name__iexact=name) | models.Q(aliases__text__iexact=name, aliases__is_blocked=False)
        found = list(self.published().filter(models.Q(slug=name) | by_name).distinct()[:2])
        return found[0] if len(found) == 1 else None


class Source(AuthorityRecord):
    """Who published an article."""

    class Kind(models.TextChoices):
        NEWSPAPER = "newspaper", _("newspaper")
        MAGAZINE = "magazine", _("magazine")
        AGENCY = "agency", _("news agency")
        BROADCASTER = "broadcaster", _("broadcaster")
        THINK_TANK = "think-tank", _("think tank")
        GOVERNMENT = "government", _("government")
        WEBSITE = "website", _("website")
        ORGANISATION = "organisation", _("organisation")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, blank=True)
    country = models.CharField(_("country"), max_length=4, blank=True, help_text=_("ISO 3166 code."))
    language = models.CharField(_("language"), max_length=8, blank=True, help_text=_("ISO 639-1 code."))
    domains = models.JSONField(_("domains"), default=list, blank=True, help_text=_("Host names of its sites."))
    is_sample = models.BooleanField(_("invented for the sample collection"), default=False)

    objects = SourceQuerySet.as_manager()
    history = Tracked(excluded_fields=NOT_IN_HISTORY)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        permissions = [("merge_source", "Can merge source"), ("import_source", "Can import source")]
        constraints = [unique_wikidata_id("source"), slug_not_reserved("source")]

    def get_absolute_url(self) -> str:
        return address_of("source-detail", self.slug)


class SourceAlias(Alias):
    source = models.ForeignKey(Source, models.CASCADE, related_name="aliases")

    history = Tracked()

    class Meta:
        ordering = ["text"]
        verbose_name = _("source alias")
        verbose_name_plural = _("aliases")
        constraints = [models.UniqueConstraint(name="source_alias_unique", fields=["source", "text"])]


class SourceFormerSlug(FormerSlug):
    record = models.ForeignKey(Source, models.CASCADE, related_name="former_slugs")
