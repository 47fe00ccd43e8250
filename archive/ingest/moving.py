"""Spans in a text that the machine read, brought over to the text that is shown: a curator may have set another."""

from __future__ import annotations

from collections.abc import Iterable


def moved(spans: Iterable[tuple[int, int]], read: str, shown: str) -> list[list[int]]:
    """Half-open code-point ranges of `shown` for those of `read`: the third “Putin” there is the third here.

    Words that are gone take their span with them.
    """
    if read == shown:
        return [list(span) for span in spans]
    found = ((_same_words(read, start, end, shown), end - start) for start, end in spans)
    return [[start, start + length] for start, length in found if start >= 0]


def _same_words(read: str, start: int, end: int, shown: str) -> int:
    words, position = read[start:end], -1
    for _ in range(read.count(words, 0, start) + 1):
        position = shown.find(words, position + 1)
        if position < 0:
            break
    return position
