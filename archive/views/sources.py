"""Sources: the list with their counts by phase, and the page of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from archive.models import Article, Event, Person, Source
from archive.rights import decided
from archive.search.labels import labels_of
from archive.search.search_indexes import UNKNOWN
from archive.views import charts
from archive.views.articles import NEWEST, newest, with_links
from archive.views.countries import countries_in
from archive.views.coverage import matrix
from archive.views.lists import BY_COUNTS, Order, RecordDetailView, Row, TalliedListView
from archive.views.months import chart_of
from archive.views.tallying import EVENT_FACTS, FACTS, Tallies, ranked

ARTICLE_LIMIT = 10
SUMMIT_LIMIT = PERSON_LIMIT = 15
AUTHOR_LIMIT = 12


@dataclass(frozen=True)
class Facts:
    kind: str
    country: str


@dataclass(frozen=True)
class Author:
    """`value` is what the search's parameter takes."""

    value: str
    name: str
    count: int


class SourceListView(TalliedListView):
    """Sources with articles; the others of the authority file on demand."""

    template_name = "sources/list.html"
    context_object_name = "sources"
    column = "source"
    records = Source
    meaning = gettext_lazy("choice of sources")
    orders = (
        Order("name", pgettext_lazy("order of a list", "name"), key=lambda row: (row.sort_name, row.pk)),
        *BY_COUNTS,
    )

    def rows(self) -> Iterable[Row]:
        for pk, slug, name, *facts in (
            Source.objects.published().order_by().values_list("pk", "slug", "name", "kind", "country")
        ):
            yield Row(pk, slug, name, Facts(*facts))

    def chosen(self, rows: list[Row]) -> list[Row]:
        listed = [row for row in rows if row.count or self.show_all]
        self.countries = countries_in(Counter(row.facts.country for row in listed))
        kinds = Counter(row.facts.kind for row in listed)
        self.kinds = [(kind.value, kind.label, kinds[kind]) for kind in Source.Kind if kinds[kind]]
        self.country = self.choice("country", {code: code for code, *_rest in self.countries}, _("country"))
        self.kind = self.choice("kind", {kind: kind for kind, *_rest in self.kinds}, _("kind of source"))
        return [
            row
            for row in rows
            if row.facts.country == (self.country or row.facts.country)
            and row.facts.kind == (self.kind or row.facts.kind)
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "countries": self.countries,
            "country": self.country,
            "kinds": self.kinds,
            "kind": self.kind,
            "without_source": self.counts.get(UNKNOWN, 0),
        }


class SourceDetailView(RecordDetailView):
    """One source: when it wrote, on which summits, whom it named, and who wrote for it."""

    model = Source
    template_name = "sources/detail.html"
    context_object_name = "source"
    facet = "source"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        source, tallies = self.object, Tallies()
        choice = {"source": source.slug}
        summits, people = tallies.known("event", **choice), tallies.known("person", **choice)
        covered = ranked(
            Event.objects.published().only(*EVENT_FACTS), summits, tallies.by_phase("event", **choice), SUMMIT_LIMIT
        )
        named = ranked(
            Person.objects.published().only(*FACTS), people, tallies.by_phase("person", **choice), PERSON_LIMIT
        )
        own = Article.objects.published().filter(source=source)
        authors = tallies.known("author", **choice)
        return super().get_context_data(**kwargs) | {
            "counts_are_ready": tallies.are_ready,
            "shown": decided(source.shown),
            "article_count": sum(tallies.of("source", **choice).values()),
            "articles": newest(tallies, ARTICLE_LIMIT, own, **choice),
            **first_and_last(tallies, **choice),
            "languages": list(tallies.known("language", **choice)),
            "chart": chart_of(tallies, covered, **choice),
            "matrix": matrix((each.record, vars(each.phases)) for each in covered),
            "summit_count": len(summits),
            "people": named,
            "person_count": len(people),
            "largest_total": charts.largest_total(each.phases for each in named),
            "authors": named_authors(authors)[:AUTHOR_LIMIT],
            "author_count": len(authors),
            "republished": with_links(source.republished_articles.published()).order_by(*NEWEST)[:ARTICLE_LIMIT],
            "aliases": source.aliases.filter(is_blocked=False),
        }


def first_and_last(tallies: Tallies, **choices: str) -> dict[str, Any]:
    """`first_day` and `last_day` of the articles with these choices, by the day lists sort by; None where undated."""
    ends = [*tallies.oldest(1, **choices), *tallies.newest(1, **choices)]
    days = dict(Article.objects.filter(pk__in=ends).order_by().values_list("pk", "published_sort"))
    first, last = (days.get(pk) for pk in ends) if len(ends) == 2 else (None, None)
    return {"first_day": first, "last_day": last}


def named_authors(counts: dict[str, int]) -> list[Author]:
    """Authors with their names, most articles first; of a page's counts, so the index is there."""
    values = list(counts)[: 2 * AUTHOR_LIMIT]
    names = labels_of({"author": values})["author"]
    return [Author(value, names[value], counts[value]) for value in values if value in names]
