"""Whether two stretches of text speak of the same things, told by their longer words."""

from __future__ import annotations

from collections.abc import Sequence, Set

from archive.ingest.marked import Line

_SAME_MATTER = 0.3  # share of a paragraph's longer words that the article has used
_FEW_WORDS = 4


def vocabulary(lines: Sequence[Line]) -> frozenset[str]:
    return frozenset(stem for line in lines if line.is_prose for stem in line.piece.stems)


def goes_on(line: Line, said: Set[str]) -> bool:
    """Whether a paragraph is about the same matter as a text that used these words."""
    found = line.piece.stems
    return len(found) < _FEW_WORDS or len(found & said) >= _SAME_MATTER * len(found)
