"""How a text speaks of whom it names by surname: with an office, “Mr” or initials before it, a given name after it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.ingest.authority import PersonEntry
from archive.ingest.folding import fold

_OFFICES = (
    r"president|prime minister|premier|chancellor|foreign minister|foreign secretary|secretary of state|"
    r"defen[cs]e minister|"
    r"defen[cs]e secretary|secretary[- ]general|king|emperor|chairman|supreme leader|general secretary|"
    r"minister|secretary|ambassador|director|spokesman|spokeswoman|senator|ayatollah|vice president|leader|"
    r"президент\w*|премьер-министр\w*|канцлер\w*|министр\w*|präsident\w*|bundeskanzler\w*|kanzler\w*|ministerpräsident\w*|"
    r"président\w*|premier ministre|chancelière"
)
_OFFICE_BEFORE = re.compile(rf"\b(?P<office>{_OFFICES})s?\.?,?\s$", re.IGNORECASE)
_FORMER_BEFORE = re.compile(r"\b(?:former|late|ex)(?:-|\s)(?:[A-Z][\w.]*\s)?$", re.IGNORECASE)
_HONORIFIC_BEFORE = re.compile(
    r"\b(?:(?P<man>Mr|Sir|Mister|Herrn?|господин\w*)|(?P<woman>Mrs|Ms|Miss|Frau|Mme|Madame|госпож\w*)|Dr|M|г-н\w*|г-ж\w*)"
    r"\.?\s$",
    re.IGNORECASE,
)
_INITIALS_BEFORE = re.compile(r"(?:^|(?<=[\s(“\"«]))(?P<initials>(?:[^\W\d_a-zа-яё]\.\s?){1,3})$")
_GIVEN_AFTER = re.compile(r",\s(?P<given>[^\W\d_]\w+(?:\s[^\W\d_a-zа-яё][\w.]*)?)(?![\w'’-]|\s[^\W\d_a-zа-яё])")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w'’.-]*)\s$")
_WORD_AFTER = re.compile(r"\s([^\W\d_][\w-]*)")
_OF_WHAT = re.compile(r",?\sof\s(?:an?\s|the\s|our\s|its\s)[a-z][\w-]*\s[a-z]?")
_NOT_A_PERSON_AFTER = {
    "Tower", "Organization", "Organisation", "Center", "Centre", "Library", "Street", "Avenue", "University", "Airport",
    "Foundation", "Institute", "Hotel", "Square", "Hall", "School", "Prize", "Award", "Bridge", "Museum", "Stadium",
    "Memorial", "Doctrine", "Jr", "Sr", "Junior", "Senior", "Plan", "Act", "Boulevard", "Hospital", "Park", "Road",
}  # fmt: skip
_OPENERS = {
    "But", "And", "When", "While", "If", "As", "For", "With", "After", "Before", "Once", "Since", "Although", "Though",
    "Both", "Then", "Now", "So", "Yet", "Also", "That", "What", "Why", "How", "Will", "Did", "Does", "Has", "Had", "Is",
    "Was", "Like", "Unlike", "Only", "Even", "In", "On", "At", "To", "By", "From", "Of", "Or", "Not", "Nor", "Because",
    "Where", "Could", "Can", "Should", "Would", "May", "Meanwhile", "Instead", "Earlier", "Later", "Today", "Yesterday",
    "Presidents", "Here", "There", "Between", "Whether", "Until", "Given", "Despite", "Following", "Under", "Over",
}  # fmt: skip
# Given names of women who held offices: “Mrs Trump” is not Donald, “Mr Merkel” is not Angela.
_WOMEN = frozenset(
    "Ana Angela Annalena Anniken Antonia Beata Benazir Bidya Carrie Catherine Chandrika Chrystia Claudia "
    "Condoleezza Cristina Dalia Dilma Dina Droupadi Elizabeth Elvira Erna Ewa Federica Fiame Geun-hye Giorgia "
    "Gloria Hadja Halimah Hasina Helen Helle Hillary Indira Ing-wen Ingrida Iveta Jacinda Jadranka Jenny Julia "
    "Jóhanna Kaja Kamala Karin Katalin Katerina Katrín Kersti Kolinda Kyung-wha Laura Liz Madeleine Magdalena Maia "
    "Margaret Margrethe Maria Mary Megawati Mette Mia Michelle Mélanie Najla Naledi Natalia Nataša Olga Olta "
    "Paetongtarn Paula-Mae Penny Pratibha Retno Robinah Rose Roza Saara Salome Samia Sanae Sandra Sanna Simonetta "
    "Sophie Susan Tanja Tarja Tatyana Theresa Thórdís Ursula Vaira Valentina Veronika Victoire Viola Vjosa Wendy "
    "Xiomara Yingluck Yulia Yuriko Zuzana Élisabeth".split()
)


@dataclass(frozen=True)
class Address:
    """What stands right before a surname; `start` is where the whole of the name begins, initials included."""

    start: int
    office: str = ""  # as printed
    is_former: bool = False
    honorific: str = ""  # “man”, “woman”, or “any” where the word does not tell
    initials: str = ""  # letters only, folded


def address_before(text: str, start: int) -> Address:
    """How the surname that begins at `start` is introduced."""
    before = text[max(0, start - 40) : start]
    if not before[-1:].isspace() and before[-1:] != ".":
        return Address(start)
    initials = _INITIALS_BEFORE.search(before) if "." in before[-2:] else None
    if initials:
        start -= len(before) - initials.start()
        before = before[: initials.start()]
    letters = fold("".join(filter(str.isalpha, initials["initials"]))) if initials else ""
    office = _OFFICE_BEFORE.search(before)
    if office:
        return Address(start, office["office"], bool(_FORMER_BEFORE.search(before[: office.start()])), "", letters)
    honorific = _HONORIFIC_BEFORE.search(before)
    return Address(start, "", False, (honorific.lastgroup or "any") if honorific else "", letters)


def is_of_a_thing(text: str, end: int) -> bool:
    """“Emmanuel Macron Stadium” is a place, “Donald Trump Jr.” somebody else than the name that ends at `end`."""
    after = _WORD_AFTER.match(text, end)
    return after is not None and after[1] in _NOT_A_PERSON_AFTER


def is_of_a_club(text: str, end: int) -> bool:
    """“President Moon of the chess club” that ends at `end`: no state is written like what he is president of."""
    return bool(_OF_WHAT.match(text, end))


def is_part_of_another_name(text: str, start: int, end: int) -> bool:
    """“Melania Trump” is not Donald, “Trump Tower” is nobody."""
    if is_of_a_thing(text, end):
        return True
    word = _WORD_BEFORE.search(text[max(0, start - 40) : start])
    if not word:
        return False
    ends_sentence = word[1].endswith(".") and len(word[1]) > 2  # an initial is part of a name, “China.” is not
    is_owner = word[1].endswith(("'s", "’s", "s'", "s’"))
    return word[1][0].isupper() and word[1] not in _OPENERS and not ends_sentence and not is_owner


def given_name_after(text: str, end: int) -> tuple[str, int]:
    """The given name in “Putin, Vladimir”, and where it ends; empty where the surname goes on in no such way."""
    match = _GIVEN_AFTER.match(text, end) if text.startswith(",", end) else None
    return (fold(match["given"]), match.end()) if match else ("", end)


def has_initials(person: PersonEntry, initials: str, surname: str) -> bool:
    """Whether a record has given names with these initials before the surname (both folded).

    Fewer may be printed than there are; where more are printed than a name has, its fuller forms decide.
    """
    given = [
        name.removesuffix(f" {surname}").split()
        for name in map(fold, (person.name, *person.full_names))
        if name.endswith(f" {surname}")
    ]
    told = [names for names in given if len(names) >= len(initials)] or given
    return any(all(word[0] == letter for word, letter in zip(names, initials, strict=False)) for names in told)


def may_be_called(person: PersonEntry, honorific: str) -> bool:
    """Whether “Mr” or “Mrs” fits a record, as far as given names tell."""
    is_woman = not _WOMEN.isdisjoint(person.name.split())
    return honorific == "any" or (honorific == "woman") == is_woman
