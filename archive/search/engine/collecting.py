"""What a writer collects of each field while documents are added, and hands out as runs."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, Protocol

import numpy as np
from whoosh.analysis import IDTokenizer
from whoosh.fields import ID, KEYWORD

from archive.search.engine.analysis import StemAnalyzer, TermAnalyzer, raw_words, terms
from archive.search.engine.arrayfile import Array
from archive.search.engine.folding import folded
from archive.search.engine.runs import Run, Vocabulary, grouped
from archive.search.engine.stemming import stem

_RUN_LENGTH = 2_000_000  # words
# A text is mostly read for two fields, as it is written and by its stems; the same words are in all of them.
_raw_words = lru_cache(maxsize=4)(raw_words)


@lru_cache(maxsize=200_000)
def _terms(word: str) -> tuple[tuple[str, int], ...]:
    """The terms of a word, each with its position in it."""
    if word.isalnum():  # no compound, no initials: most words
        return ((folded(word), 0),)
    return tuple((term.text, term.position) for term in terms(word))


def _stems(word: str, language: str) -> Iterable[tuple[str, int]]:
    return ((stem(term, language), position) for term, position in _terms(word))


class Collector(Protocol):
    """One field of the documents added; `finish` has to be called before `runs` and `lengths` are read."""

    vocabulary: Vocabulary
    runs: list[Run]

    def add(self, document: int, value: Any) -> None: ...

    def finish(self) -> None: ...

    def lengths(self, size: int) -> Array | None: ...


def collector_for(field: Any) -> Collector:
    """The quickest way to collect a field of a Whoosh schema."""
    if isinstance(field.analyzer, TermAnalyzer):
        return TextCollector(lambda word, language: _terms(word))
    if isinstance(field.analyzer, StemAnalyzer):
        return TextCollector(_stems)
    if isinstance(field, ID | KEYWORD) and isinstance(field.analyzer, IDTokenizer):
        return ValueCollector()
    return ItemCollector(field)


class _Table:
    """What terms a word is indexed under, for words numbered as they came.

    The terms of word n are `terms[firsts[n]:firsts[n + 1]]`, each at `offsets` from the word's position; the word takes
    up `widths[n]` positions.
    """

    def __init__(self) -> None:
        self.firsts = array("I", [0])
        self.terms = array("I")
        self.offsets = array("I")
        self.widths = array("I")

    def add(self, found: Iterable[tuple[int, int]]) -> int:
        """The number of a new word with these terms and their offsets."""
        width = 0
        for term, offset in found:
            self.terms.append(term)
            self.offsets.append(offset)
            width = offset + 1
        self.firsts.append(len(self.terms))
        self.widths.append(width)
        return len(self.widths) - 1


class _Words(dict[str, int]):
    """The numbers of the words of one language, as they are written; a new one is looked into once."""

    def __init__(self, look_up: Callable[[str], int]) -> None:
        super().__init__()
        self._look_up = look_up

    def __missing__(self, word: str) -> int:
        number = self[word] = self._look_up(word)
        return number


class TextCollector:
    """Running text with positions.

    `read` gives the terms of a word with their positions in it, by the language of the text it stands in.
    """

    def __init__(self, read: Callable[[str, str], Iterable[tuple[str, int]]]) -> None:
        self.vocabulary = Vocabulary()
        self.runs: list[Run] = []
        self._read = read
        self._table = _Table()
        self._words: dict[str, _Words] = {}
        self._text = array("I")
        self._documents = array("I")
        self._counts = array("I")
        self._lengths: list[tuple[Array, Array]] = []

    def _words_of(self, language: str) -> _Words:
        if language not in self._words:
            self._words[language] = _Words(
                lambda word: self._table.add(
                    (self.vocabulary[term.encode()], position) for term, position in self._read(word, language)
                )
            )
        return self._words[language]

    def add(self, document: int, value: str) -> None:
        before = len(self._text)
        words = self._words_of(getattr(value, "language", ""))
        self._text.extend(map(words.__getitem__, _raw_words(str(value))))
        self._documents.append(document)
        self._counts.append(len(self._text) - before)
        if len(self._text) >= _RUN_LENGTH:
            self.finish()

    def finish(self) -> None:
        if not self._text:
            return
        words, table = np.array(self._text), self._table
        firsts = np.array(table.firsts, dtype=np.int64)
        counts = np.diff(firsts)[words]
        widths = np.array(table.widths, dtype=np.int64)[words]
        documents, in_document = np.array(self._documents), np.array(self._counts)
        document_starts = np.cumsum(in_document) - in_document
        positions = np.cumsum(widths) - widths
        positions -= np.repeat(positions[np.minimum(document_starts, len(words) - 1)], in_document)
        occurrences = np.repeat(np.arange(len(words)), counts)
        place_in_word = np.arange(len(occurrences)) - (np.cumsum(counts) - counts)[occurrences]
        entries = firsts[words][occurrences] + place_in_word
        self.runs.append(
            grouped(
                np.array(table.terms)[entries],
                np.repeat(documents, in_document)[occurrences],
                positions[occurrences] + np.array(table.offsets)[entries],
            )
        )
        totals = np.concatenate(([0], np.cumsum(counts)))
        self._lengths.append((documents, totals[document_starts + in_document] - totals[document_starts]))
        self._text, self._documents, self._counts = array("I"), array("I"), array("I")

    def lengths(self, size: int) -> Array:
        return _scattered(self._lengths, size)

    def add_run(self, run: Run, lengths: tuple[Array, Array]) -> None:
        """Postings that are there already, of documents after all that were added."""
        self.finish()
        self.runs.append(run)
        self._lengths.append(lengths)


class ValueCollector:
    """Values that are terms as they stand: keys and the choices of facets. A list holds several."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self.runs: list[Run] = []
        self._terms = array("I")
        self._documents = array("I")

    def add(self, document: int, value: str | list[str]) -> None:
        for item in value if isinstance(value, list) else [value]:
            self._terms.append(self.vocabulary[str(item).encode()])
            self._documents.append(document)

    def finish(self) -> None:
        if self._terms:
            self.runs.append(grouped(np.array(self._terms), np.array(self._documents), None))
            self._terms, self._documents = array("I"), array("I")

    def lengths(self, size: int) -> None:
        return None

    def add_run(self, run: Run, lengths: tuple[Array, Array]) -> None:
        self.finish()
        self.runs.append(run)


class ItemCollector:
    """Any other field of Whoosh's, through its own `index`. What weighs a term there is not kept, only how often."""

    def __init__(self, field: Any) -> None:
        self.vocabulary = Vocabulary()
        self.runs: list[Run] = []
        self._field = field
        self._has_positions = field.format.supports("positions")
        self._known: dict[Any, list[tuple[int, list[int]]]] = {}
        self._terms = array("I")
        self._documents = array("I")
        self._positions = array("I")
        self._lengths: list[tuple[Array, Array]] = []

    def add(self, document: int, value: Any) -> None:
        length = 0
        for term, places in self._items(value):
            length += len(places)
            self._terms.extend([term] * len(places))
            self._documents.extend([document] * len(places))
            self._positions.extend(places)
        self._lengths.append((np.array([document]), np.array([length])))

    def _items(self, value: Any) -> list[tuple[int, list[int]]]:
        """The terms of a value, each with its positions."""
        items = self._known.get(value)
        if items is None:
            decode = self._field.format.decode_positions if self._has_positions else None
            items = [
                (self.vocabulary[term], decode(encoded) if decode else [0] * int(frequency))
                for term, frequency, _, encoded in self._field.index(value)
            ]
            if len(self._known) < 100_000:
                self._known[value] = items
        return items

    def finish(self) -> None:
        if self._terms:
            positions = np.array(self._positions) if self._has_positions else None
            self.runs.append(grouped(np.array(self._terms), np.array(self._documents), positions))
            self._terms, self._documents, self._positions = array("I"), array("I"), array("I")

    def lengths(self, size: int) -> Array | None:
        return _scattered(self._lengths, size) if self._field.scorable else None

    def add_run(self, run: Run, lengths: tuple[Array, Array]) -> None:
        self.finish()
        self.runs.append(run)
        self._lengths.append(lengths)


def _scattered(parts: list[tuple[Array, Array]], size: int) -> Array:
    """`(documents, lengths)` as one length for each of `size` documents."""
    lengths = np.zeros(size, dtype=np.uint32)
    for documents, values in parts:
        lengths[documents] = values
    return lengths
