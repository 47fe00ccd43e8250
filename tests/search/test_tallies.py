"""Counts from the index are those of the database."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from archive.models import Appearance, Article, Coverage
from archive.search.engine.generations import IndexNotReadyError
from archive.search.indexing import rebuild
from archive.search.tallies import articles_with, tally, tally_by_phase
from tests.search.factories import make_archive


@pytest.fixture(autouse=True)
def _archive(index_dir: Path) -> None:
    make_archive(60)


def subjects() -> list[tuple[int, str, str]]:
    """Article, event and phase of everything the articles are about."""
    links = Coverage.objects.shown().filter(role=Coverage.Role.SUBJECT)
    return list(links.values_list("article_id", "event__slug", "phase"))


def test_values_are_counted_as_in_the_database() -> None:
    rebuild()
    people = Counter(Appearance.objects.shown().values_list("person__slug", flat=True))
    found = tally("person")
    nobody = found.pop("unknown", 0)
    assert found == people
    assert nobody == Article.objects.exclude(pk__in=Appearance.objects.shown().values("article")).count()
    assert list(found.values()) == sorted(found.values(), reverse=True)


def test_phases_of_an_event_are_its_own() -> None:
    rebuild()
    expected: dict[str, Counter[str]] = {}
    for _, event, phase in subjects():
        expected.setdefault(event, Counter())[phase] += 1
    found = tally_by_phase("event")
    found.pop("unknown", None)
    assert found == expected


def test_other_values_are_counted_by_the_phases_of_their_articles() -> None:
    rebuild()
    phases: dict[int, set[str]] = {}
    for article, _, phase in subjects():
        phases.setdefault(article, set()).add(phase)
    expected: dict[str, Counter[str]] = {}
    for article, person in Appearance.objects.shown().values_list("article_id", "person__slug"):
        for phase in phases.get(article, ()):
            expected.setdefault(person, Counter())[phase] += 1
    found = tally_by_phase("person")
    found.pop("unknown", None)
    assert found == expected
    assert sum(map(len, found.values())) > 10


def test_a_phase_chosen_with_an_event_is_that_events() -> None:
    rebuild()
    event, phase = next((event, phase) for _, event, phase in subjects())
    expected = {article for article, *link in subjects() if link == [event, phase]}
    assert articles_with({"event": [event], "phase": [phase]}) == len(expected)
    in_sources = Counter(Article.objects.filter(pk__in=expected).values_list("source__slug", flat=True))
    in_sources["unknown"] += in_sources.pop(None, 0)
    assert tally("source", {"event": [event], "phase": [phase]}) == +in_sources
    assert articles_with({"event": ["never-held"]}) == 0
    assert tally("source", {"event": ["never-held"]}) == {}


def test_choices_on_the_counted_column_itself_hold_too() -> None:
    rebuild()
    named: dict[int, set[str]] = {}
    for article, person in Appearance.objects.shown().values_list("article_id", "person__slug"):
        named.setdefault(article, set()).add(person)
    person = "joe-biden"
    expected = Counter(other for people in named.values() if person in people for other in people)
    assert 0 < expected[person] < Article.objects.count()
    assert tally("person", {"person": [person]}) == expected


def test_without_an_index_there_are_no_counts() -> None:
    with pytest.raises(IndexNotReadyError):
        tally("person")
