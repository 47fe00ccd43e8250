"""What one page of a search shows of its articles: three queries, however many links there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from archive.models import Appearance, Article, Coverage
from archive.models.addresses import address_of
from archive.rights import decided, permitted
from archive.search.engine.snippets import Piece
from archive.search.engine.spotting import Wanted
from archive.search.passages import marked_title, passages

_OF_SOURCE = {"source": "source__name", "source_shown": "source__shown"}


class Listed(NamedTuple):
    """What is needed of an article; `source` is the name of its source, None where that is unknown."""

    pk: int
    slug: str
    title: str
    title_is_devised: bool
    body: str
    language: str
    source: str | None
    source_shown: str | None
    published_edtf: str
    published_earliest: date | None
    published_latest: date | None
    published_basis: str


class Subject(NamedTuple):
    """An event that an article is about, and where the article stands to it."""

    phase: str
    slug: str
    short_name: str


class Shown(NamedTuple):
    """A person in an article; `address` is that of the person's page."""

    slug: str
    name: str
    address: str


@dataclass(frozen=True)
class Hit:
    """An article on the page, and the passages that answer. `title` is empty where nothing of the title is a match."""

    article: Listed
    address: str
    subjects: Sequence[Subject]
    people: Sequence[Shown]
    snippet: tuple[Piece, ...]
    title: tuple[Piece, ...] = ()


def hits(keys: Iterable[int], wanted: Wanted) -> tuple[Hit, ...]:
    """The articles with these keys, in this order; one that is no longer there is left out."""
    keys = list(keys)
    articles, subjects, people = _articles(keys), _subjects(keys), _people(keys)
    return tuple(
        Hit(
            article,
            address_of("article-detail", article.slug),
            subjects.get(article.pk, ()),
            people.get(article.pk, ()),
            passages(permitted(article.body, decided(article.source_shown)), wanted, article.language),
            marked_title(article.title, wanted, article.language),
        )
        for article in (articles[key] for key in keys if key in articles)
    )


def _articles(keys: Collection[int]) -> dict[int, Listed]:
    rows = Article.objects.published().filter(pk__in=keys).order_by()
    columns = [_OF_SOURCE.get(name, name) for name in Listed._fields]
    return {article.pk: article for article in map(Listed._make, rows.values_list(*columns))}


def _subjects(keys: Collection[int]) -> dict[int, list[Subject]]:
    links = Coverage.objects.shown().subjects().filter(article__in=keys).order_by("event__start", "event__slug")
    found: dict[int, list[Subject]] = {}
    for key, *subject in links.values_list("article_id", "phase", "event__slug", "event__short_name"):
        found.setdefault(key, []).append(Subject(*subject))
    return found


def _people(keys: Collection[int]) -> dict[int, list[Shown]]:
    links = Appearance.objects.shown().filter(article__in=keys).order_by("-role", "person__sort_name")
    found: dict[int, list[Shown]] = {}
    for key, slug, name in links.values_list("article_id", "person__slug", "person__name"):
        found.setdefault(key, []).append(Shown(slug, name, address_of("person-detail", slug)))
    return found
