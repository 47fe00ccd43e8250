"""Two articles, two sources or two summits side by side, and two versions of one text word by word."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext
from django.views.generic import TemplateView

from archive.collating import collate
from archive.ingest.signatures import SAME_TEXT, resemblance, shingles
from archive.models import Appearance, Article, Authorship, Coverage, Duplicate, Event
from archive.models.addresses import address_of
from archive.rights import Shown, sees_all, shown_of
from archive.search.engine.generations import IndexNotReadyError
from archive.search.engine.snapshot import Snapshot
from archive.search.facets import FACETS
from archive.search.histogram import counted, words_of
from archive.search.labels import labels
from archive.search.search_indexes import UNKNOWN
from archive.search.similar import keys_alike, listed
from archive.search.tallies import articles_with, first_articles, newest_snapshot, tally, tally_by_phase
from archive.search.views import index_not_ready
from archive.views import charts
from archive.views.articles import with_links
from archive.views.compared import (
    counted_in_sets,
    events_of_articles,
    people_of_articles,
    words_of_articles,
    words_of_sets,
)
from archive.views.reasons import reason_of
from archive.views.sides import Chosen, Side, read_sides

MOST_OPTIONS = 300  # in a list to choose from
MOST_LISTED = 8  # articles of a set
LONGEST = 300_000  # characters of texts whose likeness is looked at here, if ingest has not linked them


@dataclass(frozen=True)
class Option:
    """A source or summit to choose, and how many articles it has."""

    value: str
    label: str
    count: int


class CompareView(TemplateView):
    """See `sides` for what `a`, `b` and `event` may be."""

    template_name = "compare/compare.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            chosen = read_sides(request.GET)
            if chosen.moved:
                return HttpResponsePermanentRedirect(address_of_comparison(chosen.typed | chosen.moved))
            status = 404 if chosen.is_missing else 200
            return self.render_to_response(self.get_context_data(chosen=chosen), status=status)
        except IndexNotReadyError:
            return index_not_ready(request)

    def get_context_data(self, *, chosen: Chosen, **kwargs: Any) -> dict[str, Any]:
        pair = chosen.pair
        context = super().get_context_data(**kwargs) | {"chosen": chosen, "event": chosen.event}
        if pair is None:
            context |= {"candidates": _candidates(chosen), "suggested": _suggested(chosen)}
        elif pair[0].kind == "article":
            context |= _articles(pair[0].record, pair[1].record, sees_all(self.request.user))
        else:
            context |= _sets(*pair)
        turned = chosen.typed | {"a": chosen.typed["b"], "b": chosen.typed["a"]}
        return context | {
            "pair": pair,
            "canonical_path": address_of_comparison(chosen.typed),
            "share_title": " / ".join(side.name for side in pair) if pair else gettext("Compare"),
            "turned": address_of_comparison(turned),
            "sources": _options("source", chosen.event),
            "summits": _options("event", None),
        }


def address_of_comparison(parameters: dict[str, str]) -> str:
    given = {name: parameters[name] for name in ("event", "a", "b") if parameters.get(name)}
    return f"{address_of('compare')}?{urlencode(given)}" if given else address_of("compare")


def _candidates(chosen: Chosen) -> list[tuple[str, list[tuple[Article, str]]]]:
    """For words that were typed: the articles they may mean, each with the address that chooses it."""
    return [
        (
            chosen.typed[name],
            [(article, address_of_comparison(chosen.typed | {name: article.slug})) for article in found],
        )
        for name, found in chosen.candidates.items()
        if found
    ]


def _suggested(chosen: Chosen) -> list[tuple[Article, str]]:
    """For one article alone: its copies and those like it, each with the address of the comparison."""
    article = next((side.record for side in chosen.sides.values() if side.kind == "article"), None)
    if article is None or chosen.typed["a"] and chosen.typed["b"]:
        return []
    copies = [link.other(article) for link in Duplicate.objects.shown().published().of(article)[:MOST_LISTED]]
    keys = dict.fromkeys([*copies, *keys_alike(article)])
    found = listed(keys)
    others = [found[key] for key in keys if key in found]
    return [(other, address_of_comparison({"a": article.slug, "b": other.slug})) for other in others]


def _articles(a: Article, b: Article, may_see_all: bool) -> dict[str, Any]:
    """Word by word only for who may see both texts in full; what is counted of them anybody may see."""
    similarity = similarity_of(a, b)
    is_version = similarity is not None and similarity >= SAME_TEXT
    is_withheld = is_version and not may_see_all and {shown_of(a), shown_of(b)} != {Shown.FULL}
    is_collated = is_version and not is_withheld
    prefetch_related_objects(
        [a, b],
        Prefetch("authorships", Authorship.objects.shown(), to_attr="shown_authorships"),
        Prefetch("appearances", Appearance.objects.shown().select_related("person"), to_attr="shown_appearances"),
        Prefetch(
            "coverages",
            Coverage.objects.shown().select_related("event").order_by("-role", "event__start", "pk"),
            to_attr="shown_coverages",
        ),
    )
    try:
        words = None if is_collated else words_of_articles(a, b)
        is_building = False
    except IndexNotReadyError:
        words, is_building = None, True
    return {
        "facts": [_facts(a), _facts(b)],
        "people": people_of_articles(a, b),
        "events": events_of_articles(a, b),
        "words": words,
        "is_building": is_building,
        "similarity": round(100 * similarity) if similarity else 0,
        "collation": collate(a.body, b.body) if is_collated else None,
        "is_withheld": is_withheld,
    }


def similarity_of(a: Article, b: Article) -> float | None:
    """The share of word trigrams that are in both: as ingest found it, else counted now; None for very long texts."""
    first, second = sorted((a.pk, b.pk))
    known = Duplicate.objects.filter(first=first, second=second).values_list("similarity", flat=True).first()
    if known is not None:
        return known
    if len(a.body) > LONGEST or len(b.body) > LONGEST:
        return None
    return resemblance(shingles(a.body), shingles(b.body))


def _facts(article: Any) -> dict[str, Any]:
    return {
        "article": article,
        "authors": [link.name for link in article.shown_authorships],
        "subjects": [link for link in article.shown_coverages if link.role == Coverage.Role.SUBJECT],
        "date_reason": reason_of(article.provenance.get("published", {}).get("rule", "")),
        "words": len(article.body.split()),
        "paragraphs": len(article.paragraph_numbers),
    }


def _sets(a: Side, b: Side) -> dict[str, Any]:
    snapshot = newest_snapshot()
    totals = (articles_with(a.choices, snapshot), articles_with(b.choices, snapshot))
    phases = [_phases(side, snapshot) for side in (a, b)]
    compared = {"people": counted_in_sets("person", a, b, totals, snapshot)}
    if a.kind == "source":
        event = [a.event.slug] if a.event else []
        compared["summits_compared"] = counted_in_sets("mentions", a, b, totals, snapshot, but=event)
    else:
        compared["sources_compared"] = counted_in_sets("source", a, b, totals, snapshot)
    return compared | {
        "columns": [
            {
                "side": side,
                "total": total,
                "phases": counts,
                "languages": [code for code in tally("language", side.choices, snapshot=snapshot) if code != UNKNOWN],
                "months": _months(side, snapshot),
                "articles": articles,
            }
            for side, total, counts, articles in zip((a, b), totals, phases, _listed((a, b), snapshot), strict=True)
        ],
        "largest_total": charts.largest_total(phases),
        "words": words_of_sets(a, b, snapshot.state) if all(totals) else None,
    }


def _phases(side: Side, snapshot: Snapshot) -> charts.PhaseCounts:
    """Of the summit compared, if there is one, else of whatever the articles are about."""
    event = side.record if side.kind == "event" else side.event
    if event:
        return charts.PhaseCounts.of(tally_by_phase("event", side.choices, snapshot).get(event.slug, {}))
    return charts.PhaseCounts.of(tally("phase", side.choices, snapshot=snapshot))


def _months(side: Side, snapshot: Snapshot) -> tuple[str, str] | None:
    """The first and the last month with an article, in words."""
    extent = counted(tally("dated_month", side.choices, snapshot=snapshot).items(), "month", UNKNOWN).extent()
    return (words_of(extent[0], "month"), words_of(extent[1], "month")) if extent else None


def _listed(sides: Sequence[Side], snapshot: Snapshot) -> list[list[Article]]:
    """The first articles of each side in the order of their days.

    Their phases are those of the summit compared, if there is one.
    """
    keys = [first_articles(side.choices, "day", MOST_LISTED, snapshot) for side in sides]
    found = with_links(Article.objects.published()).in_bulk({key for of_side in keys for key in of_side})
    by_side = []
    for side, of_side in zip(sides, keys, strict=True):
        articles = [copy(found[key]) for key in of_side if key in found]  # one article may stand on both sides
        event = side.record if side.kind == "event" else side.event
        for article in articles:
            article.phases = [link for link in article.subject_coverages if event is None or link.event_id == event.pk]
        by_side.append(articles)
    return by_side


def _options(column: str, event: Event | None) -> list[Option]:
    """What has most articles, about the summit if one is chosen, by name; nothing without an index."""
    try:
        counts = tally(column, {"event": [event.slug]} if event else None)
        counts.pop(UNKNOWN, None)
        first = dict(list(counts.items())[:MOST_OPTIONS])
        names = labels(next(facet for facet in FACETS if facet.name == column), first)
    except IndexNotReadyError:
        return []
    options = [Option(f"{column}:{slug}", names[slug], count) for slug, count in first.items() if slug in names]
    return sorted(options, key=lambda option: option.label.casefold())
