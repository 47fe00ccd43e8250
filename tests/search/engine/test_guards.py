"""No question takes more than it may, and an answer that lacks something says so."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from whoosh import query as whoosh

from archive.search.engine.budget import Cut, Limits
from archive.search.engine.caching import ByteCache
from archive.search.engine.counting import Counted
from archive.search.engine.writing import SegmentWriter
from tests.search.engine.corpora import SCHEMA, make_index, new_index, open_index
from tests.search.engine.test_equal_to_whoosh import asked


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """2,000 documents: word n, of 500, stands in every document that n divides without rest."""
    new_index(tmp_path)
    with SegmentWriter(tmp_path, SCHEMA) as writer:
        for number in range(1, 2001):
            body = " ".join(f"w{n:03}" for n in range(1, 500) if number % n == 0)
            writer.add_document(key=str(number), body=body, tag=[str(number % 1000)])
    return tmp_path


@pytest.mark.parametrize(
    "query",
    [
        whoosh.Prefix("body", "w"),
        whoosh.Wildcard("body", "*0*"),
        whoosh.FuzzyTerm("body", "w010", maxdist=2),
        whoosh.TermRange("body", "w001", "w400"),
        whoosh.And([whoosh.Term("body", "w001"), whoosh.Not(whoosh.Prefix("body", "w2"))]),
    ],
)
def test_pattern_for_too_many_words_stands_for_the_most_frequent(words: Path, query: whoosh.Query) -> None:
    whole = asked(open_index(words), query)
    limited = asked(open_index(words, Limits(seconds=60, max_terms=10)), query)
    assert whole.cuts == frozenset()
    assert limited.cuts == {Cut.TERMS}
    assert len(limited) > 0


def test_most_frequent_words_are_kept(words: Path) -> None:
    limited = asked(open_index(words, Limits(seconds=60, max_terms=3)), whoosh.Wildcard("body", "w*"))
    assert len(limited) == 2000  # w001 stands in all of them


def test_out_of_time_holds_only_what_matches(words: Path) -> None:
    terms = [whoosh.Term("body", f"w{n:03}") for n in range(1, 500)]
    for query in (whoosh.And(terms), whoosh.Or(terms), whoosh.And([whoosh.Or(terms), terms[1]])):
        whole = {number for number, _ in asked(open_index(words), query).page(0, None)}
        spent = asked(open_index(words, Limits(seconds=0)), query)
        assert spent.cuts == {Cut.TIME}
        assert {number for number, _ in spent.page(0, None)} <= whole


def test_ten_thousand_words_deep_pages_and_a_thousand_choices_are_answered(words: Path) -> None:
    snapshot = open_index(words, Limits())
    many = whoosh.Or([whoosh.Term("body", f"w{n % 700:03}", boost=n) for n in range(10_000)])
    evaluation = asked(snapshot, many, choices=(("tag", frozenset(map(str, range(1000)))),))
    assert len(evaluation) == 2000
    assert evaluation.page(1990, 2010)[-1:] == evaluation.page(0, None)[-1:]
    assert len(snapshot.counts(evaluation, "tag")) == 1000


def test_cache_keeps_within_its_bytes_and_forgets_what_was_longest_unused() -> None:
    cache = ByteCache(100)
    made = []

    def get(key: int, size: int) -> int:
        return int(cache.get(key, lambda: made.append(key) or key, lambda _: size))

    for key in (1, 2, 1, 3, 1):
        get(key, 40)
        assert cache.used <= 100
    assert made == [1, 2, 3]
    get(2, 40)
    assert made == [1, 2, 3, 2]
    get(4, 101)  # never fits
    get(4, 101)
    assert made == [1, 2, 3, 2, 4, 4]
    assert cache.used <= 100


def test_counts_are_remembered_while_they_are_small(words: Path) -> None:
    evaluation = asked(open_index(words), whoosh.Term("body", "w001"))
    made = []

    def count(key: str, size: int) -> Counted:
        def make() -> Counted:
            made.append(key)
            return Counted.of([str(number) for number in range(size)], np.ones(size, dtype=np.int64))

        return evaluation.counted(key, make)

    for key, size in (("few", 10), ("few", 10), ("many", 10_000), ("many", 10_000), ("few", 10)):
        assert len(count(key, size).pairs()) == size
    assert made == ["few", "many", "many"]


def test_answers_are_the_same_without_any_cache(tmp_path: Path) -> None:
    dice = random.Random(4)
    make_index(tmp_path, dice)
    for word in ("summit", "lake", "treaty"):
        query = whoosh.Or([whoosh.Term("body", word), whoosh.Term("title", word)])
        bare, full = open_index(tmp_path, cache_bytes=0), open_index(tmp_path)
        assert asked(bare, query).page(0, None) == asked(full, query).page(0, None) == asked(full, query).page(0, None)
