"""What of a record goes into a citation, the same in every format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from archive.edtf import EdtfError, in_words
from archive.export.names import Name, read_name
from archive.models.addresses import address_of

Record = dict[str, Any]

_REJECTED, _PROPOSED = "rejected", "proposed"


@dataclass(frozen=True)
class Citation:
    """One article as it is cited. `day` is None unless it is one certain day, `year` unless all its days lie in it.

    `dated` is the date in words, `basis` what it rests on. Names in `keywords` that no curator confirmed end in
    “(proposed)”. `title` has the brackets of one that the archive devised.
    """

    key: str
    title: str
    is_devised: bool
    authors: tuple[str, ...]
    names: tuple[Name, ...]
    source: str
    source_kind: str
    day: date | None
    year: int | None
    edtf: str
    basis: str
    dated: str
    language: str
    url: str
    address: str
    keywords: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def known_day(self) -> date | None:
        """The one day that is stated, by the page or by a person; None where it was inferred."""
        return None if self.basis == "inferred" else self.day


def citation(record: Record) -> Citation:
    published = record["published"] or {}
    first, last = _day(published.get("earliest")), _day(published.get("latest"))
    edtf = published.get("edtf", "")
    is_certain = bool(edtf) and first == last and not edtf.endswith(("~", "?", "%"))
    return Citation(
        key=record["slug"],
        title=cited_title(record),
        is_devised=bool(record["title_is_devised"]),
        authors=tuple(link["name"] for link in shown(record["authors"])),
        names=tuple(_names(record)),
        source=record["source"] or "",
        source_kind=record.get("source_kind", ""),
        day=first if is_certain else None,
        year=first.year if first and last and first.year == last.year else None,
        edtf=edtf,
        basis=published.get("basis", ""),
        dated=_words(edtf),
        language=record["language"],
        url=record["url"],
        address=article_address(record["slug"]),
        keywords=(*map(labelled, shown(record["people"])), *map(labelled, shown(record["events"]))),
        notes=_notes(published, _words(edtf), is_certain),
    )


def _names(record: Record) -> Iterator[Name]:
    """The authors, each taken apart as their record says; one with a record that says nothing is left whole."""
    sort_names = record.get("sort_names", {})
    for link in shown(record["authors"]):
        name, person = one_line(link["name"]), link.get("person")
        yield read_name(name, sort_names.get(person, name)) if person else read_name(name)


def cited_title(record: Record) -> str:
    """A title that the archive devised stands in square brackets."""
    return f"[{record['title']}]" if record["title_is_devised"] else str(record["title"])


def article_address(slug: str) -> str:
    """The permanent address of an article, with its host."""
    return str(settings.BASE_URL) + address_of("article-detail", slug)


def shown(links: Iterable[Record]) -> list[Record]:
    """The links of a record that a curator did not reject."""
    return [link for link in links if link["judgement"] != _REJECTED]


def labelled(link: Record) -> str:
    return f"{link['name']} (proposed)" if link["judgement"] == _PROPOSED else link["name"]


def one_line(text: str) -> str:
    """Text without line breaks and other control characters, which could begin a new field or entry."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _notes(published: Record, words: str, is_certain: bool) -> tuple[str, ...]:
    if not published:
        return ("No date is known.",)
    notes = [] if is_certain else [f"Published {words}."]
    if published["basis"] == "inferred":
        notes.append("The date is inferred from the text.")
    return tuple(notes)


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _words(edtf: str) -> str:
    try:
        return in_words(edtf) if edtf else ""
    except EdtfError:
        return edtf
