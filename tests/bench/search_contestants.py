"""What every contestant of the search benchmark does.

All of them stem as English and answer with the best twenty, the total and five facets, and if asked with snippets.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, Self

from archive.search.search_indexes import NO_RECORD
from tests.bench.search_corpus import Corpus, MadeArticle
from tests.bench.search_questions import Question

TOP = 20
FACETS = ("person", "event", "source", "author", "month")
WEIGHTS = {"title": 3.0, "names": 0.4, "body": 1.0}  # as in archive.search.search_indexes
MEMORY = 256_000_000  # bytes a writer may use
_CHUNK = 1000  # articles made ahead, so that making them is not counted


@dataclass(frozen=True)
class Answer:
    """`top` are numbers of articles, the best first; `facets`: facet -> value -> articles."""

    total: int
    top: list[int]
    facets: dict[str, dict[str, int]]
    snippets: list[str] = field(default_factory=list)


class Contestant(Protocol):
    """One search engine with its index in a folder of its own.

    `build` returns the seconds that indexing took, making the articles left aside. `open` is called once, before the
    first question. `search` cuts no snippets; `whole` is all that a page of results shows.
    """

    def __init__(self, folder: Path) -> None: ...
    def build(self, corpus: Corpus, count: int) -> float: ...
    def open(self) -> None: ...
    def search(self, question: Question) -> Answer: ...
    def whole(self, question: Question) -> Answer: ...
    def index(self) -> Path: ...


def values_of(article: MadeArticle) -> dict[str, list[str]]:
    """What each facet counts of an article."""
    return {
        "person": [person.slug for person in article.people] or ["unknown"],
        "event": [event.slug for event in article.events],
        "source": [article.source.slug],
        "author": [f"{NO_RECORD}{article.author.slug}"],
        "month": [article.day.isoformat()[:7]],
    }


class Stopwatch:
    """Counts only the time spent inside `with`, by the `clock` that the process has chosen for all of them."""

    clock: Callable[[], float] = time.perf_counter

    def __init__(self) -> None:
        self.seconds = 0.0

    def __enter__(self) -> Self:
        self._since = Stopwatch.clock()
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds += Stopwatch.clock() - self._since

    @property
    def ms(self) -> float:
        return 1000 * self.seconds


def chunks(corpus: Corpus, count: int) -> Iterator[list[MadeArticle]]:
    """The articles in lists, each made before it is handed out, so that a Stopwatch need not count the making."""
    for first in range(1, count + 1, _CHUNK):
        yield list(corpus.articles(min(_CHUNK, count + 1 - first), first))
