"""Bytes of a web page to what is read of it. Which of its text is the article is trafilatura's to say."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import datetime

from lxml import etree, html
from trafilatura import bare_extraction

from archive.ingest.decoding import Decoded, DecodingError, decode
from archive.ingest.lines import Piece, pieces
from archive.ingest.page_blocks import Page
from archive.ingest.page_facts import read_facts
from archive.ingest.visible_text import line_keys, visible_text

_DECLARED = re.compile(
    rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]+)|<\?xml[^>]{0,100}?encoding=[\"']([\w:.-]+)", re.I
)
_LOOKED_AT = 4096
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(https?://[^\s>]+)\s*-->")
_MOST_ELEMENTS = 100_000
_WITHIN_A_LINE = ("hi", "ref", "del", "lb", "graphic")
_KINDS = {"head": "heading", "quote": "quotation", "item": "list-item", "cell": "list-item"}

logging.getLogger("trafilatura").propagate = False  # what it cannot extract is no news to anybody


def read_page(data: bytes, charset: str = "", url: str = "", captured_at: datetime | None = None) -> Page:
    """Read the bytes of a page. `charset` is what the server said, `url` and `captured_at` where and when, if known.

    Raises DecodingError for what is no text or holds none, or is longer than MAX_CHARACTERS.
    """
    decoded = decode_page(data, charset)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(decoded.text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, AssertionError) as error:
        raise DecodingError("the file holds no web page") from error
    saved_from = _SAVED_FROM.search(data[:_LOOKED_AT])
    address = url or (saved_from[1].decode("ascii", "replace") if saved_from else "")
    text = visible_text(root)
    lines = list(_extracted(root))
    if not {piece.key for piece, _ in lines} & {piece.key for piece in pieces(text)}:
        text = "\n\n".join([text, *(piece.text for piece, _ in lines)])  # it waits for a script to show it
    if not text.strip():
        raise DecodingError("the page shows no text")
    facts = read_facts(root, address, captured_at)
    captions = frozenset(key for caption in root.iter("figcaption") for key in line_keys(caption))
    return Page(text, decoded.encoding, facts, {piece.key: kind for piece, kind in reversed(lines)}, captions)


def decode_page(data: bytes, charset: str = "") -> Decoded:
    """The markup of a page. What the server said of its encoding goes before what the page says itself."""
    in_page = _DECLARED.search(data[:_LOOKED_AT])
    stated = (in_page[1] or in_page[2]).decode("ascii") if in_page else ""
    return decode(data, [label for label in (charset, stated) if label])


def _extracted(root: etree._Element) -> Iterator[tuple[Piece, str]]:
    """The lines that trafilatura takes for the article's, with their kinds; none where it finds nothing."""
    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:  # minutes, for a page that no publisher made
        return
    try:
        document = bare_extraction(root, include_comments=False, include_tables=True)
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError, etree.LxmlError):
        return  # the rules for texts then decide, and say so
    body = getattr(document, "body", None)
    for element in body.iter() if body is not None else ():
        if element.tag not in _WITHIN_A_LINE:
            for piece in pieces("".join(_words(element))):
                yield piece, _KINDS.get(element.tag, "paragraph")


def _words(element: etree._Element) -> Iterator[str]:
    """An element's text, with line ends where it has them, without that of the parts which are looked at themselves."""
    yield element.text or ""
    for child in element:
        if child.tag in _WITHIN_A_LINE and child.tag != "lb":
            yield from _words(child)
        else:
            yield "\n"
        yield child.tail or ""
