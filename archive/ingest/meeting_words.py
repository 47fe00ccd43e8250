"""Words that say that people met or will meet: summit, talks, met, встреча, Gipfel. Found once for a whole text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_STRONG = re.compile(r"summits?|саммит\w*|\w*gipfel\w*|sommets?", re.IGNORECASE)
_WEAK = re.compile(
    r"meetings?|talks|negotiations|discussions|encounters?|gatherings?|conference|session|met|meets?|"
    r"встреч\w*|переговор\w*|встретят\w+|встретил\w+|treffen\w*|trafen|traf|gespräche?n?|rencontres?|rencontr\w+|entretiens?",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")


class MeetingWord(NamedTuple):
    """Half-open range of a text. Strong words, “summit”, are said of leaders only; weak ones, “talks”, of anybody."""

    start: int
    end: int
    text: str
    is_weak: bool


@lru_cache(maxsize=16)
def find_meeting_words(text: str) -> tuple[MeetingWord, ...]:
    """Every meeting word of a text, in order."""
    found = []
    for match in _WORD.finditer(text):
        word = match.group()
        is_weak = _is_weak(word)
        if is_weak is not None:
            found.append(MeetingWord(*match.span(), word, is_weak))
    return tuple(found)


@lru_cache(maxsize=1 << 15)
def _is_weak(word: str) -> bool | None:
    """None for a word that is none of them. Remembered: a language has few words, and texts repeat them."""
    if _STRONG.fullmatch(word):
        return False
    return True if _WEAK.fullmatch(word) else None
