"""Folding and looking up names: offsets stay those of the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.folding import fold, name_key
from archive.ingest.lexicon import Hit, Lexicon, longest


@given(st.text(max_size=80))
def test_folded_text_is_as_long_as_before(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Niinistö", "Niinisto"),
        ("Jong‑un", "Jong-un"),
        ("O’Brien", "O'Brien"),
        ("Da\u00a0Nang", "Da Nang"),
        ("Сold War", "Cold War"),
        ("Путин", "Путин"),
        ("Нийнистё", "Нийнисте"),
        ("May", "May"),
    ],
)
def test_what_no_reader_tells_apart_is_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("G20 summit in Hamburg", ["G20 summit in Hamburg"]),
        ("a G20 summit, in Hamburg", ["G20 summit", "Hamburg"]),
        ("Hamburger", []),
        ("NewHamburg", []),
        ("Hamburg's", ["Hamburg"]),
        ("(Hamburg)", ["Hamburg"]),
        ("hamburg", []),
    ],
)
def test_longest_alias_is_found_at_word_boundaries(text: str, found: list[str]) -> None:
    lexicon = Lexicon([("Hamburg", "city"), ("G20 summit", "series"), ("G20 summit in Hamburg", "event")])

    assert [text[hit.start : hit.end] for hit in lexicon.find(fold(text))] == found


def test_alias_of_several_records_gives_all_of_them() -> None:
    (hit,) = Lexicon([("Ivanov", "igor"), ("Ivanov", "sergei")]).find("Ivanov")

    assert hit == Hit(0, 6, frozenset({"igor", "sergei"}))


def test_empty_lexicon_finds_nothing() -> None:
    assert Lexicon([]).find("Hamburg") == []
    assert Lexicon([("  ", "x")]).find("  ") == []


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)), max_size=12))
def test_kept_hits_never_overlap(pairs: list[tuple[int, int]]) -> None:
    hits = [Hit(start, start + length, frozenset({"x"})) for start, length in pairs]

    kept = longest(hits)

    assert all(one.end <= other.start for one, other in zip(kept, kept[1:], strict=False))
    assert bool(kept) == bool(hits)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Harbour Gazette", "harbour gazette"),
        ("Harbour-Gazette", "HarbourGazette"),
        ("Léman Observer", "Leman Observer"),
    ],
)
def test_names_of_publishers_are_compared_by_letters(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)
