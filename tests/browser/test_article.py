"""An article's page in a browser: cards by pointer, keyboard and touch, without scripts too, and what axe says."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from archive.models import Article
from tests.browser.accessibility import faults
from tests.views import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "Menu\nNiinistö spoke of Helsinki.\nShare\nThe summit is over. Niinistö left.\nFooter"


@pytest.fixture
def article() -> Article:
    """Two paragraphs with a person, a summit, evidence and blocks set aside."""
    found = make.make_article(
        "What Helsinki left",
        "Niinistö spoke of Helsinki.",
        "The summit is over. Niinistö left.",
        published="2018-07-17",
    )
    person = make.make_person("Sauli Niinistö", office="President")
    make.name_person(found, person, "Niinistö", evidence="full-name (1)")
    event = make.make_event()
    make.cover(
        found, event, "after", spans=[[18, 26]], phase_evidence="words-say-over\nThe summit is over.",
        evidence="place-alone",
    )  # fmt: skip
    starts = [0, *(at + 1 for at, letter in enumerate(TEXT) if letter == "\n")]
    ends = [*(start - 1 for start in starts[1:]), len(TEXT)]
    kinds = ["navigation", "paragraph", "widget", "paragraph", "footer"]
    rows = zip(starts, ends, kinds, strict=True)
    make.accede(found, TEXT, [[start, end, kind, "menu", "machine"] for start, end, kind in rows])
    return found


def parts(page: Page) -> tuple[Locator, Locator]:
    """The first name in the text and the card over it."""
    return page.locator("a.mention.person").first, page.locator(".card", has_text="Sauli Niinistö")


def test_card_opens_at_hover_stays_under_the_pointer_and_closes_at_escape(
    live_server: LiveServer, page: Page, console_errors: list[str], article: Article
) -> None:
    page.goto(f"{live_server.url}{article.get_absolute_url()}")
    name, card = parts(page)
    expect(card).to_be_hidden()
    name.hover()
    expect(card).to_be_visible()
    box, over = name.bounding_box(), card.bounding_box()
    assert box and over
    assert over["y"] >= box["y"] + box["height"] or over["y"] + over["height"] <= box["y"]
    card.hover()
    page.wait_for_timeout(600)  # longer than a card waits for the pointer to come back
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    name.hover()
    expect(card).to_be_visible()
    page.mouse.move(0, 0)
    expect(card).to_be_hidden()
    assert console_errors == []


def test_card_opens_at_focus_and_its_links_are_next(live_server: LiveServer, page: Page, article: Article) -> None:
    page.goto(f"{live_server.url}{article.get_absolute_url()}")
    name, card = parts(page)
    page.locator("a.pn").first.focus()
    page.keyboard.press("Tab")
    expect(name).to_be_focused()
    expect(card).to_be_visible()
    page.keyboard.press("Tab")
    expect(card.get_by_role("link", name="Sauli Niinistö")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(name).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(name).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{live_server.url}/people/sauli-niinisto/")


def test_card_opens_at_a_tap_and_leads_on(live_server: LiveServer, browser: Browser, article: Article) -> None:
    page = browser.new_context(has_touch=True, viewport={"width": 390, "height": 844}).new_page()
    page.goto(f"{live_server.url}{article.get_absolute_url()}")
    name, card = parts(page)
    name.tap()
    expect(card).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    card.get_by_role("link", name="Sauli Niinistö").tap()
    expect(page).to_have_url(f"{live_server.url}/people/sauli-niinisto/")
    page.context.close()


@pytest.mark.parametrize("width", [390, 1440])
def test_card_opens_without_scripts(live_server: LiveServer, browser: Browser, article: Article, width: int) -> None:
    page = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 844}).new_page()
    page.goto(f"{live_server.url}{article.get_absolute_url()}")
    _, card = parts(page)
    named = page.locator(".named").get_by_role("button", name="Sauli Niinistö")
    for button in (named, page.get_by_role("button", name="why Sauli Niinistö")):
        button.focus()
        page.keyboard.press("Enter")
        expect(card).to_be_visible()
        page.keyboard.press("Escape")
        expect(card).to_be_hidden()
    page.context.close()


def test_blocks_open_in_their_place(live_server: LiveServer, page: Page, article: Article) -> None:
    page.goto(f"{live_server.url}{article.get_absolute_url()}")
    share = page.locator("#aside-2 .original")
    expect(share).to_be_hidden()
    page.get_by_text("Set aside here: part of the page").focus()
    page.keyboard.press("Enter")
    expect(share).to_have_text("Share")
    page.get_by_role("link", name="Show in its place").click()
    expect(page.locator(".gap[open]")).to_have_count(3)


def test_citation_is_copied(live_server: LiveServer, browser: Browser, article: Article) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{live_server.url}{article.get_absolute_url()}")
    page.locator("[data-copy=cite-apa]").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("What Helsinki left. ([2018, July 17]). Summit Archive. http")
    context.close()


@pytest.mark.parametrize("width", [320, 1440])
def test_axe_finds_nothing(live_server: LiveServer, page: Page, article: Article, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{live_server.url}{article.get_absolute_url()}?aside=1")
    page.locator("details.aside-blocks").first.locator("summary").click()
    page.locator("a.mention.person").first.focus()
    assert not faults(page)
    assert page.evaluate("document.documentElement.scrollWidth") == width
