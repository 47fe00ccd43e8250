"""One item from bytes to reading. No database, no files.

Apart from `reading`, which the site imports: what reads pages takes long to load, and only ingest needs it.
"""

from __future__ import annotations

from archive.edtf import parse_edtf
from archive.ingest.authority import Gazetteer
from archive.ingest.decoding import DecodingError, decode
from archive.ingest.html_pages import read_page
from archive.ingest.items import Item
from archive.ingest.reading import ReadItem
from archive.ingest.sidecars import SidecarError, parse_sidecar
from archive.ingest.signatures import band_keys
from archive.ingest.understanding import Given, NothingToReadError, understand


class ReadingError(ValueError):
    """An item that cannot be read as an article; the message says why, in one line."""


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
