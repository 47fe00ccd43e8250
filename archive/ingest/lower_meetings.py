"""Meetings that are not of record: of a series' ministers, of business people, of the young; summits of others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.ingest.ranges import Range, Taken

_WHO = (
    r"minist(?:ers?|erial)|(?<!state and )heads of government|business\w*|CEOs?|youth|young|women|"
    r"parliament\w*|speakers|sherpas?|experts?|central bank\w*|bank governors|students?|civil society|think tanks?|"
    r"foreign secretaries|chiefs of (?:general )?staff|officials|prosecutors|coordinators"
)
_BETWEEN = re.compile(rf"\b(?:{_WHO})\b", re.IGNORECASE)
_BEFORE = re.compile(
    rf"\b(?!business\b)(?:{_WHO})[’']?s?\s(?:\w+\s){{0,2}}(?:of|from)\s(?:the\s)?$|"
    r"\b(?:business|youth|women|parliamentary)\s$",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"\s(?:of|between|for)\s(?:the\s|its\s)?(?:[\w-]+\s){{0,3}}(?:{_WHO})\b", re.IGNORECASE)


def is_lower(text: str, start: int, head_start: int, head_end: int) -> bool:
    """Whether the meeting word at `head_start:head_end`, its qualifiers beginning at `start`, is of a lower rank."""
    return bool(
        _BETWEEN.search(text, start, head_start)
        if start < head_start
        else _BETWEEN.search(text[max(0, head_start - 20) : head_start].rpartition(", ")[2])
    ) or bool(_BEFORE.search(text[max(0, start - 50) : start]) or _AFTER.match(text, head_end))


_GATHERING = re.compile(r"\b(?:summit|forum|council|meeting|festival|conference|session|talks)s?\b", re.IGNORECASE)
_LEADERS = re.compile(r"\b(?:leaders|heads of (?:state|delegations?))\b", re.IGNORECASE)


def is_about_lower_meeting(title: str) -> bool:
    """Whether a title tells of a gathering of ministers, business people or the young, and of no leaders at it."""
    return bool(_GATHERING.search(title) and _BETWEEN.search(title)) and not _LEADERS.search(title)


_OTHER_SUMMIT = re.compile(r"\s(?:[A-Z][\w.]*[-–][A-Z][\w.]*|[A-Z]{2,})\s$")


def is_of_others(text: str, head_start: int, head_end: int, known: Sequence[Range]) -> bool:
    """“the EU-Russia summit in Helsinki”: the name right before the noun is none of those `known` in its sentence."""
    if not text[head_start:head_end].casefold().startswith("summit"):
        return False
    name = _OTHER_SUMMIT.search(text, max(0, head_start - 40), head_start)
    return name is not None and not Taken(known).overlaps(name.start() + 1, name.end() - 1)
