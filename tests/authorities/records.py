"""The authority files as they stand, and what their names and dates mean. No Django: YAML only."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
AUTHORITIES = ROOT / "fixtures" / "authorities"

Record = dict[str, Any]

_LETTERS = str.maketrans(
    {"đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "ð": "d", "þ": "th", "Þ": "Th", "ß": "ss"}
)
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass
class Findings:
    """What a comparison found: facts confirmed, counted by kind; contradictions, in words; remarks."""

    confirmed: Counter[str] = field(default_factory=Counter)
    contradictions: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


@cache
def load(name: str) -> list[Record]:
    """The records of `fixtures/authorities/NAME.yaml`, in the file's order; read once, so copy before changing."""
    records: list[Record] = yaml.safe_load((AUTHORITIES / f"{name}.yaml").read_text(encoding="utf-8"))
    return records


def fold(text: str) -> str:
    """A name without accents, commas and other differences of spelling that no reader would call another name."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(re.sub(r"[,’'ʻ]", "", plain).replace("–", "-").casefold().split())


def ascii_slug(text: str) -> str:
    """The words of a name joined by hyphens, as slugs are made: "L'Aquila" gives `laquila`."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text).replace(".", "")).strip("-")


def alias_texts(record: Record) -> list[str]:
    return [alias["text"] if isinstance(alias, dict) else alias for alias in record["aliases"]]


def full_names(record: Record) -> list[str]:
    return [record["name"], *alias_texts(record)]


def by_full_name(people: list[Record]) -> dict[str, set[str]]:
    """Slugs by folded full name; several where people share it."""
    slugs: dict[str, set[str]] = defaultdict(set)
    for person in people:
        for name in full_names(person):
            slugs[fold(name)].add(person["slug"])
    return slugs


def rotations(tag: str) -> Iterator[str]:
    """A tag as it stands and with its first words moved to its end: "Quang Tran Dai" also gives "Tran Dai Quang"."""
    words = tag.split()
    for i in range(len(words)):
        yield " ".join(words[i:] + words[:i])


def resolve_tag(tag: str, names: dict[str, set[str]]) -> set[str]:
    """The people whose full name is some rotation of the tag."""
    found: set[str] = set()
    for name in rotations(tag):
        found |= names.get(fold(name), set())
    return found


def first_day(text: str) -> date:
    year, month, day = _date_parts(text)
    return date(year, month or 1, day or 1)


def last_day(text: str) -> date:
    year, month, day = _date_parts(text)
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def bounds(held: str) -> tuple[date, date | None]:
    """First and last possible day of a tenure's interval; None where it has no end or an unknown one.

    Raises ValueError for anything but `A/B`, `A/..` and `A/`.
    """
    start, separator, end = held.partition("/")
    if not separator:
        raise ValueError(f"{held!r} is no interval")
    return first_day(start), None if end in ("", "..") else last_day(end)


def covers(held: str, day: date) -> bool:
    """Whether the office may have been held that day; after an unknown end it may."""
    first, last = bounds(held)
    return first <= day and (last is None or day <= last)


def same_to_precision(one: str, other: str) -> bool:
    """Whether two dates agree as far as the less precise one goes."""
    length = min(len(one), len(other))
    return one[:length] == other[:length]


def _date_parts(text: str) -> tuple[int, int | None, int | None]:
    match = _DATE.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is no year, month or day")
    year, month, day = match.groups()
    return int(year), int(month) if month else None, int(day) if day else None
