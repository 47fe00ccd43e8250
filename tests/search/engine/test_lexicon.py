"""Looking among terms finds what going through all of them finds."""

from __future__ import annotations

import fnmatch
from functools import cache

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from archive.search.engine.lexicon import Lexicon

WORDS = st.text(alphabet="abcé中", min_size=1, max_size=6)
SETS = st.sets(WORDS, min_size=1, max_size=30)
LONG = st.one_of(WORDS, WORDS.map("summitry".__add__))  # many that begin with the same eight bytes


def lexicon(words: set[str]) -> Lexicon:
    return lexicon_of(sorted(word.encode() for word in words))


def lexicon_of(terms: list[bytes]) -> Lexicon:
    starts = np.cumsum([0, *(len(term) + 1 for term in terms)])
    return Lexicon(np.frombuffer(b"".join(term + b"\n" for term in terms), dtype=np.uint8), starts)


def named(terms: Lexicon, numbers: object) -> set[str]:
    return {terms[int(number)].decode() for number in numbers}  # type: ignore[attr-defined]


@cache
def distance(one: str, other: str) -> int:
    if not one or not other:
        return len(one) + len(other)
    return min(
        distance(one[1:], other) + 1,
        distance(one, other[1:]) + 1,
        distance(one[1:], other[1:]) + (one[0] != other[0]),
    )


@given(SETS, WORDS)
def test_terms_are_found_by_themselves_and_by_their_beginning(words: set[str], word: str) -> None:
    terms = lexicon(words)
    found = terms.find(word.encode())
    assert (found is not None) == (word in words)
    assert found is None or terms[found].decode() == word
    assert named(terms, range(*terms.with_prefix(word[:2].encode()))) == {w for w in words if w.startswith(word[:2])}


@given(st.sets(LONG, min_size=1, max_size=30), st.lists(LONG))
def test_many_terms_at_once_are_found_as_each_by_itself(words: set[str], asked: list[str]) -> None:
    terms = lexicon(words)
    wanted = [word.encode() for word in (*asked, *sorted(words))]
    found = [terms.find(word) for word in wanted]
    assert terms.find_all(wanted).tolist() == [-1 if number is None else number for number in found]
    assert terms.find_all([]).tolist() == []


@given(st.sets(st.binary(min_size=1, max_size=3), min_size=1, max_size=60))
def test_terms_of_any_bytes_are_found(terms: set[bytes]) -> None:
    """The terms of numbers are bytes of any kind, the one that stands between two terms among them."""
    held = lexicon_of(sorted(terms))
    assert list(held) == sorted(terms)
    assert [held.find(term) for term in sorted(terms)] == list(range(len(terms)))


@given(SETS, st.text(alphabet="abé*?[]\n", min_size=1, max_size=6))
@example({"aaa"}, "?[\na]?")
def test_wildcards_fit_as_in_a_shell(words: set[str], pattern: str) -> None:
    terms = lexicon(words)
    assert named(terms, terms.like(pattern)) == {word for word in words if fnmatch.fnmatchcase(word, pattern)}


@given(SETS, WORDS, st.integers(1, 3), st.integers(0, 2))
def test_near_terms_are_those_at_levenshteins_distance(words: set[str], word: str, limit: int, prefix: int) -> None:
    terms = lexicon(words)
    expected = {other for other in words if distance(word, other) <= limit and other.startswith(word[:prefix])}
    assert named(terms, terms.near(word, limit, prefix)) == expected


def test_prefix_of_the_last_byte_reaches_to_the_end() -> None:
    starts = np.array([0, 2, 4, 7])
    terms = Lexicon(np.frombuffer(b"a\n\xff\n\xff\xff\n", dtype=np.uint8), starts)
    assert terms.with_prefix(b"\xff") == (1, 3)
    assert terms.with_prefix(b"") == (0, 3)
