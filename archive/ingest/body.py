"""The body readers see: body blocks in order, one blank line between, and nothing else."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from archive.ingest.blocks import Block

PARAGRAPH_BREAK = "\n\n"


@dataclass(frozen=True)
class Body:
    """`text`, and for each paragraph its block and where it starts in `text` (code points)."""

    text: str
    blocks: tuple[Block, ...]
    starts: tuple[int, ...]

    def paragraph_at(self, position: int) -> int:
        """Index of the paragraph that holds a position of `text`."""
        return bisect_right(self.starts, position) - 1


def assemble(blocks: Sequence[Block]) -> Body:
    kept = tuple(block for block in blocks if block.is_body)
    starts, position = [], 0
    for block in kept:
        starts.append(position)
        position += len(block.text) + len(PARAGRAPH_BREAK)
    return Body(PARAGRAPH_BREAK.join(block.text for block in kept), kept, tuple(starts))
