"""The trash: out of every reader's sight, back again, and after thirty days gone for good."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from archive import originals
from archive.ingest.addresses import new_slugs
from archive.ingest.gazetteer import build_gazetteer
from archive.models import Article, Event, Person, RetiredSlug, Source
from archive.search.indexing import index_pending
from archive.search.naming import names_of
from archive.trash import delete_for_good, empty_trash, move_to_trash, restore
from tests.ingest.conftest import originals_dir
from tests.search.conftest import index_dir
from tests.views import factories as make

__all__ = ["index_dir", "originals_dir"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_dir")]


def only(record: Model):
    return type(record).objects.filter(pk=record.pk)


def days_ago(record: Model, days: float) -> None:
    only(record).update(trashed_at=timezone.now() - timedelta(days=days))


@pytest.mark.parametrize("build", [make.make_article, make.make_person, make.make_event, make.make_source])
def test_trashed_record_has_no_page_until_it_is_restored(client: Client, build: Callable[[], Model]) -> None:
    record = build()
    address = record.get_absolute_url()
    assert client.get(address).status_code == 200
    assert move_to_trash(only(record)) == 1
    assert client.get(address).status_code == 404
    assert restore(only(record)) == 1
    assert client.get(address).status_code == 200


def test_record_is_moved_once_and_restored_once() -> None:
    person = make.make_person()
    assert [move_to_trash(only(person)), move_to_trash(only(person))] == [1, 0]
    assert [restore(only(person)), restore(only(person))] == [1, 0]


def test_trashed_article_is_in_no_list_search_or_map(client: Client) -> None:
    article, other = make.make_article("Words of one"), make.make_article("Words of another")
    index_pending()
    move_to_trash(only(article))
    index_pending()
    for address in ("/articles/", "/search/?q=words", "/search.csv?q=words", "/search.atom", "/sitemap-articles.xml"):
        response = client.get(address)
        said = b"".join(response.streaming_content) if response.streaming else response.content
        assert (article.slug.encode() in said, other.slug.encode() in said) == (False, True), address


def test_search_does_not_show_an_article_that_the_index_still_has(client: Client) -> None:
    article = make.make_article("Words of one")
    index_pending()
    move_to_trash(only(article))
    assert article.slug not in client.get("/search/?q=words").content.decode()


def test_former_address_of_a_trashed_article_leads_nowhere(client: Client) -> None:
    article = make.make_article()
    article.former_slugs.create(slug="an-older-address")
    move_to_trash(only(article))
    assert client.get("/articles/an-older-address/").status_code == 404


def test_trashed_records_are_neither_proposed_nor_suggested() -> None:
    for record in (make.make_person(), make.make_event(), make.make_source()):
        move_to_trash(only(record))
    gazetteer = build_gazetteer()
    assert (gazetteer.people, gazetteer.events, gazetteer.sources) == ((), (), ())
    assert [list(names_of(kind)) for kind in ("person", "event", "source")] == [[], [], []]
    assert Person.objects.with_full_name("Sauli Niinistö") is None
    assert Source.objects.named("Meridian Wire") is None


def test_trashed_summit_is_on_no_list_and_no_timeline(client: Client) -> None:
    event = make.make_event()
    index_pending()
    for address in ("/summits/?show=all", "/timeline/2018/", "/sitemap-summits.xml"):
        assert event.slug in client.get(address).content.decode(), address
    move_to_trash(only(event))
    for address in ("/summits/?show=all", "/timeline/2018/", "/sitemap-summits.xml"):
        assert event.slug not in client.get(address).content.decode(), address


def test_only_what_has_lain_there_for_thirty_days_is_deleted() -> None:
    old, young, published = make.make_person("A Old"), make.make_person("B Young"), make.make_person("C Seen")
    days_ago(old, 30.01)
    days_ago(young, 29.99)
    assert empty_trash.call() == 1
    assert set(Person.objects.values_list("pk", flat=True)) == {young.pk, published.pk}


def test_days_left_are_counted_down_to_none() -> None:
    person = make.make_person()
    for days, left in ((0, 30), (0.5, 30), (29.5, 1), (31, 0)):
        days_ago(person, days)
        assert Person.objects.get().days_left == left


def test_worker_is_asked_to_look_again_when_the_days_are_over() -> None:
    move_to_trash(only(make.make_person()))
    asked = DBTaskResult.objects.get(task_path="archive.trash.empty_trash")
    assert timedelta(days=29.9) < asked.run_after - timezone.now() <= timedelta(days=30)


def test_addresses_of_what_is_gone_for_good_stay_reserved() -> None:
    person = make.make_person(slug="sauli")
    person.former_slugs.create(slug="niinisto")
    move_to_trash(only(person))
    delete_for_good(only(person))
    for slug in ("sauli", "niinisto"):
        with pytest.raises(ValidationError, match="address of another record"):
            Person(slug=slug, name="Another", sort_name="Another").full_clean()
    Source(slug="sauli", name="Another").full_clean()  # of another kind: another address


def test_file_of_an_article_that_is_gone_for_good_gets_another_address() -> None:
    slug = new_slugs([("Four hours", "0a1b2c3d4e5f" + "0" * 52)])[0]
    article = make.make_article("Four hours", slug=slug)
    move_to_trash(only(article))
    delete_for_good(only(article))
    assert new_slugs([("Four hours", "0a1b2c3d4e5f" + "0" * 52)]) != [slug]


@pytest.mark.django_db(transaction=True)
def test_originals_go_with_the_last_article_that_was_made_of_them(originals_dir: Path) -> None:
    own, shared = "a" * 64, "b" * 64
    article, other = make.make_article("One"), make.make_article("Two")
    for sha256 in (own, shared):
        originals.keep(sha256, b"bytes")
    make.accede(article, "One", [], sha256=own)
    article.accessions.update(is_current=False)
    make.accede(article, "One", [], sha256=shared)
    make.accede(other, "Two", [], sha256=shared)
    move_to_trash(only(article))
    delete_for_good(only(article))
    assert (originals.path_of(own).exists(), originals.path_of(shared).exists()) == (False, True)


def test_record_that_another_needs_by_now_is_not_deleted() -> None:
    person, event = make.make_person(), make.make_event()
    move_to_trash(only(person))
    event.participations.create(person=person)
    assert delete_for_good(only(person)) == 0
    assert (Person.objects.count(), RetiredSlug.objects.count()) == (1, 0)


def test_nothing_is_deleted_that_is_not_in_the_trash() -> None:
    make.make_article()
    assert delete_for_good(Article.objects.all()) == 0
    assert (Article.objects.count(), Event.objects.count()) == (1, 0)
