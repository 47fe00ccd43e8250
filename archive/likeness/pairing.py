"""Pairs of records that may be one and the same, each with why: pure, for a few thousand records at once.

Nothing is compared with everything: only what shares a key is looked at in pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from archive.likeness.spelling import are_initials_of, is_one_letter_apart, sounds, words

_SHORTEST = 8  # letters of a name in which one letter may be a slip
_CROWD = 60  # records that share a key: then it says nothing
_TOGETHER = timedelta(days=31)  # who follows somebody in an office is in it on the same day, or for a few


@dataclass(frozen=True)
class Held:
    """What a record stood in from one day to another: an office of a country, a series of meetings."""

    what: str
    first: date
    last: date


@dataclass(frozen=True)
class Named:
    """A record as far as it can be told from others of its kind. `others` are records that are known not to be it."""

    key: int
    names: tuple[str, ...]
    wikidata_id: str = ""
    held: tuple[Held, ...] = ()
    countries: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()
    others: frozenset[int] = frozenset()


Entry = tuple[Named, str]


@dataclass(frozen=True)
class Pair:
    """`first` is the smaller key; `words` are what was compared: two names, an office, a site."""

    first: int
    second: int
    reason: str
    words: str


Keys = Callable[[Named], Iterable[tuple[str, list[Hashable]]]]
Test = Callable[[Named, Named, str, str], bool]


@dataclass(frozen=True)
class Rule:
    """Records that share a key, and pass the test with what the keys were made of, are alike for this reason. `keys`
    answers each such word or name of a record with its keys.
    """

    reason: str
    keys: Keys
    test: Test = lambda one, other, a, b: True


def pairs(records: Iterable[Named], rules: Iterable[Rule]) -> list[Pair]:
    """Each pair once, with the first rule that finds it. Two Wikidata ids are two records."""
    known = {record.key: record for record in records}
    found: dict[tuple[int, int], Pair] = {}
    for rule in rules:
        for one, other, a, b in _sharing(known.values(), rule.keys):
            if (one.key, other.key) not in found and _may_be_one(one, other) and rule.test(one, other, a, b):
                said = a if a == b else f"{a} – {b}"
                found[one.key, other.key] = Pair(one.key, other.key, rule.reason, said)
    return [found[keys] for keys in sorted(found)]


def _sharing(records: Iterable[Named], keys: Keys) -> Iterator[tuple[Named, Named, str, str]]:
    first: dict[Hashable, Entry] = {}  # most keys are of one record, and get no list of their own
    groups: dict[Hashable, list[Entry]] = {}
    for record in records:
        for said, keys_of_it in keys(record):
            entry = (record, said)
            for key in keys_of_it:
                if first.setdefault(key, entry) is not entry:
                    groups.setdefault(key, [first[key]]).append(entry)
    for group in groups.values():
        if 1 < len({record.key for record, _said in group}) <= _CROWD:
            for (one, a), (other, b) in combinations(group, 2):
                if one.key < other.key:
                    yield one, other, a, b
                elif other.key < one.key:
                    yield other, one, b, a


def _may_be_one(one: Named, other: Named) -> bool:
    have_two_ids = bool(one.wikidata_id and other.wikidata_id)
    return not have_two_ids and other.key not in one.others and one.key not in other.others


def _by_words(record: Named) -> Iterator[tuple[str, list[Hashable]]]:
    """Their order is no matter, nor where one word ends and the next begins."""
    for name in record.names:
        if found := words(name):
            yield name, [" ".join(sorted(found)), "".join(found)]


def _by_sounds(record: Named) -> Iterator[tuple[str, list[Hashable]]]:
    for name in record.names:
        found = [sounds(word) for word in words(name)]
        if len("".join(found)) > 3:
            yield name, [" ".join(sorted(found)), "".join(found)]


def _by_letters(record: Named) -> Iterator[tuple[str, list[Hashable]]]:
    """Every name with each of its letters left out, and whole: one letter apart, two names share one of these."""
    for name in record.names:
        letters = _letters(name)
        if len(letters) >= _SHORTEST:
            yield name, [letters, *(letters[:at] + letters[at + 1 :] for at in range(len(letters)))]


def _letters(name: str) -> str:
    return " ".join(sorted(words(name)))


def _by_family_name(record: Named) -> Iterator[tuple[str, list[Hashable]]]:
    for name in record.names:
        found = words(name)
        if len(found) > 1:
            yield name, [(sounds(found[-1]), found[0][0])]


def _by_what_was_held(record: Named) -> Iterator[tuple[str, list[Hashable]]]:
    return ((held.what, [held.what]) for held in record.held if held.what)


def _by_site(record: Named) -> Iterator[tuple[str, list[Hashable]]]:
    return ((site, [site.removeprefix("www.")]) for site in record.sites)


def _one_letter(one: Named, other: Named, a: str, b: str) -> bool:
    return not _of_other_countries(one, other) and is_one_letter_apart(_letters(a), _letters(b))


def _initials(one: Named, other: Named, a: str, b: str) -> bool:
    a, b = words(a), words(b)
    return not _of_other_countries(one, other) and (are_initials_of(a, b) or are_initials_of(b, a))


def _of_other_countries(one: Named, other: Named) -> bool:
    return bool(one.countries and other.countries and not one.countries & other.countries)


def _in_office_together(one: Named, other: Named, what: str, _what: str) -> bool:
    """In one office for more than the days between two people, and of one family name."""
    families = [{sounds(found[-1]) for name in each.names if (found := words(name))} for each in (one, other)]
    return bool(families[0] & families[1]) and _together(one, other, what) > _TOGETHER


def _together(one: Named, other: Named, what: str) -> timedelta:
    """For how long both held the same at most; less than nothing where that was at different times."""
    times = ((a, b) for a in one.held for b in other.held if a.what == b.what == what)
    return max((min(a.last, b.last) - max(a.first, b.first) for a, b in times), default=timedelta(days=-1))


def _at_no_other_time(one: Named, other: Named, a: str, b: str) -> bool:
    """Meetings that bear the same figures, and did not take place on other days."""
    if {word for word in words(a) if word.isdigit()} != {word for word in words(b) if word.isdigit()}:
        return False
    days = [min(x.last, y.last) >= max(x.first, y.first) for x in one.held for y in other.held]
    return not days or any(days)


def _on_the_same_days(one: Named, other: Named, what: str, _what: str) -> bool:
    return _together(one, other, what) >= timedelta()


def _of_one_country(one: Named, other: Named, a: str, b: str) -> bool:
    return not _of_other_countries(one, other)


PEOPLE = (
    Rule("words", _by_words),
    Rule("spelling", _by_sounds),
    Rule("initials", _by_family_name, _initials),
    Rule("letter", _by_letters, _one_letter),
    Rule("office", _by_what_was_held, _in_office_together),
)
EVENTS = (
    Rule("words", _by_words, _at_no_other_time),
    Rule("spelling", _by_sounds, _at_no_other_time),
    Rule("days", _by_what_was_held, _on_the_same_days),
    Rule("letter", _by_letters, lambda *pair: _one_letter(*pair) and _at_no_other_time(*pair)),
)
SOURCES = (
    Rule("site", _by_site),
    Rule("words", _by_words, _of_one_country),
    Rule("spelling", _by_sounds, _of_one_country),
    Rule("letter", _by_letters, _one_letter),
)
