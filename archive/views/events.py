"""Summits: the list by year and series, and the page of one with its coverage before, during and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from archive.languages import language_name
from archive.models import Event, EventSeries
from archive.views import charts
from archive.views.board import board
from archive.views.charts import PhaseCounts
from archive.views.countries import countries_in
from archive.views.coverage import phase_columns, source_matrix
from archive.views.days import day_chart
from archive.views.figures import most_named
from archive.views.lists import BY_COUNTS, Order, RecordDetailView, Row, TalliedListView
from archive.views.tallying import Tallies
from archive.views.words import words_of


@dataclass(frozen=True)
class Facts:
    """What summits are filtered and sorted by; `ordinal`: that of the first day, negative, so that late comes first."""

    start: date | None
    series: str
    country: str

    @property
    def year(self) -> str:
        return f"{self.start.year}" if self.start else "unknown"

    @property
    def ordinal(self) -> int:
        return -self.start.toordinal() if self.start else 0


class EventListView(TalliedListView):
    """Summits with articles about them; the others of the authority file on demand."""

    template_name = "events/list.html"
    context_object_name = "events"
    column = "event"
    records = Event
    meaning = gettext_lazy("choice of summits")
    orders = (
        Order(
            "date",
            pgettext_lazy("order of a list", "date, latest first"),
            key=lambda row: (row.facts.start is None, row.facts.ordinal, row.sort_name),
        ),
        Order(
            "oldest",
            pgettext_lazy("order of a list", "date, earliest first"),
            key=lambda row: (row.facts.start is None, -row.facts.ordinal, row.sort_name),
        ),
        Order("name", pgettext_lazy("order of a list", "name"), key=lambda row: (row.sort_name, row.facts.ordinal)),
        *BY_COUNTS,
    )

    def rows(self) -> Iterable[Row]:
        fields = ("pk", "slug", "short_name", "start", "series__slug", "country")
        for pk, slug, name, start, series, country in Event.objects.published().order_by().values_list(*fields):
            yield Row(pk, slug, name, Facts(start, series or "", country))

    def chosen(self, rows: list[Row]) -> list[Row]:
        listed = [row.facts for row in rows if row.count or self.show_all]
        of_series = Counter(facts.series for facts in listed)
        known = EventSeries.objects.only("slug", "name", "full_name")
        self.all_series = [(series, of_series[series.slug]) for series in known if of_series[series.slug]]
        self.years = sorted(Counter(facts.year for facts in listed).items(), reverse=True)
        self.countries = countries_in(Counter(facts.country for facts in listed))
        self.series = self.choice("series", {series.slug: series for series, _n in self.all_series}, _("series"))
        self.year = self.choice("year", {year: year for year, _n in self.years}, _("year"))
        self.country = self.choice("country", {code: code for code, *_rest in self.countries}, _("country"))
        wanted = {
            "series": self.series and self.series.slug,
            "year": self.year,
            "country": self.country,
        }
        return [
            row for row in rows if all(getattr(row.facts, name) == value for name, value in wanted.items() if value)
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        all_series = {series.pk: series for series, _n in self.all_series}
        for row in context["events"]:
            with_counts(row.record, row.count, row.phases)
            if row.record.series_id in all_series:
                row.record.series = all_series[row.record.series_id]
        return context | {
            "events": [row.record for row in context["events"]],
            "all_series": self.all_series,
            "series": self.series,
            "years": self.years,
            "year": self.year,
            "countries": self.countries,
            "country": self.country,
            "longest_arm": charts.longest_arm(row.phases for row in context["events"]),
            "by_year": self.order.value in ("date", "oldest"),
        }


def with_counts(event: Event, count: int, phases: PhaseCounts) -> Event:
    """The event with its counts as the table of summits wants them."""
    event.article_count = count
    for phase, number in vars(phases).items():
        setattr(event, phase, number)
    return event


class EventDetailView(RecordDetailView):
    """`?words=fr` shows the words of the articles in one language."""

    model = Event
    template_name = "events/detail.html"
    context_object_name = "event"
    facet = "event"

    def get_queryset(self) -> QuerySet[Event]:
        return Event.objects.published().select_related("series", "host", "parent")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        event, tallies = self.object, Tallies()
        about = {"event": event.slug}
        counts = tallies.by_phase("event").get(event.slug, PhaseCounts())
        article_count = tallies.of("event").get(event.slug, 0)
        covered = tallies if article_count else None
        participations = list(event.participations.select_related("person"))
        took_part = {each.person.slug for each in participations}
        earlier, later = neighbours_in_series(event)
        words = words_of(event, self.request.GET.get("words", "")) if covered else None
        return super().get_context_data(**kwargs) | {
            "counts_are_ready": tallies.are_ready,
            "article_count": article_count,
            "source_count": len(tallies.known("source", **about)) if covered else 0,
            "languages": list(tallies.known("language", **about)) if covered else [],
            "mention_count": tallies.of("mentions").get(event.slug, 0),
            "columns": phase_columns(event, counts, tallies) if covered else [],
            "board": board(event),
            "chart": day_chart(event, article_count, tallies) if covered else None,
            "named": most_named(event, counts, tallies, took_part) if covered else [],
            "matrix": source_matrix(event, tallies) if covered else None,
            "words": words,
            "ignored": self._ignored(words),
            "participations": participations,
            "parts": event.parts.published(),
            "earlier": earlier,
            "later": later,
            "aliases": event.aliases.filter(is_blocked=False),
        }

    def _ignored(self, words: Any) -> list[str]:
        wanted = self.request.GET.get("words", "")
        if not wanted or (words and words.language == wanted):
            return []
        name = language_name(wanted) or wanted
        return [_("No words were counted in “%(wanted)s”: the choice was ignored.") % {"wanted": name}]


def neighbours_in_series(event: Event) -> tuple[list[Event], list[Event]]:
    """The two meetings of the series before this one, and the two after it, in the order of their days."""
    if event.series_id is None or event.start is None:
        return [], []
    others = Event.objects.published().filter(series=event.series_id, start__isnull=False).exclude(pk=event.pk)
    earlier = others.filter(start__lte=event.start).order_by("-start", "-pk")[:2]
    later = others.filter(start__gt=event.start).order_by("start", "pk")[:2]
    return list(reversed(earlier)), list(later)
