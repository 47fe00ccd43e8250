"""Which meetings words allow, and which of them is meant."""

from __future__ import annotations

from datetime import date

import pytest

from archive.edtf import EdtfSpan, between
from archive.ingest.events import find_events
from archive.ingest.names import find_people
from archive.ingest.sentences import split_sentences
from archive.ingest.understanding import Given, understand
from tests.ingest.gazetteers import SMALL

HELSINKI, DA_NANG, HAMBURG = "us-russia-helsinki-2018", "apec-da-nang-2017", "g20-hamburg-2017"
BRUSSELS_17, BRUSSELS_18 = "nato-brussels-2017", "nato-brussels-2018"


def candidates(text: str) -> list[set[str]]:
    people, _ = find_people(text, SMALL)
    return [set(naming.candidates) for naming in find_events(text, split_sentences(text), people, SMALL)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Helsinki summit ended.", [{HELSINKI}]),
        ("The APEC summit in Da Nang ended.", [{DA_NANG}]),
        ("The APEC summit in Vietnam on November 10-11 is near.", [{DA_NANG}]),
        ("The G20 summit in Hamburg ended.", [{HAMBURG}]),
        ("The NATO summit in Brussels ended.", [{BRUSSELS_17, BRUSSELS_18}]),
        ("The 2018 NATO summit in Brussels ended.", [{BRUSSELS_18}]),
        ("The NATO summit in Brussels in May 2017 ended.", [{BRUSSELS_17}]),
        ("The NATO summit in Brussels on 11 July ended.", [{BRUSSELS_18}]),
        ("The summit in Helsinki in 2017 is no record.", []),
        ("The July 16 meeting in Helsinki will be short.", [{HELSINKI}]),
        ("The July 20 meeting in Helsinki will be short.", []),
        ("A summit is no football match.", []),
        ("They met in the corridor.", []),
        ("The football meeting in Turku ended.", []),
        ("The Budapest summit is planned.", [{"us-russia-budapest-planned"}]),
    ],
)
def test_meeting_words_allow_the_events_that_fit(text: str, expected: list[set[str]]) -> None:
    assert candidates(text) == expected


def test_naming_covers_the_words_that_name_it() -> None:
    text = "Much was said of the G20 summit in Hamburg last year."
    people, _ = find_people(text, SMALL)

    (naming,) = find_events(text, split_sentences(text), people, SMALL)

    assert text[naming.start : naming.end] == "G20 summit in Hamburg"
    assert naming.sentence.text == text


FILL = "\n\nThe lamps in the hall were left burning, and the clerk wrote down who had paid for them and who had not."


def events(text: str, given: EdtfSpan | None = None) -> dict[str, str]:
    reading = understand(text + FILL, SMALL, Given(published=given))
    return {event.slug: event.role for event in reading.events}


def on(year: int, month: int, day: int) -> EdtfSpan:
    return between(date(year, month, day), date(year, month, day))


NATO = "The NATO summit in Brussels {} on the first day, and Angela Merkel spoke to Theresa May about the lamps there."


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (on(2017, 5, 26), {BRUSSELS_17}),
        (on(2018, 7, 13), {BRUSSELS_18}),
        (None, set()),
    ],
)
def test_date_tells_which_of_two_meetings_in_one_place_is_meant(published: EdtfSpan | None, expected: set[str]) -> None:
    assert set(events(NATO.format("opened"), published)) == expected


def test_what_is_still_to_come_is_no_meeting_of_the_past() -> None:
    text = (
        "Vladimir Putin and Donald Trump will meet at a summit in Helsinki soon, the papers say, and the hall is swept."
    )

    assert HELSINKI not in events(text, on(2018, 8, 1))


def test_what_has_happened_is_no_meeting_of_the_future() -> None:
    text = "The envoys met in Helsinki, where the hall had been swept, and the talks in Helsinki were long and quiet."

    assert HELSINKI not in events(text, on(2017, 9, 13))


def test_an_open_event_is_told_with_all_that_it_may_be() -> None:
    reading = understand(NATO.format("opened") + FILL, SMALL)

    assert [name.candidates for name in reading.unresolved] == [(BRUSSELS_17, BRUSSELS_18)]


def test_the_year_comes_from_the_event_and_the_event_from_the_year() -> None:
    """Neither is printed alone: the date has no year, and two meetings have the place."""
    text = "NATO and its lamps\n\n13 July 2018\n\n" + NATO.format("opened") + FILL

    reading = understand(text, SMALL)

    assert reading.dating is not None
    assert reading.dating.span.edtf == "2018-07-13"
    assert [(event.slug, event.role) for event in reading.events] == [(BRUSSELS_18, "subject")]


def test_two_series_before_one_noun_are_two_meetings() -> None:
    assert candidates("The 2017 APEC and G20 summits ended.") == [{DA_NANG}, {HAMBURG}]


def test_series_whose_people_come_to_a_session_of_others_is_no_meeting_of_it() -> None:
    assert candidates("Envoys of the APEC, who were asked to the session, came.") == []


def test_summit_of_the_days_goes_before_one_named_outright() -> None:
    text = (
        "The G20 summit opened in the morning. One could hear of the G20 summit in Hamburg, two years before, "
        "only from those who had been there, and the G20 summit went on under its lamps."
    )

    assert events(text, on(2019, 6, 28))["g20-osaka-2019"] == "subject"


def test_meeting_that_opens_tomorrow_may_be_told_in_the_past() -> None:
    text = "The G20 summit in Hamburg was discussed by Vladimir Putin and Angela Merkel under the lamps of the hall."

    assert events(text, on(2017, 7, 6)) == {HAMBURG: "subject"}


def test_two_leaders_who_met_weeks_later_met_elsewhere() -> None:
    text = "Vladimir Putin met Donald Trump, and the lamps in the hall of the palace were left burning for the two."

    assert HELSINKI not in events(text, on(2018, 9, 25))
    assert HELSINKI in events(text, on(2018, 7, 16))


def test_summit_of_others_at_the_place_is_not_the_one_of_record() -> None:
    assert candidates("They spoke of an EU-Russia summit in Helsinki and of a CIS summit in Hamburg.") == []
