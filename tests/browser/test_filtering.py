"""Filtering by leader and by summit, walked in a browser: exactly the articles that were found by reading them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from haystack import connections
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from archive.authorities import load_authorities
from archive.ingest.loader import Ingest
from archive.models import Accession
from archive.sample import load_sample
from archive.search.indexing import rebuild
from tests.conftest import REPO_ROOT
from tests.search.factories import make_article, make_person

pytestmark = pytest.mark.django_db(transaction=True)

AKULOV, IVANOV, MONITOR, NHAN, PARAMOUNT = (
    "000_a5606121382ae29b.txt",
    "001_049bbc58535707c4.txt",
    "002_949b1d38431bce0a.txt",
    "003_d4f26162eecb212a.txt",
    "004_8cfabc3a0ae70a5b.txt",
)


@pytest.fixture
def data_folder(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """A data folder of the test's own, without an index yet."""
    settings.DATA_DIR, settings.INDEX_DIR = tmp_path, tmp_path / "index"
    settings.ORIGINALS_DIR = tmp_path / "originals"
    options = connections["default"].options
    before = options["PATH"]
    options["PATH"] = str(settings.INDEX_DIR)
    connections["default"].reset_sessions()
    yield tmp_path
    options["PATH"] = before
    connections["default"].reset_sessions()


@pytest.fixture
def archive_folder(data_folder: Path) -> Path:
    """The same with the authority records of the repository."""
    load_authorities(REPO_ROOT / "fixtures" / "authorities")
    return data_folder


def shown(page: Page) -> set[str]:
    """The files whose articles the result page lists, after checking that it says as many as it shows."""
    addresses = [link.get_attribute("href") or "" for link in page.locator(".hit .title a").all()]
    heading = page.get_by_role("heading", level=1).inner_text()
    assert int(re.sub(r"\D.*", "", heading.replace("All ", "")) or 0) == len(addresses), heading
    slugs = [address.partition("?")[0].strip("/").split("/")[-1] for address in addresses]
    return set(Accession.objects.filter(article__slug__in=slugs, is_current=True).values_list("path", flat=True))


def tick(page: Page, group: str, label: str) -> int:
    """Tick a value, which updates the page; the number that stood beside it."""
    folded = page.locator("details", has=page.get_by_text(group, exact=True)).filter(has=page.get_by_text(label))
    for details in folded.all():
        if details.get_attribute("open") is None:
            details.locator("summary").first.click()
    box = page.get_by_role("group", name=group).get_by_role("checkbox", name=re.compile(rf"^{re.escape(label)}\s*,"))
    box = box.or_(page.locator("details", has_text=group).get_by_role("checkbox", name=re.compile(rf"^{label}\s*,")))
    count = int(re.sub(r"\D", "", (box.first.evaluate("box => box.closest('label').querySelector('.n').innerText"))))
    box.first.check()
    expect(page.locator(".chips")).to_contain_text(label)
    return count


def untick(page: Page, label: str) -> None:
    page.locator(".chip", has_text=label).click()
    expect(page.locator(".chip", has_text=label)).to_have_count(0)


def test_first_five_articles_are_found_by_leader_and_summit(
    page: Page, live_server: LiveServer, archive_folder: Path, shared: Path, console_errors: list[str]
) -> None:
    assert {o.outcome for o in Ingest([shared / "articles"]).outcomes()} == {"created"}
    rebuild()
    page.goto(f"{live_server.url}/search/")
    assert shown(page) == {AKULOV, IVANOV, MONITOR, NHAN, PARAMOUNT}

    assert tick(page, "Summits and events", "Helsinki 2018") == 2
    assert shown(page) == {IVANOV, NHAN}
    assert tick(page, "Leaders and people", "Sergey Lavrov") == 1
    assert shown(page) == {NHAN}
    untick(page, "Sergey Lavrov")
    assert tick(page, "Summits and events", "Hamburg 2017") == 1
    assert shown(page) == {IVANOV, NHAN, PARAMOUNT}
    untick(page, "Helsinki 2018")
    untick(page, "Hamburg 2017")

    assert tick(page, "Leaders and people", "Dmitry Peskov") == 2
    assert shown(page) == {AKULOV, PARAMOUNT}
    assert tick(page, "Summits and events", "Da Nang 2017") == 1
    assert shown(page) == {AKULOV}
    untick(page, "Dmitry Peskov")
    assert shown(page) == {AKULOV, MONITOR}
    untick(page, "Da Nang 2017")

    assert tick(page, "Leaders and people", "Vladimir Putin") == 5
    assert tick(page, "Leaders and people", "Xi Jinping") == 1
    assert len(shown(page)) == 5, "two people ticked: either will do"

    page.goto(f"{live_server.url}/search/?mentions=g20-hamburg-2017")
    assert shown(page) == {AKULOV, MONITOR, PARAMOUNT}
    page.goto(f"{live_server.url}/search/?mentions=g20-hamburg-2017&person=xi-jinping")
    assert shown(page) == {MONITOR}
    page.goto(f"{live_server.url}/search/?mentions=us-dprk-singapore-2018")
    assert shown(page) == {NHAN}
    assert console_errors == []


def test_sample_articles_are_found_by_leader_and_summit(
    page: Page, live_server: LiveServer, archive_folder: Path, console_errors: list[str]
) -> None:
    """Against what a careful reader found in them (tests/ingest/samples.yaml)."""
    truth = yaml.safe_load((REPO_ROOT / "tests" / "ingest" / "samples.yaml").read_text(encoding="utf-8"))
    about = {
        slug: {name for name, told in truth.items() if slug in (told["subject_events"] or {})}
        for slug in ("us-russia-helsinki-2018", "us-dprk-singapore-2018")
    }
    kim = {name for name, told in truth.items() if "kim-jong-un" in told["people"]}
    assert {outcome.outcome for outcome in load_sample()} == {"created"}
    rebuild()

    page.goto(f"{live_server.url}/search/")
    assert tick(page, "Summits and events", "Helsinki 2018") == len(about["us-russia-helsinki-2018"])
    assert shown(page) == about["us-russia-helsinki-2018"]
    tick(page, "Summits and events", "Singapore 2018")
    assert shown(page) == about["us-russia-helsinki-2018"] | about["us-dprk-singapore-2018"]
    tick(page, "Leaders and people", "Kim Jong-un")
    assert shown(page) == kim & (about["us-russia-helsinki-2018"] | about["us-dprk-singapore-2018"])
    untick(page, "Helsinki 2018")
    untick(page, "Singapore 2018")
    assert shown(page) == kim
    tick(page, "Phase", "Before")
    before = {name for name in kim if "before" in (truth[name]["subject_events"] or {}).values()}
    assert shown(page) == before
    assert console_errors == []


@pytest.fixture
def few(data_folder: Path) -> None:
    """A few articles over several years, some with uncertain dates."""
    make_person("sauli-niinisto", "Sauli Niinistö", is_leader=True)
    people = ["vladimir-putin", "sauli-niinisto", *(f"delegate-{number}" for number in range(12))]
    for year in range(2001, 2020, 2):
        make_article(published=f"{year}-05-04", people=["vladimir-putin"])
    make_article(published="2018-07-16", people=people, events={"helsinki-2018": "after"})
    make_article(published="2018-07-17", people=["vladimir-putin"], events={"helsinki-2018": "after"})
    make_article(published="2018-07-18/..", people=["vladimir-putin"], events={"helsinki-2018": "after"})
    rebuild()


def test_bar_narrows_the_dates_and_going_back_widens_them(
    page: Page, live_server: LiveServer, few: None, console_errors: list[str]
) -> None:
    page.goto(f"{live_server.url}/search/?person=vladimir-putin")
    before = page.get_by_role("heading", level=1).inner_text()
    bar = page.locator(".when svg a", has=page.locator("title", has_text=re.compile("^2018:"))).first
    bar.locator(".bar").click()
    expect(page).to_have_url(f"{live_server.url}/search/?person=vladimir-putin&from=2018&to=2018")
    expect(page.get_by_label("From", exact=True)).to_have_value("2018")
    expect(page.locator(".when svg")).to_contain_text("a month")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(before)
    assert console_errors == []


def test_dates_typed_beside_the_chart_give_an_address_to_share(
    page: Page, live_server: LiveServer, few: None, console_errors: list[str]
) -> None:
    page.goto(f"{live_server.url}/search/")
    page.get_by_label("From", exact=True).fill("2018-22")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(f"{live_server.url}/search/?from=2018-22")
    expect(page.locator(".chips")).to_contain_text("From summer 2018")
    page.get_by_role("group", name="Phase").get_by_role("checkbox", name=re.compile("^After")).check()
    expect(page).to_have_url(f"{live_server.url}/search/?phase=after&from=2018-22")  # a second request would end this
    page.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(f"{live_server.url}/search/?phase=after&from=2018-22")
    assert console_errors == []


def test_values_are_filtered_as_one_types_and_added_with_a_link(
    page: Page, live_server: LiveServer, few: None, console_errors: list[str]
) -> None:
    page.goto(f"{live_server.url}/search/?phase=after")
    page.get_by_role("link", name=re.compile(r"^All \d+ in Leaders and people")).click()
    rows = page.locator(".values li:visible")
    everybody = rows.count()
    page.get_by_label("Only those that contain").press_sequentially("niinisto")
    expect(rows).to_have_count(1)
    expect(page.get_by_role("status")).to_have_text(f"1 of {everybody} listed")
    page.get_by_role("link", name="Sauli Niinistö").click()
    expect(page).to_have_url(f"{live_server.url}/search/?phase=after&person=sauli-niinisto")
    assert console_errors == []


def test_values_are_filtered_without_a_script_too(browser: Browser, live_server: LiveServer, few: None) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/search/values/person/?phase=after")
    page.get_by_label("Only those that contain").fill("NIINISTO")
    page.get_by_role("button", name="Filter").click()
    expect(page.locator(".values li")).to_have_count(1)
    page.locator(".values a").click()
    expect(page).to_have_url(f"{live_server.url}/search/?phase=after&person=sauli-niinisto")
    page.context.close()
