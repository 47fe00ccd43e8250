"""The timeline and the comparison in a browser: for everyone, at every width, by keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from haystack import connections
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from archive.models import Event
from archive.search.indexing import rebuild
from tests.browser.accessibility import faults, open_all
from tests.search.factories import make_archive, make_article
from tests.views.factories import make_event

pytestmark = pytest.mark.django_db(transaction=True)

SENTENCE = (
    "The presidents met by the lake and spoke for two hours about arms control, grain and much else, with nobody but "
    "their interpreters in the room. "
)


@pytest.fixture
def archive(tmp_path: Path, settings: Any) -> Iterator[dict[str, str]]:
    """A mixed archive with a planned and a cancelled meeting; answers the addresses looked at, by name."""
    settings.DATA_DIR, settings.INDEX_DIR = tmp_path, tmp_path / "index"
    options = connections["default"].options
    before = options["PATH"]
    options["PATH"] = str(settings.INDEX_DIR)
    connections["default"].reset_sessions()
    make_event("Helsinki 2018", "2018-07-16", slug="helsinki-2018")
    make_event("Planned 2018", "2018-07-20", "2018-07-22", status=Event.Status.PLANNED)
    make_event("Dropped 2018", "2018-07-20", "2018-07-21", status=Event.Status.CANCELLED)
    make_archive(60)
    first = make_article("First version", SENTENCE * 12, events=["helsinki-2018"], published="2018-07-17")
    second = make_article("Second version", SENTENCE * 11 + "The desk regrets.", events=["helsinki-2018"])
    rebuild()
    pair = "a=source:meridian-wire&b=source:baltic-courier"
    yield {
        "everything": "/timeline/",
        "year": "/timeline/2018/",
        "month": "/timeline/2018/07/",
        "choose": "/compare/",
        "candidates": f"/compare/?a=treaty&b={first.slug}",
        "versions": f"/compare/?a={first.slug}&b={second.slug}",
        "sources": f"/compare/?event=helsinki-2018&{pair}",
        "summits": "/compare/?a=event:helsinki-2018&b=event:geneva-2021",
        "unknown": "/compare/?a=event:nowhere",
    }
    options["PATH"] = before
    connections["default"].reset_sessions()


def test_pages_are_for_everyone_at_every_width(
    page: Page, live_server: LiveServer, archive: dict[str, str], console_errors: list[str]
) -> None:
    page.goto(live_server.url + archive["versions"])
    expect(page.locator(".difference ins")).to_have_count(1)
    for name, address in archive.items():
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(live_server.url + address)
        open_all(page)
        assert not faults(page)
        for width in (640, 320):  # at 200 % and at 400 % of 1280
            page.set_viewport_size({"width": width, "height": 700})
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{name} at {width} px is {wide} px too wide"
    assert [error for error in console_errors if "404" not in error] == []


def test_timeline_is_walked_by_keyboard_and_with_the_mouse(
    page: Page, live_server: LiveServer, archive: dict[str, str], console_errors: list[str]
) -> None:
    page.goto(f"{live_server.url}/timeline/")
    page.get_by_text("The same numbers as a table").focus()
    page.keyboard.press("Enter")
    row = page.get_by_role("row", name="2018")
    row.get_by_role("link", name="2018", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("2018")
    page.locator("svg a", has=page.locator("title", has_text=re.compile("^July 2018:"))).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("July 2018")
    page.get_by_role("link", name="June 2018").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("June 2018")
    assert console_errors == []


def test_two_articles_are_chosen_by_words_of_their_titles(
    page: Page, live_server: LiveServer, archive: dict[str, str], console_errors: list[str]
) -> None:
    page.goto(f"{live_server.url}/compare/")
    form = page.get_by_role("group", name="Two articles")
    form.get_by_label("First").fill("first version")
    form.get_by_label("Second").fill("second version")
    form.get_by_label("Second").press("Enter")
    for title in ("First version", "Second version"):
        page.get_by_role("link", name=title).first.click()
    expect(page.locator(".difference ins")).to_contain_text("desk regrets.")
    assert console_errors == []
