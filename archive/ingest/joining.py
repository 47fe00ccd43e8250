"""Where exactly an article begins and ends: paragraphs beside its run that belong to it, and those in it that do not.

A paragraph parted from the rest by furniture is a piece of the article when it goes on about the same things. That is
told by its words: how many of its longer ones the article has used already.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.ingest.marked import Line
from archive.ingest.run import dense
from archive.ingest.words import goes_on, vocabulary

_CORE = 4  # paragraphs of running text, before single ones are judged by it
_TEASER_WORDS = 90
_OTHERS = 2  # single paragraphs about other things are a list of teasers
_PART_OF_IT = ("caption", "credit", "widget", "related-link", "list-item", "quotation", "dateline")
_REACH_UP, _REACH_DOWN = 3, 6
_PARAGRAPH_WORDS = 15
_HEADING_WORDS = 16


def joined(lines: Sequence[Line], first: int, last: int) -> tuple[int, int]:
    """The run with paragraphs close above or below that were parted from it by a short interruption."""
    if first == last:
        return first, last
    said = vocabulary(lines[first:last])
    while (above := _paragraph_above(lines, first)) is not None:
        first = above
    while (below := _paragraph_below(lines, last, said)) is not None:
        last = below + 1
    return first, last


def without_tail(lines: Sequence[Line], first: int, last: int) -> int:
    """The run's end, before single paragraphs about other things that stand under its last running text."""
    beside = dense(lines[first:last])
    core = [first + i for i, is_dense in enumerate(beside) if is_dense]
    alone = [i for i in range(first, last) if lines[i].is_prose and not beside[i - first]]
    if len(core) < _CORE or len(core) < len(alone) / 2:
        return last
    end = core[-1] + 1
    said = vocabulary(lines[first:end])
    tail = [i for i in range(end, last) if lines[i].is_prose]
    others = [i for i in tail if lines[i].piece.words <= _TEASER_WORDS and not goes_on(lines[i], said)]
    if len(others) < _OTHERS or len(others) < len(tail) / 2:
        return last
    return max((i + 1 for i in tail if i < others[0]), default=end)


def _paragraph_above(lines: Sequence[Line], first: int) -> int | None:
    for i in range(first - 1, max(-1, first - 2 - _REACH_UP), -1):
        line = lines[i]
        if line.is_prose:
            return i if line.piece.words >= _PARAGRAPH_WORDS and i < first else None
        if line.kind not in ("", "caption", "credit", "widget") or line.piece.words > _HEADING_WORDS:
            return None
    return None


def _paragraph_below(lines: Sequence[Line], last: int, said: frozenset[str]) -> int | None:
    for i in range(last, min(len(lines), last + 1 + _REACH_DOWN)):
        line = lines[i]
        if line.is_prose:
            is_paragraph = line.piece.words >= _PARAGRAPH_WORDS and line.piece.ends_sentence
            return i if is_paragraph and goes_on(line, said) else None
        if line.kind not in _PART_OF_IT and (line.kind or line.piece.words > _HEADING_WORDS):
            return None
    return None
