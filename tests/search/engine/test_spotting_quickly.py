"""Matches are looked for only in likely places: the same are found as by going through every word."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.search.engine import spotting
from archive.search.engine.analysis import raw_words, terms
from archive.search.engine.folding import folded
from archive.search.engine.likely import Fit, likely
from archive.search.engine.spotting import Wanted, matches
from archive.search.engine.stemming import ALGORITHMS, stem
from archive.search.marking import wanted
from archive.search.query.parser import parse

SAMPLE = Path(__file__).parents[3] / "fixtures" / "articles"
TEXTS = [file.read_text(encoding="utf-8", errors="ignore") for file in sorted(SAMPLE.rglob("*.txt"))]
ENGLISH = (
    "The summits were constant and constantly dying non-proliferation talks - talks; Putin's Putin met "
    "“meeting” meetings. Niinistö relational relate e.g. U.S. relations happily happy Трамп meet-and-greet co-operate, "
    "cooperation (summit) summit’s x war Wars sum_up up/down 2018 2018-2019 \u212aremlin \u0421old"
).split()
RUSSIAN = (
    "Саммит саммита саммиты встреча встречи встречу Путина путин, Putin «Путин» её ёлка елка мир мира всё-таки "
    "\u0441\u043eюз c\u043eюз с1c\u043e и\u0306од йод США G20 2018 года год году война — (войны) пре\u0301ссе"
).split()
SOUGHT = {
    "en": "summit constant happi relat talk meet putin nonproliferation cooper niinisto die war up kremlin cold 2018",
    "ru": "саммит встреч путин putin елк мир союз йод сша g20 год войн пресс всетаки 2018",
}


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("said", ["en", "ru"])
def test_quick_look_finds_what_a_full_one_finds(
    seed: int, language: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even if the language is said to be another than it is."""
    chance = random.Random(seed)  # noqa: S311  # not for secrets
    words = {"en": ENGLISH, "ru": RUSSIAN}[language]
    text = "".join(chance.choice(words) + chance.choice((" ", "  ", "\n\n", " – ", " - ")) for _ in range(60))
    sought = [folded_word for word in SOUGHT[language].split() for folded_word in (term.text for term in terms(word))]
    runs = frozenset(tuple(chance.sample(sought, chance.choice((1, 1, 2)))) for _ in range(chance.randint(1, 3)))

    quick = matches(text, Wanted(runs), said)
    monkeypatch.setattr(spotting, "likely", every_chunk)

    assert quick == matches(text, Wanted(runs), said)


@pytest.mark.parametrize(
    "typed",
    ["sum*", "*talk*", "*mm?t", "?ar", "dying~", "Niinist*", "саммит*", "*ист*", "путтин~", "2018*", "co*", "*"],
)
@pytest.mark.parametrize(("language", "words"), [("en", ENGLISH), ("ru", RUSSIAN)])
def test_quick_look_finds_all_that_fits(
    typed: str, language: str, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text, asked = " ".join(words), wanted(parse(typed).node)

    quick = matches(text, asked, language)
    monkeypatch.setattr(spotting, "likely", every_chunk)

    assert quick == matches(text, asked, language)


def every_chunk(text: str, *_: object) -> Iterator[re.Match[str]]:
    return re.finditer(r"\S+", text)


def test_most_of_a_text_is_passed_over() -> None:
    text = "The long text of a treaty, read by nobody. " * 50
    assert len(list(likely(text, frozenset({"treati"}), (), "en"))) == 50
    assert len(list(likely(text, frozenset(), (Fit(bool, "rea", begins=True),), "en"))) == 50
    assert list(likely(text, frozenset(), (), "en")) == []


@pytest.mark.parametrize("language", sorted(ALGORITHMS))
def test_stems_of_the_sample_are_found_in_their_words(language: str) -> None:
    words = {word for text in TEXTS for word in raw_words(text) if word.isalpha()}
    strange = [
        word for word in words if not list(likely(word, frozenset({stem(folded(word), language)}), (), language))
    ]
    assert len(words) > 1000
    assert strange == []


def test_umlauts_that_are_written_out_are_found() -> None:
    spans = matches("Der Fuehrer und des Fuehrers", Wanted(frozenset([("fuhrer",)])), "de")
    assert [(span.start, span.end) for span in spans] == [(4, 11), (20, 28)]


def test_a_word_far_from_the_other_is_no_phrase_although_those_between_are_passed_over() -> None:
    assert matches("talks of the day and of summits", Wanted(frozenset([("talk", "summit")])), "en") == []
