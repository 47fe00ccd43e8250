"""Two records become one, and two again."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.serializers import serialize
from django.test import Client

from archive.authorities.loading import load_authorities
from archive.merging import work
from archive.merging.plan import MergeError, counts, refusal
from archive.merging.work import continue_merges, merge, undo
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
    Tenure,
    Topic,
)
from tests.admin import rows

pytestmark = pytest.mark.django_db


def finish() -> None:
    while Merge.objects.unfinished().exists():
        continue_merges.call()


def state() -> dict[str, Any]:
    """All that a merge may touch, without when it was saved or is to be indexed."""
    models = (Person, PersonAlias, Tenure, Event, Source, Appearance, Coverage, Participation, PinnedPassage)
    said = {model.__name__: serialize("json", model.objects.order_by("pk")) for model in models}
    articles = Article.objects.order_by("pk").values_list("pk", "source", "republisher")
    former = [
        list(model._meta.get_field("former_slugs").related_model.objects.values_list()) for model in (Person, Event)
    ]
    times = "updated_at"
    return {name: [line for line in text.split(", ") if times not in line] for name, text in said.items()} | {
        "articles": list(articles),
        "former": former,
    }


@pytest.fixture
def two() -> tuple[Person, Person]:
    return rows.person("Wladimir Putin", wikidata_id="Q7747", note="Spelt as in German."), rows.person()


def test_links_names_and_offices_move_and_undoing_restores_them_exactly(two: tuple[Person, Person]) -> None:
    merged, survivor = two
    first, second = rows.article(), rows.article("Second")
    rows.appearance(first, merged, spans=[[10, 15]], judgement="confirmed")
    rows.appearance(first, survivor, spans=[[2, 5], [12, 20]], role="subject")
    rows.appearance(second, merged)
    rows.authorship(second, person=merged)
    event = rows.event(host=merged)
    Participation.objects.create(event=event, person=merged)
    PersonAlias.objects.create(person=merged, text="Putin", kind="short", is_blocked=True)
    PersonAlias.objects.create(person=survivor, text="Putin", kind="short")
    PersonAlias.objects.create(person=merged, text="V. V. Putin")
    Tenure.objects.create(person=merged, office="President", country="RU", held="2012-05-07/..")
    before = state()

    done = merge(merged, survivor)
    assert (done.state, Person.objects.count()) == ("done", 1)
    link = Appearance.objects.get(article=first)
    assert (link.person, link.judgement, link.role) == (survivor, "confirmed", "subject")
    assert link.spans == [[2, 5], [10, 20]]
    assert Appearance.objects.get(article=second).person == survivor
    assert second.authorships.get().person == survivor
    event.refresh_from_db()
    assert (event.host, event.participations.get().person) == (survivor, survivor)
    assert set(survivor.aliases.values_list("text", "is_blocked")) == {
        ("Putin", True), ("V. V. Putin", False), ("Wladimir Putin", False),
    }  # fmt: skip
    survivor.refresh_from_db()
    assert (survivor.wikidata_id, survivor.note) == ("Q7747", "Spelt as in German.")
    assert {"aliases", "tenures", "wikidata_id", "note"} <= set(survivor.curated_fields)
    assert Article.objects.filter(index_pending=True).count() == 2

    undo(done)
    done.refresh_from_db()
    assert (done.state, done.left_as_is) == ("undone", [])
    assert state() == before


@pytest.mark.parametrize(
    ("merged", "kept", "outcome"),
    [
        ("proposed", "proposed", "proposed"),
        ("confirmed", "proposed", "confirmed"),
        ("rejected", "proposed", "rejected"),
        ("proposed", "rejected", "rejected"),
        ("rejected", "confirmed", "confirmed"),
        ("confirmed", "rejected", "confirmed"),
    ],
)
def test_what_a_curator_decided_outlasts_a_proposal(
    two: tuple[Person, Person], merged: str, kept: str, outcome: str
) -> None:
    article = rows.article()
    rows.appearance(article, two[0], judgement=merged, judgement_reason=merged, spans=[[0, 3]])
    rows.appearance(article, two[1], judgement=kept, judgement_reason=kept, spans=[[5, 9]])
    merge(*two)
    link = Appearance.objects.get()
    assert (link.judgement, link.judgement_reason) == (outcome, outcome)
    if {merged, kept} == {"confirmed", "rejected"}:
        assert link.spans == ([[0, 3]] if merged == "confirmed" else [[5, 9]])


def test_phases_follow_the_days_of_the_event_that_is_kept() -> None:
    later = rows.event()
    earlier = rows.event("Helsinki talks", start="2018-07-10", end="2018-07-10")
    dated = {"published_edtf": "2018-07-12", "published_earliest": "2018-07-12", "published_latest": "2018-07-12"}
    article = rows.article(**dated, published_sort="2018-07-12", published_basis="stated")
    rows.coverage(article, earlier, phase="after")
    pin = {"article": article, "topic": Topic.objects.create(slug="syria", name="Syria"), "paragraph": "1"}
    PinnedPassage.objects.create(event=earlier, quotation="The two", **pin)
    before = state()
    done = merge(earlier, later)
    assert (article.coverages.get().event, article.coverages.get().phase) == (later, "before")
    assert PinnedPassage.objects.get().event == later
    undo(done)
    assert state() == before


@pytest.mark.parametrize(
    ("merged", "survivor", "kept"),
    [("record", "full", "record"), ("full", "excerpt", "excerpt"), ("excerpt", "", "excerpt"), ("", "full", "full")],
)
def test_merged_sources_show_what_the_stricter_decision_allows(merged: str, survivor: str, kept: str) -> None:
    source = rows.source(shown=survivor)
    merge(rows.source("Gazette", shown=merged), source)
    finish()
    source.refresh_from_db()
    assert source.shown == kept


def test_sources_move_with_articles_they_published_again() -> None:
    merged, survivor = rows.source("Gazette"), rows.source()
    first, second = rows.article(source=merged), rows.article("Second", source=survivor, republisher=merged)
    done = merge(merged, survivor)
    for article in (first, second):
        article.refresh_from_db()
    assert (first.source, second.republisher) == (survivor, survivor)
    undo(done)
    second.refresh_from_db()
    assert second.republisher == merged


def test_former_addresses_lead_to_the_survivor_for_ever(client: Client, two: tuple[Person, Person]) -> None:
    merged, survivor = two
    merged.former_slugs.create(slug="vova")
    merge(merged, survivor)
    for slug in ("wladimir-putin", "vova"):
        answer = client.get(f"/people/{slug}/")
        assert (answer.status_code, answer["Location"]) == (301, "/people/vladimir-putin/")
    third = rows.person("Third Name")
    merge(survivor, third)
    assert client.get("/people/wladimir-putin/")["Location"] == "/people/third-name/"


def test_large_merge_is_done_in_steps_each_leaving_every_article_with_one_of_the_two(
    two: tuple[Person, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "STEP", 2)
    for number in range(5):
        rows.appearance(rows.article(f"Article {number}"), two[0])
    before = state()
    done = merge(*two)
    assert (done.state, done.moved, done.total) == ("moving", 2, 5)
    assert Appearance.objects.filter(person=two[0]).count() == 3
    assert Person.objects.published().count() == 2
    assert refusal(*two)
    finish()
    done.refresh_from_db()
    assert (done.state, done.moved) == ("done", 5)
    assert Appearance.objects.filter(person=two[1]).count() == 5
    undo(done)
    finish()
    assert state() == before


def test_later_changes_stay_when_a_merge_is_undone_and_are_named(two: tuple[Person, Person]) -> None:
    other = rows.person("Donald Trump")
    moved, changed = rows.appearance(rows.article(), two[0]), rows.appearance(rows.article("Second"), two[0])
    gone = rows.appearance(rows.article("Third"), two[0])
    done = merge(*two)
    Appearance.objects.filter(pk=changed.pk).update(person=other)
    gone.delete()
    undo(done)
    done.refresh_from_db()
    moved.refresh_from_db()
    changed.refresh_from_db()
    assert (moved.person, changed.person) == (two[0], other)
    assert len(done.left_as_is) == 2


def test_undo_is_refused_while_the_survivor_is_part_of_another(two: tuple[Person, Person]) -> None:
    first = merge(*two)
    second = merge(two[1], rows.person("Third Name"))
    with pytest.raises(MergeError):
        undo(first)
    undo(second)
    undo(first)
    assert Person.objects.count() == 3


def test_different_wikidata_ids_are_kept_as_chosen() -> None:
    merged, survivor = rows.person("Wladimir Putin", wikidata_id="Q1"), rows.person(wikidata_id="Q2")
    done = merge(merged, survivor, takes_wikidata_id=True)
    survivor.refresh_from_db()
    assert survivor.wikidata_id == "Q1"
    undo(done)
    survivor.refresh_from_db()
    assert survivor.wikidata_id == "Q2"


def test_whole_is_not_merged_into_its_part() -> None:
    whole = rows.event("Whole")
    part = rows.event("Part", parent=whole)
    with pytest.raises(MergeError):
        merge(whole, part)
    merge(part, whole)
    assert Event.objects.count() == 1


def test_preview_counts_what_moves_and_what_is_united(two: tuple[Person, Person]) -> None:
    article = rows.article()
    rows.appearance(article, two[0])
    rows.appearance(article, two[1])
    rows.appearance(rows.article("Second"), two[0])
    assert [(each.number, each.doubled) for each in counts(*two)] == [(2, 1)]


def test_authority_files_that_name_a_merged_record_do_not_bring_it_back(
    tmp_path: Any, two: tuple[Person, Person]
) -> None:
    merge(*two)
    said = "- {slug: wladimir-putin, name: Wladimir, sort_name: W}\n"
    (tmp_path / "people.yaml").write_text(said, encoding="utf-8")
    assert load_authorities(tmp_path)["merged"] == 1
    assert list(Person.objects.values_list("name", flat=True)) == ["Vladimir Putin"]
