"""Names looked for in a text, all at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

import ahocorasick

from archive.ingest.folding import fold
from archive.ingest.ranges import Taken


class Hit(NamedTuple):
    """An alias found at `start:end` (half-open), and the slugs of all records that have it."""

    start: int
    end: int
    slugs: frozenset[str]


_REMEMBERED = 8  # texts
Pairs = Iterable[tuple[str, str]]


class Lexicons:
    """Several lexicons that are looked up with one pass over a text (Aho-Corasick): an article is asked for all."""

    def __init__(self, several: Mapping[str, Pairs]) -> None:
        aliases: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for name, pairs in several.items():
            for alias, slug in pairs:
                folded = fold(alias.strip())
                if folded:
                    aliases[folded][name].add(slug)
        self._names = tuple(several)
        self._automaton = ahocorasick.Automaton()
        for alias, by_name in aliases.items():
            entries = tuple((name, frozenset(slugs)) for name, slugs in by_name.items())
            self._automaton.add_word(alias, (len(alias), entries))
        self._is_empty = not aliases
        self._found: dict[str, dict[str, list[Hit]]] = {}  # of the last few texts: one article is searched often
        if aliases:
            self._automaton.make_automaton()

    def find(self, name: str, folded: str) -> list[Hit]:
        """The hits of one lexicon in a text that went through `fold`; see `Lexicon.find`."""
        found = self._found.get(folded)
        if found is None:
            while len(self._found) >= _REMEMBERED:
                del self._found[next(iter(self._found))]
            found = self._found[folded] = {} if self._is_empty else self._find(folded)
        return found.get(name, [])

    def _find(self, folded: str) -> dict[str, list[Hit]]:
        hits: dict[str, list[Hit]] = {}
        for last, (length, entries) in self._automaton.iter(folded):
            start, end = last + 1 - length, last + 1
            if _is_boundary(folded, start) and _is_boundary(folded, end):
                for name, slugs in entries:
                    hits.setdefault(name, []).append(Hit(start, end, slugs))
        return {name: longest(found) for name, found in hits.items()}


class Lexicon:
    """Aliases to look for all at once, on folded text, at word boundaries, the longest first."""

    def __init__(self, pairs: Pairs = (), name: str = "", among: Lexicons | None = None) -> None:
        self._name, self._among = name, among or Lexicons({name: pairs})

    def find(self, folded: str) -> list[Hit]:
        """Hits in a text that went through `fold`, in order, not overlapping; offsets are those of the text itself."""
        return self._among.find(self._name, folded)


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """Of overlapping hits the longest, and of equally long ones the first."""
    in_order = sorted(hits, key=lambda hit: hit.start)
    if all(hit.end <= following.start for hit, following in pairwise(in_order)):
        return in_order
    taken = Taken()
    by_length = sorted(in_order, key=lambda hit: (hit.start - hit.end, hit.start))
    return sorted((hit for hit in by_length if taken.take(hit.start, hit.end)), key=lambda hit: hit.start)


def _is_boundary(text: str, position: int) -> bool:
    return position in (0, len(text)) or not (text[position - 1].isalnum() and text[position].isalnum())
