"""Names taken apart for citations, where that can be told from the name alone; all others stay as they are.

A name that is left whole sorts under its first word, which a reader puts right at a glance. One that is taken apart at
the wrong place is a false statement. So only what is sure is taken apart: the name of a person in letters of peoples
who put the given name first, or one that a record says how to sort.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_GIVEN_FIRST = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN")  # scripts
_PARTICLES = frozenset(
    "af al auf aus av ben bin da das de degli dei del della den der des di do dos du el ibn la las le los ten ter thoe "
    "van vom von vander y zu zum zur ван де дер фон".split()
)
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|II|III|IV|мл\.|ст\.")
_INITIALS = re.compile(r"(?:[^\W\d_]\.[- ]?)+")
_PATRONYMIC = re.compile(r".+(?:[оеё]вич|[оеё]вна|ична|инична|льич|мич|кич|ьич)", re.IGNORECASE)
_JOINED = re.compile(r"\b(?:and|und|et|и)\b|[&+/\d]")  # a capital И may be an initial
_ORGANISATION = frozenset(
    "administration agence agencies agency agentur archive associated association board broadcasting bureau center "
    "centre commission committee company contributor contributors correspondent correspondents council daily "
    "department desk editor editorial editors embassy fondation foundation gazette gmbh government group inc institut "
    "institute limited llc ltd magazine ministry network news newsroom office online plc press radio redaktion "
    "reporter reporters reuters rédaction secretariat service services society staff team television tribune tv union "
    "university wire writer writers агентство газета институт корреспондент министерство новости пресс-служба редакция "
    "служба совет союз телеканал университет фонд центр".split()
)


@dataclass(frozen=True)
class Name:
    """A name as it is printed, and its parts; without `family` it is not to be taken apart."""

    literal: str
    family: str = ""
    given: str = ""
    suffix: str = ""

    @property
    def inverted(self) -> str:
        """As in an alphabetical list: “King, Martin Luther, Jr.”."""
        return ", ".join(filter(None, (self.family, self.given, self.suffix))) or self.literal

    @property
    def natural(self) -> str:
        """As it is spoken: “Martin Luther King Jr.”."""
        return " ".join(filter(None, (self.given, self.family, self.suffix))) or self.literal

    @property
    def abbreviated(self) -> str:
        """With initials for the given names: “King, M. L., Jr.”."""
        return ", ".join(filter(None, (self.family, initials(self.given), self.suffix))) or self.literal


def read_name(printed: str, sort_name: str = "") -> Name:
    """`sort_name` is what the record of the person says: “Putin, Vladimir”, but “Xi Jinping”."""
    literal = " ".join(unicodedata.normalize("NFC", printed).split())
    if sort_name:
        family, _, given = sort_name.partition(", ")
        return Name(literal, family, given) if given else Name(literal)
    if not literal or _is_organisation(literal):
        return Name(literal)
    first, *others = [part.strip() for part in literal.split(",")]
    if others and _SUFFIX.fullmatch(others[-1]):
        return _with_suffix(literal, ", ".join([first, *others[:-1]]), others[-1])
    if len(others) == 1 and others[0]:
        return Name(literal, first, others[0])
    if others:
        return Name(literal)
    words = first.split()
    if len(words) > 2 and _SUFFIX.fullmatch(words[-1]):
        return _with_suffix(literal, " ".join(words[:-1]), words[-1])
    return _parted(literal, words)


def initials(given: str) -> str:
    """“Jean-Paul Émile” as “J.-P. É.”; what is an initial already stays one."""
    words = given.replace(".", ". ").split()
    return " ".join("-".join(f"{_letter(part)}." for part in word.split("-") if part.strip(".")) for word in words)


def _letter(word: str) -> str:
    """The first letter with the marks that belong to it."""
    end = 1
    while end < len(word) and unicodedata.combining(word[end]):
        end += 1
    return word[:end]


def _with_suffix(literal: str, name: str, suffix: str) -> Name:
    parts = read_name(name)
    return Name(literal, parts.family, parts.given, suffix) if parts.family else Name(literal)


def _parted(literal: str, words: list[str]) -> Name:
    if len(words) < 2 or not _is_in_script_with_given_name_first(literal):
        return Name(literal)
    at = _family_begins(words)
    if at == 0:  # the family name stands first
        return Name(literal, words[0], " ".join(words[1:]))
    return Name(literal, " ".join(words[at:]), " ".join(words[:at]))


def _family_begins(words: list[str]) -> int:
    """The place of the family name, which goes to the end; 0 where it stands first, and alone."""
    if all(map(_INITIALS.fullmatch, words[1:])) and not _INITIALS.fullmatch(words[0]):
        return 0
    if len(words) == 3 and _PATRONYMIC.fullmatch(words[2]) and not _PATRONYMIC.fullmatch(words[1]):
        return 0
    if words[0].isupper() and len(words[0]) > 1 and not _INITIALS.fullmatch(words[0]) and not words[-1].isupper():
        return 0
    particle = next((i for i in range(1, len(words) - 1) if words[i].casefold() in _PARTICLES), len(words) - 1)
    return particle - 1 if words[particle] == "y" and particle > 1 else particle


def _is_organisation(name: str) -> bool:
    words = {word.strip(".,()").casefold() for word in name.split()}
    return bool(words & _ORGANISATION) or name.casefold().startswith("the ") or bool(_JOINED.search(name))


def _is_in_script_with_given_name_first(name: str) -> bool:
    letters = {letter for letter in name if letter.isalpha()}
    return all(unicodedata.name(letter, "").startswith(_GIVEN_FIRST) for letter in letters)
