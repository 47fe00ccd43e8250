"""From text to the terms of the index. Indexing, searching and highlighting all read text through `terms`.

A term is a folded word. The stems of a text in a known language are terms of a field beside it: `stems`. Nothing is
left out as too common: “on the table” and “off the table” are different phrases. Questions drop such words instead:
`is_filler`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from whoosh.analysis import Analyzer, Token

from archive.search.engine.folding import folded
from archive.search.engine.stemming import ALGORITHMS, stem

# Whoever changes what terms come out of a text raises this: an index made under another number is not read.
ANALYSIS_VERSION = 2

_PART = r"[^\W_](?:[^\W_]|[\u0300-\u036f])*"
_WORD = re.compile(
    rf"(?P<initials>[^\W\d_](?:\.[^\W\d_])+(?![^\W_]))"
    rf"|(?P<compound>{_PART}(?:[-\u2010\u2011\u00ad'\u2019\u02bc]{_PART})+)"
    rf"|{_PART}"
)
_QUICK_PART = r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*"
# Matches what _WORD does, several times as fast, without telling what it is.
_WORDS = re.compile(
    rf"[^\W\d_](?:\.[^\W\d_])+(?![^\W_])|{_QUICK_PART}(?:[-\u2010\u2011\u00ad'\u2019\u02bc]{_QUICK_PART})*"
)
_PARTS = re.compile(_PART)
_JOINTS = re.compile(r"[-\u2010\u2011\u00ad'\u2019\u02bc]")
_APOSTROPHES = "'\u2019\u02bc"

_FILLERS = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "is", "it", "of", "on", "or", "that", "the",
    "this", "to", "was", "were", "with",
})  # fmt: skip


class Written(str):
    """A text with the language it is written in (ISO 639-1), or "" where that is unknown."""

    language: str

    def __new__(cls, text: str, language: str) -> Written:
        made = super().__new__(cls, text)
        made.language = language
        return made

    def __getnewargs__(self) -> tuple[str, str]:
        return str(self), self.language


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
            yield Term(folded(word), position, start, end)


@lru_cache(maxsize=20_000)
def terms_of(word: str) -> tuple[Term, ...]:
    """The terms of one of `raw_words`, remembered: most words of a text were in the last one too."""
    if word.isalnum():  # neither a compound nor initials: nothing to take apart
        return (Term(folded(word), 0, 0, len(word)),)
    return tuple(terms(word))


def raw_words(text: str) -> list[str]:
    """The words of a text as they are written. `terms` of each, one after another, are the `terms` of the text."""
    return _WORDS.findall(text)


def _compound(word: str, position: int, offset: int) -> Iterator[Term]:
    """The parts of a compound after `position`, then the whole as one term; a possessive s is dropped."""
    parts = list(_PARTS.finditer(word))
    if parts[-1].group() in ("s", "S") and word[parts[-1].start() - 1] in _APOSTROPHES:
        parts.pop()
    for number, part in enumerate(parts, 1):
        yield Term(folded(part.group()), position + number, offset + part.start(), offset + part.end())
    if len(parts) > 1:
        whole = _JOINTS.sub("", word[: parts[-1].end()])
        yield Term(folded(whole), position + len(parts), offset, offset + parts[-1].end(), is_joined=True)


def stems(text: str, language: str) -> Iterator[Term]:
    """Every term of the text in order, as its stem in this language; where none is known, as it is."""
    for term in terms(text):
        yield term._replace(text=stem(term.text, language))


def is_filler(word: str) -> bool:
    """Whether a question may do without this word: “the”, “of” and their like, but not “IS” in capitals."""
    return word.lower() in _FILLERS and not (len(word) > 1 and word.isupper())


class TermAnalyzer(Analyzer):
    """`terms` as Whoosh wants them."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TermAnalyzer)

    __hash__ = Analyzer.__hash__

    def __call__(self, value: str, mode: str = "", **kwargs: Any) -> Iterator[Token]:
        return _as_tokens(terms(value), mode, **kwargs)


class StemAnalyzer(Analyzer):
    """`stems` of a text that is `Written`. A question in no known language has the stems of all of them at once."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, StemAnalyzer)

    __hash__ = Analyzer.__hash__

    def __call__(self, value: str, mode: str = "", **kwargs: Any) -> Iterator[Token]:
        if mode == "query":
            found = (term._replace(text=form) for term in terms(value) for form in _forms(term.text))
        else:
            found = stems(value, getattr(value, "language", ""))
        return _as_tokens(found, mode, **kwargs)


def _forms(word: str) -> list[str]:
    return sorted({word, *(stem(word, language) for language in ALGORITHMS)})


def _as_tokens(
    found: Iterator[Term], mode: str, positions: bool = False, chars: bool = False, start_pos: int = 0,
    start_char: int = 0, **kwargs: Any,
) -> Iterator[Token]:  # fmt: skip
    """One Token object, filled anew for every term."""
    token = Token(positions, chars, mode=mode, **kwargs)
    for term in found:
        if term.is_joined and mode == "query":
            continue
        token.text = term.text
        token.boost = 1.0
        token.stopped = False
        token.pos = start_pos + term.position
        token.startchar = start_char + term.start
        token.endchar = start_char + term.end
        yield token
