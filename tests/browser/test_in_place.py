"""The search page with a script: choices and pages of results come in place, and the back button behaves."""

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
    """Twenty-five articles that name one of two people, in an index of the test's own."""
    settings.DATA_DIR, settings.INDEX_DIR = tmp_path, tmp_path / "index"
    options = connections["default"].options
    before = options["PATH"]
    options["PATH"] = str(settings.INDEX_DIR)
    connections["default"].reset_sessions()
    for slug in ("sauli-niinisto", "guy-parmelin"):
        make_person(slug, is_leader=True)
    for number in range(25):
        make_article(
            f"Treaty {number}", people=["sauli-niinisto" if number < 22 else "guy-parmelin"], published="2018-07"
        )
    rebuild()
    yield
    options["PATH"] = before
    connections["default"].reset_sessions()


def is_same_document(page: Page) -> bool:
    return page.evaluate("window.stayed === true")


def test_choices_update_in_place_and_keep_the_focus(
    live_server: LiveServer, page: Page, console_errors: list[str], archive: None
) -> None:
    page.goto(f"{live_server.url}/search/?q=treaty")
    page.evaluate("window.stayed = true")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("25")
    box = page.get_by_role("checkbox", name=re.compile("^Guy Parmelin"))
    box.focus()
    page.keyboard.press("Space")
    expect(heading).to_contain_text("3 ")
    expect(page).to_have_url(f"{live_server.url}/search/?q=treaty&person=guy-parmelin")
    expect(page).to_have_title(re.compile("^treaty · Search"))
    expect(page.get_by_role("checkbox", name=re.compile("^Guy Parmelin"))).to_be_focused()
    expect(page.locator("#announced")).to_have_text(heading.inner_text())
    page.locator(".chip").first.click()
    expect(heading).to_contain_text("25")
    expect(heading).to_be_focused()
    assert is_same_document(page)
    assert console_errors == []


def test_back_button_leads_through_the_choices(
    live_server: LiveServer, page: Page, console_errors: list[str], archive: None
) -> None:
    page.goto(f"{live_server.url}/articles/")
    page.goto(f"{live_server.url}/search/")
    heading = page.get_by_role("heading", level=1)
    page.get_by_role("checkbox", name=re.compile("^Sauli Niinisto")).check()
    expect(heading).to_contain_text("22")
    page.get_by_role("link", name="Next").click()
    expect(page.locator(".hit")).to_have_count(2)
    expect(page).to_have_url(re.compile("page=2"))
    page.go_back()
    expect(page.locator(".hit")).to_have_count(20)
    expect(heading).to_contain_text("22")
    page.go_back()
    expect(heading).to_contain_text("25")
    expect(page.get_by_role("checkbox", name=re.compile("^Sauli Niinisto"))).not_to_be_checked()
    page.go_forward()
    expect(heading).to_contain_text("22")
    expect(page.get_by_role("checkbox", name=re.compile("^Sauli Niinisto"))).to_be_checked()
    page.locator(".hit .title a").first.click()
    expect(page).to_have_url(re.compile("/articles/"))
    page.go_back()
    expect(heading).to_contain_text("22")
    expect(page.locator("header.masthead")).to_be_visible()
    page.go_back()
    expect(heading).to_contain_text("25")
    page.go_back()
    expect(page).to_have_url(re.compile("/articles/$"))
    assert console_errors == []


def test_what_was_unfolded_stays_so(
    live_server: LiveServer, page: Page, console_errors: list[str], archive: None
) -> None:
    page.goto(f"{live_server.url}/search/")
    page.locator("#group-month > summary").click()
    page.get_by_role("checkbox", name=re.compile("^Guy Parmelin")).check()
    expect(page.get_by_role("heading", level=1)).to_contain_text("3 ")
    expect(page.locator("#group-month")).to_have_attribute("open", "")
    page.locator("#sort").select_option("oldest")
    expect(page).to_have_url(re.compile("sort=oldest"))
    assert "from=" not in page.url
    assert console_errors == []


def test_choices_are_pages_of_their_own_without_a_script(
    live_server: LiveServer, browser: Browser, archive: None
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/search/")
    page.get_by_role("checkbox", name=re.compile("^Guy Parmelin")).check()
    expect(page.get_by_role("heading", level=1)).to_contain_text("25")
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("3 ")
    context.close()
