"""Summits and the pinning of passages in a browser: for whoever cannot see them well, or has no mouse, or no script."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from archive.models import Participation, PinnedPassage, Topic
from archive.search.indexing import rebuild
from archive.search.recounting import recount_words
from tests.browser.accessibility import faults, open_all
from tests.search.conftest import index_dir
from tests.views import factories as make

__all__ = ["index_dir"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("collection")]

SUMMIT = "/summits/hamburg-2017/"
PAGES = ("/summits/", "/summits/?show=all", "/summits/?series=apec", SUMMIT, f"{SUMMIT}?words=ru", "/summits/nowhere/")


@pytest.fixture
def collection(index_dir: Any) -> None:
    """A summit with a chart, columns of every phase, a board, people, words and a table of sources; and one without."""
    event = make.make_event("Hamburg 2017", "2017-07-07", "2017-07-08", series="G20", country="DE")
    make.make_event("Hangzhou 2016", "2016-09-04", series="G20")
    make.make_event("Nowhere", "", status="planned")
    merkel = make.make_person("Angela Merkel", office="Chancellor")
    Participation.objects.create(event=event, person=merkel)
    words = {"before": "The agenda is open. ", "during": "The motorcade came. ", "after": "All was clarified. "}
    sources = [make.make_source("Baltic Courier"), make.make_source("Новая пристань", slug="novaya-pristan")]
    for number in range(12):
        phase = ("before", "during", "after")[number % 3]
        day = {"before": f"2017-06-{20 + number}", "during": "2017-07-07", "after": f"2017-07-{10 + number}"}[phase]
        text = words[phase] * 20 + "Angela Merkel spoke."
        article = make.make_article(
            f"Written {phase}", text, "And more.", published=day, source=sources[number % 2], language="en"
        )
        make.cover(article, event, phase)
        make.name_person(article, merkel)
    make.cover(make.make_article("Канун", "Повестка открыта. " * 9, language="ru"), event, "before")
    make.cover(make.make_article("Unclear", language="en"), event, "undetermined")
    topic = Topic.objects.create(slug="climate", name="Climate")
    for article, verdict in zip(event.articles.filter(language="en")[:3], ("kept", "", ""), strict=True):
        PinnedPassage.objects.create(
            event=event, topic=topic, article=article, paragraph="1", quotation=article.body[:60], verdict=verdict
        )
    rebuild()
    recount_words()


def opened(page: Page, address: str) -> None:
    response = page.goto(address)
    assert response, address
    assert response.ok, address


@pytest.mark.parametrize("width", [390, 1440])
def test_pages_break_no_rule_of_accessibility(page: Page, live_server: LiveServer, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for address in PAGES:
        opened(page, f"{live_server.url}{address}")
        open_all(page)
        assert not faults(page)


@pytest.mark.parametrize("width", [320, 720])  # the latter is a window of 1440 at a zoom of 200 %
def test_nothing_runs_out_of_a_narrow_window(page: Page, live_server: LiveServer, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for address in PAGES:
        opened(page, f"{live_server.url}{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_columns_stand_side_by_side_from_a_tablet_on(page: Page, live_server: LiveServer) -> None:
    tops = "[...document.querySelectorAll('.axis-col')].map(each => each.getBoundingClientRect().top)"
    page.goto(f"{live_server.url}{SUMMIT}")
    for width, rows in ((390, 4), (768, 2), (1440, 1)):
        page.set_viewport_size({"width": width, "height": 900})
        assert len(set(page.evaluate(tops))) == rows, width


def test_chart_is_passed_over_and_its_table_reached_by_keyboard(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}{SUMMIT}")
    assert page.locator("svg.days a").count() == 9
    page.locator(".section header a").first.focus()
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "SUMMARY":
            break
    page.keyboard.press("Enter")
    expect(
        page.get_by_role("cell", name="the day after").or_(page.get_by_role("cell", name="day 1")).first
    ).to_be_visible()


def test_curator_pins_a_passage_without_a_script(browser: Browser, live_server: LiveServer, client: Client) -> None:
    user = get_user_model().objects.create_superuser("curator", password="a long password")
    client.force_login(user)
    context = browser.new_context(java_script_enabled=False)
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}{SUMMIT}")
    page.get_by_role("link", name="Written after").first.click()
    page.get_by_role("link", name="Pin paragraph 2 to the board of a summit").click()
    expect(page.get_by_label("Paragraph", exact=True)).to_have_value("2")
    page.get_by_label("Topic").select_option("Climate")
    page.get_by_role("button", name="Pin to the board").click()
    expect(page.get_by_text("Paragraph 2 is pinned to the board of Hamburg 2017")).to_be_visible()
    assert page.url.endswith("#p2")
    page.goto(f"{live_server.url}{SUMMIT}#board")
    expect(page.locator("#board").get_by_text("And more.")).to_be_visible()
    context.close()
