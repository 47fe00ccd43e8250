"""Web pages: the text a browser shows, and what of it is the article."""

from __future__ import annotations

import subprocess
import sys

import pytest

from archive.ingest.authority import Gazetteer
from archive.ingest.decoding import DecodingError
from archive.ingest.html_pages import decode_page, read_page
from archive.ingest.understanding import understand
from tests.ingest.web_pages import PARAGRAPHS, json_ld, page, read


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
