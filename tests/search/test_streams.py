"""The same search as feed and as files: addresses, order, everything that is found, bounded memory."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import bibtexparser
import feedparser
import pytest
import rispy
from django.core.management import call_command
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from archive.models import Article
from archive.search import exporting
from archive.search.indexing import rebuild
from tests.search.factories import make_archive, make_article

PATHS = ["/search.atom", "/search.csv", "/search.jsonl", "/search.ris", "/search.bib", "/search.csl"]
Fetch = Callable[..., str]


@pytest.fixture
def fetch(index_dir: Path, client: Client) -> Fetch:
    def get(path: str, **parameters: Any) -> str:
        response = client.get(path, parameters)
        assert response.status_code == 200
        assert response.streaming
        return b"".join(response.streaming_content).decode()  # type: ignore[arg-type]

    return get


def slugs_of(path: str, text: str) -> list[str]:
    if path == "/search.atom":
        return [entry.link.rstrip("/").rpartition("/")[2] for entry in feedparser.parse(text).entries]
    if path == "/search.csv":
        return [row["slug"] for row in csv.DictReader(io.StringIO(text, newline=""))]
    if path == "/search.jsonl":
        return [json.loads(line)["slug"] for line in text.splitlines()]
    if path == "/search.ris":
        return [entry["id"] for entry in rispy.loads(text)]
    if path == "/search.csl":
        return [item["id"] for item in json.loads(text)]
    return [entry["ID"] for entry in bibtexparser.loads(text).entries]


@pytest.mark.parametrize("path", PATHS)
def test_all_that_the_search_finds_is_sent_in_its_order(fetch: Fetch, path: str) -> None:
    found = [make_article(f"T {day}", "A treaty.", published=f"2018-01-{day:02}").slug for day in range(1, 28)]
    make_article("Other", "Bread.", published="2018-02-01")
    rebuild()
    page = {} if path == "/search.atom" else {"page": "2"}  # which means nothing to the others
    assert slugs_of(path, fetch(path, q="treaty", sort="oldest", **page)) == found
    assert slugs_of(path, fetch(path, q="treaty", sort="newest")) == found[::-1]
    assert slugs_of(path, fetch(path, q="xyzzy")) == []


def test_everything_is_sent_once_over_many_slices(fetch: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "_SLICE", 7)
    make_archive(50)
    rebuild()
    sent = slugs_of("/search.csv", fetch("/search.csv"))
    assert len(sent) == 50
    assert sorted(sent) == sorted(Article.objects.values_list("slug", flat=True))


def test_number_of_queries_does_not_grow_with_what_is_found(
    fetch: Fetch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for size in (40, 60):
        make_archive(size)
        rebuild()
        with django_assert_num_queries(8):
            fetch("/search.csv")
        with django_assert_num_queries(4):
            fetch("/search.atom")


@pytest.mark.parametrize("path", PATHS)
def test_index_that_is_missing_is_said_to_be_built(index_dir: Path, client: Client, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response["Retry-After"]) == (503, "30")


def test_feed_says_what_it_follows_and_where_its_page_is(fetch: Fetch) -> None:
    make_article("One", "A treaty.", published="2018-07-16")
    rebuild()
    feed = feedparser.parse(fetch("/search.atom", q="treaty", year="2018")).feed
    assert feed.title == "Summit Archive: treaty, 2018"
    assert feed.id == "http://127.0.0.1:8000/search.atom?q=treaty&year=2018"
    assert feed.link == "http://127.0.0.1:8000/search/?q=treaty&year=2018"


def test_feed_holds_what_was_added_last(fetch: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.views.exports.FEED_ENTRIES", 3)
    added = [make_article(f"T {day}", "A treaty.", published=f"2018-01-{day:02}").slug for day in (4, 9, 2, 7, 5)]
    rebuild()
    assert slugs_of("/search.atom", fetch("/search.atom")) == added[:1:-1]
    assert slugs_of("/search.atom", fetch("/search.atom", q="treaty")) == added[:1:-1]
    assert len(slugs_of("/search.csv", fetch("/search.csv"))) == 5


def test_entry_of_a_feed_says_who_wrote_what_about_whom_and_how_it_begins(fetch: Fetch) -> None:
    article = make_article(
        "One", "Rain. " * 200, published="2018-07-16", people=["xi-jinping", "donald-trump"],
        events={"helsinki-2018": "after"}, authors=["Ana Núñez"],
    )  # fmt: skip
    article.appearances.filter(person__slug="xi-jinping").update(judgement="rejected")
    rebuild()
    (entry,) = feedparser.parse(fetch("/search.atom")).entries
    assert (entry.title, entry.author) == ("One", "Ana Núñez")
    assert entry.link == f"http://127.0.0.1:8000{article.get_absolute_url()}"
    assert (entry.published, entry.updated) == ("2018-07-16T00:00:00Z", f"{article.updated_at:%Y-%m-%dT%H:%M:%SZ}")
    assert [tag.term for tag in entry.tags] == ["Donald Trump (proposed)", "Summit of Helsinki 2018 (proposed)"]
    assert entry.summary.startswith("Rain. Rain.") and entry.summary.endswith("Rain. …")
    assert len(entry.summary) <= 402


def test_pages_of_a_feed_lead_to_all_that_was_found(fetch: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.views.exports.FEED_ENTRIES", 2)
    added = [make_article(f"T {number}", "A treaty.").slug for number in range(6)]
    rebuild()
    read, relations, page = [], [], "1"
    while page:
        text = fetch("/search.atom", q="treaty", page=page)
        read += slugs_of("/search.atom", text)
        links = {link.rel: link.href for link in feedparser.parse(text).feed.links}
        relations.append(sorted(links.keys() & {"first", "previous", "next"}))
        page = parse_qs(urlsplit(links.get("next", "")).query).get("page", [""])[0]
    assert read == added[::-1]
    assert relations == [["next"], ["first", "next", "previous"], ["first", "previous"]]


def test_page_links_the_same_search_as_feed_and_files(index_dir: Path, client: Client) -> None:
    make_article("One", "A treaty.", published="2018-07-16")
    rebuild()
    html = client.get("/search/", {"q": "treaty", "year": "2018"}).content.decode()
    for path in PATHS:
        assert f'href="{path}?q=treaty&amp;year=2018"' in html
    assert '<link rel="alternate" type="application/atom+xml"' in html


@pytest.mark.parametrize("evil", ["<script>alert(1)</script>", "\x00", "]]>", "=1+1", "}"])
def test_strange_searches_and_titles_break_no_format(fetch: Fetch, evil: str) -> None:
    make_article(f"{evil} one", f"summit {evil}")
    make_article(f"{evil} two", f"summit {evil}")
    rebuild()
    for path in PATHS:
        assert len(slugs_of(path, fetch(path, q=["summit"]))) == 2
        fetch(path, q=evil, person=evil, sort=evil)
    assert "<script" not in fetch("/search.atom", q=f"summit OR {evil}")


@pytest.mark.parametrize(("name", "path"), [("csv", "/search.csv"), ("ris", "/search.ris"), ("bibtex", "/search.bib")])
def test_command_writes_the_same_articles_in_the_order_of_slugs(
    fetch: Fetch, tmp_path: Path, name: str, path: str
) -> None:
    for day in (3, 1, 2):
        make_article(f"T {4 - day}", "A treaty.", published=f"2018-01-{day:02}")
    rebuild()
    file = tmp_path / "out"
    call_command("export", format=name, out=str(file), search_q=["treaty"], verbosity=0)
    written = slugs_of(path, file.read_bytes().decode())
    assert written == sorted(slugs_of(path, fetch(path, q="treaty")))


def test_command_writes_csl(index_dir: Path, tmp_path: Path) -> None:
    make_article("One", "A treaty.")
    call_command("export", format="csl", out=str(tmp_path / "out"), verbosity=0)
    assert [item["title"] for item in json.loads((tmp_path / "out").read_text())] == ["One"]
