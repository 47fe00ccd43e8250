"""Small random indexes in several segments with deletions, and random questions to them."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from whoosh import query as whoosh
from whoosh.analysis import IDAnalyzer
from whoosh.fields import DATETIME, ID, KEYWORD, NUMERIC, TEXT, Schema

from archive.search.engine.analysis import TermAnalyzer
from archive.search.engine.budget import Limits
from archive.search.engine.caching import make_caches
from archive.search.engine.snapshot import Snapshot
from archive.search.engine.storage import SealedStorage
from archive.search.engine.writing import SegmentWriter

SCHEMA = Schema(
    key=ID(stored=True, unique=True),
    body=TEXT(analyzer=TermAnalyzer()),
    title=TEXT(analyzer=TermAnalyzer()),
    tag=KEYWORD(analyzer=IDAnalyzer()),
    day=DATETIME(),
    number=NUMERIC(signed=True),
)
WORDS = (
    "summit", "summits", "summer", "sum", "treaty", "treaties", "arms", "arm", "army", "control", "talks", "talk",
    "lake", "late", "lane", "border", "boarder", "ёлка", "über", "переговоры", "a", "of", "the", "no-fly", "x-ray",
)  # fmt: skip
TAGS = ("helsinki-2018", "da-nang-2017", "Ivanov, Igor", "unknown", "é")
FIRST_DAY = datetime(2016, 1, 1)


def new_index(folder: Path, schema: Schema = SCHEMA) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    SealedStorage(str(folder)).create_index(schema)
    return folder


def some_document(dice: random.Random, key: int) -> dict[str, Any]:
    document: dict[str, Any] = {"key": str(key), "body": " ".join(dice.choices(WORDS, k=dice.randrange(40)))}
    if dice.random() < 0.9:
        document["title"] = " ".join(dice.choices(WORDS, k=dice.randrange(1, 6)))
    if dice.random() < 0.8:
        document["tag"] = dice.sample(TAGS, dice.randrange(1, 4))
    if dice.random() < 0.8:
        document["day"] = FIRST_DAY + timedelta(days=dice.randrange(1500))
    if dice.random() < 0.8:
        document["number"] = dice.randrange(-500, 500)
    return document


def make_index(folder: Path, dice: random.Random, *, commits: int = 3, size: int = 40) -> Path:
    """An index written in several commits; each but the first deletes and replaces some of what was there."""
    new_index(folder)
    key = 0
    for _ in range(commits):
        with SegmentWriter(folder, SCHEMA) as writer:
            replaced = [str(number) for number in range(key) if dice.random() < 0.15]
            writer.delete("key", replaced)
            for number in range(key, key + dice.randrange(1, size)):
                writer.add_document(**some_document(dice, number))
                key = number + 1
            for number in replaced[::2]:
                writer.add_document(**some_document(dice, int(number)))
    return folder


def open_index(folder: Path, limits: Limits | None = None, cache_bytes: int = 2**20) -> Snapshot:
    return Snapshot(folder, SCHEMA, make_caches(cache_bytes), limits or Limits(seconds=60))


def some_query(dice: random.Random, depth: int = 3) -> whoosh.Query:
    """A query of any type that the engine carries out itself, and of some that it leaves to Whoosh."""
    if depth and dice.random() < 0.6:
        return dice.choice(_COMPOUNDS)(dice, depth - 1)
    return dice.choice(_LEAVES)(dice)


def _word(dice: random.Random) -> str:
    return dice.choice((*WORDS, "absent")).replace("-", "")


def _text_field(dice: random.Random) -> str:
    return dice.choice(("body", "body", "title"))


def _boost(dice: random.Random) -> float:
    return dice.choice((1.0, 1.0, 0.5, 3.0))


def _several(dice: random.Random, depth: int) -> list[whoosh.Query]:
    return [some_query(dice, depth) for _ in range(dice.randrange(1, 5))]


def _numeric_range(dice: random.Random) -> whoosh.Query:
    start, end = sorted((dice.randrange(-500, 500), dice.randrange(-500, 500)))
    return whoosh.NumericRange(
        "number", dice.choice((start, None)), dice.choice((end, None)), dice.random() < 0.3, dice.random() < 0.3,
        constantscore=dice.random() < 0.7,
    )  # fmt: skip


def _date_range(dice: random.Random) -> whoosh.Query:
    start, end = sorted((dice.randrange(1500), dice.randrange(1500)))
    return whoosh.DateRange("day", FIRST_DAY + timedelta(days=start), FIRST_DAY + timedelta(days=end))


def _term_range(dice: random.Random) -> whoosh.Query:
    start, end = sorted((_word(dice), _word(dice)))
    return whoosh.TermRange(
        _text_field(dice), dice.choice((start, None)), dice.choice((end, None)), dice.random() < 0.3,
        dice.random() < 0.3,
    )  # fmt: skip


_LEAVES: list[Callable[[random.Random], whoosh.Query]] = [
    lambda dice: whoosh.Term(_text_field(dice), _word(dice), boost=_boost(dice)),
    lambda dice: whoosh.Term("tag", dice.choice(TAGS), boost=_boost(dice)),
    lambda dice: whoosh.Phrase(
        _text_field(dice), [_word(dice) for _ in range(dice.randrange(1, 4))], slop=dice.choice((1, 1, 2, 5)),
        boost=_boost(dice),
    ),
    lambda dice: whoosh.Prefix(_text_field(dice), _word(dice)[: dice.randrange(0, 4)], boost=_boost(dice)),
    lambda dice: whoosh.Wildcard(
        _text_field(dice), dice.choice(("s*", "*a*", "?rm*", "*", "l?n?", "tre*y", "[st]u*", "*и*", "?ber")),
        boost=_boost(dice),
    ),
    lambda dice: whoosh.FuzzyTerm(
        _text_field(dice), dice.choice(("summit", "treatys", "lane", "ёлки", "army")), boost=_boost(dice),
        maxdist=dice.choice((1, 2)), prefixlength=dice.choice((0, 1, 2)), constantscore=dice.random() < 0.7,
    ),
    lambda dice: whoosh.Regex(_text_field(dice), dice.choice(("su.*", "l.?n.*", ".*"))),
    lambda dice: whoosh.Variations(_text_field(dice), _word(dice)),
    lambda dice: whoosh.Every(dice.choice((None, "tag", "body", "number")), boost=_boost(dice)),
    lambda dice: whoosh.NullQuery,
    _numeric_range,
    _date_range,
    _term_range,
]  # fmt: skip

_COMPOUNDS: list[Callable[[random.Random, int], whoosh.Query]] = [
    lambda dice, depth: whoosh.And(_several(dice, depth), boost=_boost(dice)),
    lambda dice, depth: whoosh.And(_several(dice, depth), boost=_boost(dice)),
    lambda dice, depth: whoosh.Or(_several(dice, depth), boost=_boost(dice)),
    lambda dice, depth: whoosh.Or(_several(dice, depth), boost=_boost(dice)),
    lambda dice, depth: whoosh.Not(some_query(dice, depth)),
    lambda dice, depth: whoosh.AndNot(some_query(dice, depth), some_query(dice, depth)),
    lambda dice, depth: whoosh.AndMaybe(some_query(dice, depth), some_query(dice, depth)),
    lambda dice, depth: whoosh.ConstantScoreQuery(some_query(dice, depth), dice.choice((1.0, 2.5))),
    lambda dice, depth: whoosh.DisjunctionMax([some_query(dice, 0), some_query(dice, 0)]),
]
