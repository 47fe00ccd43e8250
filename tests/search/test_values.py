"""The page of all values of a facet."""

from __future__ import annotations

import html
import re
from pathlib import Path

from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from archive.search.indexing import rebuild
from tests.search.factories import make_article, make_person


def listed(client: Client, address: str) -> list[tuple[str, str]]:
    """Label and address of each value on the page."""
    page = client.get(address).content.decode()
    part = re.search(r'<ul class="values".*?</ul>', page, re.DOTALL)
    assert part
    rows = re.findall(r'<li><a href="([^"]*)" rel="nofollow"[^>]*>(.*?)</a>', part[0])
    return [(re.sub(r"<.*?>", "", label), html.unescape(href)) for href, label in rows]


def test_page_of_all_values_has_the_rare_ones_too(index_dir: Path, client: Client) -> None:
    for number in range(120):
        make_article(authors=[f"Author {number}"])
    make_article(authors=["Sauli Niinistö"])
    rebuild()
    assert len(listed(client, "/search/values/author/")) == 121
    assert listed(client, "/search/values/author/?filter=niinisto+sauli") == [
        ("Sauli Niinistö", "/search/?author=~sauli-niinist%C3%B6")
    ]
    assert "None of 121 contains “xyz”" in client.get("/search/values/author/?filter=xyz").content.decode()


def test_value_is_added_to_the_choices_or_taken_back(index_dir: Path, client: Client) -> None:
    make_article(source="harbour", events={"helsinki-2018": "before"})
    make_article(source="meridian", events={"helsinki-2018": "after"})
    rebuild()
    values = listed(client, "/search/values/source/?source=harbour&event=helsinki-2018")
    assert values == [
        ("Take back Harbour", "/search/?event=helsinki-2018"),
        ("Meridian", "/search/?event=helsinki-2018&source=harbour&source=meridian"),
    ]
    phases = dict(listed(client, "/search/values/phase/?event=helsinki-2018"))
    assert phases["Before"] == "/search/?phase=before&event=helsinki-2018"


def test_empty_filter_is_left_out_of_the_address(index_dir: Path, client: Client) -> None:
    rebuild()
    assert client.get("/search/values/source/?q=a&filter=")["Location"] == "/search/values/source/?q=a"
    assert client.get("/search/values/nothing/").status_code == 404


def test_markup_in_a_name_or_in_the_filter_is_shown_not_run(index_dir: Path, client: Client) -> None:
    evil = '"><script>alert(1)</script>'
    make_person("evil", evil)
    make_article(people=["evil"])
    rebuild()
    for address in ("/search/values/person/", "/search/values/person/?filter=%22%3E%3Cscript%3Ealert(1)%3C/script%3E"):
        assert evil not in client.get(address).content.decode()


def test_number_of_queries_does_not_grow_with_the_values(
    index_dir: Path, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for size in (5, 30):
        for number in range(size):
            make_article(people=[f"person-{size}-{number}"])
        rebuild()
        with django_assert_num_queries(2):
            client.get("/search/values/person/")


def test_index_that_is_not_there_is_said_to_be_built(index_dir: Path, client: Client) -> None:
    response = client.get("/search/values/person/")
    assert (response.status_code, response["Retry-After"]) == (503, "30")
