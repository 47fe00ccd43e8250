"""From a question's tree to the query that Whoosh is asked.

A word is sought as it is written, and under its stem in every language the index holds: articles in German are looked
through for its German stem, and no others for that. Exact forms count in addition, so they rank above other forms.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from whoosh import query as whoosh
from whoosh.query.terms import MultiTerm

from archive.search.engine.analysis import Term, is_filler, terms
from archive.search.engine.folding import folded
from archive.search.engine.stemming import languages_by_stem
from archive.search.query.tree import And, Dated, Everything, Fuzzy, Linked, Node, Not, Or, Pattern, Phrase, Text, Word
from archive.search.search_indexes import NAMES_WEIGHT, TITLE_WEIGHT

# What a hit in the form that was typed counts beside one in any form; tests/search/test_language.py holds it in place.
EXACT_WEIGHT = 0.5

# Letters at the beginning of a fuzzy word that have to fit: it is what keeps the index from being read from A to Z.
FUZZY_PREFIX = 1

_ONLY_RESTRICTS = 0.0  # a boost: such a part decides what is found, and not in which order
_MAX_EITHER_ORDER = 2  # words


@dataclass(frozen=True)
class _Field:
    """A field of words, the field with their stems, and what a hit there weighs."""

    words: str
    stems: str
    weight: float


_TITLE = _Field("title", "title_stems", TITLE_WEIGHT)
_FIELDS = {"": (_Field("text", "stems", 1.0), _TITLE, _Field("names", "", NAMES_WEIGHT)), "title": (_TITLE,)}


def composed(node: Node, languages: Collection[str]) -> whoosh.Query:
    """The query for this tree. `languages` are all those of the index, `unknown` among them."""
    match node:
        case Everything():
            return whoosh.Every()
        case And(nodes):
            return _all_of(_with_phases_of_events(_without_filler_words(nodes)), languages)
        case Or(nodes):
            return _any_of(composed(child, languages) for child in nodes)
        case Not(child):
            return whoosh.AndNot(whoosh.Every(), composed(child, languages))
        case Linked(kind, _, values):
            return _any_of(whoosh.Term(kind, value, boost=_ONLY_RESTRICTS) for value in values)
        case Dated():
            return _dated(node)
        case _:
            return _any_of(_in_field(node, field, languages) for field in _FIELDS[node.field])


def _all_of(nodes: Iterable[Node], languages: Collection[str]) -> whoosh.Query:
    wanted, excluded = [], []
    for node in nodes:
        if isinstance(node, Not):
            excluded.append(composed(node.node, languages))
        else:
            wanted.append(composed(node, languages))
    query = whoosh.Every() if not wanted else wanted[0] if len(wanted) == 1 else whoosh.And(wanted)
    return whoosh.AndNot(query, _any_of(excluded)) if excluded else query


def _any_of(queries: Iterable[whoosh.Query]) -> whoosh.Query:
    found = [query for query in queries if query is not whoosh.NullQuery]
    if not found:
        return whoosh.NullQuery
    return found[0] if len(found) == 1 else whoosh.Or(found)


def _without_filler_words(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """A question's nodes but the words like “the” and “of”, unless nothing else is sought."""
    kept = tuple(node for node in nodes if not (isinstance(node, Word) and is_filler(node.text)))
    return kept if any(not isinstance(node, Not) for node in kept) else nodes


def _with_phases_of_events(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """A phase asked for beside an event is the phase of that event, not of another one the article is about."""
    events = [node for node in nodes if isinstance(node, Linked) and node.kind == "event"]
    phases = [node for node in nodes if isinstance(node, Linked) and node.kind == "phase"]
    if not events or not phases:
        return nodes
    both = tuple(
        Linked("event_phase", "", tuple(f"{slug}:{value}" for slug in event.values for value in phase.values))
        for event in events
        for phase in phases
    )
    return (*(node for node in nodes if node not in events and node not in phases), *both)


def _in_field(node: Text, field: _Field, languages: Collection[str]) -> whoosh.Query:
    match node:
        case Pattern(text):
            pattern = "".join(part if part in ("*", "?") else folded(part) for part in _cut_at_wildcards(text))
            if pattern.endswith("*") and not set("*?") & set(pattern[:-1]):
                return whoosh.Prefix(field.words, pattern[:-1], boost=field.weight)
            return whoosh.Wildcard(field.words, pattern, boost=field.weight)
        case Fuzzy(text, _, distance):
            return _any_of(
                whoosh.FuzzyTerm(
                    field.words, term.text, boost=field.weight, maxdist=distance, prefixlength=FUZZY_PREFIX
                )
                for term in terms(text)
            )
    apart = node.apart if isinstance(node, Phrase) else 0
    return _any_of(query for run in _spellings(node.text) for query in _forms(run, field, apart, languages))


def _spellings(text: str) -> list[tuple[str, ...]]:
    """The folded words of a text, compounds as their parts; and, where there are any, compounds as one word each."""
    parts: list[str] = []
    closed_up: list[Term] = []
    for term in terms(text):
        if term.is_joined:
            closed_up = [other for other in closed_up if other.start < term.start]
        else:
            parts.append(term.text)
        closed_up.append(term)
    return list(dict.fromkeys((tuple(parts), tuple(term.text for term in closed_up))))


def _forms(words: tuple[str, ...], field: _Field, apart: int, languages: Collection[str]) -> Iterator[whoosh.Query]:
    """Folded words that stand together: as they are, and as their stems in the articles of each language."""
    if not words:
        return
    if not field.stems:
        yield from _runs(field.words, words, apart, field.weight)
        return
    yield from _runs(field.words, words, apart, field.weight * EXACT_WEIGHT)
    for stems, sharing in languages_by_stem(words, languages).items():
        found = _any_of(_runs(field.stems, stems, apart, field.weight))
        # Words that are their own stems need no restriction: other languages have this stem of these words as well.
        if stems == words or len(sharing) == len(languages):
            yield found
        else:
            only = (whoosh.Term("language", language, boost=_ONLY_RESTRICTS) for language in sorted(sharing))
            yield whoosh.And([found, _any_of(only)])


def _runs(field: str, words: tuple[str, ...], apart: int, weight: float) -> Iterator[whoosh.Query]:
    """Words one after another; two that may stand apart in either order."""
    if len(words) == 1:
        yield whoosh.Term(field, words[0], boost=weight)
        return
    yield whoosh.Phrase(field, list(words), slop=apart + 1, boost=weight)
    if apart and len(words) <= _MAX_EITHER_ORDER and words[0] != words[-1]:
        yield whoosh.Phrase(field, list(reversed(words)), slop=apart + 1, boost=weight)


def _cut_at_wildcards(text: str) -> Iterator[str]:
    part = ""
    for letter in text:
        if letter in "*?":
            yield from (part, letter)
            part = ""
        elif letter.isalnum() or "\u0300" <= letter <= "\u036f":
            part += letter
    yield part


def _dated(node: Dated) -> whoosh.Query:
    first, last = node.span.earliest, node.span.latest
    day = timedelta(days=1)
    match node.relation:
        case "before" if first:
            return Overlapping("span", None, first - day if first > date.min else first)
        case "after" if last:
            return Overlapping("span", last + day if last < date.max else last, None)
    if node.span.choices:
        return _any_of(Overlapping("span", choice, choice) for choice in node.span.choices)
    return Overlapping("span", first, last)


class Overlapping(MultiTerm):
    """Documents with a span `FIRST/LAST` of ISO days that shares a day with this one; None is an open end."""

    constantscore = True
    boost = 1.0

    def __init__(self, fieldname: str, first: date | None, last: date | None) -> None:
        self.fieldname = fieldname
        self.first = first.isoformat() if first else ""
        self.last = last.isoformat() if last else ""

    def field(self) -> str:
        return self.fieldname

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Overlapping) and repr(self) == repr(other)

    def __hash__(self) -> int:
        return hash(repr(self))

    def __repr__(self) -> str:
        return f"Overlapping({self.fieldname!r}, {self.first!r}, {self.last!r})"

    def _btexts(self, reader: object) -> Iterator[bytes]:
        first, last = self.first.encode(), self.last.encode()
        for span in reader.lexicon(self.fieldname):  # type: ignore[attr-defined]
            start, _, end = bytes(span).partition(b"/")
            if (not last or start == b".." or start <= last) and (not first or end == b".." or end >= first):
                yield span
