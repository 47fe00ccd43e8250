"""When an article was written, as far as its words prove it."""

from __future__ import annotations

import pytest

from archive.ingest.understanding import Reading, understand
from tests.ingest.gazetteers import SMALL

FILL = "\n\nThe lamps in the hall were left burning, and the clerk wrote down who had paid for them and who had not."
HELSINKI = "Vladimir Putin and Donald Trump {} at the Helsinki summit{}, and the square in front of the hall was swept."


def read(text: str) -> Reading:
    return understand(text + FILL, SMALL)


def dated(text: str) -> tuple[str, str] | None:
    dating = read(text).dating
    return (dating.span.edtf, dating.basis) if dating else None


@pytest.mark.parametrize(
    ("line", "edtf"),
    [
        ("16 July 2018", "2018-07-16"),
        ("Published: 16.07.2018", "2018-07-16"),
        ("Last updated: 18 July 2018\nPublished: 16 July 2018", "2018-07-16"),
        ("Mon 16 Jul 2018 09:30", "2018-07-16"),
        ("2018-07-16", "2018-07-16"),
    ],
)
def test_printed_date_is_stated(line: str, edtf: str) -> None:
    assert dated(f"Lamps in a hall of state\n\n{line}\n\nThe lamps were bought by the dozen.") == (edtf, "stated")


def test_date_with_slashes_is_printed_too() -> None:
    assert dated("Lamps in a hall of state\n\n16/07/2018\n\nThe lamps were bought by the dozen.") == (
        "2018-07-16",
        "stated",
    )


def test_day_that_may_be_a_month_gives_both_days() -> None:
    assert dated("Lamps in a hall of state\n\nPosted 07/12/2018\n\nThe lamps were bought by the dozen.") == (
        "[2018-07-12,2018-12-07]",
        "stated",
    )


@pytest.mark.parametrize(
    ("line", "around", "edtf"),
    [
        ("Posted 07/12/2018", "Tides of 25/11/2018", "2018-12-07"),
        ("Posted 07/12/2018", "Tides of 11/25/2018", "2018-07-12"),
        ("Posted 07/12/2018", "Tides of 25/11/2018 and 11/25/2018", "[2018-07-12,2018-12-07]"),
        ("Thursday, 07/12/2018", "", "2018-07-12"),
        ("Friday, 07/12/2018", "", "2018-12-07"),
    ],
)
def test_weekday_and_other_dates_of_the_page_tell_day_from_month(line: str, around: str, edtf: str) -> None:
    text = (
        f"Lamps in a hall of state\n\n{line}\n\nThe lamps were bought by the dozen, and all of them.{FILL}\n\n{around}"
    )

    assert dated(text) == (edtf, "stated")


def test_day_goes_first_outside_english() -> None:
    text = (
        "Lampen im Hafen\n\n07/12/2018\n\n"
        + "Die Lampen wurden im Herbst bezahlt, und der Schreiber schrieb es auf. " * 9
    )

    dating = understand(text, SMALL).dating

    assert dating is not None
    assert dating.span.edtf == "2018-12-07"


@pytest.mark.parametrize(
    ("above", "below", "edtf"),
    [
        ("Sunday, 22 July 2018", "16 July 2018", "2018-07-16"),
        ("16 July 2018", "", "2018-07-16"),
        ("Monday, 16 July 2018", "", "2018-07-16"),
        ("Released: 3 May 2005 and sold", "5 min. 16 July 2018 in the harbour", "2018-07-16"),
        ("", "Published: July 16, 2018 at 4:56 p.m. | Updated: July 18, 2018 at 6:00 p.m.", "2018-07-16"),
        ("", "Last updated 18 July 2018, first published 16 July 2018", "2018-07-16"),
        ("", "Last updated 18 July 2018", "2018-07-18"),
    ],
)
def test_the_date_under_the_title_goes_before_others(above: str, below: str, edtf: str) -> None:
    text = f"{above}\n\nLamps in a hall of state\n\n{below}\n\nThe lamps were bought by the dozen."

    assert dated(text) == (edtf, "stated")


def test_day_before_the_first_sentence_goes_before_a_masthead() -> None:
    text = "Sunday, 22 July 2018\n\nLamps in a hall of state\n\n16 July 2018. The lamps were bought by the dozen."

    assert dated(text) == ("2018-07-16", "stated")


def test_title_in_a_list_gives_its_date() -> None:
    text = (
        f"Lamps in a hall of state\n\nThe lamps were bought by the dozen.{FILL}\n\nLamps in a hall of state16.07.2018"
    )

    assert dated(text) == ("2018-07-16", "stated")


def test_day_of_a_comment_is_no_date() -> None:
    reply = "Tobias Renfrew July 16, 2018 at 9:40 pm Reply"

    assert dated(f"Lamps in a hall of state\n\nThe lamps were bought by the dozen.{FILL}\n\n{reply}") is None


def test_date_without_a_year_takes_it_from_the_event() -> None:
    text = "Lamps in a hall of state\n\nJuly 17\n\n" + HELSINKI.format("met", " on Monday")

    assert dated(text) == ("2018-07-17", "inferred")


def test_day_an_agency_filed_from_is_the_date() -> None:
    assert dated("HELSINKI, July 16, 2018 (Wire) – " + HELSINKI.format("met", "")) == ("2018-07-16", "stated")


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        (HELSINKI.format("will meet", ""), "../2018-07-16"),
        (HELSINKI.format("met", ""), "2018-07-16/.."),
        (HELSINKI.format("will meet", " next week"), "2018-07-09/2018-07-16"),
        (HELSINKI.format("will meet", " this week"), "2018-07-16"),
        (HELSINKI.format("met", " last week"), "2018-07-17/2018-07-29"),
        (HELSINKI.format("will meet tomorrow", ""), "2018-07-15"),
        (HELSINKI.format("will meet", " later on Monday"), "2018-07-16"),
        (HELSINKI.format("will meet", " on Monday"), "2018-07-10/2018-07-16"),
        (HELSINKI.format("met", " on Monday"), "2018-07-16/2018-07-22"),
        (HELSINKI.format("met", " on Monday, July 16"), "2018-07-16/.."),
        (HELSINKI.format("met yesterday", ""), "2018-07-17"),
        (HELSINKI.format("met", " last month"), "2018-08-01/2018-08-31"),
        (HELSINKI.format("met", " earlier this month"), "2018-07-16/2018-07-31"),
        (HELSINKI.format("met", " last year"), "2019-01-01/2019-12-31"),
        (HELSINKI.format("will meet", " next month"), "2018-06-01/2018-06-30"),
        (HELSINKI.format("will meet", " later this year"), "2018-01-01/2018-07-16"),
    ],
)
def test_words_about_the_event_bound_the_date(text: str, edtf: str) -> None:
    assert dated(text) == (edtf, "inferred")


def test_dated_past_gives_the_first_possible_day() -> None:
    text = HELSINKI.format("will meet", "") + " Mr Putin flew to Sochi on July 12 to rest."

    assert dated(text) == ("2018-07-12/2018-07-16", "inferred")


def test_newest_citation_gives_the_first_possible_day() -> None:
    text = HELSINKI.format("met", "") + " The lamps were praised (Gazette, July 18). So was the tea (Wire, July 20)."

    assert dated(text) == ("2018-07-20/..", "inferred")


def test_what_claims_to_be_past_but_lies_ahead_proves_nothing() -> None:
    text = HELSINKI.format("will meet", "") + " He had planned to be gone and said on August 20 that he was."

    assert dated(text) == ("../2018-07-16", "inferred")


def test_background_event_gives_no_last_day() -> None:
    text = (
        "The lamps of Hamburg\n\n"
        "The G20 summit in Hamburg was lit by lamps, and at the G20 summit the lamps were praised.\n\n"
        "They will be lent to the Helsinki summit, where Vladimir Putin and Donald Trump are to meet."
    )
    dating = read(text).dating

    assert dating is not None
    assert dating.span.latest is None or dating.span.latest.year >= 2018


def test_a_text_that_proves_nothing_has_no_date() -> None:
    assert dated("The lamps were bought by the dozen in spring, and paid for in autumn, as is the custom here.") is None


@pytest.mark.parametrize("verb", ["met", "will meet"])
def test_every_bound_rests_on_a_sentence_of_the_text(verb: str) -> None:
    reading = read(HELSINKI.format(verb, ""))

    assert reading.dating is not None
    assert all(sentence in reading.body for sentence in reading.dating.evidence.split("\n"))
