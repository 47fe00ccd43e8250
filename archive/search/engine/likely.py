"""Where in a text a word may stand that is sought: a quick look that leaves most of the text unread.

What stands between two spaces is a chunk. Most chunks are plain to read: their words, in lower case, are the terms of
the index. A plain chunk is worth reading where a word of it begins like one sought; all others always are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

_CHUNK = re.compile(r"\S+")
_STOP = re.compile(r"\.\w")  # initials
_JOINTS = ("-", "'")
_CYRILLIC = "а-яіїєґ"  # ё is not among them: the index folds it, as it folds accents
_WRITTEN_IN_CYRILLIC = frozenset({"be", "bg", "mk", "ru", "sr", "uk"})
# Latin letters are not plain in a Cyrillic text: “cоюз” may begin with one.
_NOT_PLAIN_IN_CYRILLIC = re.compile(rf"[^\x00-\x60\x7b-\x7f{_CYRILLIC}]")
_NOT_PLAIN = re.compile(r"[^\x00-\x7f]")
_PLAIN_WORD = re.compile(r"[a-z0-9]+")
_PLAIN_WORD_IN_CYRILLIC = re.compile(rf"[0-9{_CYRILLIC}]+")
# A stem begins like its words, but for its last letters: “constant” is that of “constamment”, “die” of “dying”.
_SHORT = 3  # letters
_CHANGED = 3  # letters at the end
_UP_TO_UMLAUT = re.compile(r"[^aou]*[aou]")


class Fit(NamedTuple):
    """A test of a folded word. Every word that passes has the letters `has` in it, at its beginning if `begins`."""

    test: Callable[[str], bool]
    has: str = ""
    begins: bool = False


@dataclass(frozen=True)
class _Signs:
    """Letters, in lower case: those that words begin with, and those that words have anywhere. `special` is a
    character that is not plain.
    """

    special: re.Pattern[str]
    beginnings: tuple[str, ...]
    parts: tuple[str, ...]


def likely(text: str, sought: frozenset[str], fit: tuple[Fit, ...], language: str) -> Iterator[re.Match[str]]:
    """The chunks that may hold one of the stems `sought`, or a word that fits, in order."""
    if not sought and not fit:
        return
    signs = _signs(sought, fit, language)
    if signs is None:
        yield from _CHUNK.finditer(text)
        return
    lower = _lower(text)
    end = 0
    for at in sorted(_places(lower, signs)):
        if at < end:
            continue
        while at > end and not text[at - 1].isspace():
            at -= 1
        chunk = _CHUNK.match(text, at)
        if chunk:
            end = chunk.end()
            yield chunk


@lru_cache(maxsize=100)
def _signs(sought: Collection[str], fit: tuple[Fit, ...], language: str) -> _Signs | None:
    """None where every chunk has to be read. What cannot stand in a plain chunk needs no sign."""
    is_cyrillic = language in _WRITTEN_IN_CYRILLIC
    is_plain = (_PLAIN_WORD_IN_CYRILLIC if is_cyrillic else _PLAIN_WORD).fullmatch
    if any(not each.has for each in fit):
        return None
    beginnings = {_beginning(word, language) for word in sought if is_plain(word)}
    beginnings |= {each.has for each in fit if each.begins and is_plain(each.has)}
    parts = {each.has for each in fit if not each.begins and is_plain(each.has)}
    special = _NOT_PLAIN_IN_CYRILLIC if is_cyrillic else _NOT_PLAIN
    return _Signs(special, _shortest(beginnings), tuple(parts))


def _beginning(stem: str, language: str) -> str:
    """What all words of this stem begin with. A German umlaut may be written out: “fuhr” is the stem of “Fuehrer”."""
    beginning = stem[0] if len(stem) <= _SHORT else stem[: max(_SHORT, len(stem) - _CHANGED)]
    umlaut = _UP_TO_UMLAUT.match(beginning) if language == "de" else None
    return umlaut.group() if umlaut else beginning


def _shortest(beginnings: Collection[str]) -> tuple[str, ...]:
    """Without those that begin like another one."""
    return tuple(one for one in beginnings if not any(one != other and one.startswith(other) for other in beginnings))


def _places(lower: str, signs: _Signs) -> Iterator[int]:
    """Where in a text in lower case a sign stands, or something that is not plain, in no order."""
    if signs.special is _NOT_PLAIN_IN_CYRILLIC or not lower.isascii():
        yield from (found.start() for found in signs.special.finditer(lower))
    yield from (found.start() for found in _STOP.finditer(lower))
    for joint in _JOINTS:
        yield from _all(lower, joint)
    for part in signs.parts:
        yield from _all(lower, part)
    for beginning in signs.beginnings:
        yield from (at for at in _all(lower, beginning) if not at or not lower[at - 1].isalnum())


def _all(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _lower(text: str) -> str:
    """Lower case, with every character in its place."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)
