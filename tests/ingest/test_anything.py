"""Whatever bytes come in: an article or a reason, and every line of the text is accounted for."""

from __future__ import annotations

import hashlib
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.ingest.body import assemble
from archive.ingest.items import Item
from archive.ingest.lines import plain
from archive.ingest.warcs import ArchiveError, Capture, read_captures
from archive.ingest.workers import ReadingError, read
from tests.ingest.gazetteers import SMALL
from tests.ingest.test_warcs import Web

LINES = (
    "Home", "World | Politics | Sport | Weather", "Menu\tSearch\tLog in", "Share", "Read more:", "Related articles",
    "By Ada Lindqvist", "Ada Lindqvist, special to the Courier", "Published 16 July 2018, 10:30", "July 7, 2017",
    "10.11.2017", "HELSINKI, July 16 (Courier) – Mr. Trump met Putin.", "© 2018 The Harbour Courier",
    "Putin and Trump meet in Helsinki", "Photo: Ada Lindqvist / Courier", "Subscribe to our newsletter", "* * *",
    "The two presidents met in the old customs house on Monday and talked for two hours about the border.",
    "President Trump will meet President Putin in Helsinki next week, the White House said on July 10.",
    "“We had a good talk,” Mr. Putin said after the G20 summit in Hamburg, where Ivanov was not seen.",
    "- of eleven points nine were agreed", "1. The border", "Leave a comment", "Your email address", "A. A. A. A.",
    "Президент Путин встретился с Ангелой Меркель в Москве и говорил с ней два часа о границе.",
    "\u200b", "\u202eright to left\u202c", "e\u0301te\u0301", "\u00a0\u3000", "🙂", "word\u00adword", "", " ",
)  # fmt: skip
ENDS = ("\n", "\n\n", "\r\n", "\r", "\u2028", "\u2029", "\u0085", "\x0b", "\x0c", "\x1c", "\x1e", "\t")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "cp1252", "koi8-r")
TAGS = (
    "<p>", "</p>", "<div class=byline>", "</div>", "<h1>", "</h1>", "<h2>", "<article>", "</article>", "<br>", "<li>",
    "<table><tr><td>", "<a rel=author href=/a>", "</a>", "<time datetime=2018-07-16>", "</time>", "<!--", "-->",
    "<pre>",
    "<script type=application/ld+json>{\"@type\": \"NewsArticle\", \"headline\": \"", "\"}</script>", "&nbsp;", "&#0;",
    "<meta property=og:title content='", "'>", "<figcaption>", "</figcaption>", "<blockquote>", "<svg>", "<template>",
    "<title>", "</title>", "<noscript>", "&#xd800;", "<frameset>", "<div hidden>", "]]>", "<![CDATA[", "<?xml?>",
)  # fmt: skip

lines = st.sampled_from(LINES) | st.text(max_size=30)
texts = st.lists(st.tuples(lines, st.sampled_from(ENDS)).map("".join), max_size=25).map("".join)
markup = st.lists(st.sampled_from(TAGS) | lines, max_size=40).map("".join)


def encoded(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    return st.tuples(strategy, st.sampled_from(ENCODINGS)).map(lambda drawn: drawn[0].encode(drawn[1], "ignore"))


def check(data: bytes, is_page: bool = False) -> None:
    """Read bytes; what is read must account for all of its text, and what is not must have one line of a reason."""
    try:
        found = read(Item("any.txt", data, hashlib.sha256(data).hexdigest(), "", is_page), SMALL)
    except ReadingError as error:
        assert str(error)
        assert len(str(error).splitlines()) == 1
        assert "rules failed" not in str(error)
        return
    text, reading, position = found.text, found.reading, 0
    for block in reading.blocks:
        assert position <= block.start < block.end <= len(text)
        assert not plain(text[position : block.start]), "a line that is in no block"
        assert block.text == plain(text[block.start : block.end])
        assert block.kind
        assert block.rule
        position = block.end
    assert not plain(text[position:]), "a line that is in no block"
    assert reading.body == assemble(reading.blocks).text
    assert reading.body
    assert reading.title
    for link in (*reading.people, *reading.events):
        assert_within(link.spans, reading.body)
        assert_within(link.title_spans, reading.title)
    for name in reading.unresolved:
        assert {reading.body[start:end] for start, end in name.spans} == {name.text}
    if reading.dating and reading.dating.basis == "stated" and not is_page:
        assert all(words in plain(text) for words in map(plain, reading.dating.evidence.split("\n")))


def assert_within(spans: tuple[tuple[int, int], ...], words: str) -> None:
    assert sorted(spans) == list(spans)
    for start, end in spans:
        assert 0 <= start < end <= len(words)
        assert words[start:end] == words[start:end].strip()
        assert "\n" not in words[start:end]


@given(st.binary(max_size=2000))
def test_any_bytes(data: bytes) -> None:
    check(data)


@settings(max_examples=200, deadline=None)
@given(encoded(texts))
def test_any_text_in_any_encoding(data: bytes) -> None:
    check(data)


@settings(max_examples=150, deadline=None)
@given(encoded(markup))
def test_any_markup(data: bytes) -> None:
    check(data, is_page=True)


@settings(deadline=None)
@given(st.binary(max_size=500))
def test_any_bytes_as_a_page(data: bytes) -> None:
    check(data, is_page=True)


@settings(max_examples=60, deadline=None)
@given(encoded(markup), st.booleans(), st.integers(0, 3000), st.integers(0, 4), st.binary(max_size=4))
def test_any_page_in_a_damaged_web_archive(data: bytes, is_packed: bool, at: int, gone: int, new: bytes) -> None:
    archive = Web(is_packed).add(data).add(data, content_type="text/html").data
    damaged = archive[:at] + new + archive[at + gone :]
    try:
        found = list(read_captures(io.BytesIO(damaged), 1_000_000))
    except ArchiveError as error:
        assert len(str(error).splitlines()) == 1
        return
    for capture in found:
        if isinstance(capture, Capture):
            check(capture.data, is_page=True)
        else:
            assert len(capture.reason.splitlines()) == 1
