"""What is wrong with a question, in words, and how it would be right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from archive.messages import Message

FIELDS = frozenset({"title", "person", "subject", "event", "source", "author", "phase", "before", "after", "on"})

_SYNONYMS = {
    "by": "author", "date": "on", "day": "on", "month": "on", "name": "person", "newspaper": "source",
    "people": "person", "publisher": "source", "since": "after", "summit": "event", "until": "before", "who": "person",
    "writer": "author", "year": "on",
}  # fmt: skip


@dataclass(frozen=True)
class Mistake:
    """What a reader is told, and what would be written instead of the code points `start` to `end`."""

    message: Message
    start: int
    end: int
    instead: str = ""


def corrected(text: str, mistakes: Iterable[Mistake]) -> str:
    """The text with every mistake put right. Of two that overlap, the first counts."""
    parts, at = [], 0
    for mistake in sorted(mistakes, key=lambda mistake: (mistake.start, mistake.end)):
        if mistake.start >= at:
            parts += [text[at : mistake.start], mistake.instead]
            at = mistake.end
    return " ".join("".join([*parts, text[at:]]).split())


def likely_field(name: str) -> str:
    """The field somebody may have meant by this name, or nothing."""
    if name.lower() in _SYNONYMS:
        return _SYNONYMS[name.lower()]
    close = get_close_matches(name.lower(), sorted(FIELDS), n=1, cutoff=0.6)
    return close[0] if close else ""
