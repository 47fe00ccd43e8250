"""What is telling in a text is what Whoosh finds telling in it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from archive.search.engine.likeness import telling_terms
from tests.search.engine.corpora import make_index, new_index, open_index


@pytest.mark.parametrize("seed", range(6))
def test_words_and_weights_are_those_of_whoosh(tmp_path: Path, seed: int) -> None:
    make_index(tmp_path, random.Random(seed))
    snapshot = open_index(tmp_path)
    text = "A summit by the lake; the treaty, the treaty of the lake and U.S.-Russian arms. Xyzzy."
    for field in ("body", "title"):
        expected = snapshot.searcher.key_terms_from_text(field, text, numterms=4, normalize=False)
        found = telling_terms(snapshot, field, text, 4)
        assert [word for word, _ in found] == [word for word, _ in expected]
        assert [weight for _, weight in found] == pytest.approx([weight for _, weight in expected])
    assert telling_terms(snapshot, "body", text, 4)


def test_text_without_a_word_of_the_index_has_nothing_telling(tmp_path: Path) -> None:
    new_index(tmp_path)
    assert telling_terms(open_index(tmp_path), "body", "A summit.", 4) == []
