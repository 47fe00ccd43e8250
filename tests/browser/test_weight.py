"""What a reader has to fetch for a page: little, and from nowhere else."""

from __future__ import annotations

import gzip
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Response

from tests.site import Site

PAGE, FONTS = 100_000, 200_000  # bytes: of page, stylesheet, scripts and pictures, compressed; of the fonts


def test_every_page_is_light_and_asks_nobody_else(browser: Browser, site: Site) -> None:
    heavy = {}
    for address in site.pages:
        others, fonts = _weights(browser, site.url, address)
        assert fonts, address  # whoever watches the requests sees them
        if others >= PAGE or fonts >= FONTS:
            heavy[address] = others, fonts
    assert not heavy


def _weights(browser: Browser, url: str, address: str) -> tuple[int, int]:
    """Bytes that a browser fetches which was never here before: fonts, and all else compressed."""
    context = browser.new_context()
    page = context.new_page()
    found: list[Response] = []
    page.on("response", lambda response: found.append(response))
    page.goto(url + address)
    page.evaluate("document.fonts.ready.then(() => null)")
    hosts = {urlsplit(response.url).netloc for response in found}
    assert hosts == {urlsplit(url).netloc}, f"{address} asks {hosts}"
    weights = {"font": 0, "other": 0}
    for response in found:
        if response.request.resource_type == "font":
            weights["font"] += len(response.body())
        else:
            weights["other"] += len(gzip.compress(response.body()))
    context.close()
    return weights["other"], weights["font"]
