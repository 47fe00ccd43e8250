"""Addresses of articles: given once, and never to another."""

from __future__ import annotations

import pytest

from archive.ingest.addresses import new_slugs
from archive.models import Article, ArticleFormerSlug

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("After Brdo: homework for four ministers", "after-brdo-homework-for-four-ministers-01234567"),
        ("Встреча", "article-01234567"),
        ("…!", "article-01234567"),
        ("Élysée — la table", "elysee-la-table-01234567"),
        ("a" * 80, "a" * 60 + "-01234567"),
        ("word " * 12 + "longer", "word-" * 11 + "word-01234567"),
        ("unknown", "unknown-01234567"),
    ],
)
def test_slug_is_the_title_and_the_sum(title: str, slug: str) -> None:
    assert new_slugs([(title, "0123456789abcdef" * 4)]) == [slug]


def test_a_slug_is_never_given_twice_even_if_it_was_left() -> None:
    sha256 = "0123456789abcdef" * 4
    article = Article.objects.create(slug=new_slugs([("Talks", sha256)])[0], title="Talks", body="Words.")
    ArticleFormerSlug.objects.create(record=article, slug="talks-0123456789ab")

    assert new_slugs([("Talks", sha256)])[0] == "talks-0123456789abcdef"
