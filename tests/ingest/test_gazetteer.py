"""Records as a frozen value."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.ingest.gazetteer import build_gazetteer
from archive.models import EventAlias, Participation, Person, PersonAlias
from tests.ingest.gazetteers import SMALL
from tests.ingest.rows import store_records

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def records() -> None:
    store_records()


def test_records_become_entries_in_the_order_of_their_slugs() -> None:
    built = build_gazetteer()

    def ordered(entries: tuple) -> list:
        return sorted(entries, key=lambda entry: entry.slug)

    assert list(built.people) == [
        replace(entry, full_names=tuple(sorted(entry.full_names)), short_names=tuple(sorted(entry.short_names)))
        for entry in ordered(SMALL.people)
    ]
    assert list(built.events) == ordered(SMALL.events)
    assert list(built.series) == ordered(SMALL.series)
    assert list(built.sources) == ordered(SMALL.sources)


def test_blocked_aliases_are_left_out() -> None:
    PersonAlias.objects.filter(text="Putin").update(is_blocked=True)
    EventAlias.objects.filter(text="Helsinki summit").update(is_blocked=True)

    built = build_gazetteer()

    assert built.person_by_slug["vladimir-putin"].short_names == ()
    assert built.event_by_slug["us-russia-helsinki-2018"].aliases == ()


def test_version_stays_while_nothing_changes() -> None:
    assert build_gazetteer().version == build_gazetteer().version


def test_version_changes_with_a_name_and_with_who_met() -> None:
    before = build_gazetteer().version

    PersonAlias.objects.create(person=Person.objects.get(slug="vladimir-putin"), text="V. V. Putin")
    renamed = build_gazetteer().version
    Participation.objects.filter(event__slug="us-russia-helsinki-2018", person__slug="donald-trump").delete()

    assert len({before, renamed, build_gazetteer().version}) == 3


def test_an_empty_archive_gives_an_empty_gazetteer() -> None:
    Participation.objects.all().delete()
    for model in (PersonAlias, EventAlias):
        model.objects.all().delete()
    Person.objects.all().delete()

    assert build_gazetteer().people == ()
