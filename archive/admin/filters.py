"""Filters of the changelists that no field gives by itself."""

from __future__ import annotations

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.models import Appearance, Authorship, Coverage, Judgement


class LeaderFilter(admin.SimpleListFilter):
    title = _("leader")
    parameter_name = "leader"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("yes", gettext("ever held a highest office")), ("no", gettext("never did"))]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        leaders = queryset.model.objects.leaders().values("pk")
        if self.value() == "yes":
            return queryset.filter(pk__in=leaders)
        return queryset.exclude(pk__in=leaders) if self.value() == "no" else queryset


class YearFilter(admin.SimpleListFilter):
    title = _("year")
    parameter_name = "year"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        years = model_admin.model.objects.dates("published_sort", "year", order="DESC")
        return [(str(day.year), str(day.year)) for day in years] + [("unknown", gettext("no date known"))]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        value = self.value() or ""
        if value == "unknown":
            return queryset.filter(published_sort__isnull=True)
        if value.isdecimal():
            return queryset.filter(published_sort__year=int(value))
        return queryset


class JudgementFilter(admin.SimpleListFilter):
    """Articles with at least one link of a judgement, of whatever kind."""

    title = _("judgement of its links")
    parameter_name = "judgement"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [
            (value, gettext("has %(judgement)s links") % {"judgement": label}) for value, label in Judgement.choices
        ]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        if self.value() not in Judgement.values:
            return queryset
        having = models.Q()
        for kind in (Appearance, Coverage, Authorship):
            having |= models.Q(pk__in=kind.objects.filter(judgement=self.value()).order_by().values("article"))
        return queryset.filter(having)
