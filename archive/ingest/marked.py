"""A line of a page with the kind it was given so far, and how strongly it speaks for an article around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.ingest.lines import Piece

BODY_KINDS = ("lead", "heading", "paragraph", "quotation", "list-item")

STARTS_AS_TEXT = re.compile(r"[\W_]*[^\W_a-zа-яё]|[\W_]*\d")

# How strongly a line pulls the article towards it (in words) or away.
_MAX_PULL = 60
_PUSH = {"comment-form": -45, "footer": -30, "related-link": -8, "navigation": -10, "notice": -20}
_PUSH_RULE = {"poll": -40, "newsletter": -6}
_PUSH_OTHER, _PUSH_SHORT, _PUSH_WORD = -4, -4, -7


@dataclass(frozen=True)
class Line:
    """`kind` and `rule` are empty until a rule has claimed the line."""

    piece: Piece
    kind: str = ""
    rule: str = ""

    @property
    def is_prose(self) -> bool:
        """A line of running text, not yet claimed by any rule."""
        words = self.piece.words
        return not self.kind and ((words >= 8 and self.piece.ends_sentence) or words >= 25)

    @property
    def pull(self) -> int:
        if self.kind:
            return _PUSH_RULE.get(self.rule, _PUSH.get(self.kind, _PUSH_OTHER))
        if self.is_prose:
            return min(self.piece.words, _MAX_PULL)
        return _PUSH_SHORT if self.piece.words > 2 or self.piece.ends_sentence else _PUSH_WORD
