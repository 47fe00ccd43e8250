"""An Atom feed (RFC 4287) of articles: title, authors, address, the beginning of the text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.utils.xmlutils import SimplerXMLGenerator

from archive.export.citing import Record, citation

SUMMARY = 400  # code points
_NAMESPACE = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Feed:
    """What is said of the feed as a whole; addresses with their host.

    `others` are the addresses of the pages before and after this one, by their relation in RFC 5005.
    """

    title: str
    address: str
    page: str
    author: str
    updated: datetime
    others: Mapping[str, str] = field(default_factory=dict)


def chunks(feed: Feed, entries: Iterable[tuple[Record, datetime]]) -> Iterator[str]:
    """The text of the feed, one piece an entry; `entries` are records and when each was last changed."""
    out = io.StringIO()
    xml: Any = SimplerXMLGenerator(out, "utf-8")
    xml.startDocument()
    xml.startElement("feed", {"xmlns": _NAMESPACE})
    _texts(xml, {"id": feed.address, "title": feed.title, "updated": _time(feed.updated)})
    xml.addQuickElement("link", attrs={"rel": "self", "type": "application/atom+xml", "href": feed.address})
    xml.addQuickElement("link", attrs={"rel": "alternate", "type": "text/html", "href": feed.page})
    for relation, address in feed.others.items():
        xml.addQuickElement("link", attrs={"rel": relation, "type": "application/atom+xml", "href": address})
    _author(xml, feed.author)
    yield _taken(out)
    for record, updated in entries:
        _entry(xml, record, updated)
        yield _taken(out)
    xml.endElement("feed")
    yield _taken(out)


def _entry(xml: Any, record: Record, updated: datetime) -> None:
    cited = citation(record)
    xml.startElement("entry", {})
    _texts(xml, {"id": cited.address, "title": cited.title, "updated": _time(updated)})
    if cited.day:
        _texts(xml, {"published": f"{cited.day.isoformat()}T00:00:00Z"})
    xml.addQuickElement("link", attrs={"rel": "alternate", "type": "text/html", "href": cited.address})
    for name in cited.authors or (cited.source,):
        if name:
            _author(xml, name)
    for word in cited.keywords:
        xml.addQuickElement("category", attrs={"term": _plain(word)})
    _texts(xml, {"summary": _opening(record["body"])})
    xml.endElement("entry")


def _author(xml: Any, name: str) -> None:
    xml.startElement("author", {})
    _texts(xml, {"name": name})
    xml.endElement("author")


def _texts(xml: Any, elements: dict[str, str]) -> None:
    for name, text in elements.items():
        xml.addQuickElement(name, _plain(text))


def _opening(body: str) -> str:
    if len(body) <= SUMMARY:
        return body
    return f"{body[: body.rfind(' ', 0, SUMMARY) if ' ' in body[:SUMMARY] else SUMMARY]} …"


def _plain(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return _NOT_XML.sub("", text)


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _taken(out: io.StringIO) -> str:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text
