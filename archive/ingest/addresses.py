"""Addresses of new articles: their title and the beginning of their sum."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import DatabaseError
from django.utils.text import slugify

from archive.models import Article, ArticleFormerSlug, RetiredSlug

_TITLE_LENGTH, _LENGTH = 60, 80
_SUM_LENGTHS = (8, 12, 16, 64)


def new_slugs(wanted: Sequence[tuple[str, str]]) -> list[str]:
    """For each `(title, sha256)` an address that no article has or had: the title, and as much of the sum as it takes.

    Raises DatabaseError where all are taken.
    """
    choices = [_choices(title, sha256) for title, sha256 in wanted]
    taken = _taken([slugs[0] for slugs in choices])
    chosen = []
    for slugs, (_, sha256) in zip(choices, wanted, strict=True):
        if slugs[0] in taken:  # hardly ever: the others are looked up only then
            taken |= _taken(slugs[1:])
        free = next((slug for slug in slugs if slug not in taken), None)
        if free is None:
            raise DatabaseError(f"no free address for {sha256}")
        taken.add(free)
        chosen.append(free)
    return chosen


def _taken(slugs: Sequence[str]) -> set[str]:
    """Those of some addresses that an article has or had."""
    present = Article.objects.filter(slug__in=slugs).order_by().values_list("slug", flat=True)
    former = ArticleFormerSlug.objects.filter(slug__in=slugs).order_by().values_list("slug", flat=True)
    return set(present.union(former, all=True)) | RetiredSlug.among(Article, slugs)


def _choices(title: str, sha256: str) -> list[str]:
    words = slugify(title)[:_TITLE_LENGTH].strip("-_") or "article"
    return [f"{words}-{sha256[:length]}"[:_LENGTH] for length in _SUM_LENGTHS]
