"""Text folded for comparing names: accents, look-alike letters and kinds of apostrophe no longer differ."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that look the same in Latin and Cyrillic: a Latin word may hold some of the other script's by accident.
_LOOKALIKES = str.maketrans("АВЕКМНОРСТУХаеорсухіѕјԁ", "ABEKMHOPCTYXaeopcyxisjd")
_MARKS = {"’": "'", "‘": "'", "ʼ": "'", "–": "-", "—": "-", "‑": "-", "−": "-", "\u00a0": " ", "ё": "е", "Ё": "Е"}


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
