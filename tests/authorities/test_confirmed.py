"""The facts of the authority files are those of the reference tables and of the Kremlin's own news."""

from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.authorities import kremlin, reference
from tests.authorities.confirm import compare_all
from tests.authorities.records import ROOT, Findings, Record, load

SHARED = ROOT.parent / "shared"
NEWS = SHARED / "corpora" / "kremlin-news.jsonl.gz"
LEADERS = SHARED / "reference" / "leaders.csv"
SUMMITS = SHARED / "reference" / "summits.csv"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(
        not (NEWS.is_file() and LEADERS.is_file()), reason=f"The reference tables and Kremlin news are not in {SHARED}."
    ),
]


@pytest.fixture(scope="module")
def findings() -> dict[str, Findings]:
    return compare_all(Path(SHARED))


@pytest.fixture
def people() -> list[Record]:
    return deepcopy(load("people"))


@pytest.fixture
def events() -> list[Record]:
    return deepcopy(load("events"))


def _one(records: list[Record], slug: str) -> Record:
    return next(record for record in records if record["slug"] == slug)


def test_nothing_contradicts_the_files(findings: dict[str, Findings]) -> None:
    assert {source: found.contradictions for source, found in findings.items() if found.contradictions} == {}


def test_every_comparison_confirms_something(findings: dict[str, Findings]) -> None:
    assert [source for source, found in findings.items() if not found.confirmed] == []


def test_every_wikidata_id_is_confirmed(findings: dict[str, Findings], people: list[Record]) -> None:
    with_id = sum("wikidata" in person for person in people)
    assert findings["leaders.csv"].confirmed["Wikidata ids with the name"] == with_id


def test_another_persons_wikidata_id_is_a_contradiction(people: list[Record]) -> None:
    _one(people, "vladimir-putin")["wikidata"] = "Q7416"
    assert any("vladimir-putin" in line for line in reference.compare_leaders(people, LEADERS).contradictions)


def test_a_tenure_that_misses_the_years_of_the_table_is_a_contradiction(people: list[Record]) -> None:
    _one(people, "emmanuel-macron")["tenures"] = []
    assert any("emmanuel-macron" in line for line in reference.compare_leaders(people, LEADERS).contradictions)


def test_a_day_too_many_is_a_contradiction(events: list[Record]) -> None:
    _one(events, "apec-da-nang-2017")["end"] += timedelta(1)
    assert any("apec-da-nang-2017" in line for line in reference.compare_summits(events, SUMMITS).contradictions)


def test_a_missing_summit_is_a_contradiction(events: list[Record]) -> None:
    events.remove(_one(events, "us-russia-helsinki-2018"))
    assert any("Helsinki" in line for line in reference.compare_summits(events, SUMMITS).contradictions)


def test_a_tag_that_two_people_answer_to_is_a_contradiction(people: list[Record]) -> None:
    _one(people, "igor-ivanov")["aliases"].append("Sergei Ivanov")
    assert kremlin.compare_tags(people, kremlin.read_tags(NEWS)).contradictions == [
        "tag 'Ivanov Sergei' is igor-ivanov, sergei-ivanov"
    ]


def test_a_summit_abroad_on_days_at_home_is_a_contradiction(events: list[Record]) -> None:
    helsinki = _one(events, "us-russia-helsinki-2018")
    helsinki["start"] = helsinki["end"] = date(2018, 9, 21)  # in Sochi that day, by two records
    found = kremlin.compare_days([helsinki], kremlin.read_news(NEWS))
    assert not found.confirmed
    assert len(found.contradictions) == 1


def test_an_office_that_ended_too_soon_is_a_contradiction(people: list[Record]) -> None:
    niinisto = _one(people, "sauli-niinisto")
    niinisto["tenures"][0]["held"] = "2012-03-01/2013-03-01"
    assert kremlin.compare_offices([niinisto], kremlin.read_news(NEWS)).contradictions


def test_a_president_at_the_place_who_is_no_participant_is_a_contradiction(events: list[Record]) -> None:
    hamburg = _one(events, "g20-hamburg-2017")
    hamburg["participants"].remove("vladimir-putin")
    news = [record | {"title": f"Vladimir Putin: {record['title']}"} for record in kremlin.read_news(NEWS)]
    assert kremlin.compare_attendance([hamburg], load("people"), news).contradictions
