"""The help page and the mistakes that are named above a result."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from archive.search.help import SECTIONS
from archive.search.indexing import rebuild
from archive.search.query.mistakes import FIELDS
from archive.search.query.parser import parse
from tests.search.factories import make_article, make_person

EXAMPLES = [example.typed for section in SECTIONS for example in section.examples]


@pytest.mark.parametrize("typed", EXAMPLES)
def test_example_has_no_mistake(typed: str) -> None:
    query = parse(typed)
    assert query.mistakes == ()
    assert not query.is_empty


def test_help_shows_every_field_by_an_example() -> None:
    shown = {name for typed in EXAMPLES for name in re.findall(r"\b([a-z]+):", typed)}
    assert shown == FIELDS


def test_every_example_on_the_help_page_is_a_search_that_runs(index_dir: Path, client: Client) -> None:
    make_article("Helsinki", "A treaty.")
    rebuild()
    page = client.get("/search/help/").content.decode()
    links = re.findall(r'<a href="(/search/\?[^"]*)"><code>(.*?)</code>', page)
    assert [unescape(typed) for _, typed in links][:-1] == EXAMPLES
    for link, typed in links:
        answer = client.get(unescape(link))
        assert answer.status_code == 200
        assert answer.context["masthead_query"] == unescape(typed)


@pytest.mark.parametrize("address", ["/", "/search/", "/search/help/"])
def test_help_is_linked_from_the_search_box(index_dir: Path, client: Client, address: str) -> None:
    rebuild()
    assert 'href="/search/help/"' in client.get(address).content.decode()


def test_mistake_is_named_with_the_corrected_search_one_click_away(index_dir: Path, client: Client) -> None:
    make_person("joe-biden", "Joe Biden")
    make_article("One", "Arms control.", people=["joe-biden"], language="en")
    make_article("Other", "Biden on arms and on control.", language="en")
    rebuild()
    page = client.get("/search/", {"q": 'peson:biden "arms control', "language": "en"}).content.decode()
    assert "There is no field “peson:”; “biden” was searched everywhere." in page
    assert "A quotation mark has no partner; the words after it were searched one by one." in page
    assert "<h1>2 articles on" in page
    (address,) = re.findall(r'Search instead for <a href="([^"]*)"', page)
    assert unescape(address) == "/search/?q=person%3Abiden+%22arms+control%22&language=en"
    corrected = client.get(unescape(address)).content.decode()
    assert "<h1>1 article on" in corrected
    assert "Search instead for" not in corrected
    assert "person:biden means Joe Biden." in corrected


def test_markup_in_a_mistake_is_shown_not_run(index_dir: Path, client: Client) -> None:
    rebuild()
    page = client.get("/search/", {"q": "peson:<b>x</b> after:<script>alert(1)</script> person:<i>"}).content.decode()
    assert "<b>x" not in page
    assert "<script>alert" not in page
    assert "<i>" not in page
