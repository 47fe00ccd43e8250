"""The Haystack backend over Whoosh.

Beside Haystack's own it needs nothing but PATH. Writers have to be kept apart by their callers; readers of whatever
process see each commit, and a rebuilt index, at their next search.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from haystack import connections
from haystack.backends import BaseEngine, log_query
from haystack.backends.whoosh_backend import WhooshSearchBackend
from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from haystack.exceptions import SearchBackendError, SkipDocument
from haystack.models import SearchResult
from haystack.utils import get_identifier
from haystack.utils.loading import UnifiedIndex
from whoosh.index import EmptyIndexError
from whoosh.qparser import FuzzyTermPlugin, MultifieldPlugin, QueryParser
from whoosh.query import And, AndNot, Or, Term

from archive.search.engine.analysis import TermAnalyzer
from archive.search.engine.answers import SCORE, Evaluation, Request
from archive.search.engine.budget import Limits
from archive.search.engine.building import IndexBuilder
from archive.search.engine.caching import CACHE_BYTES
from archive.search.engine.compacting import compact, is_scattered
from archive.search.engine.date_facets import date_counts
from archive.search.engine.generations import IndexNotReadyError, begin_folder, current_folder, make_current
from archive.search.engine.highlighting import wanted_by
from archive.search.engine.likeness import telling_terms
from archive.search.engine.nodes import Parsed
from archive.search.engine.opening import looked_at, open_snapshot
from archive.search.engine.queries import ChoiceSearchQuery
from archive.search.engine.renaming import carry_on
from archive.search.engine.results import highlight, results_of
from archive.search.engine.schema import build_schema, rules_of
from archive.search.engine.snapshot import Snapshot
from archive.search.engine.spelling import suggestion
from archive.search.engine.storage import SealedStorage
from archive.search.engine.verifying import verify
from archive.search.engine.writing import SegmentWriter

Add = Callable[[Any, Iterable[Any]], int]
WRITER_TIMEOUT = 60.0  # seconds

TELLING_TERMS = 20  # of a text, by which others are similar to it

_NOT_SUPPORTED = ("query_facets", "within", "dwithin", "distance_point")


class ArchiveWhooshBackend(WhooshSearchBackend):
    """Beside Haystack's options: CACHE_BYTES, what a process may remember of an index, and LIMITS, see `budget`."""

    def __init__(self, connection_alias: str, **options: Any) -> None:
        super().__init__(connection_alias, **options)
        self.base = Path(self.path)
        self.cache_bytes = int(options.get("CACHE_BYTES", CACHE_BYTES))
        self.limits = Limits(**options.get("LIMITS", {}))

    def setup(self) -> None:
        fields = connections[self.connection_alias].get_unified_index().all_searchfields()
        self.content_field_name, self.schema, self.weights = build_schema(fields)
        self.rules = rules_of(self.schema)
        self.parser = QueryParser(self.content_field_name, schema=self.schema)
        self.parser.add_plugins([FuzzyTermPlugin(), MultifieldPlugin(list(self.weights), fieldboosts=self.weights)])
        self.setup_complete = True

    def snapshot(self) -> Snapshot:
        """The newest state of the index, open for reading. Raises IndexNotReadyError."""
        self._ensure_setup()
        return open_snapshot(self.base, self.rules, self.schema, self.cache_bytes, self.limits)

    def verify(self) -> None:
        """Read the whole index and compare its sums. Raises IndexNotReadyError, which says what is wrong."""
        self._ensure_setup()
        verify(self.base, self.rules, self.schema)

    def identifiers(self) -> list[tuple[str, int]]:
        """The identifiers of all documents, such as `archive.article.7`, with how many documents have each.

        Raises IndexNotReadyError.
        """
        return self.snapshot().counts_of_all(ID)

    def update(self, index: Any, iterable: Iterable[Any], commit: bool = True) -> None:
        """Add or replace these objects, in one commit."""
        with self._writing(self._writable_folder()) as writer:
            documents = {document[ID]: document for document in self._documents(index, iterable)}
            writer.delete(ID, documents)
            for document in documents.values():
                writer.add_document(**document)

    def is_scattered(self) -> bool:
        """Whether segments wait to be merged by `compact`. Raises IndexNotReadyError."""
        self._ensure_setup()
        return looked_at(self.base, self.rules, lambda folder: is_scattered(folder, self.schema))

    def compact(self) -> int:
        """Merge segments while others go on writing; returns from how many. Raises IndexNotReadyError."""
        self._ensure_setup()
        folder = current_folder(self.base, self.rules)
        try:
            return compact(folder, self.schema, WRITER_TIMEOUT)
        except (FileNotFoundError, EmptyIndexError):
            if self._is_current(folder):
                raise
            return 0  # another index has taken its place meanwhile

    def remove(self, obj_or_string: Any, commit: bool = True) -> None:
        self.remove_all([obj_or_string])

    def remove_all(self, objects: Iterable[Any]) -> None:
        """Take objects, or identifiers such as `archive.article.7`, out in one commit."""
        with self._writing(self._writable_folder()) as writer:
            writer.delete(ID, [get_identifier(item) for item in objects])

    def clear(self, models: Iterable[Any] | None = None, commit: bool = True) -> None:
        """Empty the index, or take all objects of some models out."""
        if models is None:
            with self.replacing():
                return
        with self._writing(self._writable_folder()) as writer:
            writer.delete(DJANGO_CT, [str(model._meta) for model in models])

    @contextmanager
    def replacing(self, processes: int = 1) -> Iterator[Add]:
        """Build a new index beside the live one: `add(index, objects)` puts objects in, each once, and says how many.

        With two processes, one prepares the documents, and both index them.
        At the end of the block the new index takes the place of the old one; after an error the old one stays.
        """
        self._ensure_setup()
        folder = begin_folder(self.base, self.rules)
        with suppress(IndexNotReadyError):  # a merge may be under way: its articles still name the record that goes
            carry_on(self.base, current_folder(self.base, self.rules), folder)

        def add(index: Any, iterable: Iterable[Any]) -> int:
            added = 0
            for document in self._documents(index, iterable):
                writer.add_document(**document)
                added += 1
            return added

        try:
            SealedStorage(str(folder)).create_index(self.schema)
            with IndexBuilder(folder, self.schema, WRITER_TIMEOUT, processes) as writer:
                yield add
            make_current(self.base, folder)
        finally:
            if not self._is_current(folder):
                shutil.rmtree(folder, ignore_errors=True)

    @log_query
    def search(
        self, query_string: str, sort_by: Iterable[str] | None = None, start_offset: int = 0,
        end_offset: int | None = None, highlight: Any = False, facets: Mapping[str, Mapping[str, Any]] | None = None,
        date_facets: Mapping[str, Mapping[str, Any]] | None = None, narrow_queries: Iterable[str] | None = None,
        spelling_query: str | None = None, models: Iterable[Any] | None = None, result_class: type | None = None,
        question: Parsed | None = None, choices: Mapping[str, frozenset[str]] | None = None,
        spans: Mapping[str, tuple[str, str]] | None = None, **options: Any,
    ) -> dict[str, Any]:  # fmt: skip
        """Haystack's search, and ours: `question`, `choices` and `spans` are those of Request, `facets` those of
        ChoiceSearchQuerySet.

        `cuts` of the answer is a frozenset of `budget.Cut`: why it may lack documents. Raises IndexNotReadyError, and
        SearchBackendError for what this backend cannot do.
        """
        for name in _NOT_SUPPORTED:
            if options.get(name):
                raise SearchBackendError(f"This backend does not support {name}.")
        snapshot = self.snapshot()
        asked = self._question(query_string, question)
        evaluation = snapshot.evaluate(
            Request(
                question=asked,
                filters=tuple(map(self._parsed, sorted(map(str, narrow_queries or ())))),
                choices=((DJANGO_CT, self._kinds(models)), *sorted((choices or {}).items())),
                spans=tuple(sorted((spans or {}).items())),
                order=tuple(sort_by or (SCORE, DJANGO_ID)),
            )
        )
        answer = self._answer(snapshot, evaluation, start_offset, end_offset, result_class)
        if facets or date_facets:
            answer["facets"] = {
                "fields": {
                    name: snapshot.counts(evaluation, how.get("over", name), how.get("group"))
                    for name, how in (facets or {}).items()
                },
                "dates": {
                    name: date_counts(snapshot, evaluation, name, how) for name, how in (date_facets or {}).items()
                },
                "queries": {},
            }
        if highlight and asked:
            self._highlight(answer["results"], asked)
        if spelling_query or self.include_spelling:
            answer["spelling_suggestion"] = self.spelling_suggestion(spelling_query or query_string)
        return answer

    def spelling_suggestion(self, words: str) -> str | None:
        """The words with those that no document has put right; None where there is nothing to put right."""
        return suggestion(self.snapshot(), self.content_field_name, words)

    def more_like_this(
        self, model_instance: Any, additional_query_string: str | None = None, start_offset: int = 0,
        end_offset: int | None = None, models: Iterable[Any] | None = None, result_class: type | None = None,
        **options: Any,
    ) -> dict[str, Any]:  # fmt: skip
        """Objects whose text shares what is telling in the text of this one, as it is in the database now."""
        snapshot = self.snapshot()
        index = connections[self.connection_alias].get_unified_index().get_index(type(model_instance))
        text = index.fields[self.content_field_name].prepare(model_instance)
        telling = telling_terms(snapshot, self.content_field_name, text, TELLING_TERMS)
        similar = Or([Term(self.content_field_name, term, boost=weight) for term, weight in telling])
        query = AndNot(similar, Term(ID, get_identifier(model_instance)))
        more = additional_query_string not in (None, "", "*", "*:*")
        evaluation = snapshot.evaluate(
            Request(
                question=Parsed(repr(query), query),
                filters=(self._parsed(str(additional_query_string)),) if more else (),
                choices=((DJANGO_CT, self._kinds(models)),),
                order=(SCORE, DJANGO_ID),
            )
        )
        return self._answer(snapshot, evaluation, start_offset, end_offset, result_class)

    def _ensure_setup(self) -> None:
        if not self.setup_complete:
            self.setup()

    def _kinds(self, models: Iterable[Any] | None) -> frozenset[str]:
        return frozenset([str(model._meta) for model in models] if models else self.build_models_list())

    def _answer(
        self, snapshot: Snapshot, evaluation: Evaluation, start: int, end: int | None, result_class: type | None
    ) -> dict[str, Any]:
        page = evaluation.page(start, end)
        stored = snapshot.stored([number for number, _ in page])
        scores = [score for _, score in page]
        return {
            "results": results_of(list(zip(stored, scores, strict=True)), result_class or SearchResult),
            "hits": len(evaluation),
            "facets": {},
            "spelling_suggestion": None,
            "cuts": evaluation.cuts,
        }

    def _highlight(self, results: list[Any], asked: Parsed) -> None:
        words = frozenset(name for name, field in self.schema.items() if isinstance(field.analyzer, TermAnalyzer))
        unified_index = connections[self.connection_alias].get_unified_index()
        highlight(results, unified_index, self.content_field_name, wanted_by(asked.query, words))

    def _question(self, query_string: str, question: Parsed | None) -> Parsed | None:
        """What is asked in both ways together; None where that is everything."""
        if query_string in ("*", "*:*"):
            return question
        asked = self._parsed(query_string)
        if question is None:
            return asked
        return Parsed(f"({question.text}) AND ({asked.text})", And([question.query, asked.query]))

    def _parsed(self, text: str) -> Parsed:
        """A query in Whoosh's own language. Raises SearchBackendError where Whoosh cannot read it."""
        try:
            return Parsed(str(text), self.parser.parse(str(text)))
        except (AssertionError, AttributeError, IndexError) as error:  # what its parser stumbles into
            raise SearchBackendError(f"Whoosh cannot read this query: {text}") from error

    def _documents(self, index: Any, iterable: Iterable[Any]) -> Iterator[dict[str, Any]]:
        """What Whoosh is given for each object: lists stay lists, and what is None is left out."""
        for obj in iterable:
            try:
                prepared = index.full_prepare(obj)
            except SkipDocument:
                continue
            yield {
                name: value if isinstance(value, list) else self._from_python(value)
                for name, value in prepared.items()
                if value is not None and value != []
            }

    def _writable_folder(self) -> Path:
        self._ensure_setup()
        try:
            return current_folder(self.base, self.rules)
        except IndexNotReadyError:
            with self.replacing():
                pass
            return current_folder(self.base, self.rules)

    def _writing(self, folder: Path) -> SegmentWriter:
        return SegmentWriter(folder, self.schema, timeout=WRITER_TIMEOUT)

    def _is_current(self, folder: Path) -> bool:
        try:
            return current_folder(self.base, self.rules) == folder
        except IndexNotReadyError:
            return False


class ArchiveWhooshEngine(BaseEngine):
    backend = ArchiveWhooshBackend
    query = ChoiceSearchQuery
    unified_index = UnifiedIndex
