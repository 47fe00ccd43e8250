"""The review queue in a real browser: by keyboard alone, without JavaScript, in the dark and in a narrow window."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from archive.models import Appearance, Authorship, Coverage, PersonAlias, Tenure, UnresolvedName
from tests.admin import rows
from tests.browser.accessibility import TOO_WIDE, faults, open_all

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def logged_in(live_server: LiveServer) -> dict[str, str]:
    """The cookie of a curator."""
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("curator", password="a long password"))
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}


@pytest.fixture
def queue(page: Page, live_server: LiveServer, console_errors: list[str], logged_in: dict[str, str]) -> Page:
    page.context.add_cookies([logged_in])
    fill()
    page.goto(live_server.url + reverse("review"))
    return page


def fill() -> None:
    """Three articles with four proposals each, of every kind."""
    putin, trump = rows.person(), rows.person("Donald Trump")
    for person in (putin, rows.person("Igor Putin")):
        PersonAlias.objects.create(person=person, text="Putin", kind="short")
        Tenure.objects.create(person=person, office="President", country="RU", held="2012/..")
    event = rows.event()
    for n in range(3):
        article = rows.article(f"Article {n}")
        rows.authorship(article)
        rows.coverage(article, event)
        rows.appearance(article, putin)
        at = article.body.index("Donald")
        rows.unresolved(article, "Donald Trump", spans=[[at, at + 12]], candidates=[trump.slug])


def expect_card(page: Page, title: str) -> None:
    """Wait until the keys work, on the card of this title."""
    expect(page.locator(".card:focus h2")).to_have_text(title)


def test_ten_proposals_are_judged_by_keyboard_alone(queue: Page, console_errors: list[str]) -> None:
    press = queue.keyboard.press

    def judge(keys: list[str], title: str) -> None:
        """Press keys or type words; the focus is on the card of this title afterwards."""
        for key in keys:
            queue.keyboard.type(key) if len(key) > 1 and key.islower() else press(key)
        expect_card(queue, title)

    queue.get_by_role("link", name="Article by article").focus()
    press("Enter")
    expect_card(queue, "Ada Writer")
    for _article in range(2):
        judge(["a"], "Helsinki summit")  # the author
        judge(["r", "not what it is about", "Enter"], "Vladimir Putin")
        judge(["1"], "“Donald Trump”")  # not this Putin, but the other one
        judge(["a"], "Ada Writer")  # the name, by its only candidate: on to the next article
    judge(["j"], "Helsinki summit")
    judge(["k"], "Ada Writer")
    judge(["r", "Enter"], "Helsinki summit")
    expect(queue.locator(".progress")).to_contain_text("3 left, 1 done")
    judge(["a"], "Vladimir Putin")
    assert list(Authorship.objects.order_by("article_id").values_list("judgement", flat=True)) == [
        "confirmed", "confirmed", "rejected",
    ]  # fmt: skip
    assert list(Coverage.objects.order_by("article_id").values_list("judgement", "judgement_reason")) == [
        ("rejected", "not what it is about"), ("rejected", "not what it is about"), ("confirmed", ""),
    ]  # fmt: skip
    assert Appearance.objects.filter(person__name="Igor Putin", judgement="confirmed").count() == 2
    assert UnresolvedName.objects.filter(judgement="confirmed").count() == 2
    press("u")
    expect(queue.locator(".messagelist")).to_have_text("Undone: Confirmed: Helsinki summit.")
    expect_card(queue, "Helsinki summit")
    assert Coverage.objects.filter(judgement="proposed").count() == 1
    assert console_errors == []


def test_keys_are_letters_while_one_types(queue: Page) -> None:
    queue.get_by_role("link", name="Article by article").click()
    expect_card(queue, "Ada Writer")
    queue.keyboard.press("r")
    queue.keyboard.type("a jackal")
    expect(queue.get_by_label("Reason").first).to_have_value("a jackal")
    queue.keyboard.press("Escape")
    expect_card(queue, "Ada Writer")
    assert not Authorship.objects.exclude(judgement="proposed").exists()


def test_another_record_is_found_and_chosen_by_keyboard(queue: Page) -> None:
    queue.get_by_role("link", name="Article by article").click()
    expect_card(queue, "Ada Writer")
    queue.keyboard.press("c")
    expect(queue.get_by_role("searchbox")).to_be_focused()
    queue.keyboard.type("trump")
    queue.keyboard.press("Enter")
    expect(queue.get_by_role("button", name="Donald Trump")).to_be_focused()
    queue.keyboard.press("Enter")
    expect(queue.locator(".messagelist")).to_have_text("Ada Writer is Donald Trump.")
    assert Authorship.objects.filter(person__name="Donald Trump", judgement="confirmed").count() == 1


def test_many_are_ticked_and_judged_after_a_question(queue: Page) -> None:
    queue.get_by_role("link", name="People", exact=True).click()
    queue.get_by_role("link", name="Vladimir Putin").click()
    expect_card(queue, "Vladimir Putin")
    queue.keyboard.press("x")
    queue.keyboard.press("j")
    queue.keyboard.press("x")
    queue.get_by_role("button", name="Those that are ticked …").click()
    queue.get_by_role("button", name="Yes, judge 2").click()
    expect(queue.locator(".messagelist")).to_have_text("2 proposals were judged.")
    assert Appearance.objects.filter(judgement="confirmed").count() == 2


def test_all_of_it_works_without_javascript(
    browser: Browser, live_server: LiveServer, logged_in: dict[str, str]
) -> None:
    fill()
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([logged_in])
    page = context.new_page()
    page.goto(live_server.url + reverse("review"))
    page.get_by_role("link", name="Article by article").click()
    page.get_by_role("button", name="Accept").first.click()
    page.locator("summary", has_text="Reject").first.click()
    page.get_by_label("Reason").first.fill("A namesake")
    page.locator(".card details[open] button").click()
    expect(page.locator(".progress")).to_contain_text("2 left, 2 done")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".progress")).to_contain_text("3 left, 1 done")
    context.close()


def addresses() -> list[str]:
    link, name = Appearance.objects.first(), UnresolvedName.objects.first()
    assert link
    assert name
    return [
        reverse("review"),
        f"{reverse('review')}?kind=appearance",
        reverse("review-article", args=[link.article_id]),
        f"{reverse('review-name', args=['appearance'])}?of={link.person_id}",
        f"{reverse('review-one', args=['name', name.pk])}?q=putin",
    ]


def test_axe_finds_nothing_in_the_light_or_in_the_dark(queue: Page, live_server: LiveServer) -> None:
    queue.goto(live_server.url + reverse("review-article", args=[Appearance.objects.first().article_id]))  # type: ignore[union-attr]
    expect_card(queue, "Ada Writer")
    queue.keyboard.press("a")  # so that there is something to undo
    expect(queue.get_by_role("button", name="Undo")).to_be_visible()
    found = []
    for address in addresses():
        queue.goto(live_server.url + address)
        open_all(queue)
        found.append(faults(queue))
    assert not any(found), "\n".join(found)


@pytest.mark.parametrize("width", [320, 390])
def test_nothing_runs_out_of_a_narrow_window(queue: Page, live_server: LiveServer, width: int) -> None:
    queue.set_viewport_size({"width": width, "height": 700})
    too_wide = {}
    for address in addresses():
        queue.goto(live_server.url + address)
        open_all(queue)
        if over := queue.evaluate(TOO_WIDE):
            too_wide[address] = over
    assert not too_wide
