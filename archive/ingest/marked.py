"""A line of a page with the kind it was given so far."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from archive.ingest.lines import Piece

BODY_KINDS = ("lead", "heading", "paragraph", "quotation", "list-item")

STARTS_AS_TEXT = re.compile(r"[\W_]*[^\W_a-zа-яё]|[\W_]*\d")

_CUT_OFF = re.compile(r"[\w,;](?:\.\.\.|…)$")
_SENTENCE_INSIDE = re.compile(r"[^\W\d_]{2}[.!?]\s")
_CASED_WORD = re.compile(r"[^\W\d_][^\W\d_]+")
_CUT_OFF_WORDS = 25
_MENU_CAPITALS = 0.65


@dataclass(frozen=True)
class Line:
    """`kind` and `rule` are empty until a rule has claimed the line."""

    piece: Piece
    kind: str = ""
    rule: str = ""

    @property
    def is_prose(self) -> bool:
        """A line of running text, not yet claimed by any rule."""
        return not self.kind and self._reads_as_prose

    @property
    def is_short(self) -> bool:
        """A line that is no running text, not yet claimed by any rule."""
        return not self.kind and not self._reads_as_prose

    @cached_property
    def _reads_as_prose(self) -> bool:
        words, text = self.piece.words, self.piece.text
        if words < 8:
            return False
        if words < _CUT_OFF_WORDS and _CUT_OFF.search(text) and not _SENTENCE_INSIDE.search(text):
            return False
        return self.piece.ends_sentence or (words >= 25 and capitals(text) < _MENU_CAPITALS)


def capitals(text: str) -> float:
    """The share of words after the first that begin with a capital: high in menus and headlines, 0 without case."""
    words = _CASED_WORD.findall(text)[1:]
    return sum(word[0].isupper() for word in words) / len(words) if words else 0.0
