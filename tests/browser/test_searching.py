"""The search box and the matches on an article's page, by keyboard, in a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from haystack import connections
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from archive.search.indexing import rebuild
from tests.search.factories import make_article, make_person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def archive(tmp_path: Path, settings: Any) -> Iterator[None]:
    """Two articles and a leader in an index of the test's own."""
    settings.DATA_DIR, settings.INDEX_DIR = tmp_path, tmp_path / "index"
    options = connections["default"].options
    before = options["PATH"]
    options["PATH"] = str(settings.INDEX_DIR)
    connections["default"].reset_sessions()
    make_person("sauli-niinisto", "Sauli Niinistö", is_leader=True)
    make_article("Sauna <b>talks</b>", "A treaty.\n\nTwo treaties.\n\nA last treaty.", people=["sauli-niinisto"])
    rebuild()
    yield
    options["PATH"] = before
    connections["default"].reset_sessions()


def test_suggestions_are_walked_with_the_keys(
    live_server: LiveServer, page: Page, console_errors: list[str], archive: None
) -> None:
    page.goto(f"{live_server.url}/articles/")
    box = page.get_by_role("combobox", name="Search the archive")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("sau")
    options = page.get_by_role("option")
    expect(options).to_have_text(["Person Sauli Niinistö", "Article Sauna <b>talks</b>"])
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    box.press("ArrowUp")
    expect(options.first).to_have_attribute("aria-selected", "false")
    box.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    box.press("Escape")
    expect(options.first).to_be_hidden()
    expect(box).to_have_value("sau")
    box.press("ArrowDown")
    box.press("Enter")
    expect(page).to_have_url(f"{live_server.url}/people/sauli-niinisto/")
    assert console_errors == []


def test_enter_searches_what_was_typed_when_nothing_is_chosen(
    live_server: LiveServer, page: Page, console_errors: list[str], archive: None
) -> None:
    page.goto(f"{live_server.url}/")
    box = page.get_by_role("combobox", name="Search the archive")
    box.press_sequentially("treaty")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=treaty$"))
    assert console_errors == []


def test_matches_are_walked_with_n_and_p_and_with_links(
    live_server: LiveServer, page: Page, console_errors: list[str], archive: None
) -> None:
    page.goto(f"{live_server.url}/search/?q=treaty")
    page.locator(".hit .title a").click()
    expect(page.locator("mark[id]")).to_have_count(3)
    page.wait_for_load_state()  # the scripts too
    for key, place in (("n", 1), ("n", 2), ("p", 1), ("p", 3), ("n", 1)):
        page.keyboard.press(key)
        expect(page).to_have_url(re.compile(rf"\?q=treaty#match-{place}$"))
        expect(page.locator(".matches a[aria-current]")).to_have_text(str(place))
    page.get_by_role("link", name="Match 2, paragraph 2").click()
    expect(page).to_have_url(re.compile("#match-2$"))
    page.get_by_role("combobox", name="Search the archive").press_sequentially("n")
    expect(page).to_have_url(re.compile("#match-2$"))
    assert console_errors == []


def test_all_works_without_a_script(live_server: LiveServer, browser: Browser, archive: None) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/articles/")
    page.get_by_role("searchbox", name="Search the archive").fill("treaty")
    page.get_by_role("button", name="Search").click()
    page.locator(".hit .title a").click()
    page.get_by_role("link", name="Match 3, paragraph 3").click()
    expect(page).to_have_url(re.compile("#match-3$"))
    context.close()
