"""What a web page says of itself: title, authors, day, publisher, address, and when it was captured."""

from __future__ import annotations

import gzip
import json
from datetime import datetime
from pathlib import Path

import pytest

from archive.ingest.authority import Gazetteer, SourceEntry
from archive.ingest.html_pages import read_page
from archive.ingest.items import Item
from archive.ingest.understanding import Given
from archive.ingest.workers import read as read_item
from tests.ingest.gazetteers import SMALL
from tests.ingest.web_pages import JSON_LD, json_ld, page, read


def test_json_ld_gives_title_authors_publisher_and_the_local_day() -> None:
    reading = read(page(json_ld(JSON_LD), "<h1>Nine points agreed at the customs house</h1><p>By Ada Lindqvist</p>"))

    assert (reading.title, reading.title_rule) == ("Nine points agreed at the customs house", "json-ld")
    assert reading.title_evidence == "headline: Nine points agreed at the customs house"
    assert [(author.name, author.rule) for author in reading.authors] == [
        ("Ada Lindqvist", "json-ld"), ("Jon Berg", "json-ld"),
    ]  # fmt: skip
    assert reading.publisher is not None and reading.publisher.as_printed == "The Harbour Courier"
    assert reading.dating is not None
    assert (reading.dating.span.edtf, reading.dating.basis, reading.dating.rule) == ("2018-07-16", "stated", "json-ld")
    assert reading.dating.evidence == "datePublished: 2018-07-16T23:30:00-05:00"
    assert [block.kind for block in reading.blocks if block.text == "By Ada Lindqvist"] == ["byline"]


@pytest.mark.parametrize(
    ("head", "top", "url", "day", "rule"),
    [
        ("<meta property='article:published_time' content='2018-07-16T09:00:00Z'>", "", "", "2018-07-16", "meta"),
        ("", "<time datetime='2018-07-16'>Monday</time>", "", "2018-07-16", "time-element"),
        ("", "<p>16 July 2018</p>", "", "2018-07-16", "printed-date"),
        ("", "", "https://courier.example/2018/07/16/points", "2018-07-16", "url-date"),
        # A clock in UTC is a day ahead of the page's readers.
        ("<meta name='date' content='2018-07-17T03:30:00Z'>", "<p>July 16, 2018</p>", "", "2018-07-16", "printed-date"),
        # The day of the visit is not the day of the article.
        ("<meta name='date' content='2018-07-16'>", "", "https://courier.example/2019/01/01/x", "2018-07-16", "meta"),
        (json_ld({"@type": "Article", "datePublished": "soon"}), "", "", None, None),
    ],
)
def test_day_of_publication_and_why(head: str, top: str, url: str, day: str | None, rule: str | None) -> None:
    dating = read(page(head, f"<h1>Nine points agreed at the customs house</h1>{top}"), url=url).dating

    assert (dating.span.edtf if dating else None, dating.rule if dating else None) == (day, rule)


@pytest.mark.parametrize(
    ("head", "top", "title", "rule"),
    [
        (
            "<title>Nine points agreed at the customs house | The Harbour Courier</title>",
            "",
            "Nine points agreed at the customs house",
            "title-element",
        ),
        (
            "<meta property='og:title' content='Nine points agreed at the customs house'>",
            "",
            "Nine points agreed at the customs house",
            "meta",
        ),
        (
            "<meta property='og:title' content='NINE POINTS AGREED…'>",
            "<h1>Nine points agreed at the customs house</h1>",
            "Nine points agreed at the customs house",
            "meta",
        ),
        ("", "<h1>Nine points agreed at the customs house</h1>", "Nine points agreed at the customs house", "heading"),
        (
            "<meta property='og:title' content='Nine points agreed at the customs house'>",
            "<h1><span>Border talks</span><span>Nine points agreed at the customs house</span></h1>",
            "Nine points agreed at the customs house",
            "meta",
        ),
        (
            "<meta property='og:site_name' content='The Harbour Courier'>"
            "<title>Nine points agreed at the customs house</title>",
            "<h1>The Harbour Courier</h1><h2>Nine points agreed at the customs house</h2>",
            "Nine points agreed at the customs house",
            "title-element",
        ),
    ],
)
def test_title_is_the_printed_one_that_the_markup_agrees_with(head: str, top: str, title: str, rule: str) -> None:
    reading = read(page(head, top))

    assert (reading.title, reading.title_rule, reading.title_is_devised) == (title, rule, False)


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ("By Ada Lindqvist and Jon Berg", ["Ada Lindqvist", "Jon Berg"]),
        ("ADA LINDQVIST, Chief editor", ["Ada Lindqvist"]),
        ("Ada Lindqvist, Jon Berg; Per Dahl", ["Ada Lindqvist", "Jon Berg", "Per Dahl"]),
        ("https://courier.example/ada", []),
        ("admin", []),
        ("The Harbour Courier", []),
        ("Luigi Di Maio", ["Luigi Di Maio"]),
    ],
)
def test_authors_in_meta_are_persons(stated: str, names: list[str]) -> None:
    head = f"<meta name='author' content='{stated}'><meta property='og:site_name' content='The Harbour Courier'>"

    assert [author.name for author in read(page(head)).authors] == names


@pytest.mark.parametrize(
    "top",
    [
        "<div class='auteur'>At the newsagent’s: July</div><p class='auteurs'>par Ada Lindqvist</p>",
        "<li class='post-author'>Ada Lindqvist</li>",
        "<p class='autorenzeile'>Geschrieben von Ada Lindqvist</p>",
        "<p class='byline'>ByAda Lindqvist</p>",
        "<p class='byline'>Veröffentlicht am</p><p class='byline'>Text: Ada Lindqvist</p>",
    ],
)
def test_author_is_who_signed_in_whatever_language(top: str) -> None:
    reading = read(page("", f"<h1>Nine points agreed at the customs house</h1>{top}"))

    assert [author.name for author in reading.authors] == ["Ada Lindqvist"]


def test_day_of_publishing_goes_before_that_of_creating() -> None:
    article = {"@type": "NewsArticle", "headline": "Nine points", "dateCreated": "2018-07-12"}
    stated = "<meta property='article:published_time' content='2018-07-16T09:00:00'>"

    for head, day in ((stated, "2018-07-16"), ("", "2018-07-12")):
        dating = read(page(json_ld(article) + head)).dating
        assert dating and dating.span.edtf == day


def test_source_is_the_one_whose_site_the_page_stands_on() -> None:
    gazetteer = Gazetteer(
        sources=(SourceEntry("harbour-courier", "The Harbour Courier", domains=("courier.example",)),)
    )
    by_address = read(page(), None, gazetteer, "https://www.news.courier.example/a").publisher
    by_name = read(page("<meta property='og:site_name' content='Harbour Courier'>"), None, gazetteer).publisher

    assert by_address and (by_address.slug, by_address.rule) == ("harbour-courier", "domain")
    assert by_name and (by_name.slug, by_name.rule) == ("harbour-courier", "meta")


def test_sidecar_goes_before_the_markup() -> None:
    reading = read(page(json_ld(JSON_LD)), Given(title="Another title"))

    assert (reading.title, reading.title_rule) == ("Another title", "sidecar")


CANONICAL = "<link rel='canonical' href='{}'>"


@pytest.mark.parametrize(
    ("stated", "captured", "address", "rule"),
    [
        ("/points", "https://courier.example/points?from=mail", "https://courier.example/points", "canonical-link"),
        ("https://other.example/a", "https://courier.example/a", "https://courier.example/a", "address-of-capture"),
        ("https://other.example/a", "", "https://other.example/a", "canonical-link"),
        ("points.html", "", None, None),
        ("javascript:alert(1)", "", None, None),
        ("http://[", "", None, None),
    ],
)
def test_address_is_the_canonical_one_of_the_same_site(
    stated: str, captured: str, address: str | None, rule: str | None
) -> None:
    found = read_page(page(CANONICAL.format(stated)), url=captured).facts.url

    assert (found.value if found else None, found.rule if found else None) == (address, rule)


def test_address_a_browser_wrote_into_a_saved_page() -> None:
    saved = page().replace(b"<html", b"<!-- saved from url=(0031)https://courier.example/saved/1 --><html", 1)
    found = read_page(saved).facts.url

    assert found and found.value == "https://courier.example/saved/1"


@pytest.mark.corpus
def test_kremlin_pages_give_title_and_day_exactly(shared: Path) -> None:
    with gzip.open(shared / "corpora" / "kremlin-news.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = {str(record["id"]): record for record in map(json.loads, lines)}
    paths = sorted((shared / "corpora" / "kremlin-html").glob("*.html.gz"))
    wrong = []
    for path in paths:
        record, reading = records[path.name.split(".")[0]], read(gzip.decompress(path.read_bytes()))
        day = reading.dating.span.edtf if reading.dating else ""
        if (reading.title, day) != (record["title"], record["date"]):
            wrong.append((path.name, reading.title, day))

    assert len(paths) == 61
    assert wrong == []


CAPTURED = "2018-07-17T05:06:07+00:00"
IN_HELSINKI = (
    "<p>The Helsinki summit was over. Presidents Trump and Putin flew home after their meeting in Helsinki.</p>"
)


@pytest.mark.parametrize(
    ("head", "more", "captured", "edtf", "rule"),
    [
        ("", "", CAPTURED, "../2018-07-17", "captured-on"),
        # In Auckland it was the next day already.
        ("", "", "2018-07-17T22:00:00+00:00", "../2018-07-18", "captured-on"),
        ("<meta name='date' content='2018-07-15'>", "", CAPTURED, "2018-07-15", "meta"),
        ("", IN_HELSINKI, CAPTURED, "2018-07-16/2018-07-17", "event-has-happened+captured-on"),
        ("", IN_HELSINKI, "2018-07-14T00:00:00+00:00", "2018-07-16/..", "event-has-happened"),
    ],
)
def test_capture_is_the_last_possible_day_of_a_page_and_never_its_date(
    head: str, more: str, captured: str, edtf: str, rule: str
) -> None:
    data = page(head, f"<h1>Nine points agreed at the customs house</h1>{more}")

    dating = read(data, gazetteer=SMALL, captured_at=datetime.fromisoformat(captured)).dating

    assert dating and (dating.span.edtf, dating.rule) == (edtf, rule)
    if rule.endswith("captured-on"):
        assert dating.basis == "inferred"
        assert dating.evidence.split("\n")[-1] == f"captured {captured}"


def test_item_of_a_web_archive_is_read_with_the_time_of_its_capture() -> None:
    item = Item("a.warc#1", page(), "0" * 64, "", True, captured_at=datetime.fromisoformat(CAPTURED))

    dating = read_item(item, SMALL).reading.dating

    assert dating and dating.rule == "captured-on"
