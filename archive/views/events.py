"""Summits: the list by year and series, and the page of one with its coverage before, during and after."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Lower

from archive.models import Event, EventSeries
from archive.views import charts
from archive.views.board import board
from archive.views.coverage import phase_columns, source_matrix
from archive.views.days import day_chart
from archive.views.figures import people_most_named
from archive.views.lists import Order, RecordDetailView, RecordListView


class EventListView(RecordListView):
    """Summits with articles about them; the others of the authority file on demand."""

    template_name = "events/list.html"
    context_object_name = "events"
    orders = (
        Order("date", "date", (F("start").desc(nulls_last=True), "name")),
        Order("name", "name", (Lower("short_name"), "start")),
        Order("articles", "articles", ("-article_count", "-start", "name")),
    )

    def get_queryset(self) -> QuerySet[Event]:
        self.show_all = self.choice("show", {"all": True}, "choice of summits")
        series = {series.slug: series for series in EventSeries.objects.filter(events__isnull=False).distinct()}
        self.all_series = list(series.values())
        self.series = self.choice("series", series, "series")
        events = Event.objects.with_coverage().select_related("series").order_by(*self.order.fields)
        if self.series:
            events = events.filter(series=self.series)
        return events if self.show_all else events.filter(article_count__gt=0)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        in_series = Event.objects.filter(series=self.series) if self.series else Event.objects.all()
        return context | {
            "series": self.series,
            "all_series": self.all_series,
            "show_all": self.show_all,
            "without_articles": 0 if self.show_all else in_series.count() - context["paginator"].count,
            "longest_arm": charts.longest_arm(context["page_obj"]),
            "by_year": self.order.value == "date",
        }


class EventDetailView(RecordDetailView):
    model = Event
    template_name = "events/detail.html"
    context_object_name = "event"
    facet = "event"

    def get_queryset(self) -> QuerySet[Event]:
        return Event.objects.with_coverage().select_related("series", "host", "parent")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        event = self.object
        columns = phase_columns(event)
        people = people_most_named(event=event)
        return super().get_context_data(**kwargs) | {
            "columns": columns,
            "board": board(event),
            "chart": day_chart(event),
            "participations": event.participations.select_related("person"),
            "parts": event.parts.all(),
            "neighbours": neighbours_in_series(event),
            "matrix": source_matrix(event),
            "people": people,
            "largest_total": charts.largest_total(named.phases for named in people),
            "background_count": event.coverages.shown().filter(role="background").count(),
            "aliases": event.aliases.filter(is_blocked=False),
        }


def neighbours_in_series(event: Event) -> list[Event]:
    """The two meetings of the series before this one, itself, and the two after it, in the order of their days."""
    if event.series_id is None or event.start is None:
        return []
    others = Event.objects.filter(series=event.series_id, start__isnull=False).exclude(pk=event.pk)
    earlier = others.filter(start__lte=event.start).order_by("-start", "-pk")[:2]
    later = others.filter(start__gt=event.start).order_by("start", "pk")[:2]
    row = [*reversed(earlier), event, *later]
    return row if len(row) > 1 else []
