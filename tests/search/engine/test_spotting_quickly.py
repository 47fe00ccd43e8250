"""Matches are looked for only in likely places: the same are found as by going through every word."""

import random
import re
from collections.abc import Iterator

import pytest

from archive.search.engine import spotting
from archive.search.engine.spotting import Wanted, matches

WORDS = (
    "The summits were constant and constantly dying non-proliferation talks - talks; Putin's Putin met "
    "“meeting” meetings. Niinistö relational relate e.g. U.S. relations happily happy Трамп meet-and-greet co-operate, "
    "cooperation (summit) summit’s x"
).split()
SOUGHT = tuple("summit constant happi relat talk meet putin nonproliferation cooper niinisto die".split())


@pytest.mark.parametrize("seed", range(60))
def test_quick_look_finds_what_a_full_one_finds(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)  # noqa: S311  # not for secrets
    text = "".join(chance.choice(WORDS) + chance.choice((" ", "  ", "\n\n", " – ", " - ")) for _ in range(60))
    runs = frozenset(tuple(chance.sample(SOUGHT, chance.choice((1, 1, 2)))) for _ in range(chance.randint(1, 3)))

    quick = matches(text, Wanted(runs), "en")
    monkeypatch.setattr(spotting, "_likely", every_chunk)

    assert quick == matches(text, Wanted(runs), "en")


def every_chunk(text: str, _: set[str]) -> Iterator[re.Match[str]]:
    return re.finditer(r"\S+", text)


def test_a_word_far_from_the_other_is_no_phrase_although_those_between_are_passed_over() -> None:
    assert matches("talks of the day and of summits", Wanted(frozenset([("talk", "summit")])), "en") == []
