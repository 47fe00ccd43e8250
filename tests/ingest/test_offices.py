"""Leaders named by their office alone: a person only where the date is certain, and nobody otherwise."""

from __future__ import annotations

from datetime import date

import pytest

from archive.edtf import EdtfSpan, between, parse_edtf
from archive.ingest.authority import Gazetteer, Office, PersonEntry
from archive.ingest.names import find_people
from archive.ingest.understanding import Given, understand
from tests.ingest.gazetteers import SMALL


def _leader(slug: str, title: str, country: str, first: date, last: date = date.max) -> PersonEntry:
    return PersonEntry(slug, slug.title(), (), (slug.title(),), (Office(title, country, True, first, last),))


# A president who swaps places with her prime minister, and back; and an office whose last day nobody knows.
SWAPPED = Gazetteer(
    (
        PersonEntry("anna", "Anna Alder", (), ("Alder",), (
            Office("president", "RU", True, date(2000, 5, 7), date(2008, 5, 7)),
            Office("prime minister", "RU", True, date(2008, 5, 8), date(2012, 5, 7)),
            Office("president", "RU", True, date(2012, 5, 7), date(2020, 5, 7)),
        )),
        PersonEntry("berta", "Berta Birch", (), ("Birch",), (
            Office("president", "RU", True, date(2008, 5, 7), date(2012, 5, 7)),
            Office("prime minister", "RU", True, date(2012, 5, 8), date(2020, 5, 7)),
        )),
        PersonEntry("clara", "Clara Cedar", (), (), (Office("president", "FR", True, date(2007, 5, 16), None),)),
        _leader("dora", "president of the european council", "EU", date(2014, 12, 1), date(2019, 11, 30)),
    )
)  # fmt: skip
IN_2018 = between(date(2018, 6, 1), date(2018, 6, 1))


def by_office(text: str, published: EdtfSpan | None = IN_2018, gazetteer: Gazetteer = SMALL) -> list[tuple[str, str]]:
    namings, _ = find_people(text, gazetteer, published)
    return [(naming.slug, text[naming.start : naming.end]) for naming in namings if naming.rule == "office"]


@pytest.mark.parametrize(
    ("text", "slug", "words"),
    [
        ("They heard the US President speak.", "donald-trump", "US President"),
        ("The U.S. president’s plane landed.", "donald-trump", "U.S. president"),
        ("The American leader left early.", "donald-trump", "American leader"),
        ("The German Chancellor sat down.", "angela-merkel", "German Chancellor"),
        ("Then Germany’s chancellor sat down.", "angela-merkel", "Germany’s chancellor"),
        ("The Federal Chancellor of Germany sat down.", "angela-merkel", "Federal Chancellor of Germany"),
        ("Nobody called Russia's president.", "vladimir-putin", "Russia's president"),
        ("The President of the United States called.", "donald-trump", "President of the United States"),
        ("The President of the United States of America called.", "donald-trump", "President of the United States"),
        ("The British prime minister, who was late, sat.", "theresa-may", "British prime minister"),
        ("The North Korean leader smiled.", "kim-jong-un", "North Korean leader"),
    ],
)
def test_office_is_its_holder_on_the_day_of_the_article(text: str, slug: str, words: str) -> None:
    assert by_office(text) == [(slug, words)]


@pytest.mark.parametrize(
    "text",
    [
        "The former US President spoke.",
        "The then US President spoke.",
        "The next US president will speak.",
        "The US Vice President spoke.",
        "The US presidents spoke.",
        "The US president-elect spoke.",
        "US president is a hard job.",
        "The South American president spoke.",
        "She wants to be the US President.",
        "He was the US President.",
        "He was elected President of the United States.",
        "It was written by the office of the US President.",
        "The US President Donald Trump spoke.",
        "The US President, Abraham Lincoln, spoke.",
        "The German President of the Commission spoke.",
        "The President of Germany’s football club spoke.",
        "The US leader in shipping is a bank.",
        "In 2003 the US President spoke.",
        "It was the 1980s. The US President spoke.",
        "George W. Bush was at sea. The US President slept.",
        "The predecessor sat. The US President slept.",
        "The French leader spoke.",
        "The president spoke.",
        "russia's President spoke.",
    ],
)
def test_office_is_nobody_where_the_words_leave_a_doubt(text: str) -> None:
    assert by_office(text) == []


@pytest.mark.parametrize(
    ("published", "is_certain"),
    [
        ("2018-07-16", True),
        ("2018", True),
        ("2017-01-02/2020-12-30", True),
        ("2017-01-01", False),  # the day of a handover
        ("2020-12-31", False),
        ("2016-12/2017-02", False),
        ("2018/..", False),
        ("../2018", False),
        ("2015", False),
        (None, False),
    ],
)
def test_bounds_of_the_date_must_lie_within_one_term(published: str | None, is_certain: bool) -> None:
    span = parse_edtf(published) if published else None

    assert bool(by_office("The US President spoke.", span)) is is_certain


def test_leader_is_in_doubt_while_a_former_one_holds_the_second_office() -> None:
    text = "The Russian leader spoke. The Russian president spoke."

    in_2010 = by_office(text, between(date(2010, 1, 1), date(2010, 1, 1)), SWAPPED)
    in_2005 = by_office(text, between(date(2005, 1, 1), date(2005, 1, 1)), SWAPPED)
    in_2018 = by_office(text, IN_2018, SWAPPED)

    assert in_2010 == [("berta", "Russian president")]
    assert in_2005 == in_2018 == [("anna", "Russian leader"), ("anna", "Russian president")]


def test_office_whose_last_day_is_unknown_is_nobody() -> None:
    assert by_office("The French President spoke.", gazetteer=SWAPPED) == []


def test_presidents_of_the_union_have_their_own_office() -> None:
    text = "The President of the European Council spoke. The European Council President sat."

    assert [slug for slug, _ in by_office(text, gazetteer=SWAPPED)] == ["dora", "dora"]


def test_office_after_the_same_persons_name_is_a_place_of_evidence_too() -> None:
    text = "Donald Trump came. Later the US President left."

    namings, _ = find_people(text, SMALL, IN_2018)

    assert [(naming.slug, naming.rule) for naming in namings] == [
        ("donald-trump", "full-name"),
        ("donald-trump", "office"),
    ]


def test_office_counts_once_the_date_is_known_and_makes_nobody_a_subject_by_title() -> None:
    text = "Trump in the rain\n\nBy Ada Writer, 16 July 2018\n\n" + (
        "The American President walked along the quay for an hour before the doors were opened to the crowd.\n\n"
        "The rain did not stop, and the people who had waited went home as wet as the flags over the gate.\n\n"
    )

    reading = understand(text, SMALL)
    undated = understand(text.replace(", 16 July 2018", ""), SMALL)

    (person,) = reading.people
    assert (person.slug, person.role, person.title_spans) == ("donald-trump", "mentioned", ())
    assert person.evidence == "office (1)"
    assert undated.people == ()


def test_given_date_is_heeded() -> None:
    text = "The American President walked along the quay for an hour before the doors were opened to the crowd."

    (person,) = understand(text, SMALL, Given(published=IN_2018)).people

    assert person.spans == ((4, 22),)


def test_endless_paragraphs_are_read_in_time() -> None:
    assert len(by_office("They heard the US President speak. " * 10_000)) == 10_000


@pytest.mark.xfail(reason="nothing tells a film or novel from the world", strict=True)
def test_office_in_a_story_is_nobody() -> None:
    assert by_office("In the film, the US President is played by a man from Leeds.") == []
