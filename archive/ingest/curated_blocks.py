"""Blocks that a curator set, laid over those of a new reading of the same text, or of another one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from archive.ingest.blocks import Block
from archive.ingest.moving import nearest

CURATOR = "curator"

StoredBlock = Sequence[object]  # start, end, kind, rule, origin: as articles keep them


def curated_blocks(stored: Iterable[StoredBlock], before: str, text: str) -> tuple[list[Block], list[Block]]:
    """A curator's blocks of the reading text `before`: those found again in `text`, and those that are gone from it.

    A block is found again by its words, where they stand nearest to where they stood.
    """
    found, gone = [], []
    for start, end, kind, rule, origin in stored:
        if origin != CURATOR or not isinstance(start, int) or not isinstance(end, int):
            continue
        words = before[start:end]
        block = Block(start, end, str(kind), str(rule), CURATOR, _plain(words))
        position = start if before == text else nearest(words, start, text)
        if position is None:
            gone.append(block)
        else:
            found.append(replace(block, start=position, end=position + end - start))
    return found, gone


def laid_over(blocks: Sequence[Block], curated: Sequence[Block], text: str) -> tuple[Block, ...]:
    """The blocks of a reading of `text` with the curator's in their place; what these leave of a block stays."""
    result = list(curated)
    for block in blocks:
        left = [(block.start, block.end)]
        for over in curated:
            left = [piece for start, end in left for piece in _without(start, end, over.start, over.end)]
        if left == [(block.start, block.end)]:
            result.append(block)
            continue
        pieces = ((start, end, _plain(text[start:end])) for start, end in left)
        result += [replace(block, start=start, end=end, text=words) for start, end, words in pieces if words]
    return tuple(sorted(result, key=lambda block: block.start))


def _without(start: int, end: int, first: int, last: int) -> list[tuple[int, int]]:
    """What is left of a range without another one."""
    if last <= start or end <= first:
        return [(start, end)]
    return [(a, b) for a, b in ((start, first), (last, end)) if a < b]


def said_of(block: Block, blocks: Sequence[Block]) -> str:
    """What kind a reading gives to most of the letters of a curator's block; empty where it has nothing there."""
    shares = [(min(b.end, block.end) - max(b.start, block.start), b.kind) for b in blocks]
    length, kind = max(shares, default=(0, ""))
    return kind if length > 0 else ""


def _plain(words: str) -> str:
    return unicodedata.normalize("NFC", " ".join(words.split()))
