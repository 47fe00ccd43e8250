"""Two versions of a text: what the pieces say is what the versions hold, and no text takes long."""

from __future__ import annotations

import random
import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.collating import FOLD, MOST_WORDS, ONLY_A, ONLY_B, SAME, Collation, collate


def marked(a: str, b: str) -> str:
    """The text of both, `[-only a-]` and `{+only b+}`, paragraphs separated by `|`, folded words by `…`."""
    signs = {SAME: "{}", ONLY_A: "[-{}-]", ONLY_B: "{{+{}+}}"}
    stretches = []
    for stretch in collate(a, b).stretches:
        paragraphs = ["".join(signs[piece.kind].format(piece.text) for piece in each) for each in stretch.paragraphs]
        stretches.append(f"…{stretch.words}…" if stretch.is_folded else "|".join(paragraphs))
    return " ".join(stretches)


def words_of(found: Collation, kind: str) -> list[str]:
    """The words of one version, in order."""
    pieces = (piece for stretch in found.stretches for paragraph in stretch.paragraphs for piece in paragraph)
    return " ".join(piece.text for piece in pieces if piece.kind in (SAME, kind)).replace("¶", " ").split()


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("The talks begin on Monday.", "The talks begin on Tuesday.", "The talks begin on[- Monday.-]{+ Tuesday.+}"),
        ("One.\n\nTwo.", "One.\n\nTwo.", "One.|Two."),
        ("One.\n\nTwo.", "One. Two.", "One.[- ¶-] Two."),
        ("One.\n\nThree.", "One.\n\nTwo.\n\nThree.", "One.|{+Two.+}|Three."),
        ("First.\n\nOne two three.", "One two three.", "[-First.-]|One two three."),
        ("", "New.", "{+New.+}"),
        ("和平会议", "和平谈判", "和平[-会议-]{+谈判+}"),
    ],
)
def test_changed_words_are_told_from_those_that_stayed(a: str, b: str, expected: str) -> None:
    assert marked(a, b) == expected


def test_stray_words_between_changes_do_not_stand_alone() -> None:
    a = "Nobody in the delegation wanted to say what the ministers had promised."
    b = "Rain fell over the harbour until evening, and the guests went home."
    assert [piece.kind for stretch in collate(a, b).stretches for piece in stretch.paragraphs[0]] == [ONLY_A, ONLY_B]


def test_long_unchanged_stretches_are_folded_with_some_words_beside_the_changes() -> None:
    before = " ".join(f"w{number}" for number in range(500))
    found = collate(f"Old {before} end", f"New {before} end.")
    shown = [(stretch.is_folded, stretch.words) for stretch in found.stretches]
    assert [is_folded for is_folded, _ in shown] == [False, True, False]
    assert shown[1][1] == 500 - 40
    assert (found.shared, found.only_a, found.only_b) == (500, 2, 2)
    same = collate(before, before)
    assert same.is_same
    assert [stretch.is_folded for stretch in same.stretches] == [True]
    short = " ".join(f"w{number}" for number in range(FOLD))
    assert not collate(short, short).stretches[0].is_folded


_TEXTS = st.lists(st.sampled_from(["a", "b", "the", "treaty", "\n\n", "x.", "和"]), max_size=60).map(" ".join)


@given(_TEXTS, _TEXTS)
def test_no_word_of_either_version_is_lost(a: str, b: str) -> None:
    found = collate(a, b)
    assert "".join(words_of(found, ONLY_A)) == "".join(a.split())
    assert "".join(words_of(found, ONLY_B)) == "".join(b.split())
    assert found.shared + found.only_a == len(a.replace("\n\n", " ").split())


def test_versions_of_a_long_text_take_as_much_longer_as_they_are() -> None:
    dice = random.Random(1)
    words = [f"w{int(dice.paretovariate(0.6)) % 5000}" for _ in range(10_000)]
    other = [word if dice.random() > 0.1 else f"n{dice.randrange(3000)}" for word in words if dice.random() > 0.05]
    assert _steps(words, other) < 3 * _steps(words[:5_000], other[:5_000])


@pytest.mark.parametrize("kind", ["same word", "two words", "other words", "few words", "reversed"])
def test_time_grows_with_the_length_of_hostile_texts(kind: str) -> None:
    shorter, longer = (_steps(*_hostile(kind, size)) for size in (MOST_WORDS // 4, MOST_WORDS // 2))
    assert longer < 3 * shorter
    assert longer < 100 * MOST_WORDS


def _hostile(kind: str, size: int) -> tuple[list[str], list[str]]:
    dice = random.Random(2)
    unlike = [f"u{number}" for number in range(size)]
    return {
        "same word": (["a"] * size, ["a"] * (size - 7)),
        "two words": (["a", "b"] * (size // 2), ["b", "a"] * (size // 2)),
        "other words": (unlike, [f"v{number}" for number in range(size)]),
        "few words": ([dice.choice("abcdefgh") for _ in range(size)], [dice.choice("abcdefgh") for _ in range(size)]),
        "reversed": (unlike, unlike[::-1]),
    }[kind]


def test_what_is_too_long_is_cut_and_says_so() -> None:
    long = "word " * (MOST_WORDS + 1)
    assert collate(long, long).is_cut
    assert not collate("word", "word").is_cut


def _steps(a: list[str], b: list[str]) -> int:
    """How many lines of Python the comparison runs: the same on every machine, which its time is not."""
    lines = 0

    def count(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal lines
        lines += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        collate(" ".join(a), " ".join(b))
    finally:
        sys.settrace(before)
    return lines
