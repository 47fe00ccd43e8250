"""What a picture shows and who took it, beside paragraphs that speak of pictures."""

from __future__ import annotations

import pytest

from archive.ingest.captions import MAX_LENGTH, caption

LINES = """
caption-file-photo     FILE PHOTO: The two presidents shake hands in the garden of the palace.
caption-file-photo     In this July 7, 2017, file photo, two presidents sit side by side.
caption-this-picture   This picture taken from a ferry shows the palace and its garden.
caption-gallery-count  2of5The market square, swept twice before the guests came.
caption-agency         Two presidents walk through the colonnade, Monday. (AP)
caption-agency         The colonnade of the palace on Monday [Courtesy of the city archive]
caption-photographer   A clerk opens the bridge. (Ilse Marrow/Harbour Gazette)
caption-copyright      © Tobias Renfrew The market square of Helsinki, an hour before the guests came.
caption-glued-credit   The palace above the harbour.Ilse Marrow / Reuters file
credit-name-and-house  Ilse Marrow/Reuters
credit-name-and-house  Ilse Marrow / The Harbour Gazette
credit-in-brackets     (Image: © Harbour Gazette)
credit-in-brackets     [Ilse Marrow/AFP]
""".strip().splitlines()

PROSE = """
The photograph of the two men went round the world within the hour.
He told the agency (which had not asked) that the talks went well.
This was the first summit since the crisis, and the shortest.
Two of 10 ministers stayed away from the dinner.
2 of the 5 promises were kept.
The Helsinki Final Act (1975) was signed in the same hall.
The group (G20) met for two days.
A file was handed over, and a picture of the lake.
North/South talks were resumed in spring.
Meridian Wire / Europe
""".strip().splitlines()


@pytest.mark.parametrize("row", LINES)
def test_caption_or_credit_is_told_by_its_form(row: str) -> None:
    rule, text = row.split(maxsplit=1)

    found = caption(text)

    assert found is not None
    assert found == (rule.split("-")[0], rule)


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_no_caption(text: str) -> None:
    assert caption(text) is None


def test_a_long_paragraph_is_no_caption() -> None:
    text = "The talks went on and on. " * 40 + "(AP)"

    assert len(text) > MAX_LENGTH
    assert caption(text) is None
