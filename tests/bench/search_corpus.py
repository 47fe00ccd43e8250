"""Articles made up for measuring the search: any number of them, the same on every machine.

An article has about 900 words by Zipf's law out of 90,000, words of its first event's topic, the names of its people
and events, and pairs of words that often stand together. Everything is made of syllables, in such a way that the
contestants can be compared to the last document:

* no word ends as a suffix does in English, French, German or Spanish, so that every stemmer leaves it as it is;
* names begin with other letters than words do, so that no word asked for occurs in a name;
* a title is the beginning of its body, so that it makes no difference to the number of hits where titles are searched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import product
from typing import Any

import numpy as np

SEED = 20180716
WORDS = 90_000
TITLE_WORDS = 7

_VOWELS = "aeiou"
_ENDINGS = "kpb"
_WORD_LETTERS = "bdfgklmnprtv"
_NAME_LETTERS = "hjsz"
_FIRST_DAY = date(2000, 1, 1)
_DAYS = 7670  # to the end of 2020
_PHASES = ("before", "during", "after")

Numbers = Any  # a numpy array of integers


@dataclass(frozen=True)
class Named:
    """A person, an event, a source or an author."""

    slug: str
    name: str


@dataclass(frozen=True)
class MadeArticle:
    """`number` counts from 1; `events` are what the article is about, each with its phase in `phases`."""

    number: int
    title: str
    body: str
    source: Named
    author: Named
    people: tuple[Named, ...]
    events: tuple[Named, ...]
    phases: tuple[str, ...]
    day: date

    @property
    def names(self) -> str:
        """The names of all it is linked to, a line each."""
        named = (self.source, self.author, *self.people, *self.events)
        return "\n".join(one.name for one in named)


class Corpus:
    """`article(n)` needs no other article: a corpus of 1,000 is the beginning of one of 100,000."""

    def __init__(self, seed: int = SEED) -> None:
        self.seed = seed
        dice = np.random.default_rng(seed)
        self.words = made_words(dice)
        names = _made_names(dice)
        self.people = _named(names, 200, "{} {}")
        self.events = _named(names, 40, "{} {} Summit")
        self.sources = _named(names, 60, "{} Gazette")
        self.authors = _named(names, 400, "{} {}")
        self.topics = dice.integers(60, 6000, size=(len(self.events), 150))
        self.pairs: list[tuple[int, ...]] = [tuple(pair) for pair in dice.integers(20, 4000, size=(1000, 2)).tolist()]

    @cached_property
    def _word_steps(self) -> Numbers:
        return _steps(len(self.words), 1.03, 2.7)

    @cached_property
    def _steps_of(self) -> dict[str, Numbers]:
        return {
            "people": _steps(len(self.people), 0.9),
            "events": _steps(len(self.events), 0.8),
            "sources": _steps(len(self.sources), 0.9),
            "authors": _steps(len(self.authors), 0.7),
        }

    def articles(self, count: int, first: int = 1) -> Iterator[MadeArticle]:
        """`count` articles one after another, from number `first` on; no more than one is kept."""
        return (self.article(number) for number in range(first, first + count))

    def article(self, number: int) -> MadeArticle:
        dice = np.random.default_rng((self.seed, number))
        events = self._some("events", dice, 1, 3)
        people = self._some("people", dice, 0, 6)
        body = _body(self._running_words(dice, events[0], people, events), dice)
        return MadeArticle(
            number=number,
            title=" ".join(body.split(None, TITLE_WORDS)[:TITLE_WORDS]),
            body=body,
            source=self.sources[self._some("sources", dice, 1, 1)[0]],
            author=self.authors[self._some("authors", dice, 1, 1)[0]],
            people=tuple(self.people[person] for person in people),
            events=tuple(self.events[event] for event in events),
            phases=tuple(_PHASES[phase] for phase in dice.integers(0, 3, len(events))),
            day=_FIRST_DAY + timedelta(days=int(dice.integers(0, _DAYS))),
        )

    def _some(self, kind: str, dice: np.random.Generator, least: int, most: int) -> list[int]:
        """Between `least` and `most` of a kind, the first ones oftener, each once."""
        drawn = np.searchsorted(self._steps_of[kind], dice.random(dice.integers(least, most + 1)))
        return sorted(set(drawn.tolist()))

    def _running_words(self, dice: np.random.Generator, topic: int, people: list[int], events: list[int]) -> list[str]:
        length = int(np.clip(dice.normal(900, 180), 350, 1600))
        numbers = np.searchsorted(self._word_steps, dice.random(length))
        of_topic = dice.random(length) < 0.12
        numbers[of_topic] = self.topics[topic][(dice.random(int(of_topic.sum())) ** 2 * 150).astype(int)]
        words = [self.words[number] for number in numbers.tolist()]
        pieces = list(self._set_pieces(dice, people, events))
        places = sorted(dice.integers(TITLE_WORDS, length, len(pieces)).tolist(), reverse=True)
        for at, piece in zip(places, pieces, strict=True):  # from the end, so that none is torn by another
            words[at:at] = piece
        return words

    def _set_pieces(self, dice: np.random.Generator, people: list[int], events: list[int]) -> Iterator[list[str]]:
        """What stands in the text as it is: full names, surnames alone after them, and pairs of words."""
        for person in people:
            name = self.people[person].name.split()
            yield name
            for _ in range(int(dice.geometric(0.35))):
                yield name[-1:]
        for event in events:
            yield self.events[event].name.split()
        chances = 0.5 / np.arange(1, len(self.pairs) + 1) ** 0.7
        for pair in np.flatnonzero(dice.random(len(self.pairs)) < chances).tolist():
            yield [self.words[number] for number in self.pairs[pair]]


def made_words(dice: np.random.Generator) -> list[str]:
    """The vocabulary, the most frequent word first: of two syllables among the frequent ones, then of three."""
    syllables = ["".join(pair) for pair in product(_WORD_LETTERS, _VOWELS)]
    ends = ["".join(parts) for parts in product(_WORD_LETTERS, "aou", _ENDINGS)]
    short = ["".join(parts) for parts in product(syllables, ends)]
    dice.shuffle(short)
    heads = ["".join(parts) for parts in product(syllables, syllables)]
    longer = dict.fromkeys(short)
    while len(longer) < WORDS:
        heads_drawn, ends_drawn = dice.integers(0, len(heads), WORDS), dice.integers(0, len(ends), WORDS)
        pairs = zip(heads_drawn.tolist(), ends_drawn.tolist(), strict=True)
        longer |= dict.fromkeys(heads[head] + ends[end] for head, end in pairs)
    return list(longer)[:WORDS]


def _made_names(dice: np.random.Generator) -> Iterator[str]:
    """Names without end, none twice: a first letter of their own, then like a word."""
    heads = ["".join(parts) for parts in product(_NAME_LETTERS, _VOWELS, _WORD_LETTERS, "aou", _WORD_LETTERS, "ou")]
    dice.shuffle(heads)
    return (head.capitalize() for head in heads)


def _named(names: Iterator[str], count: int, pattern: str) -> list[Named]:
    drawn = [pattern.format(*(next(names) for _ in range(pattern.count("{}")))) for _ in range(count)]
    return [Named(name.lower().replace(" ", "-"), name) for name in drawn]


def _steps(count: int, exponent: float, shift: float = 0.0) -> Numbers:
    """The cumulated chances of `count` things by the law of Zipf and Mandelbrot; the last is 1."""
    chances = 1 / (np.arange(1, count + 1) + shift) ** exponent
    steps = np.cumsum(chances / chances.sum())
    steps[-1] = 1.0
    return steps


def _body(words: list[str], dice: np.random.Generator) -> str:
    """Sentences of 9 to 29 words, five to a paragraph."""
    ends = np.cumsum(dice.integers(9, 30, size=len(words) // 9 + 1)).tolist()
    sentences, start = [], 0
    for end in ends:
        if start >= len(words):
            break
        sentence = " ".join(words[start:end])
        sentences.append(f"{sentence[0].upper()}{sentence[1:]}.")
        start = end
    return "\n\n".join(" ".join(sentences[at : at + 5]) for at in range(0, len(sentences), 5))
