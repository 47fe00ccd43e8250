"""Shingles, signatures and how alike two texts are."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from archive.ingest.signatures import SAME_TEXT, band_keys, resemblance, resemblance_if, shingles
from tests.bench.duplicates import candidates, edited, read_records

WORDS = [f"word{i}" for i in range(200)]
TEXT = " ".join(WORDS)


def test_shingles_are_runs_of_three_words_whatever_case_and_signs() -> None:
    found = shingles("One, two: THREE. " + TEXT)

    assert "one two three" in found
    assert "two three word0" in found
    assert len(found) == 201


def test_text_that_is_too_short_has_no_signature() -> None:
    assert shingles(" ".join(WORDS[:21])) == set()
    assert len(shingles(" ".join(WORDS[:22]))) == 20
    assert band_keys("") == band_keys(" ".join(WORDS[:21])) == ()


def test_resemblance_is_the_share_of_common_shingles() -> None:
    half = " ".join(WORDS[:101])  # 99 shingles of 198

    assert resemblance(shingles(TEXT), shingles(TEXT)) == 1
    assert resemblance(shingles(TEXT), shingles(half)) == 0.5
    assert resemblance(shingles(TEXT), shingles("")) == 0


@pytest.mark.parametrize(("at_least", "found"), [(0.4, 0.5), (0.5, 0.5), (0.51, 0), (0.6, 0), (1, 0)])
def test_resemblance_that_is_too_small_to_matter_is_none(at_least: float, found: float) -> None:
    half = " ".join(WORDS[:101])
    assert resemblance_if(shingles(TEXT), half, at_least) == found
    assert resemblance_if(shingles(half), TEXT, at_least) == found


def test_signature_is_the_same_on_every_machine_and_for_ever() -> None:
    """These keys lie in databases: if this fails after an update of rensa, RULES_VERSION must change with it."""
    keys = band_keys(TEXT)

    assert len(keys) == len(set(keys)) == 24
    assert all(-(2**63) <= key < 2**63 for key in keys)
    assert keys[:2] == (3604016609384601320, 4009400180756221055)


def test_text_with_some_words_changed_shares_a_band_and_another_text_does_not() -> None:
    edited = " ".join("changed" if i % 25 == 0 else word for i, word in enumerate(WORDS))
    other = " ".join(reversed(WORDS))

    assert resemblance(shingles(TEXT), shingles(edited)) > SAME_TEXT
    assert set(band_keys(TEXT)) & set(band_keys(edited))
    assert not set(band_keys(TEXT)) & set(band_keys(other))


@pytest.mark.corpus
def test_recurring_titles_of_the_kremlin_are_no_copies_and_edited_copies_are(shared: Path) -> None:
    """The line that tests/bench/duplicates.py draws: 889 pairs of these records have the same title."""
    found = read_records(shared / "corpora" / "kremlin-news.jsonl.gz")
    texts = ["\n\n".join(paragraphs) for _, paragraphs in found]
    chance = random.Random(7)
    chosen = [n for n in chance.sample(range(len(texts)), 300) if len(shingles(texts[n])) > 200]
    copies = ["\n\n".join(edited(found[n][1], "all of these", chance)) for n in chosen]

    both = [*texts, *copies]
    linked = {(a, b) for a, b in candidates(both) if resemblance(shingles(both[a]), shingles(both[b])) >= SAME_TEXT}

    originals = {pair for pair in linked if max(pair) < len(texts)}
    assert len(originals) <= 8  # three declarations in the same words, and announcements printed again
    wanted = {(n, len(texts) + i) for i, n in enumerate(chosen)}
    assert len(linked & wanted) / len(wanted) > 0.9
