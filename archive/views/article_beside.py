"""Articles that belong beside one: of the same coverage, with the same text, or with like words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from archive.models import Article, Coverage, Duplicate, Event
from archive.search.similar import Beside, keys_alike, listed, next_in_time
from archive.views.relative_days import relative_words

NEIGHBOUR_LIMIT = 5  # articles of the same coverage on either side


@dataclass(frozen=True)
class SameCoverage:
    """Other articles about one summit, in the order of their days; `total` counts them all, None without an index."""

    event: Event
    articles: list[tuple[Coverage, str]]
    total: int | None


def beside(article: Article, subjects: list[Coverage]) -> dict[str, Any]:
    """What the page lists beside an article that is about the summits of `subjects`; the articles are fetched at once.

    `same_coverage` has for each summit the articles next to this one in time, those without a date last; `copies` those
    with much the same text, the most similar first, each with its link; `alike` those that share its rare words.
    """
    near = {link.event_id: next_in_time(article, link.event, NEIGHBOUR_LIMIT) for link in subjects}
    in_time = {key for found in near.values() if found for key in found.keys}
    pairs = {pair.other(article): pair for pair in Duplicate.objects.shown().of(article)}
    alike = keys_alike(article)
    articles = listed({*in_time, *pairs, *alike})
    links = Coverage.objects.shown().subjects().filter(event__in=near, article__in=in_time & articles.keys())
    places = {(link.event_id, link.article_id): link for link in links.order_by()}
    for link in places.values():
        link.article = articles[link.article_id]
    return {
        "same_coverage": [_same_coverage(link.event, near[link.event_id], places) for link in subjects],
        "copies": [(articles[key], pair) for key, pair in pairs.items() if key in articles],
        "alike": [articles[key] for key in alike if key in articles],
    }


def _same_coverage(event: Event, near: Beside | None, places: dict[tuple[int, int], Coverage]) -> SameCoverage:
    if near is None:
        return SameCoverage(event, [], None)
    found = [places[event.pk, key] for key in near.keys if (event.pk, key) in places]
    days = [(link, relative_words(link.article, event)) for link in found]
    return SameCoverage(event, days, max(near.total - 1, len(days)))
