"""The Haystack backend over Whoosh.

Beside Haystack's own it needs nothing but PATH. Writers have to be kept apart by their callers; readers of whatever
process see each commit, and a rebuilt index, at their next search.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from haystack import connections
from haystack.backends import BaseEngine, log_query
from haystack.backends.whoosh_backend import WhooshSearchBackend
from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from haystack.exceptions import SearchBackendError, SkipDocument
from haystack.models import SearchResult
from haystack.utils import get_identifier
from haystack.utils.app_loading import haystack_get_model
from haystack.utils.loading import UnifiedIndex
from whoosh.filedb.filestore import FileStorage
from whoosh.qparser import FuzzyTermPlugin, MultifieldPlugin, QueryParser

from archive.search.engine.answers import SCORE, Request
from archive.search.engine.budget import Limits
from archive.search.engine.caching import CACHE_BYTES
from archive.search.engine.generations import IndexNotReadyError, begin_folder, current_folder, make_current
from archive.search.engine.nodes import And, Everything, Node, Parsed
from archive.search.engine.opening import open_snapshot
from archive.search.engine.queries import ChoiceSearchQuery
from archive.search.engine.schema import build_schema, rules_of
from archive.search.engine.snapshot import Snapshot
from archive.search.engine.writing import SegmentWriter

Add = Callable[[Any, Iterable[Any]], int]
WRITER_TIMEOUT = 60.0  # seconds

_NOT_SUPPORTED = ("date_facets", "query_facets", "within", "dwithin", "distance_point", "highlight", "boost")


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
        return open_snapshot(self.base, self.rules, self.schema, self.weights, self.cache_bytes, self.limits)

    def update(self, index: Any, iterable: Iterable[Any], commit: bool = True) -> None:
        """Add or replace these objects, in one commit."""
        with self._writing(self._writable_folder()) as writer:
            documents = {document[ID]: document for document in self._documents(index, iterable)}
            writer.delete(ID, documents)
            for document in documents.values():
                writer.add_document(**document)

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
    def replacing(self) -> Iterator[Add]:
        """Build a new index beside the live one: `add(index, objects)` puts objects in, each once, and says how many.

        At the end of the block the new index takes the place of the old one; after an error the old one stays.
        """
        self._ensure_setup()
        folder = begin_folder(self.base, self.rules)

        def add(index: Any, iterable: Iterable[Any]) -> int:
            added = 0
            for document in self._documents(index, iterable):
                writer.add_document(**document)
                added += 1
            return added

        try:
            FileStorage(str(folder)).create_index(self.schema)
            with self._writing(folder) as writer:
                yield add
            make_current(self.base, folder)
        finally:
            if not self._is_current(folder):
                shutil.rmtree(folder, ignore_errors=True)

    @log_query
    def search(
        self, query_string: str, sort_by: Iterable[str] | None = None, start_offset: int = 0,
        end_offset: int | None = None, facets: Mapping[str, Mapping[str, Any]] | None = None,
        narrow_queries: Iterable[str] | None = None, models: Iterable[Any] | None = None,
        result_class: type | None = None, node: Node | None = None,
        choices: Mapping[str, frozenset[str]] | None = None, spans: Mapping[str, tuple[str, str]] | None = None,
        **options: Any,
    ) -> dict[str, Any]:  # fmt: skip
        """Haystack's search, and ours: `node`, `choices`, `spans` as in Request; `facets` as in ChoiceSearchQuerySet.

        Raises IndexNotReadyError, and SearchBackendError for what this backend cannot do.
        """
        for name in _NOT_SUPPORTED:
            if options.get(name):
                raise SearchBackendError(f"This backend does not support {name}.")
        snapshot = self.snapshot()
        kinds = [str(model._meta) for model in models] if models else self.build_models_list()
        evaluation = snapshot.evaluate(
            Request(
                node=self._question(query_string, node),
                filters=tuple(map(self._parsed, sorted(map(str, narrow_queries or ())))),
                choices=((DJANGO_CT, frozenset(kinds)), *sorted((choices or {}).items())),
                spans=tuple(sorted((spans or {}).items())),
                order=tuple(sort_by or (SCORE, DJANGO_ID)),
            )
        )
        page = evaluation.page(start_offset, end_offset)
        counted = {
            name: snapshot.counts(evaluation, how.get("over", name), how.get("group"))
            for name, how in (facets or {}).items()
        }
        stored = snapshot.stored([number for number, _ in page])
        return {
            "results": [
                self._result(values, score, result_class or SearchResult)
                for values, (_, score) in zip(stored, page, strict=True)
            ],
            "hits": len(evaluation),
            "facets": {"fields": counted, "dates": {}, "queries": {}} if facets else {},
            "spelling_suggestion": None,
            "cuts": evaluation.cuts,
        }

    def more_like_this(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        raise SearchBackendError("This backend does not support more_like_this.")

    def _ensure_setup(self) -> None:
        if not self.setup_complete:
            self.setup()

    def _question(self, query_string: str, node: Node | None) -> Node:
        asked = Everything() if query_string in ("*", "*:*") else self._parsed(query_string)
        if node is None:
            return asked
        return node if isinstance(asked, Everything) else And((node, asked))

    def _parsed(self, text: str) -> Parsed:
        return Parsed(str(text), self.parser.parse(str(text)))

    def _result(self, stored: Mapping[str, str], score: float, result_class: type) -> Any:
        app_label, model_name = stored[DJANGO_CT].split(".")
        if haystack_get_model(app_label, model_name) is None:
            raise SearchBackendError(f"The index holds objects of a model that is gone: {stored[DJANGO_CT]}.")
        return result_class(app_label, model_name, stored[DJANGO_ID], score, id=stored[ID])

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
