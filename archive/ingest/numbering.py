"""Paragraph numbers that stay: a citation of `#p7` must lead to the same paragraph after an update."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from hashlib import sha256
from itertools import count
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
        came_back = {said.split()[0]: number for number, said in [*former.items()][::-1]}
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


def divided(
    number: str, text: str, parts: tuple[str, str], numbers: Sequence[str], former: Mapping[str, str] = _NONE
) -> tuple[list[str], dict[str, str]]:
    """What `numbers` and `former` are after paragraph 7 became 7.1 and 7.2; a part that was there before has its old
    number, and no other part gets one that was ever used.
    """
    known = {said.split()[0]: old for old, said in former.items() if old.startswith(f"{number}.")}
    taken = {*numbers, *former}
    free = (name for name in (f"{number}.{place}" for place in count(1)) if name not in taken)
    named = [known.get(_fingerprint(part)) or next(free) for part in parts]
    at = numbers.index(number)
    left = {old: said for old, said in former.items() if old not in named}
    return [*numbers[:at], *named, *numbers[at + 1 :]], left | {number: _fingerprint(text)}


def united(
    pair: tuple[str, str], texts: tuple[str, str], numbers: Sequence[str], former: Mapping[str, str] = _NONE
) -> tuple[list[str], dict[str, str]]:
    """What `numbers` and `former` are after two neighbours became one: it has the number it had before they were
    divided, else that of the first. `former` says of a number given up to which other it now leads, after a space.
    """
    whole = _fingerprint(" ".join(texts))
    kept = next((old for old, said in former.items() if said.split()[0] == whole), pair[0])
    at = numbers.index(pair[0])
    left = {old: said for old, said in former.items() if old != kept}
    gone = {number: f"{_fingerprint(text)} {kept}" for number, text in zip(pair, texts, strict=True) if number != kept}
    return [*numbers[:at], kept, *numbers[at + 2 :]], left | gone


def led_to(numbers: Sequence[str], former: Mapping[str, str]) -> dict[str, list[str]]:
    """By number of a paragraph those that were given up for it: a citation of them leads to it."""
    found: dict[str, list[str]] = {}
    for old in former:
        number = old
        for _ in former:  # what one was joined to may itself have been joined to another, or divided
            if number in numbers:
                break
            said = former.get(number, "").split()
            parts = (name for name in numbers if name.startswith(f"{number}."))
            number = said[1] if len(said) > 1 else next(parts, "")
        if number in numbers:
            found.setdefault(number, []).append(old)
    return found


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
