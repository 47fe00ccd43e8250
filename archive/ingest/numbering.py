"""Paragraph numbers that stay: a citation of `#p7` must lead to the same paragraph after an update."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from hashlib import sha256
from types import MappingProxyType
from typing import Any

_SAME_ENOUGH = 0.6
_NONE: Mapping[str, str] = MappingProxyType({})
_NEARBY = 15  # paragraphs up and down: an edited one has not moved farther


def first_numbers(count: int) -> list[str]:
    return [str(number) for number in range(1, count + 1)]


def renumbered(
    old: Sequence[tuple[str, str]], paragraphs: Sequence[str], former: Mapping[str, str] = _NONE
) -> list[str]:
    """Numbers for an updated body. `old` holds `(number, text)`; `former` the numbers given up (`given_up`).

    A paragraph found again, word for word or slightly edited, keeps its number; one that comes back word for word has
    the one it had; a new one gets the next that no paragraph ever had.
    """
    by_text: dict[str, deque[str]] = defaultdict(deque)
    for number, text in old:
        by_text[text].append(number)
    numbers: list[str | None] = [by_text[text].popleft() if by_text[text] else None for text in paragraphs]
    if former:
        came_back = {fingerprint: number for number, fingerprint in [*former.items()][::-1]}
        for i, text in enumerate(paragraphs):
            if numbers[i] is None:
                numbers[i] = came_back.pop(_fingerprint(text), None)
    found = set(numbers)
    left = {i: (number, Counter(text.split())) for i, (number, text) in enumerate(old) if number not in found}
    places = list(left)
    for i, text in enumerate(paragraphs):
        if numbers[i] is None:
            words = Counter(text.split())
            around = bisect_left(places, i)
            near = places[max(0, around - _NEARBY) : around + _NEARBY]
            best = max(((_shared(left[place][1], words), -abs(place - i), place) for place in near), default=None)
            if best and best[0] >= _SAME_ENOUGH:
                numbers[i] = left[best[2]][0]
                places.remove(best[2])
    given = [*(number for number, _ in old), *former]
    highest = max((int(number.split(".")[0]) for number in given), default=0)
    result = []
    for kept in numbers:
        if kept is None:
            highest += 1
        result.append(kept or str(highest))
    return result


def given_up(
    old: Sequence[tuple[str, str]], numbers: Sequence[str], former: Mapping[str, str] = _NONE
) -> dict[str, str]:
    """Numbers that paragraphs had and none of `numbers` is, each with a fingerprint of the paragraph's words."""
    kept = set(numbers)
    gone = {number: _fingerprint(text) for number, text in old if number not in kept}
    return {number: fingerprint for number, fingerprint in former.items() if number not in kept} | gone


def _fingerprint(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]


def similarity(before: str, after: str) -> float:
    """How much of two texts is the same, from 0 to 1: shared runs of words, twice their length over both lengths."""
    a, b = before.split(), after.split()
    if len(a) + len(b) > 400:
        return _shared_shingles(a, b)
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def _shared_shingles(a: Sequence[str], b: Sequence[str], size: int = 3) -> float:
    """The Dice coefficient of word trigrams: linear in length, for whole bodies."""
    first, second = (Counter(tuple(words[i : i + size]) for i in range(len(words) - size + 1)) for words in (a, b))
    return _shared(first, second)


def _shared(first: Counter[Any], second: Counter[Any]) -> float:
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0
