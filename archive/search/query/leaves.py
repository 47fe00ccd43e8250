"""From one word or phrase, and the field before it, to a leaf of the tree."""

from __future__ import annotations

import re
from typing import NamedTuple

from archive.edtf import EdtfError, parse_edtf
from archive.messages import Message
from archive.search.query.lexer import Kind, Token
from archive.search.query.mistakes import Mistake, likely_field
from archive.search.query.tree import Dated, Fuzzy, Linked, Node, Pattern, Phrase, Word

LINKED = ("person", "subject", "event", "source", "author")
PHASES = ("before", "during", "after", "undetermined", "unknown")
DATES = ("before", "after", "on")
MAX_APART = 50
MAX_DISTANCE = 2

_MIN_LETTERS = 2  # beside the wildcards of a pattern
_LONG_WORD = 5  # from here on, two letters may differ
_FUZZY = re.compile(r"(?P<word>[^~]+)~(?P<distance>\d?)")
_UNKNOWN_FIELD = re.compile(r"(?P<name>[^\W\d_]{2,20}):(?=[^\W_])(?P<value>.+)")


class Read(NamedTuple):
    """A leaf, or None where nothing can be searched for; and what was wrong."""

    node: Node | None
    mistakes: tuple[Mistake, ...] = ()


def leaf(token: Token, field: Token | None, typed: str) -> Read:
    """Read a word or a phrase. `typed` is the whole text, `field` the name before it."""
    name = field.text if field else ""
    start = field.start if field else token.start
    if not any(map(str.isalnum, token.text)):
        return Read(None)
    if name in LINKED:
        return Read(Linked(name, " ".join(token.text.split()), typed=typed[start : token.end]))
    if name == "phase":
        return _phase(token, start)
    if name in DATES:
        return _dated(name, token, start)
    if token.kind is Kind.PHRASE:
        return _phrase(token, name)
    return _word(token, name)


def _phase(token: Token, start: int) -> Read:
    name = token.text.strip().lower()
    if name not in PHASES:
        message = Message(
            "“%(typed)s” was left out: a phase is %(phases)s or %(last)s.",
            typed=_short(token.text), phases=", ".join(PHASES[:-1]), last=PHASES[-1],
        )  # fmt: skip
        return Read(None, (Mistake(message, start, token.end),))
    return Read(Linked("phase", name, (name,), typed=f"phase:{name}"))


def _dated(relation: str, token: Token, start: int) -> Read:
    text = token.text.strip()
    try:
        span = parse_edtf(text if len(text) <= 40 else "")
    except EdtfError:
        message = Message(
            "“%(typed)s” was left out: a date is written 2018, 2018-07 or 2018-07-16.",
            typed=f"{relation}:{_short(text)}",
        )
        return Read(None, (Mistake(message, start, token.end),))
    missing = {"before": span.earliest is None, "after": span.latest is None}
    if missing.get(relation):
        typed = f"{relation}:{text}"
        message = (
            Message("“%(typed)s” was left out: %(date)s has no first day.", typed=typed, date=text)
            if relation == "before"
            else Message("“%(typed)s” was left out: %(date)s has no last day.", typed=typed, date=text)
        )
        return Read(None, (Mistake(message, start, token.end),))
    return Read(Dated(relation, span))


def _phrase(token: Token, field: str) -> Read:
    words = token.text.split()
    mistakes: tuple[Mistake, ...] = ()
    apart = int(token.near or MAX_APART) if token.near is not None else 0
    if apart > MAX_APART:
        at = token.end - len(token.near or "")
        message = Message(
            "Words may be up to %(most)s words apart; %(typed)s was taken for %(most)s.", most=MAX_APART, typed=apart
        )
        mistakes = (Mistake(message, at, token.end, str(MAX_APART)),)
        apart = MAX_APART
    if len(words) == 1:
        return Read(Word(words[0], field), mistakes)
    return Read(Phrase(" ".join(words), field, apart), mistakes)


def _word(token: Token, field: str) -> Read:
    text = token.text
    # A question mark after a word ends a question; inside a word it stands for a letter.
    pattern = re.sub(r"\*+", "*", text.rstrip("?!.,;:"))
    if "*" in pattern or re.search(r"\w\?+\w", pattern):
        return _pattern(pattern, token, field)
    fuzzy = _FUZZY.fullmatch(text)
    if fuzzy:
        return _fuzzy(fuzzy["word"], fuzzy["distance"], token, field)
    unknown = _UNKNOWN_FIELD.fullmatch(text) if not field else None
    if unknown:
        return _unknown_field(unknown["name"], unknown["value"], token)
    return Read(Word(text, field))


def _pattern(pattern: str, token: Token, field: str) -> Read:
    if sum(map(str.isalnum, pattern)) < _MIN_LETTERS:
        message = Message(
            "“%(typed)s” was left out: a word with * or ? needs at least two letters.", typed=_short(token.text)
        )
        return Read(None, (Mistake(message, token.start, token.end),))
    return Read(Pattern(pattern, field))


def _fuzzy(word: str, distance: str, token: Token, field: str) -> Read:
    letters = sum(map(str.isalnum, word))
    most = MAX_DISTANCE if letters >= _LONG_WORD else 1
    if letters <= most + 1:
        message = Message(
            "“%(typed)s” was taken as it is: ~ needs a word of at least three letters.", typed=_short(token.text)
        )
        return Read(Word(word, field), (Mistake(message, token.start, token.end, word),))
    if distance and not 1 <= int(distance) <= MAX_DISTANCE:
        message = Message(
            "At most %(most)s letters may differ; “%(typed)s” was taken for “%(word)s~”.",
            most=MAX_DISTANCE, typed=_short(token.text), word=word,
        )  # fmt: skip
        return Read(Fuzzy(word, field, most), (Mistake(message, token.start, token.end, f"{word}~"),))
    return Read(Fuzzy(word, field, int(distance or most)))


def _unknown_field(name: str, value: str, token: Token) -> Read:
    """Where a field was probably meant, its value is sought everywhere; else both are words."""
    likely = likely_field(name)
    if likely:
        message = Message(
            "There is no field “%(name)s:”; “%(value)s” was searched everywhere.", name=name, value=_short(value)
        )
        return Read(Word(value), (Mistake(message, token.start, token.end, f"{likely}:{value}"),))
    message = Message("There is no field “%(name)s:”; it was searched as a word.", name=name)
    return Read(Word(token.text), (Mistake(message, token.start, token.end, f"{name} {value}"),))


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
