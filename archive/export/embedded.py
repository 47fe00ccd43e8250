"""What an article's page says of it to programs: meta elements, a COinS, and schema.org.

A day of publication stands in none of them unless it is known for certain; nor does a person or summit that no curator
confirmed, since none of these forms could say that it is proposed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

from archive.export.citing import Citation, Record, shown
from archive.export.names import Name, read_name
from archive.models.addresses import address_of

_CONFIRMED = "confirmed"
Pairs = Iterator[tuple[str, str]]


def meta(cited: Citation, record: Record) -> list[tuple[str, str]]:
    """Names and contents of the meta elements that Google Scholar, Zotero and libraries read; empty ones left out."""
    pairs = (*_scholar(cited), *_full_text(cited, record), *_dublin_core(cited, record))
    return [(name, text) for name, text in pairs if text]


def _scholar(cited: Citation) -> Pairs:
    yield "citation_title", cited.title
    yield from (("citation_author", name.inverted) for name in cited.names)
    yield "citation_journal_title", cited.source
    yield "citation_publication_date", cited.known_day.strftime("%Y/%m/%d") if cited.known_day else ""
    yield "citation_language", cited.language
    yield "citation_public_url", cited.address


def _full_text(cited: Citation, record: Record) -> Pairs:
    yield "citation_fulltext_html_url", cited.address if record.get("is_shown_in_full", True) else ""


def _dublin_core(cited: Citation, record: Record) -> Pairs:
    yield "DC.title", cited.title
    yield from (("DC.creator", name.inverted) for name in cited.names)
    yield "DC.publisher", cited.source
    yield "DC.date", cited.known_day.isoformat() if cited.known_day else ""
    yield "DC.language", cited.language
    yield "DC.identifier", cited.address
    yield "DC.source", cited.url
    yield "DC.type", "Text"
    yield "DC.rights", record.get("rights", "")
    yield from (("DC.subject", link["name"]) for link in _confirmed(record, "people") + _confirmed(record, "events"))


def coins(cited: Citation) -> str:
    """An OpenURL ContextObject (Z39.88-2004) for the title of a span, to be escaped there."""
    return urlencode([(key, value) for key, value in _context_object(cited) if value])


def _context_object(cited: Citation) -> Pairs:
    yield "ctx_ver", "Z39.88-2004"
    yield "rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"
    yield "rfr_id", f"info:sid/{settings.BASE_URL.partition('://')[2]}"
    yield "rft.genre", "article"
    yield "rft.atitle", cited.title
    yield "rft.jtitle", cited.source
    yield "rft.date", cited.known_day.isoformat() if cited.known_day else ""
    yield "rft.language", cited.language
    first = cited.names[0] if cited.names else Name("")
    yield "rft.aulast", first.family
    yield "rft.aufirst", first.given
    yield from (("rft.au", name.inverted) for name in cited.names)
    yield "rft_id", cited.address


def schema_org(cited: Citation, record: Record) -> dict[str, Any]:
    """A NewsArticle; its `url` is where it was published, if that is known, and the archive's copy `archivedAt`."""
    described = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": cited.address,
        "url": cited.url or cited.address,
        "archivedAt": cited.address,
        "mainEntityOfPage": cited.address,
        "headline": cited.title,
        "author": [_author(link) for link in shown(record["authors"])],
        "publisher": {"@type": "Organization", "name": cited.source} if cited.source else None,
        "datePublished": cited.known_day.isoformat() if cited.known_day else None,
        "inLanguage": cited.language,
        "wordCount": record.get("word_count"),
        "copyrightNotice": record.get("rights"),
        "isAccessibleForFree": record.get("is_shown_in_full", True),
        "about": [_thing("Event", link, "event-detail") for link in _confirmed(record, "events", role="subject")],
        "mentions": [_thing("Person", link, "person-detail") for link in _confirmed(record, "people")],
    }
    return {name: value for name, value in described.items() if value or value is False}


def _author(link: Record) -> dict[str, str]:
    """Who is taken apart as a person is said to be one; of the others schema.org may think what it likes."""
    if link.get("person"):
        return {"@type": "Person", "name": link["name"], "url": _address("person-detail", link["person"])}
    return {"@type": "Person" if read_name(link["name"]).family else "Thing", "name": link["name"]}


def _thing(kind: str, link: Record, route: str) -> dict[str, str]:
    return {"@type": kind, "name": link["name"], "url": _address(route, link["slug"])}


def _address(route: str, slug: str) -> str:
    return f"{settings.BASE_URL}{address_of(route, slug)}"


def _confirmed(record: Record, kind: str, role: str = "") -> list[Record]:
    return [link for link in record[kind] if link["judgement"] == _CONFIRMED and role in ("", link["role"])]
