"""Web archives (WARC, ISO 28500): the web pages that were captured in one, as the servers sent them.

Only as much is held in memory as one page may have: what a hostile file unpacks to is read past in small pieces.
"""

from __future__ import annotations

import gzip
import io
import logging
import re
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from typing import BinaryIO

from warcio.archiveiterator import WARCIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser, StatusAndHeadersParserException

_GZIP_MARK = b"\x1f\x8b"
_BLOCK = 65_536
_MOST_HEADERS = 1_000_000  # bytes from the end of one record to the body of the next
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_HTML_BEGINNING = re.compile(rb"\s*(?:<!doctype html|<html)\b", re.IGNORECASE)
_RECORD_ID = re.compile(r"^<?(?:urn:uuid:)?([^<>\s]{1,200})>?$")

logging.getLogger("warcio").propagate = False  # what is wrong with an archive is raised


class ArchiveError(ValueError):
    """An archive that cannot be read, or not further; the message says why, in one line."""


class CaptureError(ValueError):
    """A page in an archive that cannot be taken in; the message says why, in one line."""


@dataclass(frozen=True)
class Capture:
    """A captured page: `data` is what the server sent, without the encodings of the way. Empty where not recorded."""

    record_id: str
    data: bytes
    url: str = ""
    charset: str = ""
    captured_at: datetime | None = None


@dataclass(frozen=True)
class Refused:
    record_id: str
    reason: str


def read_captures(file: BinaryIO, limit: int) -> Iterator[Capture | Refused]:
    """Every captured page of up to `limit` bytes in the order of the archive; what is no page is passed over.

    Raises ArchiveError where the archive is damaged: what stands before that was given.
    """
    source = _Source(file)
    records = WARCIterator(source, no_record_parse=True)
    number = 0
    while True:
        source.allowance = _MOST_HEADERS
        try:
            with redirect_stderr(io.StringIO()):  # warcio prints what it then raises
                record = next(records)
        except StopIteration:
            if not number:
                raise ArchiveError("the file holds no records of a web archive") from None
            return
        except (ArchiveLoadFailed, StatusAndHeadersParserException, UnicodeError) as error:
            place = f"after {number} records" if number else "at its beginning"
            raise ArchiveError(f"the web archive cannot be read {place}") from error
        source.allowance = None
        number += 1
        if record.length is None:
            raise ArchiveError(f"record {number} of the web archive does not say how long it is")
        record_id = _record_id(record, number)
        try:
            capture = _capture(record, record_id, limit)
        except CaptureError as error:
            yield Refused(record_id, str(error))
        else:
            if capture:
                yield capture
        while record.raw_stream.read(_BLOCK):
            pass


class _Source:
    """The unpacked bytes of an archive. Where there is an `allowance`, no more of them are given."""

    def __init__(self, file: BinaryIO) -> None:
        is_packed = file.read(2) == _GZIP_MARK
        file.seek(0)
        # read1 gives what was unpacked before a damage; read would lose it.
        self._read = gzip.GzipFile(fileobj=file).read1 if is_packed else file.read
        self._position = 0
        self.allowance: int | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._read(size)
        except (EOFError, OSError, zlib.error) as error:
            # Not an EOFError: warcio would take that for the end of a whole archive.
            raise ArchiveError("the web archive is damaged or cut short: the rest of it cannot be unpacked") from error
        self._position += len(data)
        if self.allowance is not None:
            self.allowance -= len(data)
            if self.allowance < 0:
                raise ArchiveError("the web archive has a record whose headers do not end")
        return data

    def tell(self) -> int:
        return self._position


def _record_id(record: ArcWarcRecord, number: int) -> str:
    stated = _RECORD_ID.match(record.rec_headers.get_header("WARC-Record-ID") or "")
    return stated[1] if stated else f"record-{number}"


def _capture(record: ArcWarcRecord, record_id: str, limit: int) -> Capture | None:
    """The page in a record, None where it holds none. Raises CaptureError."""
    raw = record.raw_stream.read(_BLOCK)
    http: StatusAndHeaders | None = None
    if record.rec_type == "response":
        http, raw = _http_headers(raw)
        if http is None or not http.get_statuscode().startswith("2"):
            return None
    elif record.rec_type != "resource":
        return None
    headers = Message()
    headers["Content-Type"] = (http.get_header("Content-Type") if http else record.content_type) or ""
    stated = headers["Content-Type"]
    if headers.get_content_type() not in _HTML_TYPES and (stated or not _HTML_BEGINNING.match(raw)):
        return None
    raw = _whole(record, raw, limit)
    data = _decoded(raw, http, limit) if http else raw
    if not data.strip():
        return None
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    return Capture(record_id, data, url, str(headers.get_content_charset("")), _captured_at(record))


def _http_headers(raw: bytes) -> tuple[StatusAndHeaders | None, bytes]:
    """The headers of a response, None where it has none, and what of the body follows them."""
    stream = io.BytesIO(raw)
    try:
        http = StatusAndHeadersParser(["HTTP/"], verify=False).parse(stream)
    except (StatusAndHeadersParserException, EOFError, UnicodeError):
        return None, b""
    return http, stream.read()


def _whole(record: ArcWarcRecord, begun: bytes, limit: int) -> bytes:
    rest: bytes = record.raw_stream.read(max(0, limit - len(begun)) + 1)
    if len(begun) + len(rest) > limit:
        raise CaptureError(f"the page is too large: more than {limit / 1e6:.0f} MB")
    is_short = record.length is not None and getattr(record.raw_stream, "limit", 0) > 0
    if is_short or record.rec_headers.get_header("WARC-Truncated"):
        raise CaptureError("the capture of the page was cut short")
    return begun + rest


def _decoded(raw: bytes, http: StatusAndHeaders, limit: int) -> bytes:
    """A response's body without its transfer and content encodings. Raises CaptureError."""
    if "chunked" in (http.get_header("Transfer-Encoding") or "").lower():
        raw = bytes(ChunkedDataReader(io.BytesIO(raw)).read())
    encodings = (http.get_header("Content-Encoding") or "").lower().split(",")
    for encoding in reversed([encoding.strip() for encoding in encodings]):
        if encoding in ("gzip", "x-gzip"):
            # Some crawlers unpack the body and leave the header.
            raw = _unpacked(raw, 16 + zlib.MAX_WBITS, limit) if raw.startswith(_GZIP_MARK) else raw
        elif encoding == "deflate":
            is_wrapped = raw[:1] == b"\x78"
            raw = _unpacked(raw, zlib.MAX_WBITS if is_wrapped else -zlib.MAX_WBITS, limit)
        elif encoding not in ("", "identity", "none") and not _HTML_BEGINNING.match(raw):
            raise CaptureError(f"the page is packed by “{encoding[:20]}”, which this archive cannot unpack")
    return raw


def _unpacked(data: bytes, window_bits: int, limit: int) -> bytes:
    """Unpack all members of a packed body, up to a limit."""
    unpacked = b""
    while data:
        unpacker = zlib.decompressobj(window_bits)
        try:
            unpacked += unpacker.decompress(data, limit + 1 - len(unpacked))
        except zlib.error as error:
            raise CaptureError("the packed page is damaged") from error
        if len(unpacked) > limit:
            raise CaptureError(f"the page unpacks to more than {limit / 1e6:.0f} MB")
        if not unpacker.eof:
            raise CaptureError("the packed page is cut short")
        data = unpacker.unused_data if unpacker.unused_data.startswith(_GZIP_MARK) else b""
    return unpacked


def _captured_at(record: ArcWarcRecord) -> datetime | None:
    try:
        moment = datetime.fromisoformat(record.rec_headers.get_header("WARC-Date") or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
