"""The form that reports an error, and the public log."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.test.utils import override_settings
from django.utils import timezone

from archive.models import Article, Correction, ErrorReport
from archive.reports import MOST
from archive.trash import move_to_trash
from archive.withdrawal import withdraw
from tests.views import factories as make

pytestmark = pytest.mark.django_db

SENTENCE = "The talks ended on Monday, not on <Tuesday>."


@pytest.fixture
def article() -> Article:
    return make.make_article("Four hours", "It began on Monday.", "It ended on Tuesday.")


def address_of(article: Article) -> str:
    return f"{article.get_absolute_url()}report/"


def send(client: Client, article: Article, **fields: str):
    return client.post(address_of(article), {"message": "It ended on Monday."} | fields)


def correction(article: Article, text: str = SENTENCE, days_ago: int = 0) -> Correction:
    made = Correction.objects.create(article=article, text=text)
    Correction.objects.filter(pk=made.pk).update(published_at=timezone.now() - timedelta(days=days_ago))
    return made


def test_page_of_an_article_leads_to_the_form(client: Client, article: Article) -> None:
    assert f'href="{address_of(article)}"' in client.get(article.get_absolute_url()).content.decode()
    assert 'value="2"' in client.get(f"{address_of(article)}?paragraph=2").content.decode()


def test_report_of_somebody_without_an_account_is_kept(client: Client, article: Article) -> None:
    response = send(client, article, paragraph="#p2", name="A. Reader", email="reader@readers.example")
    assert (response.status_code, response["Location"]) == (302, article.get_absolute_url())
    report = ErrorReport.objects.get()
    assert (report.article, report.message, report.paragraph) == (article, "It ended on Monday.", "2")
    assert (report.name, report.email, report.address) == ("A. Reader", "reader@readers.example", "127.0.0.1")
    assert "A curator will read your report" in client.get(article.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "fields",
    [
        {"message": " "},
        {"message": "x" * 2001},
        {"message": "a\0b"},
        {"paragraph": "9"},
        {"name": "x" * 201},
        {"email": "nobody"},
        {"website": "https://spam.example"},
    ],
)
def test_what_is_wrong_in_the_form_is_said_and_nothing_is_kept(client: Client, article: Article, fields) -> None:
    response = send(client, article, **fields)
    said = response.content.decode()
    assert (response.status_code, ErrorReport.objects.count()) == (200, 0)
    assert 'class="fault"' in said
    assert "It ended on Monday." in said or "message" in fields


def test_trap_is_hidden_from_people_until_it_has_caught_one(client: Client, article: Article) -> None:
    hidden = '<div hidden>\n    <label for="id_website">'
    assert hidden in client.get(address_of(article)).content.decode()
    assert hidden not in send(client, article, website="x").content.decode()


def test_what_was_typed_is_escaped(client: Client, article: Article) -> None:
    said = send(client, article, message="<script>alert(1)</script>", paragraph="<b>").content.decode()
    assert "<script>alert" not in said
    assert "<b>" not in said


def test_form_needs_its_token(article: Article) -> None:
    assert send(Client(enforce_csrf_checks=True), article).status_code == 403


def test_too_many_reports_have_to_wait_and_are_not_lost(client: Client, article: Article) -> None:
    for _ in range(MOST):
        assert send(client, article).status_code == 302
    response = send(client, article, message="My sixth one")
    assert (response.status_code, ErrorReport.objects.count()) == (429, MOST)
    assert "My sixth one" in response.content.decode()


@override_settings(PROXIES=1)
def test_forged_header_gives_nobody_another_address(client: Client, article: Article) -> None:
    for number in range(MOST + 1):
        forged = {"x-forwarded-for": f"203.0.113.{number}, 192.0.2.1"}
        response = client.post(address_of(article), {"message": "Wrong"}, headers=forged)
    assert response.status_code == 429
    assert set(ErrorReport.objects.values_list("address", flat=True)) == {"192.0.2.1"}


def test_nothing_can_be_reported_of_what_readers_do_not_see(client: Client, article: Article) -> None:
    withdraw(article, None, "", "Withdrawn.")
    assert (client.get(address_of(article)).status_code, send(client, article).status_code) == (404, 404)


def test_empty_log_says_so(client: Client) -> None:
    assert "Nothing was corrected or withdrawn so far." in client.get("/corrections/").content.decode()


def test_log_tells_what_was_corrected_and_withdrawn_the_newest_first(client: Client, article: Article) -> None:
    gone = make.make_article("An invention")
    withdraw(gone, None, "A secret reason.", "The author made it up.")
    correction(article, "An old mistake.", days_ago=3)
    said = client.get("/corrections/").content.decode()
    assert said.index("The author made it up.") < said.index("An old mistake.")
    for one in (article, gone):
        assert f'href="{one.get_absolute_url()}"' in said
    assert "A secret reason." not in said


def test_log_and_page_show_a_correction_as_text(client: Client, article: Article) -> None:
    correction(article)
    for address in ("/corrections/", article.get_absolute_url()):
        said = client.get(address).content.decode()
        assert "The talks ended on Monday, not on &lt;Tuesday&gt;." in said
    assert 'href="/corrections/"' in said


def test_log_never_says_who_reported(client: Client, article: Article) -> None:
    send(client, article, name="A. Reader", email="reader@readers.example")
    client.get(article.get_absolute_url())  # says thank you
    report = ErrorReport.objects.get()
    report.correction = correction(article)
    report.save()
    for address in ("/corrections/", article.get_absolute_url()):
        said = client.get(address).content.decode()
        assert "Reader" not in said
        assert "readers.example" not in said


def test_corrections_of_what_readers_do_not_see_are_not_in_the_log(client: Client, article: Article) -> None:
    trashed = make.make_article("Another")
    correction(trashed, "Of the other.")
    correction(article, "Of the withdrawn.")
    move_to_trash(Article.objects.filter(pk=trashed.pk))
    withdraw(article, None, "", "Withdrawn.")
    said = client.get("/corrections/").content.decode()
    assert "Withdrawn." in said
    assert "Of the" not in said


@pytest.mark.parametrize("number", [1, 60])
def test_log_takes_the_same_queries_for_any_number(
    client: Client, article: Article, number: int, django_assert_num_queries
) -> None:
    for _ in range(number):
        correction(article)
    withdraw(make.make_article("An invention"), None, "", "Withdrawn.")
    with django_assert_num_queries(4):
        said = client.get("/corrections/").content.decode()
    assert said.count('class="hit"') == min(number + 1, 50)


def test_log_and_form_are_in_french(client: Client, article: Article) -> None:
    correction(article)
    french = {"accept-language": "fr"}
    assert "<h1>Corrections</h1>" in client.get("/corrections/", headers=french).content.decode()
    assert "<h1>Signaler une erreur</h1>" in client.get(address_of(article), headers=french).content.decode()
