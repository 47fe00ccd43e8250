"""The pages as they look, kept under docs/screenshots: phone, tablet and desktop, and some in the dark.

make serve
python -m tests.browser.screenshots [http://127.0.0.1:8000]
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM_ARGS, CHROMIUM_NAMES

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
SUMMIT = "us-russia-helsinki-2018"
PAGES = {
    "home": "/",
    "search": "/search/?q=treaty",
    "article": "/articles/a-castle-a-walk-two-hours-8625981c/",
    "articles": "/articles/",
    "summit": f"/summits/{SUMMIT}/",
    "summits": "/summits/",
    "person": "/people/vladimir-putin/",
    "people": "/people/",
    "source": "/sources/baltic-courier/",
    "sources": "/sources/",
    "timeline": "/timeline/",
    "year": "/timeline/2018/",
    "compare": f"/compare/?event={SUMMIT}&a=source:meridian-wire&b=source:baltic-courier",
    "about": "/about/",
}
WIDTHS = (390, 768, 1440)
IN_THE_DARK = ("article", "person", "summit")
TALLEST = 2400  # pixels; the rest of a long page looks like what is above it


def main(url: str) -> None:
    path = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGS)
        page = browser.new_page()
        for name, address in PAGES.items():
            page.goto(url + address)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                page.evaluate("document.fonts.ready.then(() => null)")
                height = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
                clip = {"x": 0, "y": 0, "width": width, "height": height}
                page.screenshot(path=FOLDER / f"{name}-{width}.png", full_page=True, clip=clip)
            if name in IN_THE_DARK:
                page.emulate_media(color_scheme="dark")
                page.screenshot(path=FOLDER / f"{name}-dark-{width}.png", full_page=True, clip=clip)
                page.emulate_media(color_scheme="light")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
