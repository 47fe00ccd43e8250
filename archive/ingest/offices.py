"""Leaders named by their office alone, “the US President”: a person only where the article's date makes that certain.

Certain means: on every day the article may be of, one and the same person held the office, and took it before and left
it after those days; and nothing in the words around says that another time, another holder or the office itself is
meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple, Protocol

from archive.edtf import EdtfSpan
from archive.ingest.authority import Gazetteer
from archive.ingest.countries import ADJECTIVES, ENGLISH_NAMES
from archive.ingest.folding import fold
from archive.ingest.lexicon import Hit, Lexicon
from archive.ingest.ranges import Taken, starting_in

RULE = "office"
# The office that “the leader” of a country holds; none where two share the lead, or it went from one to the other.
_LEADS = {
    "president": "AR AZ BR BY CL CN EG FR KR KZ MX PE PH RU TJ UA US UZ",
    "prime minister": "AU CA DE ES GB GR HU IL IN IT JP MY NL NZ SE",
    "supreme leader": "KP",
}
_OFFICES = ("president", "prime minister", "premier", "chancellor", "federal chancellor", "leader")
# What a record may call the office that a text names.
_CALLED = {
    "president": ("president", "acting president"),
    "prime minister": ("prime minister", "federal chancellor"),
    "premier": ("premier", "prime minister"),
    "chancellor": ("federal chancellor",),
    "federal chancellor": ("federal chancellor",),
    "supreme leader": ("supreme leader",),
}
_LED_BY = {code: office for office, codes in _LEADS.items() for code in codes.split()}


def _phrases() -> Iterator[tuple[str, str]]:
    """“US President”, “Russia's president”, “Chancellor of Germany”, each with `country|office|form`."""
    for code in ADJECTIVES.keys() | ENGLISH_NAMES.keys():
        owners = [f"{name}'{'' if name.endswith('s') else 's'}" for name in ENGLISH_NAMES.get(code, ())]
        of = [f" of {the}{name}" for name in ENGLISH_NAMES.get(code, ()) for the in ("", "the ")]
        for office in _OFFICES:
            for written in {office, office.title()}:
                yield from ((f"{word} {written}", f"{code}|{office}|the") for word in ADJECTIVES.get(code, ()))
                yield from ((f"{owner} {written}", f"{code}|{office}|own") for owner in owners)
                if office != "leader":
                    yield from ((written + which, f"{code}|{office}|of") for which in of)
    for body in ("European Council", "European Commission"):
        yield f"President of the {body}", f"EU|president of the {body.lower()}|of"
        yield f"{body} President", f"EU|president of the {body.lower()}|the"


_PHRASES = Lexicon(_phrases())
_OFFICE_WORD = re.compile(
    "President|president|Prime Minister|prime minister|Chancellor|chancellor|Leader|leader|Premier|premier"
)
# “Democratic People's Republic of Korea's ” before the word, “ of the ” and as much after it, and a letter more.
_BEFORE_WORD, _AFTER_WORD = 50, 50
_NEAR = 2000
_THE = re.compile(r"(?:^|[^\w'’-])[Tt]he\s$")
_LAST_WORD = re.compile(r"([\w'’-]+)\s$")
# “Became the US President”, “as Germany's chancellor”: of the office, or of taking it.
_OF_THE_OFFICE = frozenset(
    "appointed as be became become becomes becoming been being elect elected elects inaugurated named remain remained "
    "remains succeed succeeded succeeds was were".split()
)
_GOES_ON = re.compile(r",?\s(?:[^\W\d_a-zа-яё]|of\s(?!America\b)|in\s)|-\w|\s(?:elect|candidate|hopeful)\b")
_OWNER_AFTER = re.compile(r"['’]s?\s")
_OTHER_TIME = (
    "predecessor", "successor", "election", "elected", "inaugurat", "candidate", "post of", "office of", "role of",
    "title of", "job of", "at that time", "at the time",
)  # fmt: skip
_YEAR = re.compile(r"(?:1[89]|20)\d(?:\d(?!\w|[.,]\d)|0s)")


class Holder(NamedTuple):
    """A person by the office they held on the days in question, and where the text names it (half-open)."""

    slug: str
    start: int
    end: int


class _Named(Protocol):
    @property
    def slug(self) -> str: ...

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


@lru_cache(maxsize=16)
def office_mentions(text: str) -> tuple[Hit, ...]:
    """Where a text names the head of a state or government by the office, whoever that is; in order."""
    folded = fold(text)
    hits = (
        Hit(hit.start + start, hit.end + start, hit.slugs)
        for start, end in _around_office_words(folded)
        for hit in _PHRASES.find(folded[start:end])
    )
    return tuple(hit for hit in hits if _stands_alone(text, hit))


def _around_office_words(folded: str) -> list[tuple[int, int]]:
    """The few ranges, apart from each other, in which an office can stand: the phrases are looked up in these only."""
    ranges: list[tuple[int, int]] = []
    for match in _OFFICE_WORD.finditer(folded):
        start, end = max(0, match.start() - _BEFORE_WORD), match.end() + _AFTER_WORD
        if ranges and start <= ranges[-1][1]:
            start, _ = ranges.pop()
        ranges.append((start, end))
    return ranges


def find_holders(text: str, gazetteer: Gazetteer, published: EdtfSpan | None, named: Sequence[_Named]) -> list[Holder]:
    """Whom a text names by office alone, in order; nothing where the date leaves a doubt.

    `named` are the people the text names otherwise, in order: where somebody else who at some time held a highest
    office of the country is named in the paragraph, the office may be theirs.
    """
    if not (published and published.earliest and published.latest):
        return []
    first, last = published.earliest, published.latest
    mentions = office_mentions(text)
    taken, doubts = Taken(named), _doubts(text, range(first.year, last.year + 1)) if mentions else []
    holder_of = cache(lambda country, office: _holder(gazetteer, country, office, first, last))
    holders = []
    for hit in mentions:
        country, office, _ = next(iter(hit.slugs)).split("|")
        slug = holder_of(country, office)
        if not slug or taken.overlaps(hit.start, hit.end):
            continue
        start, end = _paragraph(text, hit)
        others = {other for other, _ in gazetteer.highest_offices[country]} - {slug}
        if bisect_left(doubts, start) == bisect_left(doubts, end) and not any(
            naming.slug in others for naming in starting_in(named, start, end)
        ):
            holders.append(Holder(slug, hit.start, hit.end))
    return holders


def _stands_alone(text: str, hit: Hit) -> bool:
    """Not “former”, not “President Trump” told twice, not the president of something in the country."""
    form = next(iter(hit.slugs)).rsplit("|", 1)[1]
    before = text[max(0, hit.start - 40) : hit.start]
    has_article = _THE.search(before)
    if not has_article and form != "own":
        return False
    last = _LAST_WORD.search(before[: has_article.start() + 1] if has_article else before)
    if last and last[1].casefold() in _OF_THE_OFFICE:
        return False
    if form == "of" and _OWNER_AFTER.match(text, hit.end):
        return False
    return not _GOES_ON.match(text, hit.end)


def _holder(gazetteer: Gazetteer, country: str, office: str, first: date, last: date) -> str:
    """Who surely held an office from before a first day until after a last one; empty where nobody, or several."""
    records = gazetteer.highest_offices.get(country, ())
    called = _LED_BY.get(country, "") if office == "leader" else office
    titles = _CALLED.get(called, (called,))
    then = {
        (slug, held.title)
        for slug, held in records
        if held.first and held.last and held.first < first and last < held.last
    }
    holders = {slug for slug, title in then if title in titles}
    if len(holders) != 1:
        return ""
    (holder,) = holders
    if office == "leader":
        led_since = {
            slug: min(
                (held.first for who, held in records if who == slug and held.title in titles and held.first),
                default=first,
            )
            for slug, _ in then
        }
        if any(led_since[slug] < led_since[holder] for slug, _ in then):
            return ""  # who led before the holder and has the second office now may still be “the leader”
    return holder


def _doubts(text: str, years: range) -> list[int]:
    """Where a text speaks of a year that is none of these, or of taking and leaving an office; in order."""
    found = [match.start() for match in _YEAR.finditer(text) if match[0].endswith("s") or int(match[0]) not in years]
    for words in _OTHER_TIME:
        start = text.find(words)
        while start >= 0:
            found.append(start)
            start = text.find(words, start + 1)
    return sorted(start for start in found if not text[max(0, start - 1) : start].isalnum())


def _paragraph(text: str, hit: Hit) -> tuple[int, int]:
    """The paragraph around an office; of an endless one, what is near."""
    first, last = max(0, hit.start - _NEAR), min(len(text), hit.end + _NEAR)
    start, end = text.rfind("\n\n", first, hit.start), text.find("\n\n", hit.end, last)
    return start if start >= 0 else first, end if end >= 0 else last
