"""Where an article has what a reader searched for, so that its page can mark it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from archive.search.engine.generations import IndexNotReadyError
from archive.search.engine.spotting import matches
from archive.search.marking import wanted
from archive.search.naming import read_query

MOST = 1000  # matches that are marked

Spans = Sequence[tuple[int, int]]


class Matches(NamedTuple):
    """What was typed, where the body has it (half-open code-point offsets), and the paragraph of each match."""

    typed: str
    spans: Spans
    paragraphs: Sequence[str]

    @property
    def is_cut(self) -> bool:
        return len(self.spans) == MOST


def matches_in(body: str, paragraphs: Sequence[tuple[str, str, int]], language: str, typed: str) -> Matches | None:
    """What of a search stands in this body; None where nothing was searched for, or only names, dates and choices.

    `paragraphs` are `(number, text, start)`. Nothing that is typed raises an error.
    """
    try:
        query = read_query(typed)
    except IndexNotReadyError:
        return None
    sought = wanted(query.node)
    if query.is_empty or not (sought.runs or sought.fit):
        return None
    spans = [(span.start, span.end) for span in matches(body, sought, language)][:MOST]
    starts = [start for _, _, start in paragraphs]
    return Matches(query.text, spans, [paragraphs[bisect_right(starts, start) - 1][0] for start, _ in spans])
