"""The first page: search, what is here, coverage over time, summits, leaders, what came in last."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.views.generic import TemplateView

from archive.models import Article, Event, Person
from archive.search.labels import leaders
from archive.views import charts
from archive.views.articles import with_links
from archive.views.months import chart_of
from archive.views.sources import first_and_last
from archive.views.tallying import FACTS, Tallied, Tallies, ranked

SUMMIT_LIMIT = 15
LEADER_LIMIT = 15
RECENT_LIMIT = 6
MOST_YEARS = 30  # month by month


class HomeView(TemplateView):
    template_name = "home/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tallies = Tallies()
        summit_counts = tallies.known("event")
        summits = most_covered(tallies, summit_counts)
        in_order_of_days = sorted(summits, key=lambda each: (each.record.start or date.max, each.record.name))
        leader_slugs = leaders()
        leader_counts = {slug: count for slug, count in tallies.known("person").items() if slug in leader_slugs}
        counted = sum(tallies.of("source").values())  # each article has one, or none that is known
        named = ranked(Person.objects.published().only(*FACTS), leader_counts, tallies.by_phase("person"), LEADER_LIMIT)
        return super().get_context_data(**kwargs) | {
            "counts_are_ready": tallies.are_ready,
            "article_count": counted if tallies.are_ready else Article.objects.published().count(),
            "summit_count": len(summit_counts),
            "leader_count": len(leader_counts),
            "source_count": len(tallies.known("source")),
            "language_count": len(tallies.known("language")),
            **first_and_last(tallies),
            "phases": charts.PHASES,
            "examples": [each.record for each in summits[:3]],
            "summits": [each.record for each in in_order_of_days],
            "longest_arm": charts.longest_arm(each.phases for each in summits),
            "leaders": named,
            "largest_total": charts.largest_total(leader.phases for leader in named),
            "chart": chart_of(tallies, in_order_of_days, is_numbered=True, most_years=MOST_YEARS),
            "recent": with_links(Article.objects.published()).order_by("-created_at", "-pk")[:RECENT_LIMIT],
        }


def most_covered(tallies: Tallies, counts: dict[str, int]) -> list[Tallied]:
    """The summits with most articles about them; the records carry their counts, as the table of summits wants them."""
    found = ranked(Event.objects.published().select_related("series"), counts, tallies.by_phase("event"), SUMMIT_LIMIT)
    for each in found:
        each.record.article_count = each.count
        for phase, count in vars(each.phases).items():
            setattr(each.record, phase, count)
    return found
