"""What is found and in which order; the weights of search_indexes.py are held in place here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.search.conftest import titles
from tests.search.factories import make_article, make_event, make_person, make_source

Found = Callable[..., dict[str, Any]]


def test_word_in_the_title_weighs_more_than_in_the_body(found: Found) -> None:
    make_article("A day at the lake", "The summit began. " + "Words about other things. " * 20)
    make_article("The summit by the lake", "It began on time. " + "Words about other things. " * 20)
    make_article("Another day", "Nothing of the kind. " * 20)
    assert titles(found(q="summit")) == ["The summit by the lake", "A day at the lake"]


def test_word_in_the_body_weighs_more_than_in_a_linked_name(found: Found) -> None:
    make_source("helsinki-times", "Helsinki Times")
    make_article("Linked", "Nothing of the kind is said here.", source="helsinki-times")
    make_article("Said", "They met in Helsinki to talk of it.")
    for number in range(4):
        make_article(f"Other {number}")
    assert titles(found(q="helsinki")) == ["Said", "Linked"]


def test_word_more_often_in_the_body_comes_first(found: Found) -> None:
    make_article("Once", "A treaty and many other words in one line.")
    make_article("Thrice", "A treaty, the treaty and that treaty in a line.")
    assert titles(found(q="treaty")) == ["Thrice", "Once"]


def test_equally_good_articles_stand_newest_first(found: Found) -> None:
    make_article("Old", "A treaty.", published="2016-01-01")
    make_article("New", "A treaty.", published="2018-01-01")
    make_article("Undated", "A treaty.")
    assert titles(found(q="treaty")) == ["New", "Old", "Undated"]


@pytest.mark.parametrize("typed", ["Niinisto", "Meridian", "Ek", "Summit of Finland", '"Tavastia 2018"', "Printed"])
def test_names_of_what_an_article_is_linked_to_are_found(found: Found, typed: str) -> None:
    make_person("sauli-niinisto", "Sauli Niinistö")
    event = make_event("tavastia-2018", "Tavastia 2018")
    event.name = "Summit of Finland"
    event.save()
    make_source("meridian-wire", "Meridian Wire")
    make_article(
        "Linked", "Body.", people=["sauli-niinisto"], events=["tavastia-2018"], source="meridian-wire",
        authors=["Ek, Anna"], source_as_printed="Printed Foundtion",
    )  # fmt: skip
    make_article("Other", "Body.")
    assert titles(found(q=typed)) == ["Linked"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("arms", {"arms", "both", "phrase"}),
        ("arms control", {"both", "phrase"}),
        ('"arms control"', {"phrase"}),
        ("“arms control”", {"phrase"}),
        ("arms -control", {"arms"}),
        ('control -"arms control"', {"control", "both"}),
        ("arms OR control", {"arms", "control", "both", "phrase"}),
        ("-control", {"arms", "russian"}),
        ("arms OR -control", {"arms", "both", "phrase", "russian"}),
        ("russian OR arms control", {"both", "phrase"}),
        ("the arms of control", {"both", "phrase"}),
        ("вооружениями", {"russian"}),
        ("ёлка", {"russian"}),
        ("елка", {"russian"}),
        ("title-of-no-article", set()),
        ("AND OR NOT*:[", set()),
    ],
)
def test_question_finds_these_articles(found: Found, typed: str, expected: set[str]) -> None:
    make_article("arms", "Arms only.")
    make_article("control", "Control only.")
    make_article("both", "Control of arms.")
    make_article("phrase", "An arms-control treaty.")
    make_article("russian", "Контроль над вооружениями. Ёлка.", language="ru")
    assert set(titles(found(q=typed))) == expected


def test_words_of_a_question_may_stand_in_different_fields(found: Found) -> None:
    make_article("Helsinki", "A treaty.", source="baltic-courier")
    assert found(q="baltic helsinki treaty")["count"] == 1


def test_question_of_small_words_alone_is_still_asked(found: Found) -> None:
    make_article("One", "Off the table.")
    make_article("Two", "Nobody says so.")
    assert titles(found(q="the")) == ["One"]


def test_small_words_count_inside_a_phrase(found: Found) -> None:
    make_article("Off", "Sanctions are off the table.")
    make_article("On", "Sanctions are on the table.")
    assert titles(found(q='"off the table"')) == ["Off"]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("newest", ["2018", "Open", "2016", "Latest", "Undated"]),
        ("oldest", ["Latest", "2016", "Open", "2018", "Undated"]),
    ],
)
def test_sort_day_orders_and_undated_come_last_either_way(found: Found, order: str, expected: list[str]) -> None:
    make_article("Undated")
    make_article("2016", published="2016-05-01/2019-01-01")
    make_article("2018", published="2018-05-01")
    make_article("Latest", published="../2015-05-01")
    make_article("Open", published="2017-05-01/..")
    assert titles(found(sort=order)) == expected


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"from": "2018"}, {"day", "wide", "from", "either"}),
        ({"to": "2017-12"}, {"wide", "until"}),
        ({"from": "2018-07-16", "to": "2018-07-16"}, {"day", "wide", "from"}),
        ({"from": "2018-08", "to": "2018-11"}, {"wide", "from"}),
        ({"from": "2018-12-07"}, {"wide", "from", "either"}),
        ({"from": "2019-01-02"}, {"from"}),
        ({"to": "2014"}, {"until"}),
        ({"from": "2000", "to": "2030"}, {"day", "wide", "from", "either", "until"}),
    ],
)
def test_article_matches_a_range_when_its_span_overlaps(
    found: Found, parameters: dict[str, str], expected: set[str]
) -> None:
    make_article("day", published="2018-07-16")
    make_article("wide", published="2017-11-04/2019-01-01")
    make_article("from", published="2018-07-16/..")
    make_article("until", published="../2015-03-01")
    make_article("either", published="[2018-07-12,2018-12-07]")
    make_article("undated")
    assert set(titles(found(**parameters))) == expected
