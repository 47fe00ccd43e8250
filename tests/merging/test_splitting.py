"""One record becomes two, and one again."""

from __future__ import annotations

from typing import Any

import pytest

from archive.merging import work
from archive.merging.plan import MergeError
from archive.merging.splitting import Selection, preview
from archive.merging.work import continue_merges, split, undo
from archive.models import (
    Appearance,
    Article,
    Coverage,
    Event,
    Merge,
    Participation,
    Person,
    PersonAlias,
    PinnedPassage,
    Source,
    SourceAlias,
    Tenure,
    Topic,
)
from tests.admin import rows
from tests.merging.test_merging import state

pytestmark = pytest.mark.django_db


def second(**fields: Any) -> Person:
    return Person(**{"name": "Igor Putin", "slug": "igor-putin", "sort_name": "Putin, Igor"} | fields)


def finish() -> None:
    while Merge.objects.unfinished().exists():
        continue_merges.call()


def spans_of(words: str) -> list[list[int]]:
    at = rows.BODY.index(words)
    return [[at, at + len(words)]]


def test_links_that_rest_on_a_name_go_with_it_and_undoing_restores_them_exactly() -> None:
    person = rows.person()
    goes = PersonAlias.objects.create(person=person, text="Mr. Putin", kind="short")
    stays = PersonAlias.objects.create(person=person, text="Putin", kind="short")
    tenure = Tenure.objects.create(person=person, office="Mayor", country="RU", held="2012-05-07/..")
    named, other = rows.article("Named so"), rows.article("Named otherwise")
    rows.appearance(named, person, spans=spans_of("Mr. Putin"))
    rows.appearance(other, person)
    rows.authorship(other, name="Mr. Putin", person=person)
    before = state()

    done = split(person, second(), Selection(("Mr. Putin",)), {PersonAlias: [goes.pk], Tenure: [tenure.pk]})
    made = Person.objects.get(slug="igor-putin")
    assert (done.state, Person.objects.count()) == ("done", 2)
    assert person.get_absolute_url() == Person.objects.get(pk=person.pk).get_absolute_url()
    moved = made.appearances.get()
    assert (moved.article, moved.judgement, moved.spans) == (named, "confirmed", spans_of("Mr. Putin"))
    kept = person.appearances.get(article=named)
    assert (kept.judgement, kept.spans) == ("rejected", moved.spans)
    assert person.appearances.get(article=other).judgement == "proposed"
    assert made.authorships.get().judgement == "confirmed"
    assert list(made.aliases.all()) == [goes]
    assert list(person.aliases.all()) == [stays]
    assert list(made.tenures.all()) == [tenure]
    person.refresh_from_db()
    assert {"aliases", "tenures"} <= set(person.curated_fields) & set(made.curated_fields)
    assert set(Article.objects.filter(index_pending=True)) == {named, other}

    undo(done)
    finish()
    done.refresh_from_db()
    assert (done.state, done.left_as_is) == ("undone", [])
    assert person.former_slugs.get().slug == "igor-putin"
    person.former_slugs.all().delete()
    assert state() == before


def test_source_and_days_choose_too_and_all_must_hold() -> None:
    person, source = rows.person(), rows.source()
    early = rows.article("Early", source=source, published_sort="2017-07-07")
    for article in (early, rows.article("Late", source=source, published_sort="2018-07-16"), rows.article("Elsewhere")):
        rows.appearance(article, person)
    chosen = Selection(source=source.pk, last="2017-12-31")
    assert preview(person, chosen, 10).numbers == [("appearances", 1)]
    split(person, second(), chosen, {})
    assert Appearance.objects.get(person__slug="igor-putin").article == early


def test_preview_shows_the_words_that_are_meant() -> None:
    person = rows.person()
    rows.appearance(rows.article(), person, spans=spans_of("Putin") + spans_of("Mr. Putin"))
    assert preview(person, Selection(("Mr. Putin",)), 10).links[0].spans == spans_of("Mr. Putin")
    assert len(preview(person, Selection(), 10).links[0].spans) == 2


def test_links_are_chosen_one_by_one() -> None:
    person = rows.person()
    wanted = rows.article("Wanted")
    rows.appearance(wanted, person, judgement="confirmed")
    rows.appearance(rows.article("Not wanted"), person)
    split(person, second(), Selection(articles=(wanted.pk,)), {})
    assert Appearance.objects.get(person__slug="igor-putin").article == wanted


def test_what_was_rejected_stays_rejected_where_it_is() -> None:
    person, article = rows.person(), rows.article()
    rows.appearance(article, person, judgement="rejected")
    split(person, second(), Selection(articles=(article.pk,)), {})
    assert Appearance.objects.get().person == person


def test_large_split_is_done_in_steps_and_looks_at_each_link_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "STEP", 2)
    person = rows.person()
    for n in range(7):
        words = "Putin" if n % 2 else "Mr. Putin"
        rows.appearance(rows.article(f"Article {n}"), person, spans=spans_of(words))
    before = state()
    done = split(person, second(), Selection(("Putin",)), {})
    assert (done.state, done.moved, done.total) == ("moving", 2, 7)
    with pytest.raises(MergeError):
        split(person, second(slug="another"), Selection(("Putin",)), {})
    finish()
    done.refresh_from_db()
    assert (done.state, done.moved) == ("done", 7)
    assert Appearance.objects.filter(person__slug="igor-putin").count() == 3
    undo(done)
    finish()
    person.former_slugs.all().delete()
    assert state() == before


def test_pins_of_an_event_go_with_its_articles() -> None:
    event, article, other = rows.event(), rows.article(), rows.article("Other")
    topic = Topic.objects.create(slug="syria", name="Syria")
    for each in (article, other):
        rows.coverage(each, event)
        PinnedPassage.objects.create(event=event, topic=topic, article=each, paragraph="1", quotation="The two")
    person = rows.person()
    taken = Participation.objects.create(event=event, person=person)
    made = Event(name="Helsinki talks", short_name="Helsinki", slug="helsinki-talks", start=event.start, end=event.end)
    done = split(event, made, Selection(articles=(article.pk,)), {Participation: [taken.pk]})
    assert Coverage.objects.get(event=made).article == article
    assert PinnedPassage.objects.get(event=made).article == article
    assert list(made.participants.all()) == [person]
    assert event.coverages.shown().get().article == other
    undo(done)
    assert (event.coverages.count(), PinnedPassage.objects.filter(event=event).count()) == (2, 2)


def test_phase_is_that_of_the_days_of_the_new_event() -> None:
    event = rows.event(start="2018-07-16", end="2018-07-16")
    day = "2018-07-01"
    said = {"published_edtf": day, "published_earliest": day, "published_latest": day, "published_sort": day}
    article = rows.article(**said, published_basis=Article.DateBasis.INFERRED)
    link = rows.coverage(article, event, role="subject", phase="before")
    spring = Event(name="Spring talks", short_name="Spring", slug="spring", start="2018-05-01", end="2018-05-02")
    done = split(event, spring, Selection(), {})
    link.refresh_from_db()
    assert (link.event, link.phase) == (spring, "after")
    undo(done)
    link.refresh_from_db()
    assert (link.event, link.phase) == (event, "before")


def test_articles_of_a_source_go_by_what_they_print() -> None:
    source = rows.source()
    alias = SourceAlias.objects.create(source=source, text="The Evening Gazette")
    goes = rows.article("Goes", source=source, source_as_printed="The Evening Gazette")
    rows.article("Stays", source=source, source_as_printed="Harbour Gazette")
    made = Source(name="Evening Gazette", slug="evening-gazette")
    split(source, made, Selection(("The Evening Gazette",)), {SourceAlias: [alias.pk]})
    assert list(Article.objects.filter(source=made)) == [goes]
    assert list(made.aliases.all()) == [alias]


def test_record_that_is_needed_since_is_not_deleted_by_undoing() -> None:
    person, article = rows.person(), rows.article()
    rows.appearance(article, person)
    done = split(person, second(), Selection(articles=(article.pk,)), {})
    made = Person.objects.get(slug="igor-putin")
    rows.appearance(rows.article("Since"), made)
    undo(done)
    done.refresh_from_db()
    assert Person.objects.filter(pk=made.pk).exists()
    assert len(done.left_as_is) == 1
    assert person.appearances.get().article == article
    assert not person.former_slugs.exists()


def split_off() -> tuple[Person, Merge, Appearance]:
    """Somebody of whom one article went to another, the split, and the rejected link that stayed."""
    person, article = rows.person(), rows.article()
    rows.appearance(article, person)
    done = split(person, second(), Selection(articles=(article.pk,)), {})
    return person, done, person.appearances.get()


def test_undoing_passes_over_what_a_new_reading_changed() -> None:
    person, done, rejected = split_off()
    rejected.spans = spans_of("Helsinki")
    rejected.save()
    undo(done)
    finish()
    done.refresh_from_db()
    assert (done.state, done.left_as_is) == ("undone", [])
    assert person.appearances.get().judgement == "proposed"


def test_undoing_leaves_a_link_whose_place_a_curator_took_and_says_so() -> None:
    person, done, rejected = split_off()
    rejected.judgement = "confirmed"
    rejected.save()
    undo(done)
    finish()
    done.refresh_from_db()
    assert done.state == "undone"
    assert any("another has taken its place" in note for note in done.left_as_is)
    assert person.appearances.get() == rejected
    assert Person.objects.filter(slug="igor-putin").exists()


def test_what_was_added_to_the_new_record_is_not_deleted_by_undoing() -> None:
    _person, done, _rejected = split_off()
    alias = PersonAlias.objects.create(person=Person.objects.get(slug="igor-putin"), text="Cousin", kind="full")
    undo(done)
    finish()
    assert PersonAlias.objects.filter(pk=alias.pk).exists()


def test_names_that_go_have_all_articles_of_the_old_record_indexed() -> None:
    person = rows.person()
    alias = PersonAlias.objects.create(person=person, text="Mr. Putin", kind="full")
    article = rows.article()
    rows.appearance(article, person)
    split(person, second(), Selection(aliases=("nobody",)), {PersonAlias: [alias.pk]})
    article.refresh_from_db()
    assert article.index_pending
