"""What is telling in a text: words that it has more often than the index would let one expect.

Whoosh has the same (`Searcher.key_terms_from_text`), term by term through its readers; of an article of 600 different
words that is most of the time it takes to find articles like it.
"""

from __future__ import annotations

from collections import Counter
from math import log2
from typing import TYPE_CHECKING

from archive.search.engine.analysis import raw_words, terms_of

if TYPE_CHECKING:
    from archive.search.engine.snapshot import Snapshot

_REMEMBERED = 50_000  # words of which a snapshot keeps how frequent they are: most texts share most of theirs


def telling_terms(snapshot: Snapshot, field: str, text: str, most: int) -> list[tuple[str, float]]:
    """The `most` telling words of a text, each with its weight, the weightiest first; only words the field has.

    The weight is that of Bo1, the Bose-Einstein model of Amati (“Probabilistic Models for Information Retrieval based
    on Divergence from Randomness”, 2003, chapter 4), over the weightiest word's, as in Whoosh.
    """
    columns = [postings for view in snapshot.views if (postings := view.arrays.postings(field))]
    size = sum(view.arrays.size for view in snapshot.views)
    weights: dict[str, float] = {}
    known = snapshot.frequencies
    if len(known) > _REMEMBERED:
        known.clear()
    counts: Counter[str] = Counter()
    for written, times in Counter(raw_words(text)).items():  # most words are there more than once: each is cut once
        for term in terms_of(written):
            counts[term.text] += times
    for word, count in counts.items():
        total = known.get((field, word))
        if total is None:
            found = [(postings, postings.terms.find(word.encode())) for postings in columns]
            total = sum(postings.total_frequency(number) for postings, number in found if number is not None)
            known[field, word] = total
        if total:
            expected = total / size
            weights[word] = count * log2((1 + expected) / expected) + log2(1 + expected)
    greatest = max(weights.values(), default=1.0)
    best = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:most]
    return [(word, weight / greatest) for word, weight in best]
