"""From text to the terms of the index. Indexing, searching and highlighting all read text through `terms`.

A term is a word in lower case, without accents (but “й” stays), with letters that only look Latin or Cyrillic put
right, and, where it is written in a to z, stemmed as English. Nothing is left out as too common: “on the table” and
“off the table” are different phrases. Questions drop such words instead: `is_filler`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from whoosh.analysis import Analyzer, Token
from whoosh.lang.snowball.english import EnglishStemmer

# Whoever changes what terms come out of a text raises this: an index made under another number is not read.
ANALYSIS_VERSION = 1

_PART = r"[^\W_](?:[^\W_]|[\u0300-\u036f])*"
_WORD = re.compile(
    rf"(?P<initials>[^\W\d_](?:\.[^\W\d_])+(?![^\W_]))"
    rf"|(?P<compound>{_PART}(?:[-\u2010\u2011\u00ad'\u2019\u02bc]{_PART})+)"
    rf"|{_PART}"
)
_PARTS = re.compile(_PART)
_JOINTS = re.compile(r"[-\u2010\u2011\u00ad'\u2019\u02bc]")
_APOSTROPHES = "'\u2019\u02bc"

_LOOKALIKES = str.maketrans("асеорхукмтвнiіј", "aceopxykmtbhiij")
_BASE_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ё": "е"}
_FILLERS = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "is", "it", "of", "on", "or", "that", "the",
    "this", "to", "was", "were", "with",
})  # fmt: skip

_stemmer = EnglishStemmer()


class Term(NamedTuple):
    """`start` and `end` are half-open code-point offsets; `position` counts words, so neighbours differ by one.

    A joined term is all of a compound as one word, beside its parts: “nonproliferation” for “non-proliferation”.
    """

    text: str
    position: int
    start: int
    end: int
    is_joined: bool = False


def terms(text: str) -> Iterator[Term]:
    """Every term of the text in order."""
    position = -1
    for match in _WORD.finditer(text):
        start, end = match.span()
        if match.lastgroup == "compound":
            for term in _compound(match.group(), position, start):
                position = term.position
                yield term
        else:
            position += 1
            word = match.group().replace(".", "") if match.lastgroup else match.group()
            yield Term(term_of(word), position, start, end)


def _compound(word: str, position: int, offset: int) -> Iterator[Term]:
    """The parts of a compound after `position`, then the whole as one term; a possessive s is dropped."""
    parts = list(_PARTS.finditer(word))
    if parts[-1].group() in ("s", "S") and word[parts[-1].start() - 1] in _APOSTROPHES:
        parts.pop()
    for number, part in enumerate(parts, 1):
        yield Term(term_of(part.group()), position + number, offset + part.start(), offset + part.end())
    if len(parts) > 1:
        whole = _JOINTS.sub("", word[: parts[-1].end()])
        yield Term(term_of(whole), position + len(parts), offset, offset + parts[-1].end(), is_joined=True)


@lru_cache(maxsize=200_000)
def term_of(word: str) -> str:
    """The term under which one word without punctuation is indexed."""
    folded = "".join(map(_base_letter, _lookalikes_mended(unicodedata.normalize("NFC", word).casefold())))
    return _stemmer.stem(folded) if folded.isascii() and folded.isalpha() else folded


def is_filler(word: str) -> bool:
    """Whether a question may do without this word: “the”, “of” and their like, but not “IS” in capitals."""
    return word.lower() in _FILLERS and not (len(word) > 1 and word.isupper())


@lru_cache(maxsize=4096)
def _base_letter(letter: str) -> str:
    if letter in _BASE_LETTERS:
        return _BASE_LETTERS[letter]
    if "\u0400" <= letter <= "\u052f":
        return letter
    return "".join(char for char in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(char))


def _lookalikes_mended(word: str) -> str:
    """A word of Latin and Cyrillic letters is Latin, where every Cyrillic letter in it has a Latin twin."""
    if word.isascii() or not any("a" <= letter <= "z" for letter in word):
        return word
    mended = word.translate(_LOOKALIKES)
    return word if any("\u0400" <= letter <= "\u052f" for letter in mended) else mended


class TermAnalyzer(Analyzer):
    """`terms` as Whoosh wants them: one Token object, filled anew for every term."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TermAnalyzer)

    __hash__ = Analyzer.__hash__

    def __call__(
        self, value: str, positions: bool = False, chars: bool = False, start_pos: int = 0, start_char: int = 0,
        mode: str = "", **kwargs: Any,
    ) -> Iterator[Token]:  # fmt: skip
        token = Token(positions, chars, mode=mode, **kwargs)
        for term in terms(value):
            if term.is_joined and mode == "query":
                continue
            token.text = term.text
            token.boost = 1.0
            token.stopped = False
            token.pos = start_pos + term.position
            token.startchar = start_char + term.start
            token.endchar = start_char + term.end
            yield token
