"""The gazetteer: what the archive knows of people, events and sources, as one frozen value without a database."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

import ahocorasick

from archive.ingest.inflection import inflected
from archive.ingest.ranges import Taken

# Letters that look the same in Latin and Cyrillic: a Latin word may hold some of the other script's by accident.
_LOOKALIKES = str.maketrans("АВЕКМНОРСТУХаеорсухіѕјԁ", "ABEKMHOPCTYXaeopcyxisjd")
_MARKS = {"’": "'", "‘": "'", "ʼ": "'", "–": "-", "—": "-", "‑": "-", "−": "-", "\u00a0": " ", "ё": "е", "Ё": "Е"}


@dataclass(frozen=True)
class Office:
    """What a person was called, lower case (“president”), where, and between which days for certain (None: unknown)."""

    title: str
    country: str
    is_highest: bool = False
    first: date | None = None
    last: date | None = None

    def surely_held(self, start: date, end: date) -> bool:
        """Whether the office was held on every day from `start` to `end`, both included."""
        return bool(self.first and self.last and self.first <= start and end <= self.last)


@dataclass(frozen=True)
class PersonEntry:
    slug: str
    name: str
    full_names: tuple[str, ...]
    short_names: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()


@dataclass(frozen=True)
class SeriesEntry:
    slug: str
    name: str
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True)
class EventEntry:
    slug: str
    name: str
    series: str = ""
    aliases: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    country: str = ""
    start: date | None = None
    end: date | None = None
    participants: frozenset[str] = frozenset()
    is_online: bool = False
    is_cancelled: bool = False


@dataclass(frozen=True)
class SourceEntry:
    slug: str
    name: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gazetteer:
    """All records that may be named in a text. `version` changes when anything in it does."""

    people: tuple[PersonEntry, ...] = ()
    events: tuple[EventEntry, ...] = ()
    series: tuple[SeriesEntry, ...] = ()
    sources: tuple[SourceEntry, ...] = ()
    version: str = ""
    person_by_slug: Mapping[str, PersonEntry] = field(init=False, compare=False, repr=False)
    event_by_slug: Mapping[str, EventEntry] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "person_by_slug", {person.slug: person for person in self.people})
        object.__setattr__(self, "event_by_slug", {event.slug: event for event in self.events})

    def prepare(self) -> None:
        """Make what is looked up in now, and not with the first text."""
        for name, value in vars(type(self)).items():
            if isinstance(value, cached_property):
                getattr(self, name)

    @cached_property
    def full_names(self) -> Lexicon:
        return Lexicon(
            (form, person.slug)
            for person in self.people
            for name in (person.name, *person.full_names)
            for form in (name, *inflected(name))
        )

    @cached_property
    def short_names(self) -> Lexicon:
        return Lexicon((form, slug) for slug, forms in self.short_forms.items() for form in forms)

    @cached_property
    def short_forms(self) -> Mapping[str, tuple[str, ...]]:
        """By slug, the short names in all their cases, folded; Cyrillic ones are taken from the full names too."""
        return {
            person.slug: tuple(dict.fromkeys(map(fold, (*_cased(person.short_names), *_cyrillic_surnames(person)))))
            for person in self.people
        }

    @cached_property
    def highest_offices(self) -> Mapping[str, tuple[tuple[str, Office], ...]]:
        """By country, who held the highest offices: pairs of slug and office."""
        held: dict[str, list[tuple[str, Office]]] = defaultdict(list)
        for person in self.people:
            for office in person.offices:
                if office.is_highest:
                    held[office.country].append((person.slug, office))
        return {country: tuple(pairs) for country, pairs in held.items()}

    @cached_property
    def event_aliases(self) -> Lexicon:
        return Lexicon((alias, event.slug) for event in self.events for alias in (event.name, *event.aliases))

    @cached_property
    def series_names(self) -> Lexicon:
        return Lexicon((name, series.slug) for series in self.series for name in (series.name, *series.aliases))

    @cached_property
    def places(self) -> Lexicon:
        return Lexicon(
            (form, event.slug) for event in self.events for place in event.places for form in (place, *inflected(place))
        )

    @cached_property
    def sources_in_text(self) -> Lexicon:
        return Lexicon((name, source.slug) for source in self.sources for name in (source.name, *source.aliases))

    @cached_property
    def source_names(self) -> Mapping[str, str]:
        """Source slugs by the letters and digits of each of their names, lower case; shared names are left out."""
        slugs: dict[str, set[str]] = defaultdict(set)
        for source in self.sources:
            for name in (source.name, *source.aliases):
                slugs[name_key(name)].add(source.slug)
        return {key: next(iter(found)) for key, found in slugs.items() if len(found) == 1 and key}

    def source_of_host(self, host: str) -> str:
        """The slug of the one source with this host name or one above it; empty where there is none, or several."""
        labels = host.lower().removeprefix("www.").split(".")
        for i in range(len(labels) - 1):
            domain = ".".join(labels[i:])
            if domain in self._domains:
                return self._domains[domain]
        return ""

    @cached_property
    def _domains(self) -> Mapping[str, str]:
        slugs: dict[str, set[str]] = defaultdict(set)
        for source in self.sources:
            for domain in source.domains:
                slugs[domain.lower().removeprefix("www.")].add(source.slug)
        return {domain: next(iter(found)) for domain, found in slugs.items() if len(found) == 1}


class Hit(NamedTuple):
    """An alias found at `start:end` (half-open), and the slugs of all records that have it."""

    start: int
    end: int
    slugs: frozenset[str]


_REMEMBERED = 8  # texts


class Lexicon:
    """Aliases to look for all at once (Aho-Corasick), on folded text, at word boundaries, the longest first."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        slugs: dict[str, set[str]] = defaultdict(set)
        for alias, slug in pairs:
            folded = fold(alias.strip())
            if folded:
                slugs[folded].add(slug)
        self._automaton = ahocorasick.Automaton()
        for alias, found in slugs.items():
            self._automaton.add_word(alias, (len(alias), frozenset(found)))
        self._is_empty = not slugs
        self._found: dict[str, list[Hit]] = {}  # of the last few texts: one article is searched again and again
        if slugs:
            self._automaton.make_automaton()

    def find(self, folded: str) -> list[Hit]:
        """Hits in a text that went through `fold`, in order, not overlapping; offsets are those of the text itself."""
        if self._is_empty:
            return []
        if folded not in self._found:
            while len(self._found) >= _REMEMBERED:
                del self._found[next(iter(self._found))]
            self._found[folded] = self._find(folded)
        return self._found[folded]

    def _find(self, folded: str) -> list[Hit]:
        hits = []
        for last, (length, slugs) in self._automaton.iter(folded):
            start, end = last + 1 - length, last + 1
            if _is_boundary(folded, start) and _is_boundary(folded, end):
                hits.append(Hit(start, end, slugs))
        return longest(hits)


def _cased(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from (name, *inflected(name))


def _cyrillic_surnames(person: PersonEntry) -> Iterator[str]:
    """«Туска» from «Дональд Туск»: the word that stands where the Latin name has its surname, in all cases."""
    words = person.name.split()
    place = next((i for i in (-1, 0) if words[i] in person.short_names), None)
    for name in person.full_names if place is not None else ():
        if _CYRILLIC.search(name) and " " in name:
            yield from (form.split()[place or 0] for form in (name, *inflected(name)))


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """Of overlapping hits the longest, and of equally long ones the first."""
    in_order = sorted(hits, key=lambda hit: hit.start)
    if all(hit.end <= following.start for hit, following in pairwise(in_order)):
        return in_order
    taken = Taken()
    by_length = sorted(in_order, key=lambda hit: (hit.start - hit.end, hit.start))
    return sorted((hit for hit in by_length if taken.take(hit.start, hit.end)), key=lambda hit: hit.start)


class _FoldTable(dict[int, str]):
    """What each code point is folded to, worked out on first sight; always one code point for one."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = _MARKS.get(character, character)
        if folded == character and character not in "йЙ":
            folded = unicodedata.normalize("NFD", character)[0]
        self[code] = folded
        return folded


_FOLDED = _FoldTable()
_ALPHANUMERIC = re.compile(r"[^\W_]+")
_WORD, _CYRILLIC = re.compile(r"\S+"), re.compile(r"[\u0400-\u04ff]")


def fold(text: str) -> str:
    """Text for matching names, code point for code point as long as before: accents, look-alike letters of another
    script within a word, and kinds of apostrophe, hyphen and space no longer differ; case does."""
    if text.isascii():
        return text
    return _fold_again(text) if len(text) > _LONG else _fold(text)


def _fold(text: str) -> str:
    folded = text.translate(_FOLDED)
    return _WORD.sub(_unmixed, folded) if _CYRILLIC.search(folded) else folded


_LONG = 200  # characters, from which it is worth while to remember a text
_fold_again = lru_cache(maxsize=16)(_fold)


def name_key(text: str) -> str:
    """Letters and digits of a name, lower case, without a leading “the”: how publishers' names are compared."""
    key = "".join(_ALPHANUMERIC.findall(fold(text).casefold()))
    return key.removeprefix("the")


def _unmixed(match: re.Match[str]) -> str:
    """A word in both scripts, read in Latin where that is what most of its letters are."""
    word = match.group()
    if word.isascii():
        return word
    latin = sum("a" <= character.lower() <= "z" for character in word)
    cyrillic = sum("\u0400" <= character <= "\u04ff" for character in word)
    return word.translate(_LOOKALIKES) if latin > cyrillic > 0 else word


def _is_boundary(text: str, position: int) -> bool:
    return position in (0, len(text)) or not (text[position - 1].isalnum() and text[position].isalnum())
