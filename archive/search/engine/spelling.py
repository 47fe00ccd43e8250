"""Words of the index that are spelled like one that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from archive.search.engine.analysis import terms

if TYPE_CHECKING:
    from archive.search.engine.snapshot import Snapshot

_SHORT = 4  # letters; up to here one slip is all that is mended


class Spelling(NamedTuple):
    word: str
    distance: int
    documents: int


def similar_words(snapshot: Snapshot, field: str, word: str, distance: int = 2, limit: int = 5) -> list[Spelling]:
    """Folded words of a text field like this folded one, the nearest first, of these the most frequent.

    `distance`: how many letters may be missing, too many or wrong. The first letter has to be right.
    """
    found: dict[str, Spelling] = {}
    for step in range(1, distance + 1):
        counted: dict[str, int] = {}
        for view in snapshot.views:
            postings = view.arrays.postings(field)
            for number in postings.terms.near(word, step, 1).tolist() if postings else ():
                term = postings.terms[number].decode()
                counted[term] = counted.get(term, 0) + postings.document_frequency(number)
        for term, documents in counted.items():
            if term != word:
                found.setdefault(term, Spelling(term, step, documents))
        if len(found) >= limit:
            break
    return sorted(found.values(), key=lambda spelling: (spelling.distance, -spelling.documents, spelling.word))[:limit]


def suggestion(snapshot: Snapshot, field: str, text: str) -> str | None:
    """The text with every word that no document has put right; None where there is nothing to put right."""
    pieces, at = [], 0
    for term in terms(text):
        if term.is_joined or snapshot.has_term(field, term.text):
            continue
        found = similar_words(snapshot, field, term.text, 1 if len(term.text) <= _SHORT else 2, limit=1)
        if found:
            pieces += [text[at : term.start], found[0].word]
            at = term.end
    return "".join([*pieces, text[at:]]) if pieces else None
