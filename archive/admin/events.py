"""Events, their series, other names and participants."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from archive.admin.curation import AuthorityAdmin, CuratedAdmin, article_count
from archive.admin.needs import NeedFilter
from archive.ingest.links import settle_phases
from archive.models import Article, Coverage, Event, EventAlias, EventSeries, Participation
from archive.models.article import ArticleQuerySet
from archive.spreadsheets.resources import EventResource


def articles_on(events: models.QuerySet) -> ArticleQuerySet:
    return Article.objects.filter(pk__in=Coverage.objects.filter(event__in=events).order_by().values("article"))


class EventAliasInline(admin.TabularInline):
    model = EventAlias
    extra = 0


class ParticipationInline(admin.TabularInline):
    model = Participation
    extra = 0
    autocomplete_fields = ("person",)


@admin.register(Event)
class EventAdmin(AuthorityAdmin):
    resource = EventResource
    list_display = ("name", "series", "place", "start", "end", "status", "article_count", "public_page")
    list_filter = (NeedFilter, "series", "status", "is_online", "country")
    list_select_related = ("series",)
    date_hierarchy = "start"
    search_fields = ("name", "short_name", "place", "aliases__text", "slug", "wikidata_id")
    search_help_text = _("A name, another name, a place, or a Wikidata id")
    autocomplete_fields = ("series", "parent", "host")
    fieldsets = (
        (None, {"fields": ("name", "short_name", "series", "number", "parent", "status", "note")}),
        (_("Days and place"), {"fields": ("start", "end", "is_online", "place", "place_aliases", "country", "host")}),
        (
            _("Address"),
            {
                "fields": ("slug", "wikidata_id"),
                "description": _("Series, place and year: apec-da-nang-2017. A former address leads to the new one."),
            },
        ),
    )
    inlines = (EventAliasInline, ParticipationInline)
    names_of_rows = {"participations": "participants"}

    def follow(self, record: Event, former: Mapping[str, Any]) -> None:
        super().follow(record, former)
        if {"start", "end"} & former.keys():
            settle_phases(Coverage.objects.filter(event=record))

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Event]:
        return super().get_queryset(request).annotate(article_count=article_count(Coverage.objects.shown(), "event"))

    @admin.display(description=_("articles"), ordering="article_count")
    def article_count(self, event: Event) -> int:
        return event.article_count

    def articles_of(self, records: models.QuerySet) -> ArticleQuerySet:
        return articles_on(records)


@admin.register(EventSeries)
class EventSeriesAdmin(CuratedAdmin):
    list_display = ("name", "full_name", "slug")
    search_fields = ("name", "full_name", "slug")
    search_help_text = _("A name")
    fields = ("name", "full_name", "slug", "aliases", "members")
    prepopulated_fields = {"slug": ("name",)}

    def articles_of(self, records: models.QuerySet) -> ArticleQuerySet:
        return articles_on(Event.objects.filter(series__in=records))
