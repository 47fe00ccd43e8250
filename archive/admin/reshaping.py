"""A curator's word on where paragraphs begin: one divided in two, two joined; what hangs on their words follows."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from archive.admin.blocks import BlockError, blocks_of, let_spans_follow
from archive.ingest.blocks import Block
from archive.ingest.body import assemble
from archive.ingest.curated_blocks import CURATOR
from archive.ingest.duplicates import renew_duplicates
from archive.ingest.fields import stored_blocks
from archive.ingest.lines import plain
from archive.ingest.numbering import divided, united
from archive.ingest.signatures import band_keys
from archive.models import Article
from archive.tasks import request_indexing

DIVIDED, JOINED = "divided", "joined"  # the rules of such blocks

Move = Callable[[int], int]  # a code-point offset of the old body -> that of the new one


@transaction.atomic
def divide(article: Article, number: str, seen: str, at: int) -> None:
    """Let a new paragraph begin at offset `at` of paragraph `number`, which reads `seen`. Raises BlockError."""
    blocks, place, start = _opened(article, number, seen)
    block = blocks[place]
    parts = block.text[:at].rstrip(), block.text[at:].lstrip()
    if not all(parts) or " ".join(parts) != block.text:
        raise BlockError(_("A paragraph is divided between two words."))
    border = start + len(parts[0])
    for link in (
        *article.appearances.shown().select_related("person"),
        *article.coverages.shown().select_related("event"),
    ):
        for first, last in link.spans:
            if first <= border < last:
                words = {"words": article.body[first:last], "record": link}
                raise BlockError(
                    _("“%(words)s” (%(record)s) stands across this place. Take that mark away first.") % words
                )
    cut, resumed = _cut(article, block, parts)
    rest = "paragraph" if block.kind == "lead" else block.kind
    pieces = [
        replace(block, end=cut, text=parts[0], rule=DIVIDED, origin=CURATOR),
        replace(block, start=resumed, text=parts[1], kind=rest, rule=DIVIDED, origin=CURATOR),
    ]
    numbers, former = divided(number, block.text, parts, article.paragraph_numbers, article.former_paragraphs)
    named = numbers[article.paragraph_numbers.index(number) :][:2]
    _reshape(
        article, [*blocks[:place], *pieces, *blocks[place + 1 :]], numbers, former, lambda p: p + 1 if p > border else p
    )
    for pin in article.pinned_passages.filter(paragraph=number):
        pin.paragraph = named[1] if pin.quotation in parts[1] and pin.quotation not in parts[0] else named[0]
        pin.save()


@transaction.atomic
def join(article: Article, number: str, seen: str) -> None:
    """Make one paragraph of paragraph `number`, which reads `seen`, and the next. Raises BlockError."""
    blocks, place, start = _opened(article, number, seen)
    at = article.paragraph_numbers.index(number)
    if at + 1 == len(article.paragraph_numbers):
        raise BlockError(_("No paragraph follows this one."))
    first, second = blocks[place], blocks[place + 1]
    text = plain(_reading(article)[first.start : second.end])
    if not second.is_body or text != f"{first.text} {second.text}":
        raise BlockError(_("Between the two paragraphs stands what was set aside: put it into the body first."))
    pair = number, article.paragraph_numbers[at + 1]
    numbers, former = united(pair, (first.text, second.text), article.paragraph_numbers, article.former_paragraphs)
    _join_pins(article, pair, numbers[at])
    whole = replace(first, end=second.end, text=text, rule=JOINED, origin=CURATOR)
    border = start + len(first.text)
    _reshape(
        article, [*blocks[:place], whole, *blocks[place + 2 :]], numbers, former, lambda p: p - 1 if p > border else p
    )


def _opened(article: Article, number: str, seen: str) -> tuple[list[Block], int, int]:
    """All blocks, the place of the paragraph's among them, and where it begins in the body."""
    article.refresh_from_db(from_queryset=Article.objects.select_for_update())
    blocks = blocks_of(article)
    found = next(((text, start) for name, text, start in article.paragraphs if name == number), None)
    if found is None or found[0] != seen:
        raise BlockError(_("The paragraph was changed in the meantime: look at it as it now is."))
    in_body = [place for place, block in enumerate(blocks) if block.is_body]
    return blocks, in_body[article.paragraph_numbers.index(number)], found[1]


def _reading(article: Article) -> str:
    return article.accessions.get(is_current=True).reading_text


def _cut(article: Article, block: Block, parts: tuple[str, str]) -> tuple[int, int]:
    """Where the first part ends in the reading text, and where the second begins."""
    text = _reading(article)[block.start : block.end]
    for gap in re.finditer(r"\s+", text):
        if gap.start() >= len(parts[0]) and plain(text[: gap.start()]) == parts[0]:
            return block.start + gap.start(), block.start + gap.end()
    raise BlockError(_("This place was not found in the original."))


def _join_pins(article: Article, pair: tuple[str, str], number: str) -> None:
    pinned: dict[tuple[int, int], str] = {}
    for pin in article.pinned_passages.filter(paragraph__in=pair).select_related("topic"):
        if (pin.event_id, pin.topic_id) in pinned:
            raise BlockError(
                _("Both paragraphs are pinned to “%(topic)s”. Take one of the pins away first.") % {"topic": pin.topic}
            )
        pinned[pin.event_id, pin.topic_id] = pin.paragraph
        pin.paragraph = number
        pin.save()


def _reshape(article: Article, blocks: list[Block], numbers: list[str], former: dict[str, str], move: Move) -> None:
    article.blocks, article.body = stored_blocks(blocks), assemble(blocks).text
    article.paragraph_numbers, article.former_paragraphs = numbers, former
    article.save(update_fields=["blocks", "body", "paragraph_numbers", "former_paragraphs"])
    let_spans_follow(article, lambda spans: [[move(first), move(last - 1) + 1] for first, last in spans])
    renew_duplicates(article, band_keys(article.body), is_new_body=True)
    request_indexing(Article.objects.filter(pk=article.pk))
