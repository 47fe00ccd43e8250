"""Which lines beside a title sign the article."""

from __future__ import annotations

import pytest

from archive.ingest.authority import Gazetteer
from archive.ingest.understanding import understand

TEXT = """The lamps in the hall were left burning, and the clerk wrote down who had paid for them and who had not.

The harbour master came at nine, looked at the lamps, counted them twice and asked who was to pay for the oil.

Nobody answered. The lamps were bought by the dozen in spring, and they were paid for in autumn, as is the custom.

The clerk put the list into the drawer, and the drawer was locked, as it is on every other evening of the year."""


def authors(above: str = "", below: str = "", text: str = TEXT) -> list[str]:
    page = f"Lamps in a hall of the harbour\n\n{above}\n\n{text}\n\n{below}"
    return [author.name for author in understand(page, Gazetteer()).authors]


@pytest.mark.parametrize(
    "above",
    [
        "By Tobias Renfrew",
        "By\nTobias Renfrew\n-\n16 July 2018",
        "Tobias Renfrew | 16.07.18",
        "16.07.18, 18:56\nTobias Renfrew",
        "Tobias Renfrew\n16 July 2018",
        "Tobias Renfrew",
        "TOBIAS RENFREW\nChief editor",
        "Share this: Facebook\nTobias Renfrew\nPhoto: Second Press",
    ],
)
def test_name_under_the_title_signs(above: str) -> None:
    assert authors(above) == ["Tobias Renfrew"]


def test_name_over_a_date_inside_the_first_lines_signs() -> None:
    first, rest = TEXT.split("\n\n", 1)

    assert authors(text=f"{first}\n\nTobias Renfrew\n\n16 July 2018\n\n{rest}") == ["Tobias Renfrew"]


def test_agency_alone_under_the_title_signs() -> None:
    assert authors("Reuters") == ["Reuters"]


def test_signature_of_another_article_above_the_title_does_not_count() -> None:
    page = f"By Jonte Siel\n\nLamps in a hall of the harbour\n\nBy Tobias Renfrew\n\n{TEXT}"

    assert [author.name for author in understand(page, Gazetteer()).authors] == ["Tobias Renfrew"]


def test_photographer_and_person_in_the_picture_do_not_sign() -> None:
    assert authors("Photo:\nJonte Siel") == []
    assert authors("Ilse Marrow", text=f"Ilse Marrow lit the lamps and left the hall before nine.\n\n{TEXT}") == []


def test_label_of_a_menu_over_the_title_does_not_sign() -> None:
    menu = "Harbour\nWeather\nTides\nBoats\nGreen Lamps"
    page = f"{menu}\n\nLamps in a hall of the harbour\n\n{TEXT}"

    assert not understand(page, Gazetteer()).authors


def test_signature_amid_a_signed_text_is_of_another_article() -> None:
    teaser = "Boats in winter\n\nBy Jonte Siel"
    long = "\n\n".join(TEXT.replace("lamps", f"{word} lamps") for word in ("red", "green", "blue"))

    assert authors("By Tobias Renfrew", text=f"{long}\n\n{teaser}\n\n{long}") == ["Tobias Renfrew"]


@pytest.mark.parametrize(
    ("above", "below", "names"),
    [
        ("", "Tobias Renfrew", ["Tobias Renfrew"]),
        ("", "Harbour\nLamps\nOil\nTides\nBoats\nWinter\nWritten by Tobias Renfrew", ["Tobias Renfrew"]),
        ("", "Harbour\nLamps\nOil\nTides\nBoats\nWinter\nBy Tobias Renfrew", []),
        ("", "Harbour\nLamps\nAbout the author\nTobias Renfrew", ["Tobias Renfrew"]),
        ("", "Harbour\nLamps\nWritten by:\nTobias Renfrew", ["Tobias Renfrew"]),
        ("", "Harbour\nLamps\nView all posts by Tobias Renfrew →", ["Tobias Renfrew"]),
        ("By Tobias Renfrew", "View all posts by Jonte Siel →", ["Tobias Renfrew"]),
        ("By Tobias Renfrew", "Posted by Jonte Siel", ["Tobias Renfrew"]),
        ("By Tobias Renfrew", "TOBIAS RENFREW | Second Press", ["Tobias Renfrew"]),
    ],
)
def test_signature_under_the_text(above: str, below: str, names: list[str]) -> None:
    assert authors(above, below) == names
