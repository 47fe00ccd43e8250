"""What people type into the search box, read into a tree. Plain text never fails: what is wrong is named.

All words have to occur; `"several words"` (also “so”, «so» or „so“) are a phrase; `-word` excludes; `a OR b` finds
either and binds closer than the words around it: `x a OR b` is x and (a or b). The help page has the whole language.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from archive.messages import Message
from archive.search.query.leaves import leaf
from archive.search.query.lexer import QUOTES, Kind, Token, tokens
from archive.search.query.mistakes import FIELDS, Mistake, corrected
from archive.search.query.tree import And, Everything, Node, Not, Or, Phrase, sought

MAX_LENGTH = 1000  # code points
MAX_WORDS = 60
MAX_DEPTH = 10  # groups in groups

_CORRECTIONS = 5  # one correction may bring another to light: without a date, an OR may stand alone


@dataclass(frozen=True)
class Query:
    """`text` is what was searched, tidied. `notices` say what was cut, `mistakes` what was not understood, `meanings`
    which records its names were taken for.
    """

    text: str
    node: Node
    mistakes: tuple[Mistake, ...] = ()
    notices: tuple[Message, ...] = ()
    meanings: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return isinstance(self.node, Everything)

    @property
    def has_phrase(self) -> bool:
        return any(isinstance(item, Phrase) for item in sought(self.node))

    @property
    def unquoted(self) -> str:
        """The same words without their quotation marks."""
        return " ".join(self.text.translate(QUOTES).replace('"', " ").split())

    @property
    def complaints(self) -> tuple[Message, ...]:
        """What the mistakes say, each once."""
        return tuple(dict.fromkeys(mistake.message for mistake in self.mistakes))

    @property
    def corrected(self) -> str:
        """The text as it would be without mistakes; empty where there is none, or nothing is left."""
        text, mistakes = self.text, self.mistakes
        for _ in range(_CORRECTIONS):
            if not mistakes:
                break
            text = corrected(text, mistakes)
            mistakes = parse(text).mistakes
        return text if text != self.text else ""


def parse(typed: str) -> Query:
    """Read what was typed: `parse('arms "control treaty" -nuclear person:putin')`. Never raises."""
    text = _tidied(typed)
    notices: list[Message] = []
    if len(text) > MAX_LENGTH:
        text = text[:MAX_LENGTH].rsplit(" ", 1)[0]
        notices.append(Message("Only the first %(most)s characters were searched.", most=MAX_LENGTH))
    found = list(tokens(text, FIELDS))
    words = [token for token in found if token.kind in (Kind.WORD, Kind.PHRASE)]
    if len(words) > MAX_WORDS:
        text = text[: words[MAX_WORDS].start].rstrip()
        found = [token for token in found if token.end <= len(text)]
        notices.append(Message("Only the first %(most)s words were searched.", most=MAX_WORDS))
    parser = _Parser(text, found)
    node = parser.everything()
    if text and isinstance(node, Everything) and not parser.mistakes:
        notices.append(Message("There is no word to search for in “%(typed)s”.", typed=text))
    return Query(text, node, tuple(parser.mistakes), tuple(notices))


def _tidied(typed: str) -> str:
    """In NFC, each run of spaces and control characters as one space."""
    text = unicodedata.normalize("NFC", typed[: MAX_LENGTH * 20])
    return " ".join("".join(" " if unicodedata.category(char) in ("Cc", "Cs") else char for char in text).split())


@dataclass
class _Parser:
    """Reads tokens from left to right; `mistakes` gathers what was wrong."""

    text: str
    tokens: list[Token]
    mistakes: list[Mistake] = field(default_factory=list)
    at: int = 0
    depth: int = 0

    def everything(self) -> Node:
        nodes: list[Node] = []
        while self.at < len(self.tokens):
            node = self._sequence(None)
            if node is not None:
                nodes.append(node)
            if self._next(Kind.CLOSE):
                token = self._take()
                self._mistake(Message("A closing parenthesis has no partner."), token)
        return _together(nodes) or Everything()

    def _sequence(self, name: Token | None) -> Node | None:
        """Items up to the next closing parenthesis or the end, those on either side of an OR as one."""
        groups: list[list[Node]] = []
        loose_or: Token | None = None
        is_first = True
        while self.at < len(self.tokens) and not self._next(Kind.CLOSE):
            if self._next(Kind.OR):
                token = self._take()
                if is_first or loose_or:
                    self._lone_or(token)
                else:
                    loose_or = token
                continue
            node = self._item(name)
            if node is not None and loose_or and groups:
                groups[-1].append(node)
            elif node is not None:
                groups.append([node])
            is_first, loose_or = False, None
        if loose_or:
            self._lone_or(loose_or)
        return _together([group[0] if len(group) == 1 else Or(tuple(group)) for group in groups])

    def _item(self, name: Token | None) -> Node | None:
        """One word, phrase or group, with what stands before it; None where it holds nothing to search for."""
        token = self._take()
        match token.kind:
            case Kind.NOT:
                return self._excluded(token, name)
            case Kind.FIELD:
                return self._named(token)
            case Kind.OPEN:
                return self._group(token, name)
            case Kind.LOOSE_QUOTE:
                self._loose_quote(token)
                return None
            case Kind.AND:
                return None
            case Kind.WORD if not token.text.strip("-"):
                self._mistake(Message("A minus sign has no word after it; it was left out."), token)
                return None
        read = leaf(token, name, self.text)
        self.mistakes += read.mistakes
        return read.node

    def _excluded(self, minus: Token, name: Token | None) -> Node | None:
        while self._next(Kind.NOT):
            minus = self._take()  # saying it twice is saying it once
        if self.at == len(self.tokens) or self._next(Kind.CLOSE) or self._next(Kind.OR):
            self._mistake(Message("“%(typed)s” has no word after it; it was left out.", typed=minus.text), minus)
            return None
        node = self._item(name)
        if isinstance(node, Not):
            return node.node
        return Not(node) if node is not None else None

    def _named(self, name: Token) -> Node | None:
        following = self.tokens[self.at] if self.at < len(self.tokens) else None
        if following and following.start == name.end and following.kind in (Kind.WORD, Kind.PHRASE, Kind.OPEN):
            return self._item(name)
        end = name.end
        if following and following.start == end and following.kind is Kind.LOOSE_QUOTE:
            self._loose_quote(self._take())
            return self._item(name) if self._next(Kind.WORD) else None
        if following and following.kind in (Kind.WORD, Kind.PHRASE, Kind.OPEN) and following.start == end + 1:
            message = Message(
                "“%(name)s:” has a space after it; the words after it were searched everywhere.", name=name.text
            )
            self.mistakes.append(Mistake(message, end, following.start))
        else:
            self._mistake(Message("“%(name)s:” has nothing after it; it was left out.", name=name.text), name)
        return None

    def _group(self, opening: Token, name: Token | None) -> Node | None:
        if self.depth == MAX_DEPTH:
            message = Message("Groups may be %(most)s deep; parentheses inside of these were left out.", most=MAX_DEPTH)
            self._mistake(message, opening)
            return None
        self.depth += 1
        node = self._sequence(name)
        self.depth -= 1
        if self._next(Kind.CLOSE):
            self._take()
        else:
            message = Message("An opening parenthesis has no partner; the group was taken to reach to the end.")
            self._unpaired(message, opening, ")")
        return node

    def _loose_quote(self, quote: Token) -> None:
        message = Message("A quotation mark has no partner; the words after it were searched one by one.")
        self._unpaired(message, quote, '"')

    def _unpaired(self, message: Message, token: Token, partner: str) -> None:
        """Its partner belongs at the end, if there is a word before that."""
        if any(map(str.isalnum, self.text[token.end :])):
            self.mistakes.append(Mistake(message, len(self.text), len(self.text), partner))
        else:
            self._mistake(message, token)

    def _lone_or(self, token: Token) -> None:
        self._mistake(Message("OR needs a word on either side; it was left out."), token)

    def _mistake(self, message: Message, token: Token) -> None:
        self.mistakes.append(Mistake(message, token.start, token.end))

    def _next(self, kind: Kind) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at].kind is kind

    def _take(self) -> Token:
        self.at += 1
        return self.tokens[self.at - 1]


def _together(nodes: list[Node]) -> Node | None:
    if not nodes:
        return None
    return nodes[0] if len(nodes) == 1 else And(tuple(nodes))
