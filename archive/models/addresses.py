"""The addresses of pages. A page has a hundred links: `reverse` for each would be a tenth of its time."""

from __future__ import annotations

from functools import lru_cache

from django.urls import get_script_prefix, reverse


def address_of(route: str, slug: str = "") -> str:
    """`reverse` of a route that has a slug or nothing."""
    before, after = _around(route, bool(slug), get_script_prefix())
    return f"{before}{slug}{after}"


@lru_cache
def _around(route: str, has_slug: bool, prefix: str) -> tuple[str, str]:
    """What stands before and after the slug; `prefix`, where the site is mounted, is part of what `reverse` answers."""
    before, _, after = reverse(route, args=["SLUG"] if has_slug else []).partition("SLUG")
    return before, after
