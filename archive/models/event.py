from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

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


class EventSeries(Recorded):
    """A row of meetings of one kind: the G20, APEC, the meetings of the US and Russian presidents."""

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=100)
    full_name = models.CharField(_("full name"), max_length=200, blank=True)
    aliases = models.JSONField(_("aliases"), default=list, blank=True, help_text=_("What names the series in text."))
    members = models.JSONField(
        _("members"), default=list, blank=True, help_text=_("For a bilateral series: two country codes.")
    )
    curated_fields = models.JSONField(default=list, blank=True, editable=False)

    history = Tracked()

    class Meta:
        ordering = ["name"]
        verbose_name = _("event series")
        verbose_name_plural = pgettext_lazy("several", "event series")

    def __str__(self) -> str:
        return self.name


class Event(AuthorityRecord):
    """A meeting of leaders; its days are those on which they met, local to the place."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("planned")
        HELD = "held", _("held")
        CANCELLED = "cancelled", _("cancelled")

    short_name = models.CharField(
        _("short name"), max_length=100, help_text=_("Place and year, as on a label: “Da Nang 2017”.")
    )
    series = models.ForeignKey(
        EventSeries, models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("series")
    )
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("parent")
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    place_aliases = models.JSONField(_("place aliases"), default=list, blank=True)
    country = models.CharField(
        _("country"), max_length=4, blank=True, help_text=_("ISO 3166 code of the host country.")
    )
    is_online = models.BooleanField(_("held online"), default=False)
    start = models.DateField(_("start"), null=True, blank=True)
    end = models.DateField(_("end"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.HELD)
    host = models.ForeignKey(
        "archive.Person", models.PROTECT, null=True, blank=True, related_name="hosted_events", verbose_name=_("host")
    )
    participants = models.ManyToManyField("archive.Person", through="Participation", related_name="attended_events")

    objects = TrashableQuerySet.as_manager()
    history = Tracked(excluded_fields=NOT_IN_HISTORY)

    class Meta:
        ordering = ["start", "name"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        permissions = [("merge_event", "Can merge event"), ("import_event", "Can import event")]
        constraints = [
            unique_wikidata_id("event"),
            slug_not_reserved("event"),
            models.CheckConstraint(
                name="event_days_in_order",
                condition=models.Q(start__isnull=True, end__isnull=True)
                | models.Q(start__isnull=False, end__isnull=False, start__lte=models.F("end")),
            ),
            models.CheckConstraint(
                name="event_not_its_own_parent",
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("pk")),
            ),
        ]

    def get_absolute_url(self) -> str:
        return address_of("event-detail", self.slug)

    def clean(self) -> None:
        super().clean()
        if bool(self.start) != bool(self.end):
            raise ValidationError({"end" if self.start else "start": _("Give both days, or neither.")})
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"end": _("The last day lies before the first.")})
        ancestor = self.parent
        while ancestor is not None:
            if ancestor.pk == self.pk:
                raise ValidationError({"parent": _("An event cannot be part of itself.")})
            ancestor = ancestor.parent


class Participation(Recorded):
    event = models.ForeignKey(Event, models.CASCADE, related_name="participations")
    person = models.ForeignKey(
        "archive.Person", models.PROTECT, related_name="participations", verbose_name=_("person")
    )

    history = Tracked()

    class Meta:
        ordering = ["person__sort_name"]
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = [models.UniqueConstraint(name="participation_unique", fields=["event", "person"])]

    def __str__(self) -> str:
        return gettext("%(person)s at %(event)s") % {"person": self.person, "event": self.event}


class EventAlias(Alias):
    event = models.ForeignKey(Event, models.CASCADE, related_name="aliases")

    history = Tracked()

    class Meta:
        ordering = ["text"]
        verbose_name = _("event alias")
        verbose_name_plural = _("aliases")
        constraints = [models.UniqueConstraint(name="event_alias_unique", fields=["event", "text"])]


class EventFormerSlug(FormerSlug):
    record = models.ForeignKey(Event, models.CASCADE, related_name="former_slugs")
