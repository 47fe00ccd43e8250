"""What a page must hold for everyone: what axe says against it, and whether it fits its window."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# By how many pixels a page is wider than its window.
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_OPEN_ALL = "document.querySelectorAll('details').forEach((each) => { each.open = true; })"


def open_all(page: Page) -> None:
    """Open what can be opened on a page, so that it is looked at too."""
    page.evaluate(_OPEN_ALL)


def faults(page: Page, context: dict[str, Any] | None = None) -> str:
    """All rules in the light; in the dark, where nothing else can differ, those of contrast. Empty if none is broken.

    `context` is axe's: what of the page is looked at.
    """
    found = []
    for scheme, rules in (("light", _STANDARDS), ("dark", ["color-contrast"])):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        # Of what passes, one example of each rule is told: to describe every element takes most of the time.
        result = Axe().run(page, context=context, options={"runOnly": rules, "resultTypes": ["violations"]})
        assert result.response["passes"], page.url
        if result.violations_count:
            found.append(f"{page.url}, {scheme}: {result.generate_report()}")
    page.emulate_media(color_scheme="light")
    return "\n".join(found)
