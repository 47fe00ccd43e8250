"""The curators' site in a real browser: under the site's own content policy, with its scripts running."""

import re
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from archive.models import Accession, Appearance, Article, IngestRun, Person, PersonAlias
from archive.uploading.work import take_in_uploads
from tests.admin import rows
from tests.browser.accessibility import faults

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(page: Page, live_server: LiveServer, console_errors: list[str]) -> Page:
    """The first page of the curators' site, logged in through its form."""
    get_user_model().objects.create_superuser("curator", password="a long password")
    page.goto(live_server.url + reverse("admin:index"))
    page.get_by_label("Username").fill("curator")
    page.get_by_label("Password").fill("a long password")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="The desk")).to_be_visible()
    return page


def test_curator_finds_a_person_and_puts_another_into_an_article(desk: Page, console_errors: list[str]) -> None:
    putin, article = rows.person(), rows.article()
    PersonAlias.objects.create(person=putin, text="Putin", kind="short")
    trump = rows.person("Donald Trump")
    rows.appearance(article, putin)

    desk.get_by_role("link", name="People", exact=True).click()
    desk.locator("#searchbar").fill("putin")
    desk.get_by_role("button", name="Search").click()
    desk.get_by_role("link", name="Vladimir Putin").click()
    desk.get_by_role("textbox", name="Sort name").fill("Putin, Vladimir V.")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_text("was changed successfully")).to_be_visible()

    desk.locator("#nav-sidebar").get_by_role("link", name="Articles", exact=True).click()
    desk.get_by_role("link", name="Four hours in Helsinki").click()
    desk.get_by_text("Add another Appearance").click()
    desk.locator("#appearances-1 .select2-selection").click()
    desk.locator(".select2-search__field").fill("trump")
    desk.get_by_role("option", name="Donald Trump").click()
    desk.locator("#id_published_edtf").fill("2018-07-16")
    desk.get_by_role("button", name="Save", exact=True).first.click()
    expect(desk.get_by_text("was changed successfully")).to_be_visible()

    assert Appearance.objects.get(article=article, person=trump).judgement == "confirmed"
    assert Article.objects.get().published_basis == "curator"
    putin.refresh_from_db()
    assert putin.curated_fields == ["sort_name"]
    assert console_errors == []


def test_date_is_read_back_while_it_is_typed(desk: Page, console_errors: list[str]) -> None:
    article = rows.article()
    desk.goto(desk.url + f"archive/article/{article.pk}/change/")
    desk.locator("#id_published_edtf").fill("2018-07-16/..")
    expect(desk.locator("#date-reading")).to_contain_text("Read as: 16 July 2018 or later")
    desk.locator("#id_published_edtf").fill("2018-07-16/2018-07-01")
    expect(desk.locator("#date-reading")).to_contain_text("ends before it begins")
    assert console_errors == []


def test_second_of_two_forms_is_told_what_the_first_changed(desk: Page, console_errors: list[str]) -> None:
    person = rows.person()
    address = desk.url + f"archive/person/{person.pk}/change/"
    desk.goto(address)
    other = desk.context.new_page()
    other.goto(address)
    other.get_by_role("textbox", name="Sort name").fill("Putin, V.")
    other.get_by_role("button", name="Save", exact=True).click()
    expect(other.get_by_text("was changed successfully")).to_be_visible()
    desk.locator("#id_note").fill("Held office twice.")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_text("This record was changed while you had it open.")).to_be_visible()
    expect(desk.get_by_role("textbox", name="Sort name")).to_have_value("Putin, V.")
    expect(desk.locator("#id_note")).to_have_value("Held office twice.")
    assert not faults(desk, {"include": [[".conflict"]]})  # the form itself is Django's
    console_errors.clear()  # axe writes styles of its own
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_text("was changed successfully")).to_be_visible()
    person.refresh_from_db()
    assert (person.sort_name, person.note) == ("Putin, V.", "Held office twice.")
    assert console_errors == []


def test_article_is_seen_as_it_would_be_before_it_is_saved(desk: Page, console_errors: list[str]) -> None:
    article = rows.article()
    desk.goto(desk.url + f"archive/article/{article.pk}/change/")
    desk.locator("#id_title").fill("Five hours in Helsinki")
    with desk.expect_popup() as opened:
        desk.get_by_role("button", name="Preview").first.click()
    expect(opened.value.get_by_role("heading", name="Five hours in Helsinki", level=1)).to_be_visible()
    expect(opened.value.get_by_text("This is a preview: nothing of it is saved.")).to_be_visible()
    expect(desk.locator("#id_title")).to_have_value("Five hours in Helsinki")
    article.refresh_from_db()
    assert article.title == "Four hours in Helsinki"
    assert console_errors == []


def test_related_record_is_added_in_a_window_of_its_own(desk: Page, console_errors: list[str]) -> None:
    article = rows.article()
    desk.goto(desk.url + f"archive/article/{article.pk}/change/")
    with desk.expect_popup() as opened:
        desk.locator("#add_id_source").click()
    window = opened.value
    policy_errors: list[str] = []
    window.on("console", lambda message: policy_errors.append(message.text) if message.type == "error" else None)
    window.reload()
    window.get_by_label("Name:", exact=True).press_sequentially("Harbour Gazette")
    expect(window.locator("#id_slug")).to_have_value("harbour-gazette")
    with window.expect_event("close"):
        window.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator("#select2-id_source-container")).to_contain_text("Harbour Gazette")
    desk.get_by_role("button", name="Save", exact=True).first.click()
    expect(desk.get_by_text("was changed successfully")).to_be_visible()
    assert Article.objects.get().source.name == "Harbour Gazette"
    assert console_errors == policy_errors == []


@pytest.mark.parametrize(
    "kind", ["article", "person", "event", "eventseries", "source", "appearance", "coverage", "authorship"]
)
def test_lists_and_forms_keep_to_the_content_policy(desk: Page, console_errors: list[str], kind: str) -> None:
    article, person, event = rows.article(source=rows.source()), rows.person(), rows.event()
    rows.appearance(article, person)
    rows.coverage(article, event)
    rows.authorship(article, person=person)
    desk.goto(desk.url + f"archive/{kind}/")
    desk.locator("#action-toggle").check()
    expect(desk.locator(".action-counter")).to_have_text(re.compile("^1 of 1 selected"))
    desk.locator("#result_list tbody th a").first.click()
    expect(desk.get_by_role("button", name="Save", exact=True).first).to_be_visible()
    desk.get_by_role("link", name="History").click()
    expect(desk.get_by_role("heading", name="Change history")).to_be_visible()
    assert console_errors == []


def test_corrections_go_out_and_come_in(desk: Page, console_errors: list[str], tmp_path: Path) -> None:
    rows.person()
    desk.goto(desk.url + "archive/person/")
    desk.locator("#action-toggle").check()
    desk.get_by_label("Action:").select_option(label="Export as CSV")
    with desk.expect_download() as started:
        desk.get_by_role("button", name="Go").click()
    corrected = tmp_path / "people.csv"
    corrected.write_bytes(Path(started.value.path()).read_bytes().replace(b"Putin, Vladimir", b"Putin, V."))

    desk.get_by_role("link", name="Import").click()
    desk.get_by_label("File:").set_input_files(corrected)
    desk.get_by_role("button", name="Show what would change").click()
    expect(desk.get_by_role("cell", name="Putin, V.", exact=True)).to_be_visible()
    assert console_errors == []
    assert not faults(desk)
    desk.get_by_role("button", name="Import: change 1 record").click()
    expect(desk.get_by_text("1 record was changed.")).to_be_visible()
    assert Person.objects.get().sort_name == "Putin, V."


def test_paragraph_is_marked_and_divided(desk: Page, console_errors: list[str]) -> None:
    text = "The two presidents met. Mr. Trump left early."
    article = rows.article(body=text, blocks=[[0, len(text), "paragraph", "r", "machine"]], paragraph_numbers=["1"])
    run = IngestRun.objects.create()
    Accession.objects.create(
        run=run, article=article, path="a.txt", outcome="created", reading_text=text, is_current=True
    )
    rows.person("Donald Trump")
    desk.goto(desk.url + f"archive/article/{article.pk}/blocks/?show=body")
    desk.get_by_role("link", name="Paragraph 1: divide, join, mark").click()
    desk.get_by_label("Words of the paragraph").fill("Mr. Trump")
    desk.locator(".select2-selection").first.click()
    desk.locator(".select2-search__field").fill("trump")
    desk.get_by_role("option", name="Donald Trump").click()
    desk.get_by_role("button", name="Mark", exact=True).click()
    expect(desk.get_by_text("The words were marked.")).to_be_visible()
    expect(desk.get_by_label("Mr. Trump Donald Trump")).to_be_visible()
    assert console_errors == []
    ours = {"include": [["#content-main"]], "exclude": [[".select2-container"]]}  # Django's own list box has no name
    assert not faults(desk, ours)
    desk.get_by_label("Mr. Trump left early.").check()
    desk.get_by_role("button", name="Divide the paragraph").click()
    expect(desk.get_by_text("The paragraph was divided.")).to_be_visible()
    article.refresh_from_db()
    assert article.paragraph_numbers == ["1.1", "1.2"]
    assert article.body[slice(*article.appearances.get().spans[0])] == "Mr. Trump"


def test_file_is_uploaded_and_its_report_comes_by_itself(desk: Page, console_errors: list[str], tmp_path: Path) -> None:
    text = tmp_path / "talks.txt"
    text.write_text("Talks in Helsinki\n\nThe two presidents met in Helsinki on Monday and spoke for four hours.\n")
    desk.goto(desk.url + "archive/upload/add/")
    assert not faults(desk)
    console_errors.clear()  # axe writes styles of its own
    desk.get_by_label("Files:").set_input_files(text)
    desk.get_by_role("button", name="Upload", exact=True).click()
    expect(desk.get_by_text("It waits to be taken in.")).to_be_visible()
    take_in_uploads.call()
    expect(desk.get_by_text("All is done.")).to_be_visible()  # without a click
    expect(desk.get_by_role("row", name="talks.txt created")).to_be_visible()
    assert console_errors == []
    assert not faults(desk)


def test_desk_leads_to_what_needs_a_hand_and_what_is_done_goes(desk: Page, console_errors: list[str]) -> None:
    rows.appearance(rows.article(source=rows.source()), rows.person())
    desk.reload()
    line = desk.locator(".desk").get_by_role("link", name="1 people in articles")
    line.click()
    expect(desk.locator("#result_list tbody tr")).to_have_count(1)
    desk.locator("#result_list tbody input").check()
    desk.get_by_label("Action:").select_option(label="Confirm the selected links")
    desk.get_by_role("button", name="Go").click()
    expect(desk.locator("#result_list tbody tr")).to_have_count(0)
    desk.get_by_role("link", name="Home").click()
    expect(desk.locator(".desk li.done").get_by_text("people in articles")).to_be_visible()
    expect(desk.locator(".desk").get_by_text("appearance: Vladimir Putin")).to_be_visible()
    assert console_errors == []
