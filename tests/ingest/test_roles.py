"""What an article is about, and what it only names."""

from __future__ import annotations

from datetime import date

import pytest

from archive.edtf import between
from archive.ingest.understanding import Given, understand
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


def test_place_named_weeks_after_its_meeting_makes_no_subject() -> None:
    visit = (
        "Vladimir Putin came to Hamburg and saw its lamps, and Angela Merkel, who was in Hamburg too, saw them as well."
    )
    given = Given(published=between(date(2017, 8, 20), date(2017, 8, 20)))

    found = understand("\n\n".join((visit, AGAIN, visit[:-1] + " again.")), SMALL, given).events

    assert [event.role for event in found if event.slug == HAMBURG] in ([], ["background"])


def test_one_clause_in_a_later_paragraph_makes_no_subject() -> None:
    call = "Vladimir Putin and Angela Merkel spoke by telephone of the lamps, which both of them thought too few."
    clause = "They will speak again during the G20 summit in Hamburg, if there is time for it."
    given = Given(published=between(date(2017, 5, 2), date(2017, 5, 2)))

    found = understand("\n\n".join((call, LAMPS, clause, LAMPS[:-1] + " yet.")), SMALL, given).events

    assert [(event.slug, event.role) for event in found] == [(HAMBURG, "background")]


def test_text_filed_from_the_place_on_the_day_is_about_the_meeting() -> None:
    text = (
        "Prime Minister Theresa May met with President Donald Trump",
        "Hamburg, 7 July 2017",
        "The two spoke of trade, of fish, and of the lamps in the streets, and May thanked Trump for all of it.",
    )

    assert roles(*text) == {HAMBURG: "subject"}


def test_business_forum_beside_the_meeting_is_not_about_it() -> None:
    text = (
        "Vladimir Putin spoke at the APEC Business Summit",
        "Da Nang, 10 November 2017",
        "The APEC Business Summit is a gathering of traders, and Vladimir Putin told them of lamps and of trade.",
    )

    assert roles(*text) in ({}, {DA_NANG: "background"})


def test_both_meetings_to_come_of_a_title_are_its_subjects() -> None:
    text = "The two summits were to be held in the north, but the lamps were late, and the clerks said so in a letter."
    given = Given(published=between(date(2017, 5, 2), date(2017, 5, 2)))

    found = understand("\n\n".join(("The 2017 APEC and G20 summits are postponed", text, LAMPS)), SMALL, given).events

    assert {event.slug: event.role for event in found} == {DA_NANG: "subject", HAMBURG: "subject"}


def test_stand_of_the_place_and_day_that_opens_with_no_two_leaders_is_not_about_the_meeting() -> None:
    stand = (
        "Vladimir Putin saw the stand of a maker of lamps. The maker showed him lamps from Hamburg and from elsewhere."
    )

    assert roles("Visit to a stand", "Hamburg, 7 July 2017", stand, LAMPS) in ({}, {HAMBURG: "background"})


def test_summit_of_a_title_that_only_dates_another_is_background() -> None:
    title = "A year after the G20 summit in Hamburg, two presidents meet at the Helsinki summit"

    assert roles(title, NAMED, AGAIN)[HELSINKI] == "subject"
    assert roles(title, NAMED, AGAIN)[HAMBURG] == "background"


def test_summit_that_only_dates_a_telephone_call_is_background() -> None:
    call = (
        "In the run-up to the coming Helsinki summit, Vladimir Putin and Donald Trump spoke by telephone about lamps."
    )
    given = Given(published=between(date(2018, 6, 20), date(2018, 6, 20)))

    found = understand("\n\n".join((call, LAMPS)), SMALL, given).events

    assert [(event.slug, event.role) for event in found] == [(HELSINKI, "background")]
