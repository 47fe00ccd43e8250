"""Words that say that people met or will meet: summit, talks, met, встреча, Gipfel. Found once for a whole text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import ahocorasick

from archive.ingest.lowering import lowered

_STRONG = re.compile(r"summits?|саммит\w*|\w*gipfel\w*|sommets?")
_WEAK = re.compile(
    r"meetings?|talks|negotiations|discussions|encounters?|gatherings?|conference|session|met|meets?|"
    r"встреч\w*|переговор\w*|встретят\w+|встретил\w+|treffen\w*|trafen|traf|gespräche?n?|rencontres?|rencontr\w+|entretiens?"
)
_WORD = re.compile(r"\w+")
_WITHIN_A_WORD = "gipfel"


def _stems() -> ahocorasick.Automaton:
    """What each of the words begins with, or holds: found in a text by the dozen times faster than a pattern is."""
    automaton = ahocorasick.Automaton()
    for stem in (
        "summit саммит gipfel sommet meet met talks negotiations discussions encounter gathering conference session "
        "встре переговор treffen traf gespräch rencontr entretien"
    ).split():
        automaton.add_word(stem, stem)
    automaton.make_automaton()
    return automaton


_STEMS = _stems()


class MeetingWord(NamedTuple):
    """Half-open range of a text. Strong words, “summit”, are said of leaders only; weak ones, “talks”, of anybody."""

    start: int
    end: int
    text: str
    is_weak: bool


@lru_cache(maxsize=16)
def find_meeting_words(text: str) -> tuple[MeetingWord, ...]:
    """Every meeting word of a text, in order."""
    lower = lowered(text)
    found: list[MeetingWord] = []
    seen = 0  # the end of the last word that was looked at
    for last, stem in _STEMS.iter(lower):
        start = last + 1 - len(stem)
        if start < seen:
            continue
        while stem == _WITHIN_A_WORD and start > seen and _WORD.match(lower, start - 1):
            start -= 1
        word = _WORD.match(lower, start)
        if word and not (start and _WORD.match(lower, start - 1)):
            seen = word.end()
            is_weak = bool(_WEAK.fullmatch(word.group()))
            if is_weak or _STRONG.fullmatch(word.group()):
                found.append(MeetingWord(start, seen, text[start:seen], is_weak))
    return tuple(found)
