from __future__ import annotations

from pathlib import Path

import pytest

from archive.search.contrasts import of_sets, of_texts
from archive.search.engine.generations import IndexNotReadyError
from archive.search.indexing import rebuild
from tests.search.factories import make_article

GRAIN = "The grain deal. Grain ships and grain ports; the treaty of Friday names Putin and 2018."
GAS = "The gas deal. Gas pipes and gas ports; the treaties of Friday name Putin and 2018."


@pytest.fixture
def index(index_dir: Path) -> None:
    make_article("Grain", GRAIN)
    make_article("Gas", GAS)
    for number in range(6):
        make_article(f"Other {number}", "Of another thing on Friday.")
    rebuild()


def test_words_of_texts_are_shared_or_mark_one_of_them(index: None) -> None:
    found = of_texts(GRAIN, GAS, "en", {"putin"})
    assert [(word.word, word.a, word.b) for word in found.more_a] == [("grain", 3, 0)]
    assert [(word.word, word.a, word.b) for word in found.more_b] == [("gas", 0, 3)]
    assert {word.word for word in found.shared} == {"deal", "ports", "treaties", "name"}


def test_forms_of_a_word_count_as_one(index: None) -> None:
    (treaty,) = (word for word in of_texts(GRAIN, GAS, "en").shared if word.word.startswith("treat"))
    assert (treaty.a, treaty.b) == (1, 1)


def test_words_of_sets_mark_a_side_by_their_log_odds(index: None) -> None:
    found = of_sets([GRAIN] * 5, [GAS] * 5, "en", {"putin"})
    assert [word.word for word in found.more_a] == ["grain"]
    assert [(word.word, word.b) for word in found.more_b] == [("gas", 15)]
    assert "deal" in {word.word for word in found.shared}


def test_what_is_too_little_to_compare_has_no_words(index: None) -> None:
    nothing = of_sets([], [GAS], "en")
    assert (nothing.shared, nothing.more_a, nothing.more_b) == ((), (), ())


def test_rarity_needs_an_index(index_dir: Path) -> None:
    with pytest.raises(IndexNotReadyError):
        of_texts(GRAIN, GAS, "en")
