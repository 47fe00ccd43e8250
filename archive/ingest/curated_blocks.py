"""Blocks that a curator set, laid over those of a new reading of the same text, or of another one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from archive.ingest.blocks import Block
from archive.ingest.lines import plain
from archive.ingest.marked import BODY_KINDS
from archive.ingest.moving import nearest

CURATOR = "curator"

RESTORED, SET_ASIDE = "restored", "set-aside"

StoredBlock = Sequence[object]  # start, end, kind, rule, origin: as articles keep them


def as_blocks(stored: Iterable[StoredBlock], text: str) -> list[Block]:
    """An article's stored blocks of the reading text `text`, with their words."""
    return [
        Block(start, end, str(kind), str(rule), str(origin), plain(text[start:end]))
        for start, end, kind, rule, origin in stored
        if isinstance(start, int) and isinstance(end, int)
    ]


def decided(blocks: Iterable[Block], kinds: Mapping[tuple[int, int], str]) -> list[Block]:
    """Blocks, those whose range a curator gave another kind with it: then they are the curator's."""
    result = []
    for block in blocks:
        kind = kinds.get((block.start, block.end), block.kind)
        if kind != block.kind:
            rule = RESTORED if kind in BODY_KINDS else SET_ASIDE
            block = replace(block, kind=kind, rule=rule, origin=CURATOR)
        result.append(block)
    return result


def curated_blocks(stored: Iterable[StoredBlock], before: str, text: str) -> tuple[list[Block], list[Block]]:
    """A curator's blocks of the reading text `before`: those found again in `text`, and those that are gone from it.

    A block is found again by its words, where they stand nearest to where they stood.
    """
    found, gone = [], []
    for start, end, kind, rule, origin in stored:
        if origin != CURATOR or not isinstance(start, int) or not isinstance(end, int):
            continue
        words = before[start:end]
        block = Block(start, end, str(kind), str(rule), CURATOR, plain(words))
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
        pieces = ((start, end, plain(text[start:end])) for start, end in left)
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
