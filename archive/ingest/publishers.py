"""Who published an article, and who printed it again, as the page says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.ingest.authority import Gazetteer
from archive.ingest.blocks import Block
from archive.ingest.bylines import read_signed
from archive.ingest.datelines import publication_name
from archive.ingest.folding import fold, name_key


@dataclass(frozen=True)
class Publisher:
    """`slug` is a source record's, empty where the printed name fits none."""

    slug: str
    as_printed: str
    rule: str
    evidence: str


_FURNITURE = ("source", "footer", "navigation", "title", "repeat", "dateline", "widget", "byline", "notice")


def find_publisher(blocks: Sequence[Block], gazetteer: Gazetteer) -> Publisher | None:
    """The first of: a publication line, a byline's publisher, a site's name on the page, the author's house."""
    for block in blocks:
        if block.rule == "publication-line":
            name = publication_name(block.text) or block.text
            return _publisher(name, gazetteer, "publication-line", block.text)
    for block in blocks:
        signed = read_signed(block.text) if block.kind == "byline" else None
        if signed and signed.publisher:
            return _publisher(signed.publisher, gazetteer, "publisher-in-byline", block.text)
    return _named_on_page(blocks, gazetteer) or _house_of_author(blocks, gazetteer)


def find_republisher(blocks: Sequence[Block], gazetteer: Gazetteer, publisher: Publisher | None) -> Publisher | None:
    """A known source that stands alone under a signature which names another one."""
    signed = next((i for i, block in enumerate(blocks) if block.rule == "signature"), None)
    if signed is None or publisher is None or publisher.rule != "publisher-in-byline":
        return None
    for block in blocks[signed + 1 : signed + 4]:
        if block.rule == "publisher-alone":
            slug = gazetteer.source_names[name_key(block.text)]
            if slug != publisher.slug:
                return Publisher(slug, block.text, "publisher-under-signature", block.text)
    return None


def _named_on_page(blocks: Sequence[Block], gazetteer: Gazetteer) -> Publisher | None:
    """A known source whose name is a line of the page, or a part of one between bars; else the only one that the page's
    furniture names at all."""
    furniture = [block for block in blocks if block.kind in _FURNITURE]
    for block in furniture:
        for part in (block.text, *_PART.split(block.text)):
            slug = gazetteer.source_names.get(name_key(_COPYRIGHT.sub(" ", part)))
            if slug:
                return Publisher(slug, part.strip(), "publisher-named-on-the-page", block.text)
    for block in furniture:
        hits = gazetteer.sources_in_text.find(fold(block.text))
        if len(hits) == 1 == len(hits[0].slugs) and hits[0].end - hits[0].start >= 8:
            name = block.text[hits[0].start : hits[0].end]
            return Publisher(next(iter(hits[0].slugs)), name, "publisher-named-on-the-page", block.text)
    return None


_PART = re.compile(r"\s*(?:[|–—·»>:/©]|,\s|\.\s)\s*")
_COPYRIGHT = re.compile(r"©|\(c\)|copyright|all rights reserved|\b(?:19|20)\d\d\b|«|»", re.IGNORECASE)
_HOLDS_OFFICE_AT = re.compile(r"(?<!inister )\b(?:of|at|for|with|from)\s(?:the\s)?$")


def _house_of_author(blocks: Sequence[Block], gazetteer: Gazetteer) -> Publisher | None:
    """The first source that an author is said to be something of: “President of the … Council”."""
    for block in blocks:
        if block.rule != "role-under-name":
            continue
        for hit in gazetteer.sources_in_text.find(fold(block.text)):
            if len(hit.slugs) == 1 and _HOLDS_OFFICE_AT.search(block.text[: hit.start]):
                return Publisher(next(iter(hit.slugs)), "", "house-of-the-author", block.text)
    return None


def _publisher(name: str, gazetteer: Gazetteer, rule: str, evidence: str) -> Publisher:
    return Publisher(gazetteer.source_names.get(name_key(name), ""), name, rule, evidence)
