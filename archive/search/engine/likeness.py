"""What is telling in a text: words that it has more often than the index would let one expect.

Whoosh has the same (`Searcher.key_terms_from_text`), term by term through its readers; of an article of 600 different
words that is most of the time it takes to find articles like it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING

import numpy as np

from archive.search.engine.analysis import raw_words, terms_of

if TYPE_CHECKING:
    from archive.search.engine.snapshot import Snapshot

_REMEMBERED = 50_000  # words of which a snapshot keeps how frequent they are: most texts share most of theirs


def telling_terms(snapshot: Snapshot, field: str, text: str, most: int) -> list[tuple[str, float]]:
    """The `most` telling words of a text, each with its weight, the weightiest first; only words the field has.

    The weight is that of Bo1, the Bose-Einstein model of Amati (“Probabilistic Models for Information Retrieval based
    on Divergence from Randomness”, 2003, chapter 4), over the weightiest word's, as in Whoosh.
    """
    counts: dict[str, int] = {}
    for written, times in Counter(raw_words(text)).items():  # most words are there more than once: each is cut once
        for term in terms_of(written):
            counts[term.text] = counts.get(term.text, 0) + times
    totals = _totals(snapshot, field, counts)
    words = [word for word in counts if totals[word]]
    expected = np.array([totals[word] for word in words]) / sum(view.arrays.size for view in snapshot.views)
    weights = np.array([counts[word] for word in words]) * np.log2((1 + expected) / expected) + np.log2(1 + expected)
    weighed = zip(words, (weights / weights.max(initial=0)).tolist(), strict=True)
    return sorted(weighed, key=lambda item: (-item[1], item[0]))[:most]


def _totals(snapshot: Snapshot, field: str, words: Collection[str]) -> dict[str, int]:
    """How often each word stands in a field of all documents together."""
    known = snapshot.frequencies.setdefault(field, {})
    totals = {word: known.get(word, -1) for word in words}
    if new := [word for word, total in totals.items() if total < 0]:
        terms = [word.encode() for word in new]
        columns = [postings for view in snapshot.views if (postings := view.arrays.postings(field))]
        sums = sum(postings.total_frequencies(postings.terms.find_all(terms)) for postings in columns)
        found = dict(zip(new, np.broadcast_to(sums, len(new)).tolist(), strict=True))
        if len(known) > _REMEMBERED:
            known.clear()
        known.update(found)
        totals.update(found)
    return totals
