"""Spans in one text brought over to another: the machine's to what is shown, and a judged link's to a new body."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence


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


def found_again(spans: Sequence[Sequence[int]], before: str, after: str) -> list[list[int]]:
    """Half-open ranges of `after` for those of `before`: the same words, each where it stands nearest.

    No place is taken twice; words that are gone take their span with them.
    """
    if before == after:
        return [list(span) for span in spans]
    found: list[list[int]] = []
    for start, end in spans:
        position = nearest(before[start:end], start, after, {taken for taken, _ in found})
        if position is not None:
            found.append([position, position + end - start])
    return sorted(found)


def nearest(words: str, start: int, text: str, taken: Collection[int] = ()) -> int | None:
    """Where `words` begin in `text`, as near as can be to `start`; None if nowhere that is not `taken`."""
    if not words:
        return None
    after = text.find(words, start)
    while after in taken:
        after = text.find(words, after + 1)
    before = text.rfind(words, 0, start + len(words) - 1)
    while before in taken:
        before = text.rfind(words, 0, before + len(words) - 1)
    places = [place for place in (before, after) if place >= 0]
    return min(places, key=lambda place: (abs(place - start), place), default=None)
