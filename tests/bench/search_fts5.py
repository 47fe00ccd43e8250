"""SQLite's full-text search as a contestant."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from tests.bench.search_contestants import FACETS, TOP, WEIGHTS, Answer, Stopwatch, chunks, values_of
from tests.bench.search_corpus import Corpus, MadeArticle
from tests.bench.search_questions import Kind, Question

_SCHEMA = """
    CREATE TABLE shown(id INTEGER PRIMARY KEY, title, names, body);
    CREATE VIRTUAL TABLE words USING fts5(
        title, names, body, content='shown', content_rowid='id', tokenize='porter unicode61');
    """ + "".join(
    f"CREATE TABLE {facet}(article INT, value, PRIMARY KEY(article, value)) WITHOUT ROWID;" for facet in FACETS
)
_RANK = f"bm25({', '.join(map(str, WEIGHTS.values()))})"
# By `rank`, FTS5 sorts itself, and cuts snippets of the best only.
_BEST = "SELECT rowid FROM words WHERE words MATCH ? AND rank MATCH ? ORDER BY rank LIMIT ?"
_SNIPPETS = _BEST.replace("rowid", "snippet(words, 2, '<b>', '</b>', '…', 40)")


class Fts5:
    """SQLite's full-text search, external content, facets by joins over a temporary table of the hits."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "fts5.sqlite3"

    def index(self) -> Path:
        return self._file

    def build(self, corpus: Corpus, count: int) -> float:
        self._file.unlink(missing_ok=True)
        watch = Stopwatch()
        self.open()
        with watch:
            self.db.executescript(_SCHEMA)
        for chunk in chunks(corpus, count):
            with watch:
                self._add(chunk)
        with watch:
            self.db.execute("INSERT INTO words(words) VALUES ('optimize')")
            self.db.commit()
            self.db.execute("ANALYZE")
            self.db.commit()
        return watch.seconds

    def _add(self, articles: Iterable[MadeArticle]) -> None:
        for article in articles:
            row = (article.number, article.title, article.names, article.body)
            self.db.execute("INSERT INTO shown VALUES (?, ?, ?, ?)", row)
            self.db.execute("INSERT INTO words(rowid, title, names, body) VALUES (?, ?, ?, ?)", row)
            for facet, values in values_of(article).items():
                statement = f"INSERT OR IGNORE INTO {facet} VALUES (?, ?)"  # noqa: S608  # one of FACETS
                self.db.executemany(statement, [(article.number, value) for value in values])
        self.db.commit()

    def open(self) -> None:
        self.db = sqlite3.connect(self._file)
        self.db.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-200000; PRAGMA mmap_size=4000000000;"
            "CREATE TEMP TABLE hits(id INTEGER PRIMARY KEY);"
        )

    def search(self, question: Question) -> Answer:
        asked = self._written(question)
        self.db.execute("DELETE FROM hits")
        self.db.execute("INSERT INTO hits SELECT rowid FROM words WHERE words MATCH ?", (asked,))
        (total,) = self.db.execute("SELECT count(*) FROM hits").fetchone()
        best = self.db.execute(_BEST, (asked, _RANK, TOP)).fetchall()
        facets = {
            facet: dict(
                self.db.execute(
                    f"SELECT value, count(*) FROM hits CROSS JOIN {facet} ON article = hits.id GROUP BY 1"  # noqa: S608
                ).fetchall()
            )
            for facet in FACETS
        }
        return Answer(total, [number for (number,) in best], facets)

    def whole(self, question: Question) -> Answer:
        snippets = self.db.execute(_SNIPPETS, (self._written(question), _RANK, TOP))
        return replace(self.search(question), snippets=[snippet for (snippet,) in snippets])

    def _written(self, question: Question) -> str:
        match question.kind:
            case Kind.AND | Kind.OR:
                return f" {question.kind.name} ".join(question.words)
            case Kind.PHRASE:
                return f'"{" ".join(question.words)}"'
            case Kind.PREFIX:
                return f"{question.words[0]}*"
        return question.words[0]
