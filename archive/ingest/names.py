"""Which people a text names. A full name is certain; a surname only after it, or with an office before it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from archive.edtf import EdtfSpan
from archive.ingest import offices
from archive.ingest.address import (
    Address,
    address_before,
    given_name_after,
    has_initials,
    is_of_a_club,
    is_of_a_thing,
    is_part_of_another_name,
    may_be_called,
)
from archive.ingest.authority import Gazetteer, PersonEntry
from archive.ingest.bylines import NAME
from archive.ingest.countries import is_named
from archive.ingest.dates import find_dates
from archive.ingest.folding import fold
from archive.ingest.hyphens import find_over_breaks, without_breaks
from archive.ingest.lexicon import Hit
from archive.ingest.ranges import Taken

_COMMON_WORDS = {
    "May", "March", "April", "June", "August", "Said", "Day", "King", "Young", "Brown", "White", "Black", "Green",
    "Bush", "Rice", "Price", "Power", "Powers", "Grant", "Best", "Major", "Hope", "Law", "Bell", "Cook", "Fox", "Gore",
    "Rush", "Park", "Ban", "Moon", "Han", "Li", "Lee", "Abe", "Mori", "Chen", "Wang", "Ma", "Martin", "Roman", "Long",
}  # fmt: skip
# Borne by so many that “Mr” says too little, whoever of that name is in office.
_BORNE_BY_MANY = {
    "Ali", "Brown", "Chen", "Han", "Johnson", "Jones", "Khan", "Kim", "Lee", "Li", "Ma", "Martin", "Miller", "Moon",
    "Nguyen", "Park", "Singh", "Smith", "Wang", "Young", "Zhang",
}  # fmt: skip
# Each word with a capital and without: alternatives that begin with a letter are searched for fast.
_BEFORE_UNKNOWN = (
    "President|Prime Minister|Minister|Chancellor|Ambassador|Secretary|Senator|Spokesman|Spokeswoman|Director|General|"
    "Professor"
)
_UNKNOWN_OFFICE = re.compile(rf"(?:{_BEFORE_UNKNOWN}|{_BEFORE_UNKNOWN.lower()})\s(?P<name>{NAME})")


@dataclass(frozen=True)
class Naming:
    """Where a text names one person."""

    slug: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True)
class UnresolvedName:
    """Words that may be a name of several records, or of none; `spans` are ranges of the body."""

    text: str
    spans: tuple[tuple[int, int], ...]
    candidates: tuple[str, ...] = ()


def find_people(
    text: str, gazetteer: Gazetteer, published: EdtfSpan | None = None
) -> tuple[list[Naming], list[UnresolvedName]]:
    """Namings in a body, in order, and the names that stay open. Ambiguity is a value here, never a guess.

    `published`, where it is known, tells which of two presidents of one name was in office, and who “the US President”
    was.
    """
    folded = fold(text)
    full = find_over_breaks(gazetteer.full_names, folded)
    taken = Taken([*full, *find_dates(text)])  # “in May” is no minister
    short = find_over_breaks(gazetteer.short_names, folded)
    names = [(hit, True) for hit in full]
    names += [(hit, False) for hit in short if not taken.overlaps(hit.start, hit.end)]
    reader = _Reader(text, gazetteer, published)
    for hit, is_full in sorted(names, key=lambda name: name[0].start):
        if is_full:
            reader.take_full(hit)
        else:
            reader.take_short(hit)
    reader.take_unknown(full)
    held = offices.find_holders(text, gazetteer, published, reader.namings)
    namings = [*reader.namings, *(Naming(*holder, offices.RULE) for holder in held)]
    unresolved = [UnresolvedName(name, tuple(spans), who) for (name, who), spans in sorted(reader.unresolved.items())]
    return sorted(namings, key=lambda naming: naming.start), unresolved


def find_in_title(title: str, gazetteer: Gazetteer, named_in_body: frozenset[str]) -> list[Naming]:
    """Namings in a title, where a surname stands for whoever the body names in full."""
    folded = fold(title)
    full = gazetteer.full_names.find(folded)
    namings = [Naming(next(iter(h.slugs)), h.start, h.end, "full-name") for h in full if len(h.slugs) == 1]
    taken = Taken(full)
    for hit in gazetteer.short_names.find(folded):
        candidates = hit.slugs & named_in_body
        if len(candidates) == 1 and not taken.overlaps(hit.start, hit.end):
            namings.append(Naming(next(iter(candidates)), hit.start, hit.end, "surname-of-one-named-in-the-body"))
    return sorted(namings, key=lambda naming: naming.start)


class _Reader:
    """One text read from its first name to its last: what was named before tells what a surname means."""

    def __init__(self, text: str, gazetteer: Gazetteer, published: EdtfSpan | None) -> None:
        self.text, self.gazetteer = text, gazetteer
        self.first, self.last = (published.earliest, published.latest) if published else (None, None)
        self.namings: list[Naming] = []
        self.unresolved: dict[tuple[str, tuple[str, ...]], list[tuple[int, int]]] = defaultdict(list)
        self.known: dict[str, set[str]] = defaultdict(set)  # short name -> slugs fully named so far
        self.strangers: set[str] = set()  # surnames of people without a record
        self.countries: dict[str, bool] = {}  # whether the text names them, as far as was asked

    def doubt(self, start: int, end: int, candidates: frozenset[str]) -> None:
        self.unresolved[self.text[start:end], tuple(sorted(candidates))].append((start, end))

    def take_full(self, hit: Hit) -> None:
        if is_of_a_thing(self.text, hit.end):
            return
        if len(hit.slugs) > 1:
            self.doubt(hit.start, hit.end, hit.slugs)
            return
        (slug,) = hit.slugs
        self.namings.append(Naming(slug, hit.start, hit.end, "full-name"))
        for name in self.gazetteer.short_forms[slug]:
            self.known[name].add(slug)

    def take_short(self, hit: Hit) -> None:
        """A surname: whose it is, by what stands around it and what stood before."""
        name = without_breaks(fold(self.text[hit.start : hit.end]))
        address = address_before(self.text, hit.start)
        candidates = hit.slugs
        if address.initials:
            candidates = frozenset(s for s in candidates if has_initials(self._person(s), address.initials, name))
            if not candidates:
                self.strangers.add(name)
                return
        elif not (address.office or address.honorific) and is_part_of_another_name(self.text, hit.start, hit.end):
            self.strangers.add(name)
            return
        if self._take_inverted(hit, name):
            return
        named = candidates & self.known[name]
        if address.office and is_of_a_club(self.text, hit.end):
            self.doubt(address.start, hit.end, candidates)
        elif len(named) == 1 and not self._is_of_others(address, named, candidates):
            self._link(named, address.start, hit.end, name, "surname-after-full-name")
        elif len(named) > 1:
            self.doubt(address.start, hit.end, named)
        elif address.office:
            self._take_with_office(address, hit.end, name, candidates)
        elif address.honorific or address.initials or name not in _COMMON_WORDS:
            self._take_alone(address, hit.end, name, candidates)

    def _is_of_others(self, address: Address, named: frozenset[str], candidates: frozenset[str]) -> bool:
        """“Hillary Clinton came. President Clinton was late”: an office others of the surname held."""
        held = {slug for slug in candidates if self._ever_held(slug, address.office)} if address.office else set()
        return bool(held) and not held & named

    def take_unknown(self, known: list[Hit]) -> None:
        """A name after an office that no record has: it waits for a curator."""
        taken = Taken([*known, *self.namings])
        for match in _UNKNOWN_OFFICE.finditer(self.text):
            start, end = match.span("name")
            is_word = not self.text[max(0, match.start() - 1) : match.start()].isalnum()
            if is_word and not taken.overlaps(start, end):
                self.doubt(start, end, frozenset())

    def _person(self, slug: str) -> PersonEntry:
        return self.gazetteer.person_by_slug[slug]

    def _link(self, slugs: frozenset[str], start: int, end: int, name: str, rule: str) -> None:
        (slug,) = slugs
        self.namings.append(Naming(slug, start, end, rule))
        self.known[name].add(slug)

    def _take_inverted(self, hit: Hit, name: str) -> bool:
        """“Putin, Vladimir”, as lists and catalogues write it."""
        given, end = given_name_after(self.text, hit.end)
        full = f"{given} {name}"
        slugs = frozenset(
            slug
            for slug in (hit.slugs if given else ())
            if any(fold(form) == full for form in (self._person(slug).name, *self._person(slug).full_names))
        )
        if len(slugs) != 1:
            return False
        self._link(slugs, hit.start, end, name, "full-name")
        return True

    def _take_with_office(self, address: Address, end: int, name: str, candidates: frozenset[str]) -> None:
        """“President Bush”: who is in office on the day of the article, or the only one who ever was."""
        holders = frozenset(slug for slug in candidates if self._ever_held(slug, address.office))
        then = frozenset(slug for slug in holders if self._held_then(slug, address.office))
        if address.is_former and then:
            meant = holders - then
        else:
            meant = then if len(then) == 1 else holders if len(candidates) == 1 else frozenset()
        if len(meant) == 1:
            rule = "surname-after-office-held-then" if meant == then else "surname-after-office"
            self._link(meant, address.start, end, name, rule)
        else:
            self.doubt(address.start, end, holders or candidates)

    def _take_alone(self, address: Address, end: int, name: str, candidates: frozenset[str]) -> None:
        """“Mr Xi”, “V. Putin” before any full name: the one leader of that name then; anything less stays open."""
        meant = frozenset[str]()
        if (address.honorific or address.initials) and name not in _BORNE_BY_MANY and name not in self.strangers:
            fitting = (s for s in candidates if may_be_called(self._person(s), address.honorific or "any"))
            meant = frozenset(slug for slug in fitting if self._leads_then(slug))
        if len(meant) == 1:
            self._link(meant, address.start, end, name, "surname-of-a-leader-then")
        else:
            self.doubt(address.start, end, candidates)

    def _ever_held(self, slug: str, office: str) -> bool:
        return any(office.casefold() in held.title for held in self._person(slug).offices)

    def _held_then(self, slug: str, office: str) -> bool:
        """Whether a record held such an office on all of the days that the article may be of."""
        first, last = self.first, self.last
        return bool(first and last) and any(
            held.surely_held(first, last)
            for held in self._person(slug).offices
            if first and last and office.casefold() in held.title
        )

    def _leads_then(self, slug: str) -> bool:
        """Whether a record held a highest office on all of those days, of a country that the text names.

        A text that never speaks of Bulgaria may well have a Mr Borissov of its own.
        """
        first, last = self.first, self.last
        return any(
            held.is_highest and held.surely_held(first, last) and self._is_named(held.country)
            for held in self._person(slug).offices
            if first and last
        )

    def _is_named(self, country: str) -> bool:
        if country not in self.countries:
            self.countries[country] = is_named(self.text, country)
        return self.countries[country]
