"""Reading text cut into the smallest pieces a block can be: lines, or the joined lines of a wrapped paragraph."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property

_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LETTERS_A_WORD = 2  # of scripts that put no space between words
_LONG, _STEM = 5, 6  # letters
_LONG_WORD = re.compile(rf"[^\W\d_]{{{_LONG},}}")
_WRAP_LIMIT = 100
_COLUMN = re.compile(r"(?:\s{2,}|\t|\s*[|>»·•]\s*|\s+/\s+)")
_COLUMN_MARKS = ("|", ">", "»", "·", "•", "\t", " / ")
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")


def plain(text: str) -> str:
    """Text as the body holds it: NFC, every kind of space one U+0020, lines joined, nothing else altered."""
    if text.isascii():
        return " ".join(text.split())
    return unicodedata.normalize("NFC", " ".join(_INVISIBLE.sub("", text).split()))


@dataclass(frozen=True)
class Piece:
    """A range of the reading text (half-open code-point offsets) and its plain text.

    `columns` are the parts of the line between bars, tabs and wide gaps: a menu has many.
    """

    start: int
    end: int
    text: str
    columns: tuple[str, ...] = field(default=(), compare=False)
    after_blank: bool = field(default=False, compare=False)

    @cached_property
    def words(self) -> int:
        """How many words; where a script puts no spaces between them, two letters count as one."""
        unspaced = 0 if self.text.isascii() else len(_UNSPACED.findall(self.text))
        if not unspaced:
            return len(self._folded)
        return unspaced // _LETTERS_A_WORD + len(_WORD.findall(_UNSPACED.sub(" ", self.text)))

    @cached_property
    def ends_sentence(self) -> bool:
        return bool(_SENTENCE_END.search(self.text))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The longer words, cut to their beginnings: two pieces that share many speak of the same things."""
        stems = {word[:_STEM] for word in self._folded if len(word) >= _LONG and word.isalpha()}
        for word in self._folded:
            if not word.isalpha():
                stems.update(part[:_STEM] for part in _LONG_WORD.findall(word))
        return frozenset(stems)

    @cached_property
    def key(self) -> str:
        """Equal for two pieces that say the same, whatever the case and punctuation."""
        return " ".join(self._folded)

    @cached_property
    def _folded(self) -> list[str]:
        return _WORD.findall(self.text.casefold())


def pieces(text: str) -> list[Piece]:
    """All non-blank lines in order; lines that were wrapped at a fixed width are joined."""
    found: list[Piece] = []
    group: list[Piece] = []
    is_wrapped = _looks_wrapped(text)
    position, after_blank = 0, True
    for raw in text.split("\n"):
        start = position + len(raw) - len(raw.lstrip())
        end = position + len(raw.rstrip())
        content = plain(raw)
        if content:
            group.append(
                Piece(start, end, content, _columns(raw[start - position : end - position], content), after_blank)
            )
            after_blank = False
        else:
            found += _joined(text, group) if is_wrapped else group
            group, after_blank = [], True
        position += len(raw) + 1
    return found + (_joined(text, group) if is_wrapped else group)


def _columns(raw: str, content: str) -> tuple[str, ...]:
    if len(raw) == len(content) and not any(mark in raw for mark in _COLUMN_MARKS):
        return (content,)  # of one space at most between words, as most lines are
    return tuple(plain(part) for part in _COLUMN.split(raw) if part.strip())


def _looks_wrapped(text: str) -> bool:
    """Whether the text was broken at a fixed width: many long lines, none over the limit, most stop in mid-sentence."""
    lengths = [len(line.rstrip()) for line in text.split("\n") if line.strip()]
    if not lengths or sum(length > _WRAP_LIMIT for length in lengths) > len(lengths) / 100:
        return False
    long_lines = [line.rstrip() for line in text.split("\n") if len(line.rstrip()) > 50]
    open_ended = sum(not _SENTENCE_END.search(line) for line in long_lines)
    return len(long_lines) >= 6 and open_ended > 0.6 * len(long_lines)


def _joined(text: str, group: list[Piece]) -> list[Piece]:
    """Join each line that fills the width with the one after it."""
    result: list[Piece] = []
    is_open = False
    for piece in group:
        if is_open:
            first = result.pop()
            joined = plain(text[first.start : piece.end])
            result.append(Piece(first.start, piece.end, joined, (joined,), first.after_blank))
        else:
            result.append(piece)
        is_open = len(piece.text) >= 50
    return result
