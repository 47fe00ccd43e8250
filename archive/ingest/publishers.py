"""Who published an article, and who printed it again, as the page says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.ingest.authority import Gazetteer, fold, name_key
from archive.ingest.blocks import Block
from archive.ingest.bylines import read_signed
from archive.ingest.datelines import publication_name


@dataclass(frozen=True)
class Publisher:
    """`slug` is a source record's, empty where the printed name fits none."""

    slug: str
    as_printed: str
    rule: str
    evidence: str


def find_publisher(blocks: Sequence[Block], gazetteer: Gazetteer) -> Publisher | None:
    """The first of: a publication line, a byline's publisher, a footer's or a title's site name, the author's house."""
    for block in blocks:
        if block.kind == "source" and block.rule == "publication-line":
            name = publication_name(block.text) or block.text
            return _publisher(name, gazetteer, "publication-line", block.text)
    for block in blocks:
        signed = read_signed(block.text) if block.kind == "byline" else None
        if signed and signed.publisher:
            return _publisher(signed.publisher, gazetteer, "publisher-in-byline", block.text)
    for block in blocks:
        if block.kind in ("footer", "navigation", "source", "title", "repeat"):
            slug = _named_alone(block.text, gazetteer)
            if slug:
                return Publisher(slug, block.text.strip(), "publisher-named-on-the-page", block.text)
    for block in blocks:
        if block.kind == "author-note":
            slug = _house_of(block.text, gazetteer)
            if slug:
                return Publisher(slug, "", "house-of-the-author", block.text)
    return None


def find_republisher(blocks: Sequence[Block], gazetteer: Gazetteer, publisher: Publisher | None) -> Publisher | None:
    """A known source named on the line under a signature that names another one."""
    for block in blocks:
        if publisher and block.kind == "source" and block.rule == "line-under-signature":
            slug = gazetteer.source_names.get(name_key(block.text), "")
            if slug and slug != publisher.slug:
                return Publisher(slug, block.text, "line-under-signature", block.text)
    return None


def _publisher(name: str, gazetteer: Gazetteer, rule: str, evidence: str) -> Publisher:
    return Publisher(gazetteer.source_names.get(name_key(name), ""), name, rule, evidence)


_COPYRIGHT_WORDS = ("copyright", "allrightsreserved", "c")


def _named_alone(text: str, gazetteer: Gazetteer) -> str:
    """A line, or a part of it between bars, that is a publisher's name (years and copyright words aside)."""
    for mark in (None, "|", "–", "—", "·", "©", ".", ","):
        for part in text.split(mark) if mark else (text,):
            key = name_key("".join(c for c in part if not c.isdigit()))
            for word in _COPYRIGHT_WORDS[:2]:
                key = key.replace(word, "")
            slug = gazetteer.source_names.get(name_key(part)) or gazetteer.source_names.get(key)
            if slug and len(key) > 4:
                return slug
    return ""


_HOLDS_OFFICE_AT = re.compile(r"(?<!inister )\b(?:of|at|for|with|from)\s(?:the\s)?$")


def _house_of(role: str, gazetteer: Gazetteer) -> str:
    """The first source that an author is said to be something of: “President of the … Council”."""
    for hit in gazetteer.sources_in_text.find(fold(role)):
        if len(hit.slugs) == 1 and _HOLDS_OFFICE_AT.search(role[: hit.start]):
            return next(iter(hit.slugs))
    return ""
