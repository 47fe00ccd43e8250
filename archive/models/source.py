from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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

    class Shown(models.TextChoices):
        FULL = "full", pgettext_lazy("of a text", "in full")
        EXCERPT = "excerpt", pgettext_lazy("of a text", "an excerpt")
        RECORD = "record", pgettext_lazy("of a text", "the record only")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, blank=True)
    country = models.CharField(_("country"), max_length=4, blank=True, help_text=_("ISO 3166 code."))
    language = models.CharField(_("language"), max_length=8, blank=True, help_text=_("ISO 639-1 code."))
    domains = models.JSONField(_("domains"), default=list, blank=True, help_text=_("Host names of its sites."))
    shown = models.CharField(
        _("texts are shown"),
        max_length=7,
        choices=Shown,
        blank=True,
        help_text=_(
            "What readers see of its articles. Of an excerpt the first words, what curators quote, and no file; of the "
            "record only, no text at all. Left empty: not decided, and in full. A search finds every word in any case, "
            "and who works on the articles sees all."
        ),
    )
    rights_note = models.CharField(
        _("note on rights"),
        max_length=300,
        blank=True,
        help_text=_("A sentence for readers, such as whose permission the archive has. It stands beside each text."),
    )
    rights_url = models.URLField(
        _("address on rights"), max_length=500, blank=True, help_text=_("Where the licence or the permission stands.")
    )
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
