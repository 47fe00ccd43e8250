"""Who is named: certain, open, or left alone."""

from __future__ import annotations

from datetime import date

import pytest

from archive.edtf import between
from archive.ingest.authority import Gazetteer, Office, PersonEntry
from archive.ingest.names import find_in_title, find_people
from tests.ingest.gazetteers import SMALL

# Text; whom it names, with the words; what stays open.
ROWS: list[tuple[str, list[tuple[str, str]], list[str]]] = [
    ("Vladimir Putin came.", [("vladimir-putin", "Vladimir Putin")], []),
    ("Vladimir Putin came. Putin spoke.", [("vladimir-putin", "Vladimir Putin"), ("vladimir-putin", "Putin")], []),
    ("President Putin came.", [("vladimir-putin", "Putin")], []),
    ("Putin came.", [], ["Putin"]),
    ("Mr Putin came.", [], ["Putin"]),
    ("Vladimir Putin’s car.", [("vladimir-putin", "Vladimir Putin")], []),
    ("Igor Ivanov came. Ivanov spoke.", [("igor-ivanov", "Igor Ivanov"), ("igor-ivanov", "Ivanov")], []),
    ("Ivanov came.", [], ["Ivanov"]),
    (
        "Igor Ivanov met Sergei Ivanov. Ivanov spoke.",
        [("igor-ivanov", "Igor Ivanov"), ("sergei-ivanov", "Sergei Ivanov")],
        ["Ivanov"],
    ),
    ("George Bush came.", [], ["George Bush"]),
    ("George W. Bush came. Bush spoke.", [("george-w-bush", "George W. Bush"), ("george-w-bush", "Bush")], []),
    ("Kim Jong-un and Kim Jong-il.", [("kim-jong-un", "Kim Jong-un"), ("kim-jong-il", "Kim Jong-il")], []),
    ("Kim Jong Un came. Kim spoke.", [("kim-jong-un", "Kim Jong Un"), ("kim-jong-un", "Kim")], []),
    ("Kim came.", [], ["Kim"]),
    ("Sauli Niinisto came.", [("sauli-niinisto", "Sauli Niinisto")], []),
    ("Sauli Niinisto\u0308 came.".replace("o\u0308", "ö"), [("sauli-niinisto", "Sauli Niinistö")], []),
    ("Vladimir\u00a0Putin came.", [("vladimir-putin", "Vladimir\u00a0Putin")], []),
    ("Vladimir Рutin came.", [("vladimir-putin", "Vladimir Рutin")], []),
    ("Kim Jong‑un came.", [("kim-jong-un", "Kim Jong‑un")], []),
    ("Речь Владимира Путина.", [("vladimir-putin", "Владимира Путина")], []),
    ("Визит Ангелы Меркель.", [("angela-merkel", "Ангелы Меркель")], []),
    ("Владимир Путин приехал. Путина ждали.", [("vladimir-putin", "Владимир Путин"), ("vladimir-putin", "Путина")], []),
    ("Путина ждали.", [], ["Путина"]),
    (
        "Ангела Меркель уехала, о Меркель молчат.",
        [("angela-merkel", "Ангела Меркель"), ("angela-merkel", "Меркель")],
        [],
    ),
    ("Vladimir Рutіn came.", [("vladimir-putin", "Vladimir Рutіn")], []),
    (
        "Vladimir Putin came. V. Putin spoke.",
        [("vladimir-putin", "Vladimir Putin"), ("vladimir-putin", "V. Putin")],
        [],
    ),
    ("Vladimir Putin came. O. Putin spoke.", [("vladimir-putin", "Vladimir Putin")], []),
    ("President D.J. Trump came.", [("donald-trump", "D.J. Trump")], []),
    ("President D. J. Trump came.", [("donald-trump", "D. J. Trump")], []),
    ("President D. K. Trump came.", [], ["D. K. Trump"]),
    ("V. Putin came.", [], ["V. Putin"]),
    ("S. Ivanov met I. Ivanov.", [], ["I. Ivanov", "S. Ivanov"]),
    ("It was vitamin D. Putin left.", [], []),
    (
        "Present: Putin, Vladimir; Trump, Donald.",
        [("vladimir-putin", "Putin, Vladimir"), ("donald-trump", "Trump, Donald")],
        [],
    ),
    ("Niinistö, Sauli", [("sauli-niinisto", "Niinistö, Sauli")], []),
    ("They were Putin, Vladimir Lenin and others.", [], ["Putin"]),
    ("They were Putin, Sauli and others.", [], ["Putin"]),
    ("Donald Trump's car, and Trump’s driver.", [("donald-trump", "Donald Trump"), ("donald-trump", "Trump")], []),
    (
        "Vladimir Pu- tin came. Pu- tin spoke.",
        [("vladimir-putin", "Vladimir Pu- tin"), ("vladimir-putin", "Pu- tin")],
        [],
    ),
    ("Kim Jong- un came.", [("kim-jong-un", "Kim Jong- un")], []),
    ("Vladi\u00admir Putin came.", [("vladimir-putin", "Vladi\u00admir Putin")], []),
    (
        "Vladimir Putin- Donald Trump talks.",
        [("vladimir-putin", "Vladimir Putin"), ("donald-trump", "Donald Trump")],
        [],
    ),
    ("Former President Putin came.", [("vladimir-putin", "Putin")], []),
    ("It may rain in May. May it stop.", [], []),
    ("Prime Minister May came.", [("theresa-may", "May")], []),
    ("Melania Trump came.", [], []),
    ("They met in Trump Tower.", [], []),
    ("The Bush Doctrine was read.", [], []),
    ("vladimir putin came.", [], []),
    ("Putinism is a word, Trumpeters play.", [], []),
    ("MegaTrump", [], []),
    ("<b>Donald Trump</b> & <script>alert('Putin')</script>", [("donald-trump", "Donald Trump")], ["Putin"]),
    ("Ambassador Pekka Salminen spoke.", [], ["Pekka Salminen"]),
    ("", [], []),
]


@pytest.mark.parametrize(("text", "named", "open_names"), ROWS, ids=[row[0] or "empty" for row in ROWS])
def test_names_are_certain_open_or_left_alone(text: str, named: list[tuple[str, str]], open_names: list[str]) -> None:
    namings, unresolved = find_people(text, SMALL)

    found = [(naming.slug, text[naming.start : naming.end]) for naming in namings]
    assert found == named
    assert [name.text for name in unresolved] == open_names
    assert all(text[start:end] == name.text for name in unresolved for start, end in name.spans)


def test_month_is_not_the_prime_minister_even_where_both_are_named() -> None:
    text = "Theresa May came in May 2018, and in May it rained. Later May left."

    namings, _ = find_people(text, SMALL)

    assert [naming.start for naming in namings] == [0, text.rindex("May")]


def test_open_name_lists_all_whom_it_may_mean() -> None:
    _, (name,) = find_people("Ivanov came, and Ivanov left.", SMALL)

    assert name.candidates == ("igor-ivanov", "sergei-ivanov")
    assert name.spans == ((0, 6), (17, 23))


@pytest.mark.parametrize(("year", "slug"), [(2002, "george-w-bush"), (1990, "george-h-w-bush"), (1995, None)])
def test_date_tells_which_president_of_a_name_was_in_office(year: int, slug: str | None) -> None:
    day = date(year, 6, 1)

    namings, unresolved = find_people("President Bush came.", SMALL, between(day, day))

    assert [naming.slug for naming in namings] == ([slug] if slug else [])
    assert [name.text for name in unresolved] == ([] if slug else ["Bush"])


@pytest.mark.parametrize(
    ("day", "slug"), [((2002, 6, 1), "george-h-w-bush"), ((2012, 6, 1), None), ((1990, 6, 1), "george-w-bush")]
)
def test_former_president_is_not_the_one_in_office(day: tuple[int, int, int], slug: str | None) -> None:
    namings, unresolved = find_people("Former US President Bush came.", SMALL, between(date(*day), date(*day)))

    assert [naming.slug for naming in namings] == ([slug] if slug else [])
    assert [name.text for name in unresolved] == ([] if slug else ["Bush"])


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Mr Trump came from America. Trump slept.", ["donald-trump", "donald-trump"]),
        ("In America Mr. Trump slept.", ["donald-trump"]),
        ("Mrs May left the UK.", ["theresa-may"]),
        ("Ms Merkel left Germany.", ["angela-merkel"]),
        ("Frau Merkel left Germany.", ["angela-merkel"]),
        ("America’s D. Trump came.", ["donald-trump"]),
        ("Mr Trump came.", []),  # of which country?
        ("Mrs Trump came from America.", []),
        ("Mr May left the UK.", []),
        ("Mr Bush came from America.", []),  # neither was in office
        ("Mr Kim left North Korea.", []),  # so are millions called
        ("Mr Ryabkov left Russia.", []),  # in office, but not the highest
        ("Eric Trump came from America. Mr Trump slept.", []),
        ("E. Trump came from America. Mr Trump slept.", []),
    ],
)
def test_mister_is_the_one_leader_of_that_name_then(text: str, named: list[str]) -> None:
    namings, unresolved = find_people(text, SMALL, between(date(2018, 6, 1), date(2018, 6, 30)))

    assert [naming.slug for naming in namings] == named
    assert bool(unresolved) is not bool(named)


def test_mister_stays_open_without_a_date_or_on_the_eve_of_an_office() -> None:
    text = "Mr Trump came from America."

    for published in (None, between(date(2016, 12, 1), date(2017, 2, 1)), between(date(2018, 1, 1), None)):
        namings, (name,) = find_people(text, SMALL, published)
        assert not namings
        assert name.candidates == ("donald-trump",)


def test_many_broken_lines_are_read_in_time() -> None:
    namings, _ = find_people("Vladimir Pu- tin came. " * 5_000, SMALL)

    assert len(namings) == 5_000


@pytest.mark.parametrize(
    ("title", "named", "found"),
    [
        ("Putin meets Trump", {"vladimir-putin", "donald-trump"}, ["vladimir-putin", "donald-trump"]),
        ("Putin meets Trump", {"vladimir-putin"}, ["vladimir-putin"]),
        ("Putin meets Trump", set(), []),
        ("Vladimir Putin speaks", set(), ["vladimir-putin"]),
        ("Ivanov speaks", {"igor-ivanov", "sergei-ivanov"}, []),
        ("Ivanov speaks", {"igor-ivanov"}, ["igor-ivanov"]),
        ("George Bush speaks", set(), []),
    ],
)
def test_surname_in_a_title_stands_for_whom_the_body_names(title: str, named: set[str], found: list[str]) -> None:
    assert [naming.slug for naming in find_in_title(title, SMALL, frozenset(named))] == found


@pytest.mark.parametrize(
    "text",
    [
        "Donald Trump Jr. cut the ribbon.",
        "The Donald Trump Stadium was opened.",
        "President Moon of the chess club came.",
    ],
)
def test_somebody_else_of_the_name_is_nobody(text: str) -> None:
    moon = PersonEntry(
        "moon", "Moon Jae-in", ("Moon Jae-in",), ("Moon",),
        (Office("president", "KR", True, date(2017, 5, 10), date(2022, 5, 9)),),
    )  # fmt: skip
    gazetteer = Gazetteer((*SMALL.people, moon))

    namings, _ = find_people(text, gazetteer, between(date(2019, 5, 3), date(2019, 5, 3)))

    assert namings == []


def test_office_that_the_one_named_in_full_never_held_is_another_of_the_surname() -> None:
    held = Office("president", "US", True, date(1993, 1, 20), date(2001, 1, 20))
    gazetteer = Gazetteer(
        (
            PersonEntry("bill", "Bill Clinton", ("Bill Clinton",), ("Clinton",), (held,)),
            PersonEntry("hillary", "Hillary Clinton", ("Hillary Clinton",), ("Clinton",), ()),
        )
    )

    namings, _ = find_people(
        "Hillary Clinton came. President Clinton was late.", gazetteer, between(date(1999, 6, 20), date(1999, 6, 20))
    )

    assert [naming.slug for naming in namings] in (["hillary"], ["hillary", "bill"])
