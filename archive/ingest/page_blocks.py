"""The blocks of a web page: trafilatura says which lines are the body, the markup which are title, byline and date."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from archive.ingest.blocks import Block, classify
from archive.ingest.boilerplate import recognised
from archive.ingest.bylines import read_signed
from archive.ingest.dates import find_dates
from archive.ingest.lines import Piece
from archive.ingest.page_facts import PageFacts

_SHINGLE = 4
_ENOUGH = 0.8  # of a line's shingles: the extractor drops a link or a footnote's number here and there
_FEWEST_WORDS = 25
_REACH = 6
_LONGEST_LINE = 20  # words of a line that names the author or the day
# What the rules for texts know better than the extractor, which has no such kinds.
_KNOWN_BETTER = frozenset(("caption", "credit", "dateline", "byline", "author-note", "notice", "comment-form"))


# Lines that only look like names: on a page with its menus they are mostly none.
_GUESSED_NAMES = frozenset(("name-beside-the-title", "signature"))


@dataclass(frozen=True)
class Page:
    """A web page as it is read: its text as a browser shows it, what it says of itself, which lines were extracted.

    `kept` gives the kind of each extracted line by its key; `captions` holds the keys of lines under pictures.
    """

    text: str
    encoding: str
    facts: PageFacts = field(default_factory=PageFacts)
    kept: Mapping[str, str] = field(default_factory=dict)
    captions: frozenset[str] = frozenset()


def classify_page(page: Page, publishers: Container[str] = frozenset()) -> tuple[Block, ...]:
    """Cut a page's text into blocks. Where the extractor found no article, the rules for texts decide alone."""
    blocks = list(classify(page.text, publishers))
    keys = [_key(block.text) for block in blocks]
    extracted = _extracted(blocks, keys, page)
    if sum(_words(blocks[i].text) for i in extracted) < _FEWEST_WORDS:
        return tuple(blocks)
    first, last = min(extracted), max(extracted)
    for i, block in enumerate(blocks):
        if i in extracted:
            blocks[i] = _as_body(block, extracted[i], keys[i] in page.captions)
        elif block.is_body or block.kind == "title":
            place = "navigation" if i < first else "footer" if i > last else "widget"
            blocks[i] = replace(block, kind=place, rule="left-out-by-trafilatura")
        elif block.rule in _GUESSED_NAMES and not read_signed(block.text):
            blocks[i] = replace(block, kind="widget", rule="name-without-a-mark")
    title = _mark_title(blocks, keys, page.facts, first)
    _mark_facts(blocks, page.facts, first if title is None else min(title, first), first, last)
    _mark_lead(blocks, keys, page.facts, title, first)
    return tuple(blocks)


def _extracted(blocks: list[Block], keys: list[str], page: Page) -> dict[int, str]:
    """The kinds of the lines that were extracted, by their place. Short lines count between long ones only."""
    shingles = {shingle for key in page.kept for shingle in _shingles(key)}
    found: dict[int, str] = {}
    for i, key in enumerate(keys):
        own = _shingles(key)
        if own and (key in page.kept or sum(shingle in shingles for shingle in own) >= _ENOUGH * len(own)):
            found[i] = page.kept.get(key, "paragraph")
    if found:
        for i in range(min(found), max(found) + 2):
            if i < len(blocks) and i not in found and keys[i] in page.kept:
                found[i] = page.kept[keys[i]]
    return dict(sorted(found.items()))


def _as_body(block: Block, kind: str, is_caption: bool) -> Block:
    if is_caption:
        return replace(block, kind="caption", rule="figcaption")
    if block.kind in _KNOWN_BETTER or recognised(block.text):
        return block
    return replace(block, kind=block.kind if block.kind in ("lead", "list-item") else kind, rule="trafilatura")


def _mark_title(blocks: list[Block], keys: list[str], facts: PageFacts, first: int) -> int | None:
    """The line that is the title, nearest above the body or within it; the same line elsewhere repeats it."""
    if facts.title is None:
        return None
    key = _key(facts.title.value)
    places = [i for i, other in enumerate(keys) if other == key]
    if not places:
        return None
    title = max((i for i in places if i <= first), default=places[0])
    for i in places:
        if i == title:
            blocks[i] = replace(blocks[i], kind="title", rule=facts.title.rule)
        elif blocks[i].is_body:
            blocks[i] = replace(blocks[i], kind="repeat", rule="repeated-title")
    return title


def _mark_facts(blocks: list[Block], facts: PageFacts, top: int, first: int, last: int) -> None:
    """Short lines around title and body that name the stated author or print the stated day."""
    near = [i for i in (*range(max(0, top - _REACH), first + 3), *range(last + 1, last + _REACH)) if i < len(blocks)]
    for i in set(range(len(blocks))) - set(near):
        if (
            blocks[i].kind == "dateline" and not first < i < last
        ):  # the day of the visit, of another article, of a comment
            blocks[i] = replace(blocks[i], kind="widget", rule="date-of-something-else")
    for i in near:
        if blocks[i].kind == "title" or _words(blocks[i].text) > _LONGEST_LINE:
            continue
        signed = next((author for author in facts.authors if _names(blocks[i].text, author.value)), None)
        if signed and not (blocks[i].is_body and blocks[i].text.endswith(".")):
            blocks[i] = replace(blocks[i], kind="byline", rule=signed.rule)
        elif not blocks[i].is_body and _prints_day(blocks[i].text, facts):
            blocks[i] = replace(blocks[i], kind="dateline", rule="date-beside-the-title")


def _mark_lead(blocks: list[Block], keys: list[str], facts: PageFacts, title: int | None, first: int) -> None:
    """The page's own description of itself, printed between title and body."""
    key = _key(facts.description)
    if title is None or _words(facts.description) < _SHINGLE:
        return
    for i in range(title + 1, first + 1):
        if keys[i] == key:
            blocks[i] = replace(blocks[i], kind="lead", rule="description")


def _names(text: str, name: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE))


def _prints_day(text: str, facts: PageFacts) -> bool:
    """Whether a line prints a whole date: the stated one or, where clocks differ, the day beside it; else any."""
    days = [found.first(found.year) for found in find_dates(text) if found.day and found.year]
    if facts.published is None:
        return bool(days)
    stated = date.fromisoformat(facts.published.value)
    return any(abs((day - stated).days) <= 1 for day in days)


def _key(text: str) -> str:
    return Piece(0, 0, text).key


def _words(text: str) -> int:
    return Piece(0, 0, text).words


def _shingles(key: str) -> list[tuple[str, ...]]:
    words = key.split()
    return [tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)]
