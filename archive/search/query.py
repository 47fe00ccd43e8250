"""What people type into the search box, read into a tree. Plain text never fails.

All words have to occur; `"several words"` (also “so”, «so» or „so“) are a phrase; `-word` and `-"a phrase"` exclude;
`a OR b` finds either and binds closer than the words around it: `x a OR b` is x and (a or b).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from archive.search.engine.nodes import And, Everything, Node, Not, Or, Phrase, Word, sought

MAX_LENGTH = 1000  # code points
MAX_WORDS = 60

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_ITEM = re.compile(r'(?P<minus>-?)"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+)|(?P<loose>")')


@dataclass(frozen=True)
class Query:
    """`text` is what was searched, tidied; `notices` say in words what of it could not be used."""

    text: str
    node: Node
    notices: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return isinstance(self.node, Everything)

    @property
    def has_phrase(self) -> bool:
        return any(isinstance(item, Phrase) for item in sought(self.node))

    @property
    def unquoted(self) -> str:
        """The same words without their quotation marks."""
        return " ".join(self.text.translate(_QUOTES).replace('"', " ").split())


@dataclass(frozen=True)
class _Or:
    """The operator between its two sides."""


def parse(typed: str) -> Query:
    """Read what was typed: `parse('arms "control treaty" -nuclear')`. Never raises."""
    text = _tidied(typed)
    notices = []
    if len(text) > MAX_LENGTH:
        text = text[:MAX_LENGTH].rsplit(" ", 1)[0]
        notices.append(f"Only the first {MAX_LENGTH:,} characters were searched.")
    items = list(_items(text.translate(_QUOTES)))
    if text.translate(_QUOTES).count('"') % 2:
        notices.append("A quotation mark has no partner; the words after it were searched one by one.")
    if len(items) > MAX_WORDS:
        items = items[:MAX_WORDS]
        notices.append(f"Only the first {MAX_WORDS} words were searched.")
    node = _tree(items)
    if text and isinstance(node, Everything):
        notices.append(f"There is no word to search for in “{text}”.")
    return Query(text, node, tuple(notices))


def _tidied(typed: str) -> str:
    """In NFC, each run of spaces and control characters as one space."""
    text = unicodedata.normalize("NFC", typed[: MAX_LENGTH * 20])
    return " ".join("".join(" " if unicodedata.category(char) in ("Cc", "Cs") else char for char in text).split())


def _items(text: str) -> Iterator[Node | _Or]:
    """Words, phrases and operators in order; what holds no letter or digit is left out."""
    for match in _ITEM.finditer(text):
        if match["loose"]:
            continue
        if match["word"] == "OR":
            yield _Or()
            continue
        if match["word"] is None:
            is_excluded, node = bool(match["minus"]), _phrase(match["phrase"])
        else:
            is_excluded, node = match["word"].startswith("-"), _word(match["word"].lstrip("-"))
        if node is not None:
            yield Not(node) if is_excluded else node


def _word(text: str) -> Node | None:
    return Word(text) if any(map(str.isalnum, text)) else None


def _phrase(text: str) -> Node | None:
    """One word between quotation marks is a word like any other."""
    words = text.split()
    if len(words) == 1:
        return _word(words[0])
    return Phrase(" ".join(words)) if any(map(str.isalnum, text)) else None


def _tree(items: list[Node | _Or]) -> Node:
    """All items together, those on either side of an OR as one. An OR without two sides is a word."""
    groups: list[list[Node]] = []
    is_joining = False
    for number, item in enumerate(items):
        if not isinstance(item, _Or):
            if is_joining:
                groups[-1].append(item)
            else:
                groups.append([item])
            is_joining = False
        elif groups and any(not isinstance(later, _Or) for later in items[number:]):
            is_joining = True
        else:
            groups.append([Word("OR")])
    nodes = tuple(group[0] if len(group) == 1 else Or(tuple(group)) for group in groups)
    if not nodes:
        return Everything()
    return nodes[0] if len(nodes) == 1 else And(nodes)
