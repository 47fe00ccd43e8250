"""Typed text cut into words, phrases, operators and field names, each with its place. Nothing is judged here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

# All of one length, so that places in the text stay what they are.
QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))

_WORD = r'[^\s"()]+(?:\([^\s"()]*\)[^\s"()]*)*'
_TOKEN = re.compile(
    r'(?P<phrase>"(?P<quoted>[^"]*)"(?:~(?P<near>\d{0,3})(?![^\s()]))?)'
    r'|(?P<loose>")|(?P<open>\()|(?P<close>\))'
    r'|(?P<minus>-+(?=[^\s()"-]|["(]))'
    r"|(?P<field>[^\W\d_]{2,20}:(?=[^\s/:]|$|\s))"
    rf"|(?P<word>{_WORD})"
)
_OPERATORS = {"OR": "or", "AND": "and", "NOT": "not"}


class Kind(Enum):
    WORD = "word"
    PHRASE = "phrase"
    FIELD = "field"
    OPEN = "("
    CLOSE = ")"
    OR = "or"
    AND = "and"
    NOT = "not"
    LOOSE_QUOTE = "loose"


@dataclass(frozen=True)
class Token:
    """`start` and `end` are half-open code-point offsets into the typed text.

    `text` is a word, what stands between quotation marks, or a field's name; `near` what follows a phrase's `~`.
    """

    kind: Kind
    text: str
    start: int
    end: int
    near: str | None = None


def tokens(text: str, fields: frozenset[str]) -> Iterator[Token]:
    """The tokens of the text in order. Only names in `fields` make a field; “Putin: yes” is two words."""
    at = 0
    text = text.translate(QUOTES)
    while found := _TOKEN.search(text, at):
        token = _token(found, fields)
        if token is None:
            word = re.compile(_WORD).match(text, found.start())
            token = Token(Kind.WORD, word.group(), *word.span()) if word else None
        if token is None:
            at = found.end()
            continue
        yield token
        at = token.end


def _token(found: re.Match[str], fields: frozenset[str]) -> Token | None:
    """The token of a match; None for a field's name that is none."""
    start, end = found.span()
    match found.lastgroup if found.lastgroup not in ("quoted", "near") else "phrase":
        case "phrase":
            return Token(Kind.PHRASE, found["quoted"], start, end, found["near"])
        case "loose":
            return Token(Kind.LOOSE_QUOTE, '"', start, end)
        case "open":
            return Token(Kind.OPEN, "(", start, end)
        case "close":
            return Token(Kind.CLOSE, ")", start, end)
        case "minus":
            return Token(Kind.NOT, "-", start, end)
        case "field":
            name = found["field"][:-1].lower()
            return Token(Kind.FIELD, name, start, end) if name in fields else None
    word = found["word"]
    return Token(Kind(_OPERATORS.get(word, "word")), word, start, end)
