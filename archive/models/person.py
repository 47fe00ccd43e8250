from __future__ import annotations

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from archive.edtf import EdtfError, parse_edtf
from archive.models.addresses import address_of
from archive.models.history import Recorded, Tracked
from archive.models.records import (
    NOT_IN_HISTORY,
    Alias,
    AuthorityRecord,
    FormerSlug,
    slug_not_reserved,
    unique_wikidata_id,
)
from archive.models.trash import TrashableQuerySet


class PersonQuerySet(TrashableQuerySet):
    def leaders(self) -> Self:
        """Who ever held a highest office."""
        return self.filter(models.Exists(Tenure.objects.filter(person=models.OuterRef("pk"), is_highest=True)))

    def with_full_name(self, name: str) -> Person | None:
        """The one published person of this full name or alias; None where there is none, or several."""
        by_alias = models.Q(aliases__text=name, aliases__kind=PersonAlias.Kind.FULL, aliases__is_blocked=False)
        found = list(self.published().filter(models.Q(name=name) | by_alias).distinct()[:2])
        return found[0] if len(found) == 1 else None


class Person(AuthorityRecord):
    sort_name = models.CharField(
        _("sort name"), max_length=300, help_text=_("As in a list: “Putin, Vladimir”, but “Xi Jinping”.")
    )

    objects = PersonQuerySet.as_manager()
    history = Tracked(excluded_fields=NOT_IN_HISTORY)

    class Meta:
        ordering = ["sort_name", "pk"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        permissions = [("merge_person", "Can merge person"), ("import_person", "Can import person")]
        constraints = [unique_wikidata_id("person"), slug_not_reserved("person")]

    def get_absolute_url(self) -> str:
        return address_of("person-detail", self.slug)


class PersonAlias(Alias):
    class Kind(models.TextChoices):
        FULL = "full", _("full name")
        SHORT = "short", _("name used alone after the full one")

    person = models.ForeignKey(Person, models.CASCADE, related_name="aliases")
    kind = models.CharField(_("kind"), max_length=5, choices=Kind, default=Kind.FULL)

    history = Tracked()

    class Meta:
        ordering = ["kind", "text"]
        verbose_name = _("person alias")
        verbose_name_plural = _("aliases")
        constraints = [models.UniqueConstraint(name="person_alias_unique", fields=["person", "text", "kind"])]


class Tenure(Recorded):
    """A person held an office of a country over an EDTF interval: `2012-05-07/..` still, `2013/` end unknown."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="tenures")
    office = models.CharField(_("office"), max_length=300)
    country = models.CharField(_("country"), max_length=4, blank=True, help_text=_("ISO 3166 code, or EU, NATO, UN."))
    held = models.CharField(
        pgettext_lazy("tenure", "held"),
        max_length=40,
        help_text=_("EDTF interval; / without an end: unknown; /.. still held."),
    )
    is_highest = models.BooleanField(_("highest office"), default=False)

    history = Tracked()

    class Meta:
        ordering = ["held", "office"]
        verbose_name = _("tenure")
        verbose_name_plural = _("tenures")
        constraints = [models.UniqueConstraint(name="tenure_unique", fields=["person", "office", "country", "held"])]

    def __str__(self) -> str:
        return f"{self.office} ({self.country}), {self.held}"

    def clean(self) -> None:
        try:
            parse_edtf(self.held)
        except EdtfError as error:
            told = error.message
            raise ValidationError(
                {"held": ValidationError(gettext(told.text), params=dict(told.parameters))}
            ) from error


class PersonFormerSlug(FormerSlug):
    record = models.ForeignKey(Person, models.CASCADE, related_name="former_slugs")
