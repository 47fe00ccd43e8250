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


def subject(text: str, given: EdtfSpan | None = None) -> set[str]:
    return {slug for slug, role in events(text, given).items() if role == "subject"}


def test_series_alone_means_the_summit_of_the_days_and_without_a_date_none() -> None:
    text = "The G20 summit opened under its lamps, and the leaders of the G20 sat down to talk of trade and of fish."

    assert subject(text, on(2017, 7, 7)) == {HAMBURG}
    assert subject(text, on(2019, 6, 28)) == {"g20-osaka-2019"}
    assert subject(text) == set()


@pytest.mark.parametrize("name", ["Helsinki process", "Normandy format"])
@pytest.mark.parametrize("published", [None, on(2018, 7, 16), on(2017, 7, 7)])
def test_process_or_format_is_no_summit(name: str, published: EdtfSpan | None) -> None:
    text = (
        f"Envoys of the {name} sent a letter about the lamps. The {name} is old, and the talks of the envoys are long. "
        f"Nobody who works in the {name} had paid for the lamps."
    )

    assert events(text, published) == {}


def test_helsinki_a_year_before_its_summit_is_only_a_town() -> None:
    text = (
        "Two leaders of trade unions held talks in Helsinki on lamps. The talks in Helsinki were long, and Vladimir "
        "Putin, who was not in Helsinki, said nothing about them."
    )

    assert events(text, on(2017, 7, 16)) == {}


def test_summit_is_looked_back_on_at_its_anniversary() -> None:
    text = (
        "The clerks of the hall lit a lamp on Tuesday. A year ago Vladimir Putin and Donald Trump met at the Helsinki "
        "summit under that lamp. It was bought second hand, and has been mended twice."
    )

    assert events(text, on(2019, 7, 16)) == {HELSINKI: "background"}


def test_summit_of_next_year_is_the_subject_of_what_prepares_it() -> None:
    text = (
        "The clerks are preparing the 2018 NATO summit in Brussels. For the NATO summit in Brussels in July 2018 a "
        "thousand lamps were ordered, and the summit will be lit by them alone."
    )

    assert subject(text, on(2018, 2, 1)) == {BRUSSELS_18}


def test_two_summits_of_a_title_are_two_subjects() -> None:
    text = (
        "From the APEC summit in Da Nang to the G20 summit in Hamburg\n\n"
        "The G20 summit in Hamburg was loud, the APEC summit in Da Nang was hot, but the lamps were the same at both."
    )

    assert subject(text, on(2017, 12, 1)) == {DA_NANG, HAMBURG}


def test_words_that_leave_no_choice_name_a_summit_to_come_in_a_past_sentence() -> None:
    text = (
        "The two agreed on the telephone to think of lamps, and spoke in favour of a talk at the G20 summit in Hamburg."
    )

    assert HAMBURG in events(text, on(2017, 5, 2))


def test_country_of_an_office_is_not_where_the_summit_is_held() -> None:
    assert {HAMBURG, "g20-osaka-2019"} <= candidates("After the G20 summit, the President of Germany spoke.")[0]


def test_month_without_a_year_reaches_no_farther_than_the_year_beside_it() -> None:
    text = "Theresa May was glad to see Angela Merkel again after their talk at a meeting in Hamburg in July last year."

    assert HAMBURG in events(text, on(2018, 6, 28))
    assert HAMBURG not in events(text, on(2026, 6, 28))


def test_two_who_will_meet_on_a_day_of_an_unknown_year_may_meet_anywhere() -> None:
    text = (
        "Vladimir Putin will meet Donald Trump on July 16, and the lamps in the hall of the palace will be lit for it."
    )

    assert events(text) == {}


def test_talks_of_countries_are_no_summit_of_weeks_ago() -> None:
    text = "Clerks went to the Russian-American talks about lamps, and the Russian-American talks were long and quiet."

    assert HELSINKI not in events(text, on(2018, 9, 20))


def test_court_at_the_place_of_a_summit_is_not_looked_back_on() -> None:
    text = (
        "The NATO clerks paid for the lamps after a court in Hamburg had ordered it. The G20 was not asked about them."
    )

    assert events(text, on(2018, 7, 1)) == {}
