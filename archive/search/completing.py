"""What a reader may be about to type: people, events and sources of the archive, and titles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.models import Article
from archive.models.addresses import address_of
from archive.search.engine.analysis import terms
from archive.search.engine.queries import ChoiceSearchQuerySet
from archive.search.finding import matching_articles
from archive.search.forms import SearchRequest
from archive.search.labels import leaders
from archive.search.naming import names_of, read_query, words_of

SHORTEST = 2  # letters
MOST_WORDS = 8
MOST_TITLES = 4

# facet, what it is called, the route of its page, how many are shown
_KINDS = (
    ("person", _("Person"), "person-detail", 4),
    ("mentions", _("Summit"), "event-detail", 3),
    ("source", _("Source"), "source-detail", 2),
)
_NAMED = {"mentions": "event"}


@dataclass(frozen=True)
class Completion:
    """A record or an article: what it is, what it is called, and the address of its page."""

    kind: str
    label: str
    address: str


def completions(typed: str) -> list[Completion]:
    """The best of each kind that have all these words, the last of them perhaps unfinished; only what articles have.

    Raises IndexNotReadyError.
    """
    words = [term.text for term in terms(typed) if not term.is_joined][:MOST_WORDS]
    if not words or len("".join(words)) < SHORTEST:
        return []
    found = [Completion(str(called), label, address_of(route, slug))
             for facet, called, route, most in _KINDS for slug, label in _records(facet, words, most)]  # fmt: skip
    return [*found, *_titles(words)]


def _records(facet: str, words: Sequence[str], most: int) -> list[tuple[str, str]]:
    """Leaders first, then those called like this themselves, then shorter names."""
    indexed = set(ChoiceSearchQuerySet().values(facet))
    first = leaders() if facet == "person" else frozenset()
    best: dict[str, tuple[bool, bool, int, str]] = {}
    for slug, label, name in names_of(_NAMED.get(facet, facet)):
        if slug in indexed and _fits(words, words_of(name)):
            rank = (slug not in first, not _fits(words, words_of(label)), len(label), label)
            best[slug] = min(rank, best.get(slug, rank))
    return [(slug, best[slug][3]) for slug in sorted(best, key=lambda slug: best[slug])[:most]]


def _fits(words: Sequence[str], name: frozenset[str]) -> bool:
    return name.issuperset(words[:-1]) and any(word.startswith(words[-1]) for word in name)


def _titles(words: Sequence[str]) -> Iterator[Completion]:
    typed = " ".join([*(f"title:{word}" for word in words[:-1]), f"title:{words[-1]}*"])
    results = matching_articles(SearchRequest(query=read_query(typed), sort="relevance"))[:MOST_TITLES]
    keys = [int(result.pk) for result in results]
    found = Article.objects.published().only("slug", "title", "title_is_devised").in_bulk(keys)
    for key in keys:
        if key in found:
            yield Completion(gettext("Article"), str(found[key]), found[key].get_absolute_url())
