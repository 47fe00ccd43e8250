"""The language of a page, and that programs are always answered in the same words."""

from __future__ import annotations

import pytest
from django.test import Client
from lxml import html

from archive.search.indexing import rebuild
from tests.search.conftest import index_dir
from tests.views import factories as make

__all__ = ["index_dir"]

FRENCH = {"Accept-Language": "fr-CH, fr;q=0.9, en;q=0.8"}

pytestmark = pytest.mark.django_db


def language_of(response) -> str:
    assert response.status_code == 200
    return html.document_fromstring(response.content.decode()).get("lang")


@pytest.mark.parametrize(
    ("asked", "language"),
    [("fr", "fr"), ("fr-CA;q=0.8, en;q=0.3", "fr"), ("en-GB", "en"), ("xx, *;q=0.1", "en"), ("", "en")],
)
def test_page_is_in_the_language_the_browser_asks_for(client: Client, asked: str, language: str) -> None:
    response = client.get("/about/", headers={"Accept-Language": asked} if asked else {})
    assert language_of(response) == response["Content-Language"] == language


def test_choice_of_a_reader_outweighs_the_browser_and_leads_back(client: Client) -> None:
    response = client.post("/language/", {"language": "en"}, headers=FRENCH | {"Referer": "http://testserver/people/"})
    assert (response.status_code, response["Location"]) == (302, "http://testserver/people/")
    cookie = response.cookies["django_language"]
    assert (cookie.value, cookie["samesite"], cookie["httponly"]) == ("en", "Lax", True)
    assert language_of(client.get("/about/", headers=FRENCH)) == "en"


def test_choice_needs_no_token(index_dir) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/language/", {"language": "fr"}).status_code == 302
    assert language_of(strict.get("/about/")) == "fr"


@pytest.mark.parametrize("where", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_choice_never_leads_to_another_site(client: Client, where: str) -> None:
    response = client.post("/language/", {"language": "fr", "next": where}, headers={"Referer": where})
    assert response["Location"] == "/"


@pytest.mark.parametrize("sent", ["xx", "../../etc", ""])
def test_language_that_is_not_there_changes_nothing(client: Client, sent: str) -> None:
    assert not client.post("/language/", {"language": sent}).cookies
    assert language_of(client.get("/about/")) == "en"


def test_page_names_what_its_language_hangs_on_and_sets_no_cookie(client: Client) -> None:
    response = client.get("/about/", headers=FRENCH)
    assert {"Accept-Language", "Cookie"} <= {each.strip() for each in response["Vary"].split(",")}
    assert not response.cookies


def test_page_offers_every_language_under_its_own_name(client: Client) -> None:
    page = html.document_fromstring(client.get("/about/", headers=FRENCH).content.decode())
    buttons = page.xpath("//footer//form[@action='/language/' and @method='post']/button[@name='language']")
    shown = [(one.get("value"), one.get("lang"), one.text_content(), one.get("aria-current")) for one in buttons]
    assert shown == [("en", "en", "English", None), ("fr", "fr", "Français", "true")]


def test_title_in_another_language_than_the_page_says_so(client: Client, index_dir) -> None:
    make.make_article(title="A summit", language="en")
    make.make_article(title="Un sommet", language="fr")

    def marked(headers: dict[str, str]) -> dict[str, str | None]:
        page = html.document_fromstring(client.get("/articles/", headers=headers).content.decode())
        return {link.text: link.get("lang") for link in page.xpath("//*[contains(@class, 'title')]/a")}

    assert marked({}) == {"A summit": None, "Un sommet": "fr"}
    assert marked(FRENCH) == {"A summit": "en", "Un sommet": None}


@pytest.mark.parametrize(
    "address",
    [
        "/search.json?q=peson:nobody&year=nonsense&phase=before", "/search.jsonl", "/search.csv", "/search.ris",
        "/search.bib", "/search.csl", "/search.atom?phase=before", "/sitemap.xml", "/sitemap-pages.xml", "/robots.txt",
        "/healthz", "/articles/{slug}.bib", "/articles/{slug}.ris", "/articles/{slug}.csl",
    ],
)  # fmt: skip
def test_programs_are_answered_alike_whatever_they_ask_for(client: Client, index_dir, address: str) -> None:
    article = make.make_article(title="Before Helsinki", language="en", published="2018-07~")
    rebuild()
    address = address.format(slug=article.slug)
    plain, french = client.get(address), client.get(address, headers=FRENCH)
    assert plain.getvalue() == french.getvalue() != b""
    for response in (plain, french):
        assert "Content-Language" not in response
        assert "Accept-Language" not in response.get("Vary", "")
