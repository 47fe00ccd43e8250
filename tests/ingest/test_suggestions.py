"""Names that several articles print and no record has."""

from __future__ import annotations

import pytest

from archive.ingest.suggestions import suggestions, unknown_names
from tests.ingest.gazetteers import SMALL


def names(body: str) -> list[str]:
    return [name.text for name in unknown_names(body, SMALL)]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("The talks were led by Jens Stoltenberg of Germany.", "Jens Stoltenberg"),
        ("Yesterday President Ada Lovelace spoke.", "Ada Lovelace"),
        ("Foreign Minister J. R. Hartley left.", "J. R. Hartley"),
        ("This is Mr Hartley Senior’s boat.", "Hartley Senior"),
        ("A letter to the International Fund for Herrings was lost.", "International Fund for Herrings"),
        ("Then Melania Trump came in.", "Melania Trump"),
        ("It was Ursula von der Leyen.", "Ursula von der Leyen"),
        ("Es war Annegret Kramp-Karrenbauer.", "Annegret Kramp-Karrenbauer"),
        ("Это сказал Пётр Петров вчера.", "Пётр Петров"),
    ],
)
def test_name_is_found_without_the_words_before_it(body: str, name: str) -> None:
    assert names(body) == [name]


@pytest.mark.parametrize(
    "body",
    [
        "Vladimir Putin met Donald Trump.",
        "Mr Putin and President Trump met at the Helsinki summit.",
        "South Korea and the United States agreed.",
        "It was on Monday, 16 July 2018.",
        "Nobody said anything about the Middle East.",
        "The Trump Administration and Putin’s Russia agreed.",
        "It was the Russian President’s own wish.",
        "But He went. And So Did They.",
        "THE WHOLE LINE IS SHOUTED",
        "Berlin. Paris. London.",
        "Hello",
    ],
)
def test_known_and_common_words_are_no_names(body: str) -> None:
    assert names(body) == []


def test_name_is_counted_once_an_article_with_its_first_sentence() -> None:
    (name,) = unknown_names("Ada Lovelace came. Then Ada Lovelace left.", SMALL)

    assert (name.text, name.sentence) == ("Ada Lovelace", "Ada Lovelace came.")


def test_most_frequent_come_first_and_rare_ones_not_at_all() -> None:
    articles = [(key, f"Number {key} heard Ada Lovelace speak.") for key in range(1, 6)]
    articles += [(6, "Charles Babbage sat."), (7, "They saw Charles Babbage."), (8, "Mary Shelley wrote.")]

    found = suggestions(articles, SMALL, at_least=2)

    assert [(suggestion.name, suggestion.article_count) for suggestion in found] == [
        ("Ada Lovelace", 5),
        ("Charles Babbage", 2),
    ]
    assert found[0].sentences == [(key, f"Number {key} heard Ada Lovelace speak.") for key in (1, 2, 3)]


def test_accents_and_apostrophes_make_no_other_name() -> None:
    found = suggestions([(1, "Frank O’Connor sat."), (2, "Then Frank O'Connor stood.")], SMALL, at_least=1)

    assert [(suggestion.name, suggestion.article_count) for suggestion in found] == [("Frank O’Connor", 2)]


def test_long_rows_of_capitals_are_read_in_time() -> None:
    assert names("The " * 100_000) == []
    assert names("Word " * 100_000) == []
