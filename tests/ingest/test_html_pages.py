"""Web pages: the text a browser shows, what of it is the article, and what the markup says of it."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from archive.ingest.authority import Gazetteer, SourceEntry
from archive.ingest.decoding import DecodingError
from archive.ingest.html_pages import decode_page, read_page
from archive.ingest.understanding import Given, Reading, understand

PARAGRAPHS = (
    "The two presidents met in the old customs house on Monday and talked for two hours about the border.",
    "Their ministers had prepared a text of eleven points, of which nine were agreed before the doors were closed.",
    "Both sides said that they would meet again in the autumn, in a town that is still to be named by the hosts.",
)
JSON_LD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "NewsMediaOrganization", "@id": "#house", "name": "The Harbour Courier"},
        {"@type": "Person", "@id": "#author", "name": "Ada Lindqvist"},
        {
            "@type": ["NewsArticle"],
            "headline": "Nine points agreed at the customs house",
            "author": [{"@id": "#author"}, {"@type": "Person", "name": "Jon Berg"}],
            "publisher": {"@id": "#house"},
            "datePublished": "2018-07-16T23:30:00-05:00",
        },
    ],
}


def page(head: str = "", top: str = "<h1>Nine points agreed at the customs house</h1>") -> bytes:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    return (
        f"<!doctype html><html lang='en'><head>{head}</head><body><nav><a href='/'>Home</a>"
        f" <a href='/w'>World</a></nav><article>{top}<div class='text'>{body}</div></article>"
        "<footer>© 2018 The Harbour Courier</footer></body></html>"
    ).encode()


def read(data: bytes, given: Given | None = None, gazetteer: Gazetteer | None = None, url: str = "") -> Reading:
    found = read_page(data, url=url)
    return understand(found.text, gazetteer or Gazetteer(), given, found)


def json_ld(value: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(value)}</script>"


def shown(body: str) -> str:
    return read_page(f"<html><body>{body}</body></html>".encode()).text


def test_text_is_what_a_browser_shows() -> None:
    hidden = "<script>var a</script><style>p {}</style><p hidden>No</p><div style='display: none'>No</div><!-- No -->"

    assert (
        shown(f"<div>One <b>two</b>\n three<br>four</div>{hidden}<p>Five</p>six")
        == "One two three\nfour\n\nFive\n\nsix"
    )
    assert shown("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>") == "a\tb\nc"
    assert shown("<pre>as  it\nstands</pre>") == "as  it\nstands"
    assert shown("<p>Tea &amp; biscuits&nbsp;now</p>") == "Tea & biscuits\u00a0now"


def test_every_line_of_the_page_is_in_one_block() -> None:
    found = read_page(page())
    blocks = understand(found.text, Gazetteer(), page=found).blocks
    rest = found.text
    for block in reversed(blocks):
        rest = rest[: block.start] + rest[block.end :]

    assert not rest.strip()
    assert [found.text[b.start : b.end] for b in blocks if b.rule == "trafilatura"] == list(PARAGRAPHS)


def test_body_is_the_article_and_the_rest_is_set_aside() -> None:
    reading = read(page())

    assert reading.body == "\n\n".join(PARAGRAPHS)
    assert [b.kind for b in reading.blocks if b.text == "Nine points agreed at the customs house"] == ["title"]
    around = [b for b in reading.blocks if "Courier" in b.text or b.text.startswith("Home")]
    assert around and not any(block.is_body for block in around)


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


def test_text_that_waits_in_the_markup_for_a_script_is_read() -> None:
    article = {"@type": "NewsArticle", "headline": "Nine points", "articleBody": "\n".join(PARAGRAPHS * 2)}
    data = f"<html><head>{json_ld(article)}</head><body><div id='app'>Loading</div></body></html>".encode()

    assert PARAGRAPHS[0] in read(data).body


@pytest.mark.parametrize(
    ("data", "charset", "encoding"),
    [
        ("<meta charset='windows-1251'><p>Встреча в Хельсинки</p>".encode("cp1251"), "", "cp1251"),
        ("<p>Встреча в Хельсинки</p>".encode("koi8-r"), "koi8-r", "koi8_r"),
        ("<meta charset='iso-8859-1'><p>“Ça va”</p>".encode("cp1252"), "", "cp1252"),
        ("<meta charset='iso-8859-1'><p>Встреча</p>".encode(), "", "utf-8"),
        ("<p>Встреча</p>".encode("utf-16"), "utf-8", "utf-16"),
        ("<meta charset='no-such-thing'><p>Übergabe in Köln, spät</p>".encode("cp1252"), "", "cp1252"),
    ],
)
def test_encoding_by_mark_header_and_page(data: bytes, charset: str, encoding: str) -> None:
    decoded = decode_page(data, charset)

    assert decoded.encoding == encoding
    assert "\ufffd" not in decoded.text


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html></html>",
        b"<!-- nothing -->",
        b"\x00\x01\x02\x03" * 100,
        b"<html><body><script>x</script></body></html>",
    ],
)
def test_page_without_text_says_so_and_nothing_else(data: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(DecodingError):
        read_page(data)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 5000,
        "<h1>" + "<span class='author'>" * 2000,
        "<script type='application/ld+json'>" + "[" * 5000 + "</script>",
    ],
)
def test_hostile_nesting_ends_with_text_or_a_reason(markup: str) -> None:
    try:
        assert read_page((markup + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)).encode()).text
    except DecodingError as error:
        assert str(error)


def test_the_site_starts_without_what_only_ingest_needs() -> None:
    code = (
        "import django, sys; django.setup(); import archive.urls; print({'trafilatura', 'warcio'} & set(sys.modules))"
    )

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"


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
