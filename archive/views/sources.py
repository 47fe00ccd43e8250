"""Sources: the list with their counts by phase, and the page of one."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Max, Min, QuerySet
from django.db.models.functions import Lower

from archive.models import Article, Coverage, Source
from archive.views import charts
from archive.views.articles import NEWEST, with_links
from archive.views.coverage import phase_counts
from archive.views.figures import people_most_named, summits_of_articles
from archive.views.lists import Order, RecordDetailView, RecordListView

ARTICLE_LIMIT = 50


class SourceListView(RecordListView):
    """Sources with articles; the others of the authority file on demand."""

    template_name = "sources/list.html"
    context_object_name = "sources"
    orders = (
        Order("name", "name", (Lower("name"), "pk")),
        Order("articles", "articles", ("-article_count", "name", "pk")),
    )

    def get_queryset(self) -> QuerySet[Source]:
        self.show_all = self.choice("show", {"all": True}, "choice of sources")
        sources = Source.objects.with_article_count().order_by(*self.order.fields)
        return sources if self.show_all else sources.filter(article_count__gt=0)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        sources = list(context["page_obj"])
        coverages = Coverage.objects.shown().subjects().filter(article__source__in=sources)
        rows = coverages.order_by().values("article__source", "phase").annotate(n=Count("pk"))
        phases = phase_counts(rows, "article__source")
        for source in sources:
            source.phases = phases.get(source.pk, charts.PhaseCounts())
        return context | {
            "sources": sources,
            "show_all": self.show_all,
            "without_articles": 0 if self.show_all else Source.objects.count() - context["paginator"].count,
            "without_source": Article.objects.published().filter(source__isnull=True).count(),
            "largest_total": charts.largest_total(source.phases for source in sources),
        }


class SourceDetailView(RecordDetailView):
    model = Source
    template_name = "sources/detail.html"
    context_object_name = "source"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        source = self.object
        articles = Article.objects.published().filter(source=source)
        facts = articles.aggregate(count=Count("pk"), first=Min("published_earliest"), last=Max("published_latest"))
        people = people_most_named(source=source)
        return super().get_context_data(**kwargs) | {
            "articles": with_links(articles).order_by(*NEWEST)[:ARTICLE_LIMIT],
            "article_count": facts["count"],
            "first_day": facts["first"],
            "last_day": facts["last"],
            "languages": articles.exclude(language="")
            .order_by("language")
            .values_list("language", flat=True)
            .distinct(),
            "republished": with_links(source.republished_articles.published()).order_by(*NEWEST)[:ARTICLE_LIMIT],
            "aliases": source.aliases.filter(is_blocked=False),
            "matrix": summits_of_articles(articles),
            "people": people,
            "largest_total": charts.largest_total(named.phases for named in people),
        }
