"""One spelling for words that readers take for the same: the index and the questions fold every word here.

A folded word is in lower case and without accents (but “й” stays), and of one alphabet: letters that only look like
those beside them are put right, the Cyrillic С of “Сold War” as well as the Latin c of “cоюз”.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_CYRILLIC, _LATIN = "асеорхукмтвніј", "aceopxykmtbhij"
_LATIN_FOR = str.maketrans(_CYRILLIC, _LATIN)
_CYRILLIC_FOR = str.maketrans(_LATIN, _CYRILLIC)
_BASE_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ё": "е"}


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """One word, without spaces, as it is written in the index: `folded("Niinistö") == "niinisto"`."""
    if word.isascii():
        return word.lower()
    return _in_one_alphabet("".join(map(_base_letter, unicodedata.normalize("NFC", word).casefold())))


@lru_cache(maxsize=4096)
def _base_letter(letter: str) -> str:
    if letter in _BASE_LETTERS:
        return _BASE_LETTERS[letter]
    if _is_cyrillic(letter):
        return letter
    return "".join(char for char in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(char))


def _in_one_alphabet(word: str) -> str:
    """A word of Latin and Cyrillic letters in the first of the two in which all the others have a twin, if any."""
    if not (any(map(_is_cyrillic, word)) and any("a" <= letter <= "z" for letter in word)):
        return word
    latin = word.translate(_LATIN_FOR)
    if not any(map(_is_cyrillic, latin)):
        return latin
    cyrillic = word.translate(_CYRILLIC_FOR)
    return word if any("a" <= letter <= "z" for letter in cyrillic) else cyrillic


def _is_cyrillic(letter: str) -> bool:
    return "\u0400" <= letter <= "\u052f"
