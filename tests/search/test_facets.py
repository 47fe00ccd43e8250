"""Facet counts against a plain count in Python over the same articles."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils.text import slugify

from archive.edtf import parse_edtf
from archive.models import Article
from archive.search.facets import FACETS, LISTED, SHOWN, arranged
from archive.search.search_indexes import UNKNOWN
from tests.search.conftest import counts, titles
from tests.search.factories import EVENTS, LEADERS, PEOPLE, SOURCES, make_archive, make_article, make_person

BY_NAME = {facet.name: facet for facet in FACETS}
SIMPLE = ("person", "source", "language", "year", "author", "mentions", "reviewed")


@dataclass
class Row:
    """An article's facet values as plain sets, read from the database without any of the code under test."""

    text: str
    values: dict[str, set[str]]
    event_phases: set[tuple[str, str]]

    def fits(self, chosen: dict[str, set[str]]) -> bool:
        for name in SIMPLE:
            if chosen.get(name) and not chosen[name] & self.values[name]:
                return False
        events, phases = chosen.get("event") or set(), chosen.get("phase") or set()
        return any(
            (not events or event in events) and (not phases or phase in phases) for event, phase in self.event_phases
        )


def rows() -> list[Row]:
    return [row_of(article) for article in Article.objects.all()]


def row_of(article: Article) -> Row:
    subjects = {(link.event.slug, link.phase) for link in article.coverages.all() if link.role == "subject"}
    authors = {f"~{slugify(link.name, allow_unicode=True)}" for link in article.authorships.all()}
    values = {
        "person": {link.person.slug for link in article.appearances.all()},
        "source": {article.source.slug} if article.source else set(),
        "language": {article.language} if article.language else set(),
        "year": years_of(article),
        "author": authors,
        "mentions": {link.event.slug for link in article.coverages.all()},
        "reviewed": {"yes" if article.is_reviewed else "no"},
    }
    return Row(
        text=f"{article.title} {article.body}".lower(),
        values={name: found or {UNKNOWN} for name, found in values.items()},
        event_phases=subjects or {(UNKNOWN, UNKNOWN)},
    )


def years_of(article: Article) -> set[str]:
    if not article.published_edtf:
        return set()
    if article.published_edtf.startswith("["):
        return {str(day.year) for day in parse_edtf(article.published_edtf).choices}
    first, last = article.published_earliest, article.published_latest
    if first and last and last.year - first.year <= 2:
        return {str(year) for year in range(first.year, last.year + 1)}
    return {str((first or last).year)}


def counted(rows: Iterable[Row], name: str, chosen: dict[str, set[str]]) -> dict[str, int]:
    """For each value: the articles one would see with it and the other facets' choices."""
    others = {key: values for key, values in chosen.items() if key != name}
    rows = list(rows)
    known: set[str] = set()
    for row in rows:
        if name in ("event", "phase"):
            known |= {pair[name == "phase"] for pair in row.event_phases}
        else:
            known |= row.values[name]
    numbers = Counter({value: sum(row.fits(others | {name: {value}}) for row in rows) for value in known})
    return {value: number for value, number in numbers.items() if number}


def some_choices(dice: random.Random) -> dict[str, set[str]]:
    possible = {
        "event": [*EVENTS, UNKNOWN],
        "phase": ["before", "during", "after", "undetermined", UNKNOWN],
        "person": [*PEOPLE, UNKNOWN],
        "source": [*SOURCES, UNKNOWN],
        "language": ["en", "ru", UNKNOWN],
        "year": ["2016", "2018", "2023", UNKNOWN],
        "author": ["~ivanov-igor", "~ольга-петрова", UNKNOWN],
        "mentions": [*EVENTS, UNKNOWN],
        "reviewed": ["yes", "no"],
    }
    names = dice.sample(list(possible), dice.randrange(4))
    return {name: set(dice.sample(possible[name], dice.choice((1, 1, 2)))) for name in names}


@pytest.mark.parametrize("word", ["", "treaty"])
def test_counts_are_those_of_a_plain_count(found: Callable[..., dict[str, Any]], word: str) -> None:
    make_archive(120)
    matching = [row for row in rows() if word in row.text]
    dice = random.Random(3)
    for chosen in ({}, {"event": {"helsinki-2018"}, "phase": {"before"}}, *(some_choices(dice) for _ in range(30))):
        answer = found(q=word, **{name: list(values) for name, values in chosen.items()})
        assert answer["count"] == sum(row.fits(chosen) for row in matching), chosen
        for name in (*SIMPLE, "event", "phase"):
            assert counts(answer, name) == counted(matching, name, chosen), (name, chosen)


def test_phase_counts_only_that_of_the_chosen_event(found: Callable[..., dict[str, Any]]) -> None:
    make_article("Both", events={"helsinki-2018": "before", "hamburg-2017": "after"})
    make_article("One", events={"hamburg-2017": "before"})
    helsinki = found(event="helsinki-2018")
    assert counts(helsinki, "phase") == {"before": 1}
    assert found(event="helsinki-2018", phase="after")["count"] == 0
    assert found(phase="after")["count"] == 1
    assert counts(found(phase="before"), "event") == {"helsinki-2018": 1, "hamburg-2017": 1}


def test_rejected_links_are_in_no_facet(found: Callable[..., dict[str, Any]]) -> None:
    article = make_article(events=["helsinki-2018"], people=["joe-biden"], authors=["Anna Ek"])
    for links in (article.coverages, article.appearances, article.authorships):
        links.update(judgement="rejected")
    answer = found()
    for name in ("event", "mentions", "phase", "person", "author"):
        assert counts(answer, name) == {UNKNOWN: 1}
    assert found(q="Biden")["count"] == 0


def test_comma_in_an_authors_name_survives(found: Callable[..., dict[str, Any]]) -> None:
    make_article(authors=["Ivanov, Igor", "Ek, Anna"])
    choices = {choice["value"]: choice["label"] for choice in found()["facets"]["author"]}
    assert choices == {"~ek-anna": "Ek, Anna", "~ivanov-igor": "Ivanov, Igor"}
    assert found(author="~ivanov-igor")["count"] == 1


def test_author_without_a_record_is_not_the_person_of_the_same_name(found: Callable[..., dict[str, Any]]) -> None:
    make_article("Linked", authors=[make_person("igor-ivanov", "Igor Ivanov")])
    make_article("Unlinked", authors=["Igor Ivanov"])
    assert counts(found(), "author") == {"igor-ivanov": 1, "~igor-ivanov": 1}
    assert titles(found(author="igor-ivanov")) == ["Linked"]
    assert titles(found(author="~igor-ivanov")) == ["Unlinked"]


def test_name_of_an_author_as_a_slug_leads_to_the_author(found: Callable[..., dict[str, Any]]) -> None:
    make_article(authors=["Ivanov, Igor"])
    answer = found(author="ivanov-igor")
    assert (answer["count"], answer["notices"]) == (1, [])
    assert [choice["value"] for choice in answer["facets"]["author"] if choice["selected"]] == ["~ivanov-igor"]


def test_author_with_a_record_is_called_as_the_record(found: Callable[..., dict[str, Any]]) -> None:
    make_article(authors=[make_person("igor-ivanov", "Igor Ivanov")])
    assert [choice["label"] for choice in found()["facets"]["author"]] == ["Igor Ivanov"]


def test_chosen_value_stays_in_its_facet_with_nothing_to_count(found: Callable[..., dict[str, Any]]) -> None:
    make_article(source="meridian-wire", language="en")
    make_article(source="baltic-courier", language="ru")
    languages = found(source="meridian-wire", language="ru")["facets"]["language"]
    assert languages == [
        {"value": "en", "label": "English", "count": 1, "selected": False},
        {"value": "ru", "label": "Russian", "count": 0, "selected": True},
    ]
    assert found(source="meridian-wire", year="2018")["facets"]["year"] == [
        {"value": "2018", "label": "2018", "count": 0, "selected": True},
        {"value": "unknown", "label": "Date unknown", "count": 1, "selected": False},
    ]


def test_leaders_come_before_other_people_and_unknown_last(found: Callable[..., dict[str, Any]]) -> None:
    for slug in LEADERS[:1]:
        make_person(slug, is_leader=True)
    make_article(people=["sergei-lavrov", LEADERS[0]])
    make_article(people=["sergei-lavrov"])
    for _ in range(3):
        make_article()
    assert [choice["value"] for choice in found()["facets"]["person"]] == [LEADERS[0], "sergei-lavrov", UNKNOWN]


def test_phases_stand_in_the_order_of_time() -> None:
    shown, more, unlisted = arranged(
        BY_NAME["phase"], [(UNKNOWN, 9), ("undetermined", 7), ("after", 5), ("before", 1)], ()
    )
    assert shown == [("before", 1), ("during", 0), ("after", 5), ("undetermined", 7), (UNKNOWN, 9)]
    assert (more, unlisted) == ([], 0)


def test_years_are_chosen_by_count_and_shown_in_order() -> None:
    years = [(str(year), year - 2000) for year in range(2001, 2013)]
    shown, more, _ = arranged(BY_NAME["year"], years, ["2001"])
    assert [value for value, _ in shown] == ["2001", *(str(year) for year in range(2013 - SHOWN, 2013))]
    assert [value for value, _ in more] == ["2002", "2003", "2004"]


def test_rare_values_are_left_out_of_the_page_but_counted() -> None:
    sources = [(f"source-{number}", 1) for number in range(LISTED + 5)]
    shown, more, unlisted = arranged(BY_NAME["source"], sources, ["source-3"])
    assert (len(shown) + len(more) + unlisted, unlisted) == (LISTED + 5, 5)
    assert ("source-3", 1) in shown
