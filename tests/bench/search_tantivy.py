"""Tantivy, the native engine, as a contestant."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import tantivy

from tests.bench.search_contestants import FACETS, MEMORY, TOP, WEIGHTS, Answer, Stopwatch, values_of
from tests.bench.search_corpus import Corpus, MadeArticle
from tests.bench.search_questions import Kind, Question

_COUNTED = {facet: {"terms": {"field": facet, "size": 1000}} for facet in FACETS}


class Tantivy:
    """The native engine, one thread, through its Python binding; facets by its aggregations."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "tantivy"
        builder = tantivy.SchemaBuilder().add_unsigned_field("number", stored=True)
        for field in WEIGHTS:
            builder.add_text_field(field, stored=field != "names", tokenizer_name="en_stem")
        for facet in FACETS:
            builder.add_text_field(facet, tokenizer_name="raw", index_option="basic", fast=True)
        self._schema = builder.build()

    def index(self) -> Path:
        return self._folder

    def build(self, corpus: Corpus, count: int) -> float:
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        writer = tantivy.Index(self._schema, path=str(self._folder), reuse=False).writer(MEMORY, num_threads=1)
        articles = list(corpus.articles(count))  # all made before: its thread works on while Python does something else
        with Stopwatch() as watch:
            for article in articles:
                writer.add_document(self._document(article))
            writer.commit()
            writer.wait_merging_threads()
        return watch.seconds

    def _document(self, article: MadeArticle) -> Any:
        texts = {"title": article.title, "names": article.names, "body": article.body}
        return tantivy.Document(number=article.number, **texts, **values_of(article))

    def open(self) -> None:
        self._index = tantivy.Index.open(str(self._folder))
        self._searcher = self._index.searcher()

    def search(self, question: Question) -> Answer:
        return self._answered(self._written(question))[0]

    def whole(self, question: Question) -> Answer:
        query = self._written(question)
        answer, documents = self._answered(query)
        generator = tantivy.SnippetGenerator.create(self._searcher, query, self._schema, "body")
        return replace(answer, snippets=[generator.snippet_from_doc(document).to_html() for document in documents])

    def _answered(self, query: Any) -> tuple[Answer, list[Any]]:
        found = self._searcher.search(query, TOP, count=True)
        counted = self._searcher.aggregate(query, _COUNTED)
        documents = [self._searcher.doc(address) for _, address in found.hits]
        facets = {facet: _buckets(counted[facet]) for facet in FACETS}
        return Answer(found.count, [document["number"][0] for document in documents], facets), documents

    def _written(self, question: Question) -> Any:
        if question.kind is Kind.PREFIX:
            query, occur = tantivy.Query, tantivy.Occur.Should
            pattern = f"{question.words[0]}.*"
            return query.boolean_query(
                [
                    (occur, query.boost_query(query.regex_query(self._schema, field, pattern), weight))
                    for field, weight in WEIGHTS.items()
                ]
            )
        written = " ".join(question.words)
        if question.kind in (Kind.AND, Kind.OR):
            written = f" {question.kind.name} ".join(question.words)
        elif question.kind is Kind.PHRASE:
            written = f'"{written}"'
        return self._index.parse_query(written, list(WEIGHTS), field_boosts=dict(WEIGHTS))


def _buckets(aggregated: Mapping[str, Any]) -> dict[str, int]:
    return {bucket["key"]: bucket["doc_count"] for bucket in aggregated["buckets"]}
