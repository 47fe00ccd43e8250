"""The title as printed, or one supplied and marked."""

from __future__ import annotations

import pytest

from archive.ingest.blocks import classify
from archive.ingest.body import assemble
from archive.ingest.titles import DEVISED, devised_title, find_title
from tests.ingest.gazetteers import SMALL
from tests.ingest.texts import HELSINKI


def title_of(headline: str, given: str = "") -> tuple[str, str]:
    text = HELSINKI.replace("Helsinki waits for two presidents", headline)
    blocks = classify(text, SMALL.source_names)
    return find_title(blocks, assemble(blocks).text, SMALL, given)


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        ("Two presidents and a lamp", "Two presidents and a lamp"),
        ("Two presidents and a lamp | The Harbour Gazette", "Two presidents and a lamp"),
        ("Two presidents and a lamp - Harbour Gazette", "Two presidents and a lamp"),
        ("The Harbour Gazette » Two presidents and a lamp", "Two presidents and a lamp"),
        ("Two presidents – and a lamp", "Two presidents – and a lamp"),
        ("US-Russia summit: two presidents and a lamp", "US-Russia summit: two presidents and a lamp"),
        ("TWO PRESIDENTS AND A LAMP", "TWO PRESIDENTS AND A LAMP"),
        ("Two presidents and a lamp?", "Two presidents and a lamp?"),
    ],
)
def test_name_of_the_site_is_no_part_of_a_title(headline: str, title: str) -> None:
    assert title_of(headline)[0] == title


def test_title_given_beside_the_file_is_taken() -> None:
    assert title_of("Two presidents and a lamp", "Another") == ("Another", "sidecar")


def test_where_none_is_printed_the_first_sentence_is() -> None:
    title, rule = title_of("")

    assert rule == DEVISED
    assert title.startswith("Vladimir Putin and Donald Trump will meet")


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("They met. They talked.", "They met"),
        ("Did they meet? They did.", "Did they meet?"),
        ("The talks went on…\n\nAnd on.", "The talks went on"),
    ],
)
def test_devised_title_is_a_sentence_without_its_stop(body: str, title: str) -> None:
    assert devised_title(body) == title


def test_devised_title_ends_without_a_space() -> None:
    assert devised_title("The talks went on …") == "The talks went on"


def test_long_devised_title_is_cut_at_a_word() -> None:
    title = devised_title("The presidents and their " + "ministers, " * 30 + "met.")

    assert len(title) <= 101
    assert title.endswith("ministers…")
