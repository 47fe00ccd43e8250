"""What must hold within one article: its numbers, spans and blocks against its own texts. No database, no files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from archive.checking.findings import Kind
from archive.ingest.body import PARAGRAPH_BREAK, assemble
from archive.ingest.curated_blocks import as_blocks
from archive.ingest.marked import BODY_KINDS

_FROM_BACKUP = "put the database from a backup in its place"
NOT_READ = Kind("Articles without a current accession", "take the file in again")
NUMBERS = Kind("Paragraphs and their numbers", _FROM_BACKUP)
SPANS = Kind("Spans outside of their text", _FROM_BACKUP)
BLOCKS = Kind("Blocks outside of their text, or out of order", _FROM_BACKUP)
BODY = Kind("Bodies that are not made of their blocks", _FROM_BACKUP)

_NUMBER = re.compile(r"[1-9]\d*(\.[1-9]\d*)*")

Problem = tuple[Kind, str]


@dataclass(frozen=True)
class Reading:
    """The current accession. `rules`: the version of those that it was read by."""

    sha256: str
    path: str
    encoding: str
    text: str
    rules: str


@dataclass(frozen=True)
class Link:
    """Spans in the body and in the title, and of what."""

    name: str
    spans: Any
    title_spans: Any = ()


@dataclass(frozen=True)
class Held:
    """What the database holds of an article. `is_body_curated`: a curator set the body as a whole."""

    pk: int
    slug: str
    title: str
    body: str
    numbers: Any
    blocks: Any
    is_body_curated: bool
    links: Sequence[Link]
    reading: Reading | None


def problems(article: Held, rules: str) -> Iterator[Problem]:
    """Everything that is off within an article. What `rules`, the present ones, would do is asked of their own work."""
    yield from _numbers(article)
    yield from _spans(article)
    if article.reading is None:
        yield NOT_READ, "no accession is its current one"
    elif where := _wrong_block(article.blocks, len(article.reading.text)):
        yield BLOCKS, where
    elif article.reading.rules == rules and not is_made_of(article, article.reading.text):
        yield BODY, "what its blocks cut from the reading text is another body"


def is_made_of(article: Held, text: str) -> bool:
    """Whether an article's blocks cut its body from a reading text; what a curator wrote is made of none."""
    if article.is_body_curated:
        return True
    of_body = [block for block in article.blocks if block[2] in BODY_KINDS]
    return assemble(as_blocks(of_body, text)).text == article.body


def _numbers(article: Held) -> Iterator[Problem]:
    count, numbers = article.body.count(PARAGRAPH_BREAK) + 1, article.numbers
    if not isinstance(numbers, list) or len(numbers) != count:
        given = len(numbers) if isinstance(numbers, list) else "none"
        yield NUMBERS, f"paragraphs: {count}, numbers: {given}"
    elif len(set(map(str, numbers))) != count:
        yield NUMBERS, "two paragraphs have one number"
    elif not all(isinstance(number, str) and _NUMBER.fullmatch(number) for number in numbers):
        yield NUMBERS, "a paragraph has something else for a number"


def _spans(article: Held) -> Iterator[Problem]:
    for link in article.links:
        for spans, text, name in (
            (link.spans, article.body, "body"),
            (link.title_spans, article.title, "title"),
        ):
            wrong = _wrong_span(spans, len(text))
            if wrong:
                yield SPANS, f"{link.name} at {wrong} of the {name}, which has {len(text)} characters"


def _wrong_span(spans: Any, length: int) -> str:
    """The first that is no half-open range within a text; empty where all are."""
    if not isinstance(spans, list | tuple):
        return repr(spans)[:60]
    for span in spans:
        if not isinstance(span, list) or len(span) != 2 or not _is_range(span[0], span[1], length):
            return repr(span)[:60]
    return ""


def _wrong_block(blocks: Any, length: int) -> str:
    """Which block is no range of the reading text, or begins before the one above it ends; empty where none is."""
    if not isinstance(blocks, list):
        return "its blocks are no list"
    for number, block in enumerate(blocks, 1):
        is_block = isinstance(block, list) and len(block) == 5 and all(isinstance(part, str) for part in block[2:])
        if not is_block or not _is_range(block[0], block[1], length):
            return f"block {number}, {repr(block)[:60]}, in a reading text of {length} characters"
    for number, (above, below) in enumerate(pairwise(blocks), 2):
        if below[0] < above[1]:
            return f"block {number} begins at {below[0]}, before block {number - 1} ends at {above[1]}"
    return ""


def _is_range(start: Any, end: Any, length: int) -> bool:
    return isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= length
