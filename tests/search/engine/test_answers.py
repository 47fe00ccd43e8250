"""What stands next to a document in the order of an answer is what stands there when all are put in order."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from archive.search.engine.answers import Evaluation

ORDERS = st.integers(1, 30).flatmap(lambda size: st.permutations(range(size)))


@given(ORDERS, st.data())
def test_documents_around_one_are_those_next_to_it_in_order(rank: list[int], data: st.DataObject) -> None:
    docs = sorted(data.draw(st.sets(st.sampled_from(range(len(rank))))))
    number, reach = data.draw(st.sampled_from(range(len(rank)))), data.draw(st.integers(1, 5))
    hits = np.array(docs, dtype=np.int64), None
    answer = Evaluation(lambda: hits, np.ones(len(rank), dtype=bool), {}, np.array(rank), frozenset())
    ordered = sorted(docs, key=lambda doc: rank[doc])
    expected: list[int] = []
    if number in ordered:
        place = ordered.index(number)
        others = [doc for doc in ordered if doc != number]
        first = max(0, min(place - reach, len(others) - 2 * reach))
        expected = others[first : first + 2 * reach]
    assert answer.around(number, reach) == expected
