"""Texts of newspaper length for measurements, as many as one likes, no two alike.

`clippings` are the sample collection's sentences, shuffled: sentences and names stay those of real prose about summits,
and no other prose is so full of names; one lower-case word in five is another, so that no two are near-duplicates.
`plain_texts` are of words that nobody ever wrote, as frequent as words are, with one of those sentences now and then.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import Path

import numpy as np

from archive.ingest.decoding import decode
from tests.bench.search_corpus import made_words
from tests.conftest import REPO_ROOT

WORDS = 900
OTHER_WORDS = 0.2
NAMING = 0.06  # of the sentences of a plain text are the sample collection's
_SAMPLES = REPO_ROOT / "fixtures" / "articles"
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")
_MENU = "Home\nPolitics\nWorld\nOpinion\nSearch\n\n"
_FOOTER = "\n\nShare this article\nFacebook\nTwitter\nRelated\nAll rights reserved"
_MONTHS = "January February March April May June July August September October November December".split()


def sample_sentences() -> list[str]:
    """The sentences of the English sample articles, names and all."""
    texts = (decode(path.read_bytes()).text for path in sorted(_SAMPLES.rglob("*.txt")))
    paragraphs = [line for text in texts for line in text.splitlines() if len(line) > 100 and " the " in line]
    sentences = [sentence for paragraph in paragraphs for sentence in _SENTENCE.split(paragraph)]
    return [sentence for sentence in sentences if 5 <= len(sentence.split()) <= 60]


def clippings(count: int, words: int = WORDS, seed: int = 1) -> Iterator[str]:
    """`count` texts as they come out of a browser, each with a headline, a date, paragraphs and a little furniture."""
    chance = random.Random(seed)  # noqa: S311  # not for secrets
    sentences = sample_sentences()
    ordinary = sorted({word for sentence in sentences for word in sentence.split() if re.fullmatch("[a-z]{4,}", word)})
    for _ in range(count):
        headline = " ".join(chance.choice(sentences).split()[:9]).rstrip(".,;:")
        day = _day(chance)
        paragraphs, length = [], 0
        while length < words:
            sentence = " ".join(
                [_other(word, ordinary, chance) for _ in range(3) for word in chance.choice(sentences).split()]
            )
            paragraphs.append(sentence)
            length += len(sentence.split())
        yield f"{_MENU}{headline}\n\n{day}\n\n" + "\n\n".join(paragraphs) + _FOOTER


def plain_texts(count: int, words: int = WORDS, seed: int = 1) -> Iterator[str]:
    """`count` texts as those of `clippings`, of made words in sentences of 9 to 29, four to a paragraph."""
    chance = random.Random(seed)  # noqa: S311  # not for secrets
    sentences, vocabulary = sample_sentences(), made_words(np.random.default_rng(seed))
    steps = list(accumulate(1 / rank for rank in range(3, len(vocabulary) + 3)))  # Zipf's law, a little flattened

    def sentence() -> str:
        if chance.random() < NAMING:
            return chance.choice(sentences)
        drawn = chance.choices(vocabulary, cum_weights=steps, k=chance.randint(9, 29))
        return " ".join(drawn).capitalize() + "."

    for _ in range(count):
        day = _day(chance)
        headline, paragraphs, length = sentence()[:-1], [], 0
        while length < words:
            paragraphs.append(" ".join(sentence() for _ in range(4)))
            length += len(paragraphs[-1].split())
        yield f"{_MENU}{headline}\n\n{day}\n\n" + "\n\n".join(paragraphs) + _FOOTER


def _day(chance: random.Random) -> str:
    return f"{chance.randint(1, 28)} {chance.choice(_MONTHS)} {chance.randint(2005, 2021)}"


def _other(word: str, ordinary: list[str], chance: random.Random) -> str:
    return chance.choice(ordinary) if word.islower() and len(word) > 3 and chance.random() < OTHER_WORDS else word


def write_clippings(folder: Path, count: int, words: int = WORDS, seed: int = 1) -> None:
    write_texts(folder, clippings(count, words, seed))


def write_texts(folder: Path, texts: Iterable[str]) -> None:
    """One file a text, a thousand to a folder."""
    for number, text in enumerate(texts):
        path = folder / f"{number // 1000:03}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
