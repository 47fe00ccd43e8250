"""Suggestions while typing: what is suggested for what is typed, in which order, and never as markup."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from archive.models import PersonAlias
from archive.search.indexing import rebuild
from tests.search.factories import make_article, make_event, make_person

Suggested = Callable[[str], list[tuple[str, str]]]


@pytest.fixture
def suggested(index_dir: Path, client: Client) -> Suggested:
    def ask(typed: Any) -> list[tuple[str, str]]:
        rebuild()
        answer = client.get("/search/suggest", {"q": typed})
        assert answer.status_code == 200
        return [(each["kind"], each["label"]) for each in answer.json()["suggestions"]]

    return ask


@pytest.fixture
def archive(db: None) -> None:
    make_person("sauli-niinisto", "Sauli Niinistö", is_leader=True)
    make_person("nina-helsing", "Nina Helsing")
    make_person("helga-helsing-of-nowhere", "Helga Helsing")
    make_event("helsinki-2018", "Helsinki 2018")
    make_article("Rain over Helsinki", people=["sauli-niinisto", "nina-helsing"], events=["helsinki-2018"],
                 source="helsinki-times")  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("hels", [("Person", "Nina Helsing"), ("Summit", "Helsinki 2018"), ("Source", "Helsinki Times"),
                  ("Article", "Rain over Helsinki")]),
        ("NIINISTO", [("Person", "Sauli Niinistö")]),
        ("niinistö sau", [("Person", "Sauli Niinistö")]),
        ("helsinki 20", [("Summit", "Helsinki 2018")]),
        ("helsinki ra", [("Article", "Rain over Helsinki")]),
        ("elsinki", []),
        ("h", []),
        ("", []),
    ],
)  # fmt: skip
def test_records_with_articles_and_titles_are_suggested(
    archive: None, suggested: Suggested, typed: str, found: list[tuple[str, str]]
) -> None:
    assert suggested(typed) == found


def test_leaders_come_first_and_other_names_count_too(suggested: Suggested) -> None:
    make_person("anna-b", "Anna B")
    leader = make_person("anneli-long-name", "Anneli Long Name", is_leader=True)
    PersonAlias.objects.create(person=leader, text="Zorro")
    make_article("Bread", people=["anna-b", "anneli-long-name"])
    assert suggested("ann") == [("Person", "Anneli Long Name"), ("Person", "Anna B")]
    assert suggested("zor") == [("Person", "Anneli Long Name")]


@pytest.mark.parametrize(
    "typed", ["\x00", "\ud800", "%", "<script>", '"', "(a", "a" * 5000, "a b c d e f g h i j k", "title:", "or not"]
)
def test_strange_input_never_fails(archive: None, suggested: Suggested, typed: str) -> None:
    suggested(typed.encode("utf-8", "surrogatepass"))


def test_suggestions_are_data_with_addresses_of_the_site(index_dir: Path, client: Client) -> None:
    make_article("<b>Evil</b> one")
    rebuild()
    response = client.get("/search/suggest", {"q": "evil"})
    assert response["Content-Type"] == "application/json"
    assert [each["address"][:10] for each in response.json()["suggestions"]] == ["/articles/"]


def test_without_an_index_nothing_is_suggested(index_dir: Path, client: Client) -> None:
    assert client.get("/search/suggest", {"q": "hels"}).json() == {"suggestions": []}


def test_page_gets_options_of_its_list_and_no_markup_of_titles(index_dir: Path, client: Client) -> None:
    article = make_article('Evil <script>alert("1")</script>')
    rebuild()
    headers = {"HX-Request": "true", "HX-Target": '"><b>'}
    response = client.get("/search/suggest", {"q": "evil"}, headers=headers)
    html = response.content.decode()
    assert f'data-address="{article.get_absolute_url()}"' in html
    assert "Evil &lt;script&gt;" in html
    assert 'id="&quot;&gt;&lt;b&gt;-0"' in html
    assert "HX-Request" in response["Vary"]
    assert client.get("/search/suggest", {"q": "nothing"}, headers=headers).content.strip() == b""
