"""The first page: search, what is here, coverage over time, summits, leaders, what came in last."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Max, Min, Q
from django.db.models.functions import TruncMonth
from django.views.generic import TemplateView

from archive.models import Appearance, Article, Coverage, Event, Person
from archive.models.judgement import shown_links
from archive.views import charts
from archive.views.articles import with_links
from archive.views.figures import people_most_named
from archive.views.months import timeline

SUMMIT_LIMIT = 15
LEADER_LIMIT = 15
RECENT_LIMIT = 6


class HomeView(TemplateView):
    template_name = "home/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        articles = Article.objects.published()
        figures = articles.aggregate(
            articles=Count("pk"),
            sources=Count("source", distinct=True),
            languages=Count("language", distinct=True, filter=~Q(language="")),
            first=Min("published_sort"),
            last=Max("published_sort"),
            undated=Count("pk", filter=Q(published_sort__isnull=True)),
        )
        summits, summit_count = most_covered_summits()
        leaders = people_most_named(only=Person.objects.leaders(), limit=LEADER_LIMIT)
        numbered = sorted(enumerate(summits, 1), key=lambda entry: -entry[1].article_count)
        flags = [(number, event.short_name, event.start) for number, event in numbered if event.start]
        return super().get_context_data(**kwargs) | {
            "figures": figures,
            "phases": charts.PHASES,
            "examples": sorted(summits, key=lambda event: -event.article_count)[:3],
            "summits": summits,
            "summit_count": summit_count,
            "longest_arm": charts.longest_arm(summits),
            "leaders": leaders,
            "leader_count": leaders_named(),
            "largest_total": charts.largest_total(leader.phases for leader in leaders),
            "timeline": timeline(phases_by_month(), flags),
            "recent": with_links(articles).order_by("-created_at", "-pk")[:RECENT_LIMIT],
        }


def most_covered_summits() -> tuple[list[Event], int]:
    """The summits with most articles about them, in the order of their days, and how many have any."""
    covered = Event.objects.with_coverage().filter(article_count__gt=0).select_related("series")
    events = covered.order_by("-article_count", "-start")[:SUMMIT_LIMIT]
    return sorted(events, key=lambda event: (event.start or date.max, event.name)), covered.count()


def leaders_named() -> int:
    named = Appearance.objects.shown().values("person")
    return Person.objects.leaders().filter(pk__in=named).count()


def phases_by_month() -> dict[date, dict[str, int]]:
    """Articles by month of their sort day and phase: one about two summits for each, one about none as undetermined."""
    months: dict[date, dict[str, int]] = {}
    coverages = Coverage.objects.shown().subjects().filter(article__published_sort__isnull=False)
    about = coverages.order_by().values("phase", month=TruncMonth("article__published_sort")).annotate(n=Count("pk"))
    for row in about:
        months.setdefault(row["month"], {})[row["phase"]] = row["n"]
    has_subject = shown_links("coverages") & Q(coverages__role=Coverage.Role.SUBJECT)
    others = Article.objects.published().filter(published_sort__isnull=False)
    others = others.annotate(subjects=Count("coverages", filter=has_subject)).filter(subjects=0)
    for day in others.values_list("published_sort", flat=True):
        phases = months.setdefault(day.replace(day=1), {})
        phases["undetermined"] = phases.get("undetermined", 0) + 1
    return months
