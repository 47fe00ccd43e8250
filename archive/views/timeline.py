"""The timeline: all events and articles by year, those of a decade, a year or a month, and the articles of a month."""

from __future__ import annotations

from typing import Any

from django.db.models import Max, Min, QuerySet
from django.db.models.functions import Left
from django.http import Http404
from django.utils.translation import gettext
from django.views.generic import TemplateView

from archive.models import Article, Event
from archive.search.engine.generations import IndexNotReadyError
from archive.search.meetings import counted_by_slot, in_lanes
from archive.search.periods import Period
from archive.search.phases_over_time import of_everything, of_period
from archive.search.tallies import tally, tally_by_phase
from archive.views import charts
from archive.views.articles import OPENING, with_links
from archive.views.timeline_chart import (
    address_of_period,
    charted,
    meeting_of,
    most_covered,
    search_between,
    zoom_into,
)

MOST_EVENTS = 100  # in the table of a period
MOST_ARTICLES = 25  # listed on the page of a month


class TimelineView(TemplateView):
    """`/timeline/`: everything, by year; by decade, where that would be too many bars."""

    template_name = "timeline/everything.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs) | {"share_title": gettext("Timeline")}
        ends = Event.objects.published().aggregate(first=Min("start"), last=Max("end"))
        try:
            found = of_everything((ends["first"], ends["last"]) if ends["first"] else None)
            by_event = tally_by_phase("event")
        except IndexNotReadyError:
            return context | {"is_building": True}
        if found is None:
            return context | {"undated": tally("year").get("unknown", 0)}
        unit = found.counts.unit
        events = Event.objects.published().filter(start__isnull=False).order_by("start", "pk")
        rows = list(events.values_list("slug", "short_name", "start", "end", "status"))
        starts = [(start, status) for _, _, start, _, status in rows]
        meetings = counted_by_slot(starts, Event.Status.values, unit, found.first, found.last)
        by_slot = {counted.slot: counted.count for counted in meetings}
        return (
            context
            | charted(found, by_slot, most_covered(rows, by_event))
            | {
                "meetings": [(counted, zoom_into(unit, counted.slot)) for counted in meetings],
                "meeting_count": len(rows),
                "statuses": sorted({status for _, status in starts}, key=Event.Status.values.index),
                "without_days": Event.objects.published().filter(start__isnull=True).count(),
                "article_count": sum(tally("source").values()),
                "undated": found.counts.undated,
            }
        )


class PeriodView(TemplateView):
    """A decade, a year or a month, each with the meetings and the articles in it."""

    template_name = "timeline/period.html"

    def period(self) -> Period:
        year, month = int(self.kwargs["year"]), self.kwargs.get("month")
        try:
            return Period.month(year, int(month)) if month else Period.year(year)
        except ValueError as error:
            raise Http404(str(error)) from error

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        period = self.period()
        met = Event.objects.published().filter(start__lte=period.last, end__gte=period.first).select_related("series")
        events = list(met.order_by("start", "end", "name")[: MOST_EVENTS + 1])
        above = Period.year(period.first.year) if period.unit == "month" else None
        context = super().get_context_data(**kwargs) | {
            "period": period,
            "share_title": period.name,
            "above": above,
            "above_address": address_of_period(above),
            "previous": _with_address(period.previous),
            "next": _with_address(period.next),
            "events": events[:MOST_EVENTS],
            "statuses": sorted({event.status for event in events}, key=Event.Status.values.index),
            "has_more_events": len(events) > MOST_EVENTS,
            "lanes": in_lanes(map(meeting_of, events), period.first, period.last),
            "search": search_between(period.edtf, period.edtf),
            "articles": list(articles_of(period)[:MOST_ARTICLES]) if period.unit == "month" else [],
        }
        try:
            return context | self._counts(period, events)
        except IndexNotReadyError:
            return context | {"is_building": True}

    def _counts(self, period: Period, events: list[Event]) -> dict[str, Any]:
        """What the index knows of the period; the events are annotated with their articles. IndexNotReadyError."""
        found = of_period(period)
        by_event = tally_by_phase("event", {"event": [event.slug for event in events]}) if events else {}
        for event in events:
            phases = charts.PhaseCounts.of(by_event.get(event.slug, {}))
            event.before, event.during, event.after = phases.before, phases.during, phases.after
            event.article_count = phases.total
        uncertain = sum(each.count for each in found.counts.uncertain) + found.counts.throughout
        starts = [(event.start, event.status) for event in events if event.start]
        meetings = counted_by_slot(starts, Event.Status.values, period.finer, found.first, found.last)
        return charted(found, {counted.slot: counted.count for counted in meetings}) | {
            "uncertain": uncertain,
            "article_count": sum(found.counts.certain.values()) + uncertain,
            "longest_arm": charts.longest_arm(events),
        }


class DecadeView(PeriodView):
    def period(self) -> Period:
        try:
            return Period.decade(int(self.kwargs["year"]))
        except ValueError as error:
            raise Http404(str(error)) from error


def articles_of(period: Period) -> QuerySet[Article]:
    """The articles whose day, or first possible day, lies in the period, in the order of these days."""
    within = Article.objects.published().filter(published_sort__range=(period.first, period.last))
    listed = with_links(within).annotate(opening=Left("body", OPENING))
    return listed.order_by("published_sort", "title", "pk")


def _with_address(period: Period | None) -> tuple[Period, str] | None:
    return (period, address_of_period(period)) if period else None
