"""Sentences of a body, as ranges of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from archive.ingest.ranges import last_before

# It begins with a set of characters, which is what the search for it is fast by.
_END = re.compile(r"[.!?…\n](?:(?<=\n)\n|(?<!\n)[.!?…]*[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]?[^\W_a-zа-яё]))")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"])(?:Mr|Mrs|Ms|Dr|Prof|St|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Adm|Jr|Sr|vs|No|Vol|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|"
    r"Oct|Nov|Dec|U\.S|U\.K|U\.N|E\.U|[A-ZА-ЯЁ]|г|гг|им|т\.е|т\.к)\.$"
)
_LONGEST_ABBREVIATION = 8  # with what stands before it; “A. A. A.” for a whole book must not be read from its start


@dataclass(frozen=True)
class Sentence:
    start: int
    end: int
    text: str


@lru_cache(maxsize=4)
def split_sentences(text: str) -> tuple[Sentence, ...]:
    """Half-open code-point ranges of the sentences of `text`, edge spaces left out; a blank line always ends one."""
    found: list[Sentence] = []
    start = 0
    for match in _END.finditer(text):
        if match.group() != "\n\n" and _ABBREVIATION.search(
            text, max(0, match.end() - _LONGEST_ABBREVIATION), match.end()
        ):
            continue
        _add(found, text, start, match.end())
        start = match.end()
    _add(found, text, start, len(text))
    return tuple(found)


def sentence_at(sentences: Sequence[Sentence], position: int) -> Sentence | None:
    """The sentence of `sentences`, in order, that holds a position; None between two."""
    sentence = last_before(sentences, position)
    return sentence if sentence and position < sentence.end else None


def _add(found: list[Sentence], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        first = start + len(piece) - len(piece.lstrip())
        found.append(Sentence(first, first + len(stripped), stripped))
