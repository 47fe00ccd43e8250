"""The stem under which the forms of a word are found, by the language of the text it stands in.

Stems are those of Snowball (PyStemmer). They are taken from folded words, so that a word written without its accents
has the same stem; every language here keeps its forms together that way (tests/search/test_language.py).
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable
from functools import lru_cache

import Stemmer

# Whoever adds a language or changes a stem raises this: an index made under another number is not read.
STEMMING_VERSION = 1

ALGORITHMS = {
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "ru": "russian",
}

# Without its accent “négociée” would keep an e that “négocié” does not have.
_FRENCH_PARTICIPLE = re.compile(r"ees?$")


class _Stemmers(threading.local):
    """A Snowball stemmer has a buffer of its own and is not made for several threads."""

    def __init__(self) -> None:
        self.by_language = {language: Stemmer.Stemmer(name) for language, name in ALGORITHMS.items()}


_stemmers = _Stemmers()


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """The stem of a folded word in a text of this language (ISO 639-1); the word itself where none is known."""
    if language not in ALGORITHMS or not word.isalpha():
        return word
    if language == "fr":
        word = _FRENCH_PARTICIPLE.sub("e", word)
    found: str = _stemmers.by_language[language].stemWord(word)
    return found or word


def languages_by_stem(words: tuple[str, ...], languages: Iterable[str]) -> dict[tuple[str, ...], frozenset[str]]:
    """For folded words that stand together: each way to stem them, and the languages that stem them so."""
    found: dict[tuple[str, ...], set[str]] = {}
    for language in languages:
        found.setdefault(tuple(stem(word, language) for word in words), set()).add(language)
    return {stems: frozenset(sharing) for stems, sharing in found.items()}
