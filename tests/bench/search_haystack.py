"""The product's search, and Haystack over Whoosh as it comes, as contestants: the same index class, the same questions.

Both are asked through SearchQuerySet. Building includes what the product does then as well: reading the rows of a
batch and preparing them.
"""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from haystack import connections
from haystack.query import SQ, SearchQuerySet
from haystack.utils.highlighting import Highlighter

from archive.models import Article
from archive.search.finding import find
from archive.search.forms import read_request
from archive.search.indexing import rebuild
from tests.bench.search_contestants import FACETS, TOP, Answer, Stopwatch
from tests.bench.search_corpus import Corpus
from tests.bench.search_questions import Kind, Question
from tests.bench.search_rows import SHIPPED


def asked(results: SearchQuerySet, question: Question) -> SearchQuerySet:
    """A question in Haystack's words."""
    first, *others = question.words
    match question.kind:
        case Kind.AND:
            return results.filter(content=first).filter(content=others[0])
        case Kind.OR:
            return results.filter(SQ(content=first) | SQ(content=others[0]))
        case Kind.PHRASE:
            return results.filter(content__exact=" ".join(question.words))
        case Kind.PREFIX:
            return results.filter(content__startswith=first)
    return results.filter(content=first)


def typed(question: Question) -> str:
    """A question as a reader types it."""
    match question.kind:
        case Kind.OR:
            return " OR ".join(question.words)
        case Kind.PHRASE:
            return f'"{" ".join(question.words)}"'
        case Kind.PREFIX:
            return f"{question.words[0]}*"
    return " ".join(question.words)


class Ours:
    """The product: its settings, its SearchIndex, its way to a page of results."""

    alias = "default"

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "index"

    def index(self) -> Path:
        return self._folder

    def build(self, corpus: Corpus, count: int) -> float:
        return self.built_with(processes=1)

    def built_with(self, processes: int) -> float:
        """Seconds on the wall, even where the others are told by the processor's clock of one process."""
        since = time.perf_counter()
        with Stopwatch() as watch:
            rebuild(processes=processes)
        return time.perf_counter() - since if processes > 1 else watch.seconds

    def open(self) -> None:
        """Haystack opens the index at the first search."""

    def search(self, question: Question) -> Answer:
        return self._answered(question)[0]

    def whole(self, question: Question) -> Answer:
        """As the page does it, from the typed words to rows of the database, snippets and ten facets with labels."""
        found = find(read_request({"q": [typed(question)]}))
        snippets = ["".join(piece.text for piece in hit.snippet) for hit in found.hits]
        return Answer(found.count, [hit.article.pk for hit in found.hits], {}, snippets)

    def _answered(self, question: Question) -> tuple[Answer, Any]:
        results = asked(SearchQuerySet(using=self.alias), question)
        for facet in FACETS:
            results = results.facet(facet)
        best = results[:TOP]  # sliced first: the total and the facets then come from the same search
        total = len(results)
        counted = results.facet_counts().get("fields", {})  # as it comes, it forgets the facets where nothing is found
        facets = {facet: {value: count for value, count in counted.get(facet, []) if count} for facet in FACETS}
        return Answer(total, [int(result.pk) for result in best], facets), best


class Shipped(Ours):
    """haystack.backends.whoosh_backend, fed by batches as `update_index` does; snippets by Haystack's Highlighter."""

    alias = SHIPPED

    def __init__(self, folder: Path) -> None:
        self._folder = folder / SHIPPED

    def build(self, corpus: Corpus, count: int) -> float:
        connection: Any = connections[SHIPPED]
        backend, index = connection.get_backend(), connection.get_unified_index().get_index(Article)
        backend.clear()
        articles = index.index_queryset().order_by("pk")
        with Stopwatch() as watch:
            for first in range(0, count, backend.batch_size):
                backend.update(index, list(articles[first : first + backend.batch_size]))
        return watch.seconds

    def whole(self, question: Question) -> Answer:
        answer, best = self._answered(question)
        highlighter = Highlighter(" ".join(question.words))
        return replace(answer, snippets=[highlighter.highlight(result.text) for result in best])
