"""What the contestants are asked: random questions of six kinds, none twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

import numpy as np

from tests.bench.search_corpus import SEED, Corpus

PREFIX_LETTERS = 4  # about 25 of the 90,000 words begin with the same ones


class Kind(StrEnum):
    COMMON = "common word"
    RARE = "rare word"
    AND = "AND"
    OR = "OR"
    PHRASE = "phrase"
    PREFIX = "prefix"


@dataclass(frozen=True)
class Question:
    """`words` are one or, for AND, OR and a phrase, two; of a prefix it is the beginning of a word."""

    kind: Kind
    words: tuple[str, ...]


def questions(corpus: Corpus, kind: Kind, count: int, skip: int = 0) -> list[Question]:
    """So many different questions of one kind, in an order that is always the same; the first `skip` are left out.

    There are 550 common words and 1,000 phrases.
    """
    dice = np.random.default_rng((SEED, list(Kind).index(kind)))
    drawn: dict[Question, None] = {}
    for words in _DRAWS[kind](corpus, dice):
        if len(set(words)) == len(words):
            drawn[Question(kind, words)] = None
        if len(drawn) == skip + count:
            break
    return list(drawn)[skip:]


def _words(first: int, last: int) -> Callable[[Corpus, np.random.Generator], Iterator[tuple[str, ...]]]:
    """Words of these ranks of frequency."""

    def draw(corpus: Corpus, dice: np.random.Generator) -> Iterator[tuple[str, ...]]:
        ranks = np.arange(first, last)
        dice.shuffle(ranks)
        return ((corpus.words[rank],) for rank in ranks.tolist())

    return draw


def _pairs(corpus: Corpus, dice: np.random.Generator) -> Iterator[tuple[str, ...]]:
    """A word most readers would call common, and one that is less so."""
    while True:
        one, other = int(dice.integers(50, 600)), int(dice.integers(50, 3000))
        yield corpus.words[one], corpus.words[other]


def _phrases(corpus: Corpus, dice: np.random.Generator) -> Iterator[tuple[str, ...]]:
    order = dice.permutation(len(corpus.pairs)).tolist()
    return (tuple(corpus.words[number] for number in corpus.pairs[at]) for at in order)


def _prefixes(corpus: Corpus, dice: np.random.Generator) -> Iterator[tuple[str, ...]]:
    """Those that end in u: no stemmer takes it for a suffix, so that whoever stems prefixes seeks the same."""
    beginnings = (words[0][:PREFIX_LETTERS] for words in _words(50, 6000)(corpus, dice))
    return ((beginning,) for beginning in beginnings if beginning.endswith("u"))


_DRAWS: dict[Kind, Callable[[Corpus, np.random.Generator], Iterator[tuple[str, ...]]]] = {
    Kind.COMMON: _words(50, 600),
    Kind.RARE: _words(30_000, 90_000),
    Kind.AND: _pairs,
    Kind.OR: _pairs,
    Kind.PHRASE: _phrases,
    Kind.PREFIX: _prefixes,
}


def mixed(corpus: Corpus, count: int, skip: int) -> list[Question]:
    """Questions of all kinds but prefixes, taking turns: what readers type into the page's search box."""
    kinds = [kind for kind in Kind if kind is not Kind.PREFIX]
    drawn = [questions(corpus, kind, -(-count // len(kinds)), skip) for kind in kinds]
    return list(islice((question for turn in zip(*drawn, strict=True) for question in turn), count))
