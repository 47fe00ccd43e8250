"""The first page, people and sources in a browser: for whoever cannot see them well, or has no mouse, or no script."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from archive.search.indexing import rebuild
from tests.browser.accessibility import faults, open_all
from tests.search.conftest import index_dir
from tests.views import factories as make

__all__ = ["index_dir"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("collection")]

PAGES = (
    "/", "/people/", "/people/?show=all&country=FI", "/people/sauli-niinisto/", "/people/nobody-yet/",
    "/sources/", "/sources/meridian-wire/", "/about/", "/nothing-here/",
)  # fmt: skip


@pytest.fixture
def collection(index_dir: Any) -> None:
    """Two summits, four people who are named together, articles of every phase, one with an uncertain date."""
    leader = make.make_person("Sauli Niinistö", office="President", wikidata_id="Q29207")
    make.make_person("Nobody Yet")
    others = [make.make_person(name) for name in ("Donald Trump", "Vladimir Putin", "Melania Trump")]
    events = [make.make_event(), make.make_event("Da Nang 2017", "2017-11-10", "2017-11-11", series="APEC")]
    source = make.make_source("Meridian Wire", kind="agency", country="IE", domains=["meridian.example"])
    days = {"before": "2018-07-01", "during": "2018-07-16", "after": "2018-07-20/..", "undetermined": ""}
    for number, (phase, day) in enumerate(days.items()):
        text = f"On that evening, {'word ' * 40}Sauli Niinistö waited, {'word ' * 40}and left."
        article = make.make_article(f"Written {phase}", text, published=day, source=source, language="en")
        make.cover(article, events[number % 2], phase)
        make.name_person(article, leader, "Sauli Niinistö")
        for person in others[: number + 1]:
            make.name_person(article, person)
        make.sign(article, "Eerik Tuulesaar")
    rebuild()


@pytest.mark.parametrize("width", [390, 1440])
def test_pages_break_no_rule_of_accessibility(page: Page, live_server: LiveServer, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for address in PAGES:
        page.goto(f"{live_server.url}{address}")
        open_all(page)
        assert not faults(page)


@pytest.mark.parametrize("width", [320, 720])  # the latter is a window of 1440 at a zoom of 200 %
def test_nothing_runs_out_of_a_narrow_window(page: Page, live_server: LiveServer, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for address in PAGES:
        page.goto(f"{live_server.url}{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_charts_are_passed_over_and_their_tables_reached_by_keyboard(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/people/sauli-niinisto/")
    assert page.locator("svg a").count() > 3
    assert page.locator("svg a:not([tabindex='-1'])").count() == 0
    page.get_by_text("The same numbers as a table").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")  # the table, which can be scrolled
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("July 2018")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{live_server.url}/search/?person=sauli-niinisto&from=2018-07&to=2018-07")


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_charts_are_drawn_at_every_width(page: Page, live_server: LiveServer, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for address in ("/", "/people/sauli-niinisto/", "/sources/meridian-wire/"):
        page.goto(f"{live_server.url}{address}")
        expect(page.locator(".phased svg.chart").first).to_be_visible()
        expect(page.locator(".phased rect.bar").first).to_be_visible()
    page.goto(f"{live_server.url}/people/")
    expect(page.locator(".c-bar rect").first).to_be_visible()


def test_names_of_the_network_lead_to_their_pages(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/people/sauli-niinisto/")
    page.locator(".network a", has_text="Vladimir Putin").click()
    expect(page).to_have_url(f"{live_server.url}/people/vladimir-putin/")


def test_quotes_stand_one_below_another_around_the_name(page: Page, live_server: LiveServer) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{live_server.url}/people/sauli-niinisto/")
    names = page.locator(".kwic .line a")
    edges = {round(names.nth(number).bounding_box()["x"]) for number in range(names.count())}
    assert (names.count(), len(edges)) == (4, 1)
    names.first.click()
    assert page.url.endswith("#p1")


def test_lists_are_filtered_and_sorted_without_script(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/people/")
    page.get_by_role("link", name="articles", exact=True).click()
    page.get_by_label("Name", exact=True).fill("trump")
    page.get_by_role("button", name="Filter").click()
    rows = page.locator("table.records tbody th")
    assert rows.all_inner_texts() == ["Trump, Donald", "Trump, Melania"]
    assert "sort=articles" in page.url
    page.get_by_role("link", name="Show all again").click()
    assert rows.count() == 6, "four people, and a heading over the leader and over the others"
    context.close()
