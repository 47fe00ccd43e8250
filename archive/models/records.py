"""What the archive's records of people, events and sources have in common."""

from __future__ import annotations

from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.history import Recorded
from archive.models.trash import RetiredSlug, Trashable

wikidata_id_validator = RegexValidator(r"^Q[1-9]\d*$", _("A Wikidata id is a Q and a number, such as Q42."))

NOT_IN_HISTORY = ("created_at", "updated_at")
RESERVED_SLUG = "unknown"  # a value of every facet, so never the slug of a record


class AuthorityRecord(Trashable):
    """The archive's one record of a person, event or source.

    `curated_fields` names the fields a curator has set; loading authority files leaves those alone.
    """

    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    name = models.CharField(_("name"), max_length=300)
    wikidata_id = models.CharField(_("Wikidata id"), max_length=20, blank=True, validators=[wikidata_id_validator])
    note = models.TextField(_("note"), blank=True)
    curated_fields = models.JSONField(default=list, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a slug that is reserved, or that another record of this kind once had: addresses are for ever."""
        super().clean()
        if self.slug == RESERVED_SLUG:
            raise ValidationError({"slug": _("This word is reserved: it stands for “not known” in searches.")})
        former = self.former_slugs.model.objects.filter(slug=self.slug)
        if self.pk:
            former = former.exclude(record=self)
        if former.exists() or RetiredSlug.among(type(self), [self.slug]):
            raise ValidationError({"slug": _("This was the address of another record, and stays so for ever.")})


def unique_wikidata_id(kind: str) -> models.UniqueConstraint:
    """No two records of one kind share a Wikidata id; many may have none."""
    return models.UniqueConstraint(
        name=f"{kind}_wikidata_id_unique", fields=["wikidata_id"], condition=~models.Q(wikidata_id="")
    )


def slug_not_reserved(kind: str) -> models.CheckConstraint:
    return models.CheckConstraint(name=f"{kind}_slug_not_reserved", condition=~models.Q(slug=RESERVED_SLUG))


class Alias(Recorded):
    """Another name under which a record is found in text.

    A blocked alias says "never this alias for this record": it is kept, and not matched.
    """

    text = models.CharField(_("text"), max_length=300)
    language = models.CharField(_("language"), max_length=8, blank=True)
    is_blocked = models.BooleanField(_("never match"), default=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.text


class FormerSlugQuerySet(models.QuerySet["FormerSlug"]):
    def leading(self) -> Self:
        """Those that lead to a record which is not in the trash."""
        return self.filter(record__trashed_at=None)


def former_slugs_of(model: type[models.Model]) -> type[FormerSlug]:
    """The model of the addresses that records of a kind once had."""
    former: type[FormerSlug] = model._meta.get_field("former_slugs").related_model
    return former


class FormerSlug(models.Model):
    """An address a record once had; it redirects to the record for ever."""

    slug = models.SlugField(max_length=100, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = FormerSlugQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug
