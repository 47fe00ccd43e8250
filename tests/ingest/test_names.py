"""Who is named: certain, open, or left alone."""

from __future__ import annotations

from datetime import date

import pytest

from archive.edtf import between
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
