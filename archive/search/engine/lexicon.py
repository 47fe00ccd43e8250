"""The terms of one field in one segment, in the order of their bytes, and the ways to look among them."""

from __future__ import annotations

import fnmatch
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np

from archive.search.engine.arrayfile import Array

_END = b"\n"
_STRETCH = 16  # terms
_HEAD = 8  # bytes of a term, as many as a number has
_AT_ONCE = 1000  # terms cut out together
_SMALL = 2000  # terms


class Lexicon(Sequence[bytes]):
    """`blob` holds all terms, a newline after each; `starts` where each begins, and the end."""

    def __init__(self, blob: Array, starts: Array) -> None:
        self._blob = memoryview(blob)
        self._starts = starts
        self._bounds = memoryview(starts)  # the same, quicker to look one up in

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> bytes:  # type: ignore[override]
        return self._blob[self._bounds[number] : self._bounds[number + 1] - 1].tobytes()

    def __iter__(self) -> Iterator[bytes]:
        return self.between(0, len(self))

    def between(self, first: int, last: int) -> Iterator[bytes]:
        """The terms numbered `first` to `last - 1`."""
        for start in range(first, last, _AT_ONCE):
            yield from self._terms(start, min(start + _AT_ONCE, last))

    def _terms(self, first: int, last: int) -> list[bytes]:
        terms = self._blob[self._bounds[first] : self._bounds[last]].tobytes().split(_END)[:-1]
        # The terms of numbers are bytes of any kind, so that one may hold what stands between two.
        return terms if len(terms) == last - first else [self[number] for number in range(first, last)]

    def find(self, term: bytes) -> int | None:
        """The number of a term."""
        if len(self) <= _SMALL:
            return self._numbers.get(term)
        number = self.at_or_after(term)
        return number if number < len(self) and self[number] == term else None

    def find_all(self, terms: Sequence[bytes]) -> Array:
        """The numbers of many terms at once; -1 for one that is not there."""
        wanted = _heads([term[:_HEAD] for term in terms])
        firsts = np.searchsorted(self._heads, wanted).tolist()
        ends = np.searchsorted(self._heads, wanted, "right").tolist()
        found = np.full(len(terms), -1)
        for at, (term, first, end) in enumerate(zip(terms, firsts, ends, strict=True)):
            number = first if end - first == 1 else bisect_left(self, term, first, end)
            if number < end and self[number] == term:
                found[at] = number
        return found

    def at_or_after(self, term: bytes) -> int:
        """The number of the first term that is not before this one; `len` where there is none."""
        first = max(bisect_left(self._landmarks, term) - 1, 0) * _STRETCH
        return first + bisect_left(self._terms(first, min(first + _STRETCH, len(self))), term)

    def with_prefix(self, prefix: bytes) -> tuple[int, int]:
        """The terms that begin so, as a half-open range of numbers."""
        return self.at_or_after(prefix), self.at_or_after(_following(prefix)) if prefix.strip(b"\xff") else len(self)

    def like(self, pattern: str) -> Array:
        """The numbers of the terms that fit a pattern of shell wildcards (`*`, `?`, `[abc]`)."""
        if "\n" in pattern and "[" not in pattern:  # no term has one; between terms there are some
            return np.empty(0, dtype=np.int64)
        literal = re.match(r"[^*?\[]*", pattern).group()  # type: ignore[union-attr]
        first, last = self.with_prefix(literal.encode())
        if "[" in pattern:
            fits = re.compile(fnmatch.translate(pattern)).match
            found = [number for number, term in enumerate(self.between(first, last), first) if fits(term.decode())]
            return np.array(found, dtype=np.int64)
        text, starts = self._text
        wild = {"*": r"[^\n]*", "?": r"[^\n]"}
        parts = re.split(r"([*?])", re.sub(r"\*+", "*", pattern))
        fits_line = re.compile(f"^{''.join(wild.get(part) or re.escape(part) for part in parts)}$", re.MULTILINE)
        begin, end = int(starts[first]), int(starts[last])
        matches = [match.start() for match in fits_line.finditer(text, begin, max(begin, end - 1))]
        return np.searchsorted(starts, np.array(matches, dtype=np.int64))

    def near(self, word: str, distance: int, prefix: int) -> Array:
        """The numbers of the terms at most `distance` insertions, deletions and replacements away from a word.

        The first `prefix` letters have to be the same.
        """
        first, last = self.with_prefix(word[:prefix].encode())
        starts = self._text[1]
        lengths = np.diff(starts[first : last + 1]) - 1
        numbers = np.flatnonzero(np.abs(lengths - len(word)) <= distance)
        if not len(numbers):
            return numbers
        # Beyond its end a term's row holds letters of the next ones; nobody looks at the distances there.
        columns = starts[first + numbers][:, None] + np.arange(len(word) + distance)
        letters = self._letters[np.minimum(columns, len(self._letters) - 1)]
        return numbers[_distances(word, letters, lengths[numbers]) <= distance] + first

    @cached_property
    def _numbers(self) -> dict[bytes, int]:
        """Of a small lexicon, such as every edited article leaves, the number of every term."""
        return {term: number for number, term in enumerate(self)}

    @cached_property
    def _landmarks(self) -> list[bytes]:
        """The first term of each stretch: most of a look-up is done among them, without cutting out term after term."""
        return [self[number] for number in range(0, len(self), _STRETCH)]

    @cached_property
    def _heads(self) -> Array:
        """How every term begins, as a number."""
        return _heads([term[:_HEAD] for term in self])

    @cached_property
    def _text(self) -> tuple[str, Array]:
        """All terms as one text, a line each, and at which character each begins."""
        text = bytes(self._blob).decode("utf-8", "surrogateescape")
        if len(text) == len(self._blob):
            return text, self._starts.astype(np.int64)
        return text, np.concatenate(([0], np.flatnonzero(_code_points(text) == ord(_END)) + 1))

    @cached_property
    def _letters(self) -> Array:
        """The code points of all terms, a newline after each."""
        text = self._text[0]
        return np.frombuffer(self._blob, dtype=np.uint8) if text.isascii() else _code_points(text)


def _heads(beginnings: list[bytes]) -> Array:
    """The first bytes of terms as numbers, which rise as the terms do, though some may be equal."""
    return np.array(beginnings, dtype=f"S{_HEAD}").view(">u8").astype(np.uint64)


def _code_points(text: str) -> Array:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def _following(prefix: bytes) -> bytes:
    """The first bytes after everything that begins with the prefix."""
    stem = prefix.rstrip(b"\xff")
    return stem[:-1] + bytes([stem[-1] + 1])


def _distances(word: str, letters: Array, lengths: Array) -> Array:
    """Levenshtein's distance of a word from each row of letters, all rows at once."""
    height, width = letters.shape
    row = np.tile(np.arange(width + 1, dtype=np.int32), (height, 1))
    for number, letter in enumerate(map(ord, word), 1):
        above, row = row, np.empty_like(row)
        row[:, 0] = number
        replaced = above[:, :-1] + (letters != letter)
        for column in range(1, width + 1):
            row[:, column] = np.minimum(np.minimum(row[:, column - 1], above[:, column]) + 1, replaced[:, column - 1])
    return row[np.arange(height), lengths]
