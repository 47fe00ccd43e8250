"""The pairs as they are kept: found anew, decided about, and gone with what made them alike."""

import pytest

from archive.likeness.finding import find_likenesses
from archive.merging.splitting import Selection
from archive.merging.work import merge, split, undo
from archive.models import Likeness, Person, PersonAlias, Source, Tenure
from archive.trash import move_to_trash, restore
from tests.admin import rows

pytestmark = pytest.mark.django_db


def waiting() -> list[str]:
    return [str(pair) for pair in Likeness.objects.awaiting()]


def test_pairs_of_every_kind_are_found_once() -> None:
    rows.person(), rows.person("Wladimir Putin"), rows.person("Igor Ivanov")
    rows.event(), rows.event("Summit of Helsinki", start="2018-07-16", end="2018-07-17")
    rows.source(), rows.source("Harbour Gazete")
    assert find_likenesses.call() == find_likenesses.call() == 3
    assert [(pair.kind, pair.reason) for pair in Likeness.objects.order_by("kind")] == [
        ("event", "days"), ("person", "spelling"), ("source", "spelling"),
    ]  # fmt: skip


def test_other_full_names_count_but_short_and_blocked_ones_do_not() -> None:
    putin, other = rows.person(), rows.person("Igor Ivanov")
    alias = PersonAlias.objects.create(person=other, text="Putin, Vladimir", kind="short")
    assert find_likenesses.call() == 0
    PersonAlias.objects.update(kind="full", is_blocked=True)
    assert find_likenesses.call() == 0
    PersonAlias.objects.update(is_blocked=False)
    assert find_likenesses.call() == 1
    assert str(Likeness.objects.get()) == f"{putin} – {other}"
    alias.delete()
    assert find_likenesses.call() == Likeness.objects.count() == 0


def test_offices_of_which_an_end_is_unknown_do_no_harm() -> None:
    for name, held in (
        ("Adam Berg", "2000-01-01/2004"),
        ("Bela Berg", "2001/.."),
        ("Carl Berg", "/2003"),
        ("D Berg", "../2003"),
    ):
        Tenure.objects.create(person=rows.person(name), office="President", country="XX", held=held, is_highest=True)
    find_likenesses.call()
    assert waiting() == ["Adam Berg – Bela Berg"]


def test_pair_set_aside_stays_so_also_when_it_is_alike_no_longer() -> None:
    rows.source(), rows.source("Harbour Gazete")
    find_likenesses.call()
    Likeness.objects.update(is_distinct=True)
    assert find_likenesses.call() == 1
    assert waiting() == []
    Source.objects.filter(name="Harbour Gazete").update(name="Quite Another")
    find_likenesses.call()
    assert Likeness.objects.get().is_distinct


def test_record_that_was_split_off_is_not_taken_for_the_one_it_came_from() -> None:
    person = rows.person("Vladimir Putin")
    split_off = split(person, Person(name="Wladimir Putin", slug="other", sort_name="Putin"), Selection(), {})
    assert find_likenesses.call() == 0
    undo(split_off)
    rows.person("Wladimir Putin")
    assert find_likenesses.call() == 1


def test_merged_or_deleted_record_takes_its_pairs_out_of_sight_until_it_is_back() -> None:
    putin, other = rows.person(), rows.person("Wladimir Putin")
    find_likenesses.call()
    done = merge(other, putin)
    assert waiting() == []
    undo(done)
    assert waiting() == ["Vladimir Putin – Wladimir Putin"]
    people = Person.objects.filter(pk=putin.pk)
    move_to_trash(people)
    assert waiting() == []
    restore(people)
    assert len(waiting()) == 1
