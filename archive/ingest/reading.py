"""One item from bytes to reading: what a worker process does, and hands back. No database, no files."""

from __future__ import annotations

from dataclasses import dataclass

from archive.edtf import parse_edtf
from archive.ingest.authority import Gazetteer
from archive.ingest.decoding import DecodingError, decode
from archive.ingest.html_pages import read_page
from archive.ingest.items import Item
from archive.ingest.page_facts import Fact
from archive.ingest.sidecars import Sidecar, SidecarError, parse_sidecar
from archive.ingest.signatures import band_keys
from archive.ingest.understanding import Given, NothingToReadError, Reading, understand


class ReadingError(ValueError):
    """An item that cannot be read as an article; the message says why, in one line."""


@dataclass(frozen=True)
class ReadItem:
    item: Item
    sidecar: Sidecar
    encoding: str
    text: str
    url: Fact | None  # where the page says it stands, or was captured
    reading: Reading
    band_keys: tuple[int, ...]  # of the reading's body

    @property
    def name(self) -> str:
        return self.item.name

    @property
    def data(self) -> bytes:
        return self.item.data

    @property
    def sha256(self) -> str:
        return self.item.sha256


def read(item: Item, gazetteer: Gazetteer) -> ReadItem:
    """Decode an item and understand it. Raises ReadingError."""
    try:
        sidecar = parse_sidecar(item.sidecar)
        given = Given(sidecar.title, parse_edtf(sidecar.published) if sidecar.published else None, sidecar.language)
        page = read_page(item.data, item.charset, item.url, item.captured_at) if item.is_page else None
        decoded = page or decode(item.data)
        reading = understand(decoded.text, gazetteer, given, page)
    except (DecodingError, SidecarError, NothingToReadError) as error:
        raise ReadingError(str(error)) from error
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        # A rule that stumbles over one text must not stop ten thousand others; the file and the fault are named.
        raise ReadingError(f"the archive’s rules failed on it ({type(error).__name__}: {error})") from error
    url = page.facts.url if page else None
    return ReadItem(item, sidecar, decoded.encoding, decoded.text, url, reading, band_keys(reading.body))
