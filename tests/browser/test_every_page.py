"""Every kind of page for everyone: what axe says, in a narrow window, in the dark, and by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.accessibility import TOO_WIDE, faults, open_all
from tests.site import Site

# What Tab should reach, in the order of the page. Of a group of radio buttons it is one; what is drawn inside a picture
# is passed over, and stands in a table beside it.
REACHABLE = """() => {
    const found = [...document.querySelectorAll(
        "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")];
    const reachable = found.filter((each) => !each.disabled && each.tabIndex >= 0 && each.checkVisibility(
        {visibilityProperty: true}) && each.type !== "radio" && !each.closest("[inert]"));
    reachable.forEach((each, place) => { each.dataset.place = place; });
    return reachable.length;
}"""
# Where the focus is: its place among them; whether it is drawn, and whether its middle is what one sees there.
FOCUSED = """() => {
    const it = document.activeElement, style = getComputedStyle(it);
    if (it === document.body) { return null; }
    const box = it.getClientRects()[0];
    const marked = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
    const top = box && document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return {
        place: it.dataset.place === undefined ? null : Number(it.dataset.place),
        marked,
        seen: Boolean(top) && (top.contains(it) || [it, ...it.labels ?? []].some((each) => each.contains(top))),
        name: it.outerHTML.slice(0, 160),
    };
}"""
MOST = 40  # places looked at on one page: after these a long list goes on as it began


@pytest.fixture
def window(browser: Browser, site: Site) -> Iterator[Page]:
    """A window in which the curator is logged in; anybody's pages are those of `site.pages` in `page`."""
    context = browser.new_context(base_url=site.url)
    context.add_cookies([{"name": each.name, "value": each.value or "", "url": site.url} for each in site.cookies])
    yield context.new_page()
    context.close()


def test_axe_finds_nothing_in_the_light_or_in_the_dark(window: Page, site: Site) -> None:
    found = []
    for address in (*site.pages, *site.desk):
        window.goto(address)
        open_all(window)
        found.append(faults(window))
    assert not any(found), "\n".join(found)


@pytest.mark.parametrize("width", [320, 640])  # a window of 1280 at a zoom of 400 % and of 200 %
def test_nothing_runs_out_of_a_narrow_window(window: Page, site: Site, width: int) -> None:
    window.set_viewport_size({"width": width, "height": 512})
    too_wide = {}
    for address in (*site.pages, *site.desk):
        window.goto(address)
        open_all(window)
        if over := window.evaluate(TOO_WIDE):
            too_wide[address] = over
    assert not too_wide


@pytest.mark.parametrize("width", [390, 1280])
def test_tab_reaches_all_in_its_order_and_shows_where_it_is(window: Page, site: Site, width: int) -> None:
    window.set_viewport_size({"width": width, "height": 800})
    wrong = []
    for address in (*site.pages, *site.desk):
        window.goto(address)
        reachable = window.evaluate(REACHABLE)
        places = []
        wanted = min(reachable, MOST)
        for _ in range(3 * wanted):  # the card of a name has links of its own
            window.keyboard.press("Tab")
            focus = window.evaluate(FOCUSED)
            if focus is None or len(places) == wanted:
                break
            if focus["place"] is not None:
                places.append(focus["place"])
            wrong += [f"{address}: {fault}: {focus['name']}" for fault in ("marked", "seen") if not focus[fault]]
        if places != list(range(wanted)):
            wrong.append(f"{address}: of {reachable} reached {places}")
    assert not wrong, "\n".join(wrong)


def test_first_tab_leads_past_the_navigation(page: Page, site: Site) -> None:
    for address in site.pages:
        page.goto(site.url + address)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main", address
