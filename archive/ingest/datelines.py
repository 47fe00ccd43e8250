"""Lines that carry nothing but a date, or that name the publication."""

from __future__ import annotations

import re

from archive.ingest.dates import find_dates

_LABEL = re.compile(
    r"(?:first )?(?:published|posted|updated|last (?:updated|modified|edited)|date|created|on|at|am|le|am:|stand|"
    r"опубликовано|дата|"
    r"veröffentlicht|publié|mis à jour|aktualisiert|modified)(?: on| at| in| am| le)?\s*:?",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\b\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:uhr)?|\b\d{1,2}\s*[ap]\.?m\b\.?", re.IGNORECASE
)
_ZONE = re.compile(r"\b(?:GMT|UTC|BST|CES?T|E[SD]T|P[SD]T|MSK|ET|PT|Z|[+-]\d{2}:?\d{2})\b")
_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|"
    r"\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b|"
    r"\b(?:понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)\b",
    re.IGNORECASE,
)
PLACE_AND_WEEKDAY = re.compile(
    r"(?-i:[^\W\d_a-zа-яё])[\w .’'-]{2,40},\s(?P<day>monday|tuesday|wednesday|thursday|friday|saturday|sunday)\.?",
    re.IGNORECASE,
)
_PUBLICATION = re.compile(
    r"(?:publication|source|published (?:by|in)|journal|издание|источник|quelle|herausgeber)"
    r"\s*:\s*(?P<name>[^:]{2,80}?)"
    r"(?:,?\s+(?:volume|vol\.?|issue|no\.?|№)\b.*)?",
    re.IGNORECASE,
)


def is_dateline(text: str) -> bool:
    """Whether nothing is left of a line once dates, clock times, weekdays, places in capitals and labels are gone."""
    if len(text) > 120:
        return False
    if PLACE_AND_WEEKDAY.fullmatch(text):
        return True
    dates = find_dates(text)
    if not any(found.day for found in dates):
        return False
    rest = text
    for found in reversed(dates):
        rest = rest[: found.start] + " " + rest[found.end :]
    for pattern in (_CLOCK, _ZONE, _WEEKDAY, _LABEL):
        rest = pattern.sub(" ", rest)
    words = re.findall(r"\b(?!(?:page|seite|стр|pp?)\b)[^\W\d_]{2,}", rest)
    return len(words) <= 3 and all(word[0].isupper() for word in words)


def is_publication_line(text: str) -> bool:
    return publication_name(text) is not None


def publication_name(text: str) -> str | None:
    """The name on a line such as “Publication: Eurasia Daily Monitor Volume: 14 Issue: 142”."""
    match = _PUBLICATION.fullmatch(text) if len(text) <= 160 else None
    return match["name"].strip(" .,") if match else None
