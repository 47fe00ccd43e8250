"""Web archives: every captured page is an item of its own, and nothing in a file makes ingest hang or swell."""

from __future__ import annotations

import gzip
import io
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive import originals
from archive.ingest.items import Item, Problem
from archive.ingest.loader import Ingest
from archive.ingest.opening import find_items
from archive.ingest.outcomes import Outcome
from archive.ingest.warcs import ArchiveError, Capture, Refused, read_captures
from archive.models import Accession, Article

LIMIT = 1_000_000
DATE = "2018-07-17T05:06:07Z"
SENTENCES = (
    "The two presidents met in the old customs house on Monday and talked for two hours about the border.",
    "Their ministers had prepared a text of eleven points, of which nine were agreed before the doors were closed.",
    "Both sides said that they would meet again in the autumn, in a town that is still to be named by the hosts.",
)


def html(title: str, *sentences: str) -> bytes:
    text = "".join(f"<p>{sentence}</p>" for sentence in sentences or SENTENCES)
    return f"<!doctype html><html><body><article><h1>{title}</h1>{text}</article></body></html>".encode()


class Web:
    """A web archive in the making."""

    def __init__(self, is_packed: bool = True) -> None:
        self.file = io.BytesIO()
        self.writer = WARCWriter(self.file, gzip=is_packed)
        self.number = 0

    def add(
        self,
        body: bytes,
        *fields: tuple[str, str],
        status: str = "200 OK",
        record: str = "response",
        content_type: str = "text/html; charset=utf-8",
        warc_headers: dict[str, str] | None = None,
    ) -> Web:
        self.number += 1
        headers = {"WARC-Record-ID": f"<urn:uuid:record-{self.number}>", "WARC-Date": DATE, **(warc_headers or {})}
        http = StatusAndHeaders(status, [("Content-Type", content_type), *fields], protocol="HTTP/1.1")
        written = self.writer.create_warc_record(
            f"https://courier.example/{self.number}",
            record,
            payload=io.BytesIO(body),
            length=len(body),
            http_headers=http if record != "resource" else None,
            warc_content_type=content_type if record == "resource" else "",
            warc_headers_dict=headers,
        )
        self.writer.write_record(written)
        return self

    @property
    def data(self) -> bytes:
        return self.file.getvalue()


def captures(data: bytes) -> list[Capture | Refused]:
    return list(read_captures(io.BytesIO(data), LIMIT))


def bodies(data: bytes) -> list[bytes]:
    return [capture.data for capture in captures(data) if isinstance(capture, Capture)]


def refusals(data: bytes) -> list[tuple[str, str]]:
    return [(refused.record_id, refused.reason) for refused in captures(data) if isinstance(refused, Refused)]


@pytest.mark.parametrize("is_packed", [True, False])
def test_every_html_response_is_a_capture(is_packed: bool) -> None:
    first, second = captures(Web(is_packed).add(html("One")).add(html("Two"), content_type="text/html").data)

    assert first == Capture(
        "record-1", html("One"), "https://courier.example/1", "utf-8", datetime(2018, 7, 17, 5, 6, 7, tzinfo=UTC)
    )
    assert isinstance(second, Capture) and (second.record_id, second.charset) == ("record-2", "")


def test_an_archive_packed_as_a_whole_is_read() -> None:
    assert bodies(gzip.compress(Web(is_packed=False).add(html("One")).add(html("Two")).data)) == [
        html("One"),
        html("Two"),
    ]


def test_what_is_no_page_is_passed_over() -> None:
    web = Web().add(b"\x89PNG", content_type="image/png").add(html("Moved"), status="301 Moved Permanently")
    web.add(html("Missing"), status="404 Not Found").add(b"{}", content_type="application/json")
    web.add(b"", record="revisit").add(b"q=1", record="request").add(b"").add(html("Kept"))

    assert bodies(web.data) == [html("Kept")]


def test_a_page_is_told_by_its_beginning_where_no_type_is_stated() -> None:
    assert bodies(Web().add(html("One"), content_type="").add(b"plain", content_type="").data) == [html("One")]


def test_a_page_kept_as_a_resource_is_read() -> None:
    assert bodies(Web().add(html("One"), record="resource", content_type="text/html").data) == [html("One")]


def chunked(data: bytes) -> bytes:
    parts = (data[i : i + 100] for i in range(0, len(data), 100))
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def bare_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (chunked(html("One")), [("Transfer-Encoding", "chunked")]),
        (html("One"), [("Transfer-Encoding", "chunked")]),  # already joined by the crawler
        (gzip.compress(html("One")), [("Content-Encoding", "gzip")]),
        (html("One"), [("Content-Encoding", "gzip")]),  # already unpacked by the crawler
        (chunked(gzip.compress(html("One"))), [("Content-Encoding", "x-gzip"), ("Transfer-Encoding", "Chunked")]),
        (zlib.compress(html("One")), [("Content-Encoding", "deflate")]),
        (bare_deflate(html("One")), [("Content-Encoding", "deflate")]),
        (html("One"), [("Content-Encoding", "br")]),
    ],
)
def test_encodings_of_the_way_are_undone(body: bytes, fields: list[tuple[str, str]]) -> None:
    assert bodies(Web().add(body, *fields).data) == [html("One")]


@pytest.mark.parametrize(
    ("body", "fields", "headers", "reason"),
    [
        (gzip.compress(b"a" * (LIMIT + 1)), [("Content-Encoding", "gzip")], {}, "the page unpacks to more than 1 MB"),
        (html("One") + b"a" * LIMIT, [], {}, "the page is too large: more than 1 MB"),
        (gzip.compress(html("One"))[:-20], [("Content-Encoding", "gzip")], {}, "the packed page is cut short"),
        (b"\x1f\x8b\x08" + b"\xff" * 90, [("Content-Encoding", "gzip")], {}, "the packed page is damaged"),
        (
            b"\x0b\x02\x80",
            [("Content-Encoding", "br")],
            {},
            "the page is packed by “br”, which this archive cannot unpack",
        ),
        (html("One"), [], {"WARC-Truncated": "length"}, "the capture of the page was cut short"),
    ],
)
def test_a_page_that_cannot_be_taken_in_is_named_and_the_rest_goes_in(
    body: bytes, fields: list[tuple[str, str]], headers: dict[str, str], reason: str
) -> None:
    data = Web().add(body, *fields, warc_headers=headers).add(html("Two")).data

    assert refusals(data) == [("record-1", reason)]
    assert bodies(data) == [html("Two")]


def test_a_record_without_a_number_is_named_by_its_place() -> None:
    (capture,) = captures(Web().add(html("One"), warc_headers={"WARC-Record-ID": "no id", "WARC-Date": "soon"}).data)

    assert (capture.record_id, capture.captured_at) == ("record-1", None)  # type: ignore[union-attr]


def until_error(data: bytes) -> tuple[list[bytes], str]:
    found = []
    try:
        for capture in read_captures(io.BytesIO(data), LIMIT):
            found.append(capture.data if isinstance(capture, Capture) else capture.reason.encode())
    except ArchiveError as error:
        return found, str(error)
    return found, ""


def test_a_damaged_archive_gives_what_stands_before_the_damage(capsys: pytest.CaptureFixture[str]) -> None:
    one = Web().add(html("One")).data
    both = Web().add(html("One")).add(html("Two")).data
    damaged = both[: len(one) + 40] + b"\x00" * 40 + both[len(one) + 80 :]

    for data in (both[:-30], damaged):
        found, reason = until_error(data)
        assert found[:1] == [html("One")]
        assert reason.startswith("the web archive is damaged or cut short")
    assert capsys.readouterr() == ("", "")


def test_a_record_shorter_than_it_says_is_refused() -> None:
    found, reason = until_error(Web(is_packed=False).add(html("One")).add(html("Two")).data[:-60])

    assert (found, reason) == ([html("One"), b"the capture of the page was cut short"], "")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file holds no records of a web archive"),
        (b"Not an archive at all\n", "the web archive cannot be read at its beginning"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", "record 1 of the web archive does not say how long it is"),
        (gzip.compress(b"Not an archive at all\n", mtime=0), "the web archive cannot be read at its beginning"),
        (gzip.compress(b"A" * 30_000_000), "the web archive has a record whose headers do not end"),
        (
            gzip.compress(b"WARC/1.0\r\nA: " + b"A" * 30_000_000),
            "the web archive has a record whose headers do not end",
        ),
    ],
)
def test_a_file_that_is_no_archive_gives_one_reason(data: bytes, reason: str) -> None:
    assert until_error(data) == ([], reason)


BOTH = (Web().add(html("One")).add(html("Two")).data, Web(is_packed=False).add(html("One")).add(html("Two")).data)


@given(st.sampled_from(BOTH), st.integers(0, 1000), st.integers(0, 200), st.binary(max_size=60))
def test_whatever_the_damage_reading_ends_with_pages_or_a_reason(data: bytes, at: int, gone: int, new: bytes) -> None:
    found, reason = until_error(data[:at] + new + data[at + gone :])

    assert len(found) <= 4
    assert "\n" not in reason


def test_items_of_an_archive_are_named_by_file_and_record(tmp_path: Path) -> None:
    (tmp_path / "crawl").mkdir()
    data = Web().add(html("One")).add(b"\x0b\x02", ("Content-Encoding", "br")).add(html("Three")).data
    (tmp_path / "crawl" / "july.warc.gz").write_bytes(data)
    (tmp_path / "crawl" / "july.yaml").write_text("rights: Used by permission")
    (tmp_path / "empty.warc").write_bytes(Web(is_packed=False).add(b"{}", content_type="application/json").data)
    first, second, third, last = find_items([tmp_path])

    assert isinstance(first, Item) and first.is_page
    assert (first.name, first.url) == ("crawl/july.warc.gz#record-1", "https://courier.example/1")
    assert first.sidecar == "rights: Used by permission"
    assert isinstance(second, Problem) and second.name == "crawl/july.warc.gz#record-2"
    assert isinstance(third, Item) and third.name == "crawl/july.warc.gz#record-3"
    assert last == Problem("empty.warc", "the web archive holds no web page")


def ingest(*paths: Path) -> list[Outcome]:
    return list(Ingest(list(paths)).outcomes())


@pytest.mark.django_db
def test_pages_of_an_archive_become_articles_with_address_and_time(tmp_path: Path, originals_dir: Path) -> None:
    other = html("Rain over the harbour", *(f"{sentence[:-1]}, while it rained." for sentence in SENTENCES[::-1]))
    canonical = other.replace(b"<body>", b"<link rel=canonical href=https://courier.example/rain><body>")
    (tmp_path / "july.warc.gz").write_bytes(Web().add(html("Nine points agreed")).add(canonical).data)
    outcomes = ingest(tmp_path)
    first, second = (Article.objects.get(slug=outcome.slug) for outcome in outcomes)
    accession = Accession.objects.get(article=first)

    assert [outcome.outcome for outcome in outcomes] == ["created", "created"]
    assert (first.title, first.url) == ("Nine points agreed", "https://courier.example/1")
    assert first.provenance["url"]["rule"] == "address-of-capture"
    assert (second.url, second.provenance["url"]["rule"]) == ("https://courier.example/rain", "canonical-link")
    assert accession.path == "july.warc.gz#record-1"
    assert accession.url == "https://courier.example/1"
    assert accession.captured_at == datetime(2018, 7, 17, 5, 6, 7, tzinfo=UTC)
    assert originals.path_of(accession.sha256).read_bytes() == html("Nine points agreed")
    assert accession.reading_text.startswith("Nine points agreed")
    assert [outcome.outcome for outcome in ingest(tmp_path)] == ["unchanged", "unchanged"]


@pytest.mark.django_db
def test_sidecar_of_a_saved_page_goes_before_its_markup(tmp_path: Path, originals_dir: Path) -> None:
    (tmp_path / "one.html").write_bytes(html("Nine points agreed"))
    (tmp_path / "one.yaml").write_text("title: Another title\nurl: https://courier.example/a\npublished: 2018-07-16")
    (tmp_path / "broken.htm").write_bytes(b"<html><body></body></html>")
    failed, created = ingest(tmp_path)
    article = Article.objects.get(slug=created.slug)

    assert (failed.outcome, failed.reason) == ("failed", "the page shows no text")
    assert (article.title, article.url, article.published_edtf) == (
        "Another title", "https://courier.example/a", "2018-07-16",
    )  # fmt: skip
