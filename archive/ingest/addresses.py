"""Addresses of new articles: their title and the beginning of their sum."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import DatabaseError
from django.utils.text import slugify

from archive.models import Article, ArticleFormerSlug

_TITLE_LENGTH, _LENGTH = 60, 80
_SUM_LENGTHS = (8, 12, 16, 64)


def new_slugs(wanted: Sequence[tuple[str, str]]) -> list[str]:
    """For each `(title, sha256)` an address that no article has or had: the title, and as much of the sum as it takes.

    Raises DatabaseError where all are taken.
    """
    choices = [_choices(title, sha256) for title, sha256 in wanted]
    every = [slug for slugs in choices for slug in slugs]
    taken = set(Article.objects.filter(slug__in=every).values_list("slug", flat=True))
    taken |= set(ArticleFormerSlug.objects.filter(slug__in=every).values_list("slug", flat=True))
    chosen = []
    for slugs, (_, sha256) in zip(choices, wanted, strict=True):
        free = next((slug for slug in slugs if slug not in taken), None)
        if free is None:
            raise DatabaseError(f"no free address for {sha256}")
        taken.add(free)
        chosen.append(free)
    return chosen


def _choices(title: str, sha256: str) -> list[str]:
    words = slugify(title)[:_TITLE_LENGTH].strip("-_") or "article"
    return [f"{words}-{sha256[:length]}"[:_LENGTH] for length in _SUM_LENGTHS]
