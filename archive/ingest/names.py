"""Which people a text names. A full name is certain; a surname only after it, or with an office before it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from archive.edtf import EdtfSpan
from archive.ingest.authority import Gazetteer, Hit, fold
from archive.ingest.bylines import NAME
from archive.ingest.dates import find_dates
from archive.ingest.ranges import Taken

_OFFICES = (
    r"president|prime minister|premier|chancellor|foreign minister|foreign secretary|secretary of state|"
    r"defen[cs]e minister|"
    r"defen[cs]e secretary|secretary[- ]general|king|emperor|chairman|supreme leader|general secretary|"
    r"minister|secretary|ambassador|director|spokesman|spokeswoman|senator|ayatollah|vice president|leader|"
    r"президент\w*|премьер-министр\w*|канцлер\w*|министр\w*|präsident\w*|bundeskanzler\w*|kanzler\w*|ministerpräsident\w*|"
    r"président\w*|premier ministre|chancelière"
)
_OFFICE_BEFORE = re.compile(rf"\b(?P<office>{_OFFICES})s?\.?,?\s$", re.IGNORECASE)
_HONORIFIC_BEFORE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sir|Mister|Herr|Frau|M|Mme|г-н|господин)\.?\s$", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"([^\W\d_][\w'’.-]*)\s$")
_WORD_AFTER = re.compile(r"\s([^\W\d_][\w-]*)")
_NOT_A_PERSON_AFTER = {
    "Tower", "Organization", "Organisation", "Center", "Centre", "Library", "Street", "Avenue", "University", "Airport",
    "Foundation", "Institute", "Hotel", "Square", "Hall", "School", "Prize", "Award", "Bridge", "Museum", "Stadium",
    "Memorial", "Doctrine", "Jr", "Plan", "Act",
}  # fmt: skip
_OPENERS = {
    "But", "And", "When", "While", "If", "As", "For", "With", "After", "Before", "Once", "Since", "Although", "Though",
    "Both", "Then", "Now", "So", "Yet", "Also", "That", "What", "Why", "How", "Will", "Did", "Does", "Has", "Had", "Is",
    "Was", "Like", "Unlike", "Only", "Even", "In", "On", "At", "To", "By", "From", "Of", "Or", "Not", "Nor", "Because",
    "Where", "Could", "Can", "Should", "Would", "May", "Meanwhile", "Instead", "Earlier", "Later", "Today", "Yesterday",
    "Presidents", "Here", "There", "Between", "Whether", "Until", "Given", "Despite", "Following", "Under", "Over",
}  # fmt: skip
_COMMON_WORDS = {
    "May", "March", "April", "June", "August", "Said", "Day", "King", "Young", "Brown", "White", "Black", "Green",
    "Bush", "Rice", "Price", "Power", "Powers", "Grant", "Best", "Major", "Hope", "Law", "Bell", "Cook", "Fox", "Gore",
    "Rush", "Park", "Ban", "Moon", "Han", "Li", "Lee", "Abe", "Mori", "Chen", "Wang", "Ma", "Martin", "Roman", "Long",
}  # fmt: skip
_UNKNOWN_OFFICE = re.compile(
    rf"\b(?:[Pp]resident|[Pp]rime [Mm]inister|[Mm]inister|[Cc]hancellor|[Aa]mbassador|[Ss]ecretary|[Ss]enator|"
    rf"[Ss]pokes(?:wo)?man|"
    rf"[Dd]irector|[Gg]eneral|[Pp]rofessor)\s(?P<name>{NAME})"
)


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


@dataclass
class _Found:
    namings: list[Naming] = field(default_factory=list)
    unresolved: dict[tuple[str, tuple[str, ...]], list[tuple[int, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def doubt(self, text: str, hit: Hit, candidates: frozenset[str]) -> None:
        self.unresolved[text[hit.start : hit.end], tuple(sorted(candidates))].append((hit.start, hit.end))


def find_people(
    text: str, gazetteer: Gazetteer, published: EdtfSpan | None = None
) -> tuple[list[Naming], list[UnresolvedName]]:
    """Namings in a body, in order, and the names that stay open. Ambiguity is a value here, never a guess.

    `published`, where it is known, tells which of two presidents of one name was in office.
    """
    folded = fold(text)
    full = gazetteer.full_names.find(folded)
    taken = Taken([*full, *find_dates(text)])  # “in May” is no minister
    short = [hit for hit in gazetteer.short_names.find(folded) if not taken.overlaps(hit.start, hit.end)]
    found = _Found()
    known: dict[str, set[str]] = defaultdict(set)  # short name -> slugs fully named so far
    for hit, is_full in sorted(
        [(hit, True) for hit in full] + [(hit, False) for hit in short], key=lambda x: x[0].start
    ):
        if is_full:
            _take_full(hit, text, gazetteer, found, known)
        else:
            _take_short(hit, text, gazetteer, published, found, known)
    _take_unknown(text, full, found)
    unresolved = [UnresolvedName(name, tuple(spans), who) for (name, who), spans in sorted(found.unresolved.items())]
    return found.namings, unresolved


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


def _take_full(hit: Hit, text: str, gazetteer: Gazetteer, found: _Found, known: dict[str, set[str]]) -> None:
    if len(hit.slugs) > 1:
        found.doubt(text, hit, hit.slugs)
        return
    slug = next(iter(hit.slugs))
    found.namings.append(Naming(slug, hit.start, hit.end, "full-name"))
    for name in gazetteer.person_by_slug[slug].short_names:
        known[fold(name)].add(slug)


def _take_short(
    hit: Hit,
    text: str,
    gazetteer: Gazetteer,
    published: EdtfSpan | None,
    found: _Found,
    known: dict[str, set[str]],
) -> None:
    before = text[max(0, hit.start - 40) : hit.start]
    office = _OFFICE_BEFORE.search(before)
    if not office and _is_part_of_another_name(text, hit, before):
        return
    name = fold(text[hit.start : hit.end])
    named = hit.slugs & known[name]
    if len(named) == 1:
        found.namings.append(Naming(next(iter(named)), hit.start, hit.end, "surname-after-full-name"))
    elif named:
        found.doubt(text, hit, frozenset(named))
    elif office:
        holders = frozenset(s for s in hit.slugs if _held(office["office"], gazetteer, s))
        then = (
            frozenset(s for s in holders if _held(office["office"], gazetteer, s, published)) if published else holders
        )
        meant = then if published and len(then) == 1 else holders if len(hit.slugs) == 1 else frozenset()
        if len(meant) == 1:
            slug = next(iter(meant))
            rule = "surname-after-office-held-then" if slug in then and published else "surname-after-office"
            found.namings.append(Naming(slug, hit.start, hit.end, rule))
            known[name].add(slug)
        else:
            found.doubt(text, hit, holders or hit.slugs)
    elif _HONORIFIC_BEFORE.search(before) or name not in _COMMON_WORDS:
        found.doubt(text, hit, hit.slugs)


def _is_part_of_another_name(text: str, hit: Hit, before: str) -> bool:
    """“Melania Trump” is not Donald, “Trump Tower” is nobody."""
    after = _WORD_AFTER.match(text, hit.end)
    if after and after[1] in _NOT_A_PERSON_AFTER:
        return True
    word = _WORD_BEFORE.search(before)
    if not word or _HONORIFIC_BEFORE.search(before):
        return False
    ends_sentence = word[1].endswith(".") and len(word[1]) > 2  # an initial is part of a name, “China.” is not
    is_owner = word[1].endswith(("'s", "’s", "s'", "s’"))
    return word[1][0].isupper() and word[1] not in _OPENERS and not ends_sentence and not is_owner


def _held(office: str, gazetteer: Gazetteer, slug: str, when: EdtfSpan | None = None) -> bool:
    """Whether a record held such an office, `when` it is given: on all of the days in question."""
    offices = [held for held in gazetteer.person_by_slug[slug].offices if office.casefold() in held.title]
    if when is None:
        return bool(offices)
    first, last = when.earliest, when.latest
    return bool(first and last) and any(held.surely_held(first, last) for held in offices if first and last)


def _take_unknown(text: str, known: list[Hit], found: _Found) -> None:
    """A name after an office that no record has: it waits for a curator."""
    taken = Taken([*known, *found.namings])
    for match in _UNKNOWN_OFFICE.finditer(text):
        hit = Hit(match.start("name"), match.end("name"), frozenset())
        if not taken.overlaps(hit.start, hit.end):
            found.doubt(text, hit, frozenset())
