"""What a Haystack search can be asked here beyond the usual: a question, choices, spans, grouped facets."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from haystack.backends.whoosh_backend import WhooshSearchQuery
from haystack.query import SearchQuerySet

from archive.search.engine.budget import Cut
from archive.search.engine.columns import OPEN_END
from archive.search.engine.nodes import Parsed


class ChoiceSearchQuery(WhooshSearchQuery):
    """Haystack's query with a question and the choices beside it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question: Parsed | None = None
        self.choices: dict[str, frozenset[str]] = {}
        self.spans: dict[str, tuple[str, str]] = {}
        self.cuts: frozenset[Cut] = frozenset()

    def post_process_facets(self, results: dict[str, Any]) -> dict[str, Any]:
        """Haystack hands the whole answer in here: the place to keep why it may lack documents."""
        self.cuts = results.get("cuts", frozenset())
        counted: dict[str, Any] = super().post_process_facets(results)
        return counted

    def get_spelling_suggestion(self, preferred_query: str | None = None) -> str | None:
        """The words, or else the query's own, put right; None where there is nothing to put right.

        Haystack would carry the query out for it, and fetch all that it finds.
        """
        words = preferred_query or self.spelling_query or self.build_query()
        found: str | None = self.backend.spelling_suggestion(words)
        return found

    def build_params(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        params = super().build_params(*args, **kwargs)
        return params | {"question": self.question, "choices": self.choices, "spans": self.spans}

    def _clone(self, *args: Any, **kwargs: Any) -> Self:
        clone = super()._clone(*args, **kwargs)
        clone.question = self.question
        clone.choices = dict(self.choices)
        clone.spans = dict(self.spans)
        return clone


class ChoiceSearchQuerySet(SearchQuerySet):
    """Slice it before asking for its length or its facets: all three then come from one search.

    Facets count with the choices on their own column left aside. `.facet("person")` counts the column `person`;
    `.facet("phase", over="event_phase", group=f)` counts the groups `f` makes of the values of another column, each
    document once a group; values of which `f` makes None do not count.
    """

    def matching(self, question: Parsed) -> Self:
        """Only documents that answer the question."""
        clone = self._clone()
        clone.query.question = question
        return clone

    def choose(self, column: str, values: Iterable[str]) -> Self:
        """Only documents with one of the values in a multi-value field; several columns all have to fit."""
        clone = self._clone()
        clone.query.choices[column] = frozenset(values)
        return clone

    def overlapping(self, column: str, first: date | None, last: date | None) -> Self:
        """Only documents of which one of the spans `FIRST/LAST` in a multi-value field shares a day with this one."""
        clone = self._clone()
        ends = (first.isoformat() if first else OPEN_END, last.isoformat() if last else OPEN_END)
        clone.query.spans[column] = ends
        return clone

    def cuts(self) -> frozenset[Cut]:
        """Why the answer may lack documents; mostly it lacks none."""
        self.query.get_count()
        found: frozenset[Cut] = self.query.cuts
        return found

    def values(self, column: str, prefix: str = "") -> list[str]:
        """What a multi-value field holds anywhere in the index, in order. Raises IndexNotReadyError."""
        found: list[str] = self.query.backend.snapshot().values(column, prefix)
        return found
