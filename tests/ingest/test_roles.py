"""What an article is about, and what it only names."""

from __future__ import annotations

import pytest

from archive.ingest.understanding import understand
from tests.ingest.gazetteers import SMALL

HELSINKI, HAMBURG, DA_NANG = "us-russia-helsinki-2018", "g20-hamburg-2017", "apec-da-nang-2017"
LAMPS = "The lamps in the hall were left burning, and the clerk wrote down who had paid for them and who had not."
NAMED = "Vladimir Putin and Donald Trump met at the Helsinki summit, and the square in front of the hall was swept."
AGAIN = "The summit was short, and the talks were said to be useful by those who had not been there to hear them."
LOOKING_BACK = "At the G20 summit in Hamburg they had met for the first time, under other lamps and for longer."


def roles(*paragraphs: str) -> dict[str, str]:
    return {event.slug: event.role for event in understand("\n\n".join(paragraphs), SMALL).events}


def test_event_in_the_title_is_the_subject() -> None:
    assert roles("What the Helsinki summit left behind", NAMED, LAMPS, LAMPS[:-1] + " yet.") == {HELSINKI: "subject"}


def test_event_taken_up_again_is_the_subject() -> None:
    assert roles("Lamps in a hall of state", NAMED, AGAIN, AGAIN.replace("short", "brief")) == {HELSINKI: "subject"}


def test_event_named_once_in_passing_is_background() -> None:
    filling = [LAMPS.replace("lamps", thing) for thing in ("lamps", "candles", "torches", "mirrors", "windows")]

    assert roles("Lamps in a hall of state", *filling, LOOKING_BACK) == {HAMBURG: "background"}


def test_event_looked_back_on_is_background_beside_the_subject() -> None:
    assert roles("What the Helsinki summit left behind", NAMED, LOOKING_BACK, AGAIN) == {
        HELSINKI: "subject",
        HAMBURG: "background",
    }


def test_bilateral_in_the_margins_makes_the_summit_the_subject() -> None:
    text = "Vladimir Putin and Donald Trump will meet on the sidelines of the APEC summit in Da Nang, their staffs say."

    assert roles(
        "Putin and Trump to meet on the sidelines", text, LAMPS, "The APEC summit is small, they add, and hot."
    ) == {DA_NANG: "subject"}


@pytest.mark.parametrize("article", ["background", "subject"])
def test_only_a_subject_has_a_phase(article: str) -> None:
    reading = understand("\n\n".join(["What the Helsinki summit left behind", NAMED, LOOKING_BACK, AGAIN]), SMALL)

    phases = {event.role: event.phase for event in reading.events}

    assert (phases[article] is not None) is (article == "subject")


def people(*paragraphs: str) -> dict[str, str]:
    return {person.slug: person.role for person in understand("\n\n".join(paragraphs), SMALL).people}


def test_person_in_the_title_is_a_subject() -> None:
    assert people(
        "Angela Merkel and the lamps", LAMPS, "Angela Merkel paid for one of them, and nobody asked for more."
    ) == {"angela-merkel": "subject"}


def test_person_named_throughout_is_a_subject_and_one_named_once_is_not() -> None:
    paragraphs = [
        "Vladimir Putin had the lamps in the hall lit early, and sent for the clerk who had bought them.",
        "Putin asked what they had cost, and was told; he asked what Angela Merkel had paid for hers.",
        "Putin was not told that, and the lamps were left burning until the morning of the next day.",
    ]

    assert people("Lamps in a hall of state", *paragraphs) == {
        "angela-merkel": "mentioned",
        "vladimir-putin": "subject",
    }
