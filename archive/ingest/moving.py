"""Spans in one text brought over to another: the machine's to what is shown, and a judged link's to a new body."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Sequence

from archive.ingest.body import PARAGRAPH_BREAK


def moved(spans: Iterable[Sequence[int]], read: str, shown: str) -> list[list[int]]:
    """Half-open code-point ranges of `shown` for those of `read`: a paragraph that both have brings its own along.

    Among the other paragraphs the third “Putin” there is the third here; words that are gone take their span with
    them.
    """
    if read == shown:
        return [list(span) for span in spans]
    kept, read, shown = _without_shared(read, shown)
    firsts = [first for first, _, _ in kept]
    found: list[list[int]] = []
    for start, end in spans:
        nearest_kept = bisect_right(firsts, start) - 1
        first, last, shift = kept[nearest_kept] if nearest_kept >= 0 else (0, 0, 0)
        if first <= start and end <= last:
            found.append([start + shift, end + shift])
        elif (position := _same_words(read, start, end, shown)) >= 0:
            found.append([position, position + end - start])
    return found


def _without_shared(read: str, shown: str) -> tuple[list[tuple[int, int, int]], str, str]:
    """Paragraphs that two texts share, `(start, end, shift)` in the first, and both texts with these blotted out."""
    places: dict[str, deque[int]] = defaultdict(deque)
    for start, text in _paragraphs(shown):
        places[text].append(start)
    kept = [(start, text, places[text].popleft()) for start, text in _paragraphs(read) if places[text]]
    return (
        [(start, start + len(text), there - start) for start, text, there in kept],
        _blotted(read, {start for start, _, _ in kept}),
        _blotted(shown, {there for _, _, there in kept}),
    )


def _blotted(body: str, starts: Collection[int]) -> str:
    """A body of the same length without the words of the paragraphs that begin there."""
    return PARAGRAPH_BREAK.join("\0" * len(text) if start in starts else text for start, text in _paragraphs(body))


def _paragraphs(body: str) -> Iterator[tuple[int, str]]:
    start = 0
    for text in body.split(PARAGRAPH_BREAK):
        yield start, text
        start += len(text) + len(PARAGRAPH_BREAK)


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


def apart(spans: Iterable[list[int]], others: Collection[Sequence[int]]) -> list[list[int]]:
    """The half-open spans that overlap none of some others."""
    return [span for span in spans if not any(span[0] < end and start < span[1] for start, end in others)]


def united(spans: Iterable[list[int]]) -> list[list[int]]:
    """Half-open spans in order, those that overlap made one."""
    result: list[list[int]] = []
    for start, end in sorted(spans):
        if result and start < result[-1][1]:
            result[-1][1] = max(end, result[-1][1])
        else:
            result.append([start, end])
    return result
