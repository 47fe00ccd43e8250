"""What one page of a search shows of its articles: three queries, however many links there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse

from archive.models import Appearance, Article, Coverage
from archive.search.engine.snippets import Piece
from archive.search.engine.spotting import Wanted
from archive.search.passages import marked_title, passages


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

    article: Article
    subjects: Sequence[Subject]
    people: Sequence[Shown]
    snippet: tuple[Piece, ...]
    title: tuple[Piece, ...] = ()


def hits(keys: Iterable[int], wanted: Wanted) -> tuple[Hit, ...]:
    """The articles with these keys, in this order; one that is no longer there is left out."""
    keys = list(keys)
    articles = (
        Article.objects.published()
        .select_related("source")
        .only(
            "slug", "title", "title_is_devised", "body", "language", "source__name",
            "published_edtf", "published_earliest", "published_latest", "published_basis",
        )
        .in_bulk(keys)
    )  # fmt: skip
    subjects, people = _subjects(keys), _people(keys)
    return tuple(
        Hit(
            article,
            subjects.get(key, ()),
            people.get(key, ()),
            passages(article.body, wanted, article.language),
            marked_title(article.title, wanted, article.language),
        )
        for key, article in ((key, articles[key]) for key in keys if key in articles)
    )


def _subjects(keys: Collection[int]) -> dict[int, list[Subject]]:
    links = Coverage.objects.shown().subjects().filter(article__in=keys).order_by("event__start", "event__slug")
    found: dict[int, list[Subject]] = {}
    for key, *subject in links.values_list("article_id", "phase", "event__slug", "event__short_name"):
        found.setdefault(key, []).append(Subject(*subject))
    return found


def _people(keys: Collection[int]) -> dict[int, list[Shown]]:
    links = Appearance.objects.shown().filter(article__in=keys).order_by("-role", "person__sort_name")
    found: dict[int, list[Shown]] = {}
    known: dict[str, Shown] = {}
    for key, slug, name in links.values_list("article_id", "person__slug", "person__name"):
        if slug not in known:
            known[slug] = Shown(slug, name, reverse("person-detail", args=[slug]))
        found.setdefault(key, []).append(known[slug])
    return found
