"""A name in its context: the words before and after it, from the spans of its appearances. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

CONTEXT = 90  # code points on either side at most, cut between words
MOST_QUOTES = 20
MOST_OF_ONE = 3  # quotes of one article

Paragraphs = Iterable[tuple[str, str, int]]


@dataclass(frozen=True)
class Quote:
    """Words of a paragraph, `number` its citable one; an end is cut where the paragraph goes on."""

    article: Any
    number: str
    before: str
    name: str
    after: str
    is_cut_before: bool
    is_cut_after: bool


def quotes_of(appearances: Sequence[tuple[Any, Sequence[Sequence[int]]]], most: int = MOST_QUOTES) -> list[Quote]:
    """Quotes from these articles, each with the spans of the name in its body: as many of each as there is room for.

    In the order of the articles, and of the text.
    """
    each = min(max(1, most // max(len(appearances), 1)), MOST_OF_ONE)
    found = []
    for article, spans in appearances:
        quotes = (quoted(article, article.paragraphs, start, end) for start, end in sorted(map(tuple, spans)))
        found += [quote for quote in quotes if quote is not None][:each]
    return found[:most]


def quoted(article: Any, paragraphs: Paragraphs, start: int, end: int) -> Quote | None:
    """The paragraph around one span, half-open code points of the body; None where it lies in none."""
    for number, text, offset in paragraphs:
        first, last = start - offset, end - offset
        if 0 <= first < last <= len(text):
            before, after = text[:first], text[last:]
            kept_before, kept_after = _end_of(before), _beginning_of(after)
            return Quote(
                article, number, kept_before, text[first:last], kept_after,
                len(kept_before) < len(before), len(kept_after) < len(after),
            )  # fmt: skip
    return None


def _end_of(text: str) -> str:
    if len(text) <= CONTEXT:
        return text
    cut = text[-CONTEXT:]
    return cut[cut.find(" ") + 1 :] if " " in cut[:-1] else cut


def _beginning_of(text: str) -> str:
    if len(text) <= CONTEXT:
        return text
    cut = text[:CONTEXT]
    return cut[: cut.rfind(" ")] if " " in cut[1:] else cut
