"""The title as printed, or one supplied and marked."""

from __future__ import annotations

import pytest

from archive.ingest.blocks import classify
from archive.ingest.body import assemble
from archive.ingest.titles import DEVISED, devised_title, find_title
from archive.ingest.understanding import understand
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


FILL = (
    "\n\nThe lamps in the hall were left burning, and the clerk wrote down who had paid for them and who had not. " * 3
)


def read_title(above: str, below: str = "") -> str:
    return understand(
        f"{above}\n\nThe lamps of the harbour hall were bought by the dozen.{FILL}\n\n{below}", SMALL
    ).title


def test_words_set_over_a_title_on_its_line_are_no_part_of_it() -> None:
    above = "Home > News > Lamps for the harbour hall\n\nDear oil Lamps for the harbour hall\n\n16 July 2018"

    assert read_title(above) == "Lamps for the harbour hall"


def test_a_beginning_that_is_printed_everywhere_belongs_to_a_title() -> None:
    above = "Home > News > Two new lamps for the harbour hall\n\nTwo new lamps for the harbour hall\n\n16 July 2018"

    assert read_title(above) == "Two new lamps for the harbour hall"


def test_a_short_title_stands_over_a_sentence() -> None:
    standfirst = "In his book on lamps the clerk of the harbour hall finds an odd feeling between oil and smoke."

    assert read_title(f"Harbour oil\n\n{standfirst}\n\nTobias Renfrew | 16 July 2018") == "Harbour oil"


def test_an_invitation_of_the_page_is_no_title() -> None:
    above = "Two lamps for the hall\n\nNewsletter of the harbour hall and its lamps\n\n16 July 2018"

    assert read_title(above) == "Two lamps for the hall"


def test_a_title_that_another_line_holds_goes_before_a_teaser() -> None:
    above = "Lamps for the harbour hall\n\nBoats for the harbour hall"

    assert read_title(above, "12 thoughts on “Lamps for the harbour hall”") == "Lamps for the harbour hall"
