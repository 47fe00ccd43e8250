"""The addresses of the pages that search results lead to; a page of results has sixty, mostly the same as the last."""

from __future__ import annotations

from functools import lru_cache

from django.urls import get_script_prefix, reverse


def address_of(route: str, slug: str) -> str:
    """The page of one record: `reverse`, remembered."""
    return _reversed(route, slug, get_script_prefix())


@lru_cache(maxsize=20_000)
def _reversed(route: str, slug: str, prefix: str) -> str:
    """`prefix`, where the site is mounted, is part of what `reverse` answers."""
    return reverse(route, args=[slug])
