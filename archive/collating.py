"""Two versions of one text, word by word: what only one of them has, what only the other. Pure.

Words that stand once in either version anchor the comparison (“patience diff”, Bram Cohen); between the anchors the
same is tried again, a few times at most. What is then left is compared in full only where it is short, so that the
time grows with the length of the texts and not with its square, whatever they hold.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice, pairwise

MOST_WORDS = 30_000  # of each version; what follows is not compared
FOLD = 80  # unchanged words in a row, from which on most of them are folded away
CONTEXT = 20  # unchanged words that stay beside a change
_ROUNDS = 12
_SHORT = 4000  # pairs of words that are compared in full
_STRAY = 4  # unchanged words that are not left alone between larger changes

_STOPS = (".", "!", "?", ".”", '."', "。")
SAME, ONLY_A, ONLY_B = "same", "only-a", "only-b"
BREAK = "\n\n"

# Scripts without spaces are compared character by character.
_UNSPACED = "\u0e00-\u0eff\u2e80-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"\n\n+|[{_UNSPACED}]|[^\s{_UNSPACED}]+")

Match = tuple[int, int, int]  # place in a, place in b, number of words
Run = tuple[str, int, int]  # SAME, ONLY_A or ONLY_B, and a half-open range of words of that version (of a for SAME)


@dataclass(frozen=True)
class Piece:
    """Words of both versions or of one; `text` carries the space that stands before them."""

    kind: str
    text: str


Paragraph = tuple[Piece, ...]


@dataclass(frozen=True)
class Stretch:
    """Paragraphs one after another; a folded one is unchanged, and `words` long."""

    paragraphs: tuple[Paragraph, ...]
    words: int
    is_folded: bool = False


@dataclass(frozen=True)
class Collation:
    """How many words both versions share, how many only one has, and the text of both together.

    `is_cut`: one of them was too long to be compared whole.
    """

    stretches: tuple[Stretch, ...]
    shared: int
    only_a: int
    only_b: int
    is_cut: bool = False

    @property
    def is_same(self) -> bool:
        return not (self.only_a or self.only_b)


@dataclass(frozen=True)
class _Version:
    """The words of a text, paragraph breaks among them, and what stands before each: a space or nothing."""

    words: list[str]
    spaces: list[str]
    is_cut: bool

    @classmethod
    def of(cls, text: str) -> _Version:
        words, spaces, end = [], [], 0
        found = _TOKEN.finditer(text)
        for match in islice(found, MOST_WORDS):
            words.append(BREAK if match.group().startswith(BREAK) else match.group())
            spaces.append(" " if match.start() > end or words[-2:-1] == [BREAK] else "")
            end = match.end()
        return cls(words, spaces, next(found, None) is not None)

    def text(self, start: int, end: int) -> str:
        return "".join(
            f"{space}{word}" for space, word in zip(self.spaces[start:end], self.words[start:end], strict=True)
        )


def collate(a: str, b: str) -> Collation:
    """Compare two texts, a blank line between their paragraphs."""
    first, second = _Version.of(a), _Version.of(b)
    runs = _runs(first.words, second.words)
    counts: Counter[str] = Counter()
    for kind, start, end in runs:
        words = (second if kind == ONLY_B else first).words
        counts[kind] += end - start - words[start:end].count(BREAK)
    stretches = tuple(_stretches(runs, first, second))
    return Collation(stretches, counts[SAME], counts[ONLY_A], counts[ONLY_B], first.is_cut or second.is_cut)


def _runs(a: Sequence[str], b: Sequence[str]) -> list[Run]:
    runs: list[Run] = []
    at_a = at_b = 0
    matches = _without_strays(list(_merged(sorted(_matches(a, b)))), len(a), len(b))
    for start_a, start_b, size in [*matches, (len(a), len(b), 0)]:
        if start_a > at_a:
            runs.append((ONLY_A, at_a, start_a))
        if start_b > at_b:
            runs.append((ONLY_B, at_b, start_b))
        if size:
            runs.append((SAME, start_a, start_a + size))
        at_a, at_b = start_a + size, start_b + size
    return runs


def _matches(a: Sequence[str], b: Sequence[str]) -> Iterator[Match]:
    """Words that are the same in both, in no order; no two matches cross."""
    waiting = [(0, len(a), 0, len(b), 0)]
    while waiting:
        low_a, high_a, low_b, high_b, rounds = waiting.pop()
        start_a, start_b = low_a, low_b
        while low_a < high_a and low_b < high_b and a[low_a] == b[low_b]:
            low_a, low_b = low_a + 1, low_b + 1
        if low_a > start_a:
            yield start_a, start_b, low_a - start_a
        end_a = high_a
        while low_a < high_a and low_b < high_b and a[high_a - 1] == b[high_b - 1]:
            high_a, high_b = high_a - 1, high_b - 1
        if end_a > high_a:
            yield high_a, high_b, end_a - high_a
        if low_a == high_a or low_b == high_b:
            continue
        anchors = _anchors(a, b, low_a, high_a, low_b, high_b) if rounds < _ROUNDS else []
        if anchors:
            for place_a, place_b in [*anchors, (high_a, high_b)]:
                waiting.append((low_a, place_a, low_b, place_b, rounds + 1))
                low_a, low_b = place_a, place_b
        elif (high_a - low_a) * (high_b - low_b) <= _SHORT:
            matcher = SequenceMatcher(None, a[low_a:high_a], b[low_b:high_b], autojunk=False)
            for match in matcher.get_matching_blocks():
                if match.size:
                    yield low_a + match.a, low_b + match.b, match.size


def _anchors(
    a: Sequence[str], b: Sequence[str], low_a: int, high_a: int, low_b: int, high_b: int
) -> list[tuple[int, int]]:
    """Places of words that stand once in either range: the longest row of them in the same order in both."""
    in_b = _once(b, low_b, high_b)
    pairs = [(place, in_b[word]) for word, place in _once(a, low_a, high_a).items() if word in in_b]
    ends: list[int] = []  # the least place in b at which a row of each length can end
    rows: list[int] = []  # and the pair that does so
    before: list[int] = []  # for each pair the one before it in its row
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        before.append(rows[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        rows[length : length + 1] = [number]
    found, number = [], rows[-1] if rows else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]


def _once(words: Sequence[str], low: int, high: int) -> dict[str, int]:
    """The places of the words that stand once in a range, in order."""
    counts = Counter(words[low:high])
    return {word: place for place, word in enumerate(words[low:high], low) if counts[word] == 1 and word != BREAK}


def _merged(matches: Sequence[Match]) -> Iterator[Match]:
    """Neighbours that follow each other in both versions as one."""
    now: Match | None = None
    for match in matches:
        if now and now[0] + now[2] == match[0] and now[1] + now[2] == match[1]:
            now = (now[0], now[1], now[2] + match[2])
            continue
        if now:
            yield now
        now = match
    if now:
        yield now


def _without_strays(matches: Sequence[Match], size_a: int, size_b: int) -> list[Match]:
    """Without a few words that are the same between changes that are larger: “the” amid two other sentences."""
    kept: list[Match] = []
    end_a = end_b = 0
    for (at_a, at_b, size), (next_a, next_b, _) in pairwise([*matches, (size_a, size_b, 0)]):
        gap_before = max(at_a - end_a, at_b - end_b)
        gap_behind = max(next_a - at_a - size, next_b - at_b - size)
        if size > _STRAY or size > min(gap_before, gap_behind):
            kept.append((at_a, at_b, size))
            end_a, end_b = at_a + size, at_b + size
    return kept


def _stretches(runs: Sequence[Run], first: _Version, second: _Version) -> Iterator[Stretch]:
    """The text of both, with what is unchanged for long folded away."""
    shown = _Writer()
    for number, (kind, start, end) in enumerate(runs):
        version = second if kind == ONLY_B else first
        folded_from, folded_to = start, start
        if kind == SAME and end - start > FOLD:
            folded_from = _cut(version.words, start, CONTEXT if number else 0)
            folded_to = _cut(version.words, end, -CONTEXT if number < len(runs) - 1 else 0)
        if folded_to <= folded_from:
            shown.write(kind, version, start, end)
            continue
        shown.write(kind, version, start, folded_from)
        yield from shown.finished()
        shown.write(kind, version, folded_from, folded_to)
        yield from shown.finished(is_folded=True)
        shown.write(kind, version, folded_to, end)
    yield from shown.finished()


def _cut(words: Sequence[str], place: int, away: int) -> int:
    """A place so many words away: behind a paragraph or a sentence, if one ends not much nearer or farther."""
    near = range(place + away // 2, place + 2 * away, 1 if away > 0 else -1) if away else range(0)
    paragraph = next((at + 1 for at in near if words[at] == BREAK), None)
    sentence = next((at + 1 for at in near if words[at].endswith(_STOPS)), place + away)
    return sentence if paragraph is None else paragraph


class _Writer:
    """Gathers pieces in paragraphs."""

    def __init__(self) -> None:
        self._paragraphs: list[list[Piece]] = [[]]
        self._words = 0

    def write(self, kind: str, version: _Version, start: int, end: int) -> None:
        """Add a range of words; a change that is nothing but a break shows as a sign of its own."""
        if kind != SAME and version.words[start:end] == [BREAK]:
            self._paragraphs[-1].append(Piece(kind, " ¶"))
            return
        at = start
        while at < end:
            stop = next((place for place in range(at, end) if version.words[place] == BREAK), end)
            if stop > at:
                text = version.text(at, stop)
                self._paragraphs[-1].append(Piece(kind, text if self._paragraphs[-1] else text.lstrip(" ")))
                self._words += stop - at
            if stop < end:
                self._paragraphs.append([])
            at = stop + 1

    def finished(self, *, is_folded: bool = False) -> Iterator[Stretch]:
        paragraphs = tuple(tuple(paragraph) for paragraph in self._paragraphs if paragraph)
        if paragraphs:
            yield Stretch(paragraphs, self._words, is_folded)
        self._paragraphs, self._words = [[]], 0
