"""The addresses of pages. A page has a hundred links, most of them the same as the last one's."""

from __future__ import annotations

from functools import lru_cache

from django.urls import get_script_prefix, reverse


def address_of(route: str, *arguments: str) -> str:
    """`reverse`, remembered."""
    return _reversed(route, arguments, get_script_prefix())


@lru_cache(maxsize=20_000)
def _reversed(route: str, arguments: tuple[str, ...], prefix: str) -> str:
    """`prefix`, where the site is mounted, is part of what `reverse` answers."""
    return reverse(route, args=arguments)
