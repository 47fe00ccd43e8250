"""Articles that belong beside one: of the same coverage, with the same text, or with like words."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch

from archive.models import Article, Coverage, Duplicate, Event
from archive.models.article import NOT_LISTED
from archive.search.similar import next_in_time
from archive.views.relative_days import relative_words

NEIGHBOUR_LIMIT = 5  # articles of the same coverage on either side


@dataclass(frozen=True)
class SameCoverage:
    """Other articles about one summit, in the order of their days; `total` counts them all, None without an index."""

    event: Event
    articles: list[tuple[Coverage, str]]
    total: int | None


def same_coverage(article: Article, links: list[Coverage]) -> list[SameCoverage]:
    """For each summit the article is about, the articles next to this one in time, those without a date last."""
    beside = {link.event_id: next_in_time(article, link.event, NEIGHBOUR_LIMIT) for link in links}
    keys = {key for near in beside.values() if near for key in near.keys}
    fetched = (
        Coverage.objects.shown()
        .subjects()
        .filter(event__in=beside, article__in=Article.objects.published().filter(pk__in=keys))
    )
    listed = Article.objects.defer(*NOT_LISTED).select_related("source")
    by_place = {
        (link.event_id, link.article_id): link for link in fetched.prefetch_related(Prefetch("article", listed))
    }
    groups = []
    for link in links:
        near = beside[link.event_id]
        found = [by_place[link.event_id, key] for key in near.keys if (link.event_id, key) in by_place] if near else []
        days = [(other, relative_words(other.article, link.event)) for other in found]
        groups.append(SameCoverage(link.event, days, max(near.total - 1, len(days)) if near else None))
    return groups


def copies_of(article: Article) -> list[tuple[Article, Duplicate]]:
    """The articles with much the same text, the most similar first, each with its link."""
    heavy = [f"{side}__{name}" for side in ("first", "second") for name in NOT_LISTED]
    links = (
        Duplicate.objects.shown()
        .published()
        .of(article)
        .select_related("first__source", "second__source")
        .defer(*heavy)
    )
    return [(link.second if link.first_id == article.pk else link.first, link) for link in links]
