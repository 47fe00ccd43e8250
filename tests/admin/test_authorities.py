from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from archive.models import Article, Event, Participation, Person, PersonAlias, PersonFormerSlug, Source, Tenure
from archive.search.indexing import rebuild
from tests.admin import rows
from tests.admin.conftest import Save, change_address
from tests.search.factories import make_article, make_source

pytestmark = pytest.mark.django_db


def awaiting() -> set[str]:
    return set(Article.objects.awaiting_index().values_list("title", flat=True))


def test_fields_a_curator_changed_are_named(save: Save) -> None:
    person = rows.person(curated_fields=["note"])
    alias = PersonAlias.objects.create(person=person, text="Putin", kind="short")
    save(person, sort_name="Putin, Vladimir V.", **{"aliases-0-is_blocked": "on"})
    person.refresh_from_db()
    alias.refresh_from_db()
    assert person.curated_fields == ["aliases", "note", "sort_name"]
    assert alias.is_blocked


def test_one_save_is_one_change_in_the_history(save: Save) -> None:
    person = rows.person()
    save(person, note="Spoke at length.", sort_name="Putin, V. V.")
    (change,) = person.history.filter(history_agent="curator")
    assert (change.note, change.curated_fields) == ("Spoke at length.", ["note", "sort_name"])


def test_record_saved_unchanged_stays_open_to_authority_files(save: Save) -> None:
    person = rows.person()
    assert save(person).status_code == 302
    person.refresh_from_db()
    assert person.curated_fields == []


def test_search_knows_a_record_by_its_new_address_at_once(
    save: Save, client: Client, index_dir: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    source = make_source("wire")
    make_article(source="wire")
    rebuild()
    for slug in ("meridian-wire", "wire"):  # there and back
        with django_capture_on_commit_callbacks(execute=True):
            save(source, slug=slug)
        source.refresh_from_db()
        assert client.get("/search.json", {"source": slug}).json()["count"] == 1


def test_lists_of_words_are_typed_one_on_each_line(save: Save) -> None:
    event = rows.event(place_aliases=["Helsinki", "Helsingfors"])
    save(event, place_aliases="Helsinki\r\n\r\nХельсинки\r\nHelsinki\r\n")
    event.refresh_from_db()
    assert event.place_aliases == ["Helsinki", "Хельсинки"]
    assert event.curated_fields == ["place_aliases"]


def test_participants_are_named_as_authority_files_name_them(save: Save) -> None:
    event, person = rows.event(), rows.person()
    save(event, **{"participations-TOTAL_FORMS": 1, "participations-0-person": person.pk})
    event.refresh_from_db()
    assert list(event.participants.all()) == [person]
    assert event.curated_fields == ["participants"]


def test_tenure_that_is_no_edtf_interval_is_refused_beside_its_field(save: Save) -> None:
    person = rows.person()
    tenure = Tenure.objects.create(person=person, office="President", country="RU", held="2012-05-07/..")
    response = save(person, **{"tenures-0-held": "since 2012"})
    formsets = {inline.formset.prefix: inline.formset for inline in response.context["inline_admin_formsets"]}
    assert "held" in formsets["tenures"].errors[0]
    tenure.refresh_from_db()
    assert tenure.held == "2012-05-07/.."


def test_former_address_leads_to_the_record_and_to_no_other(save: Save) -> None:
    person, other = rows.person(), rows.person("Igor Ivanov")
    save(person, slug="putin")
    assert PersonFormerSlug.objects.get(slug="vladimir-putin").record == person
    response = save(other, slug="vladimir-putin")
    assert "address of another record" in response.context["adminform"].form.errors["slug"][0]
    save(person, slug="vladimir-putin")
    assert list(person.former_slugs.values_list("slug", flat=True)) == ["putin"]


def test_new_record_is_refused_the_former_address_of_another(curator: Client) -> None:
    PersonFormerSlug.objects.create(slug="ivanov", record=rows.person())
    sent = {"name": "Igor Ivanov", "sort_name": "Ivanov, Igor", "slug": "ivanov"}
    sent |= {f"{prefix}-{kind}_FORMS": 0 for prefix in ("aliases", "tenures") for kind in ("TOTAL", "INITIAL")}
    response = curator.post(reverse("admin:archive_person_add"), sent)
    assert "address of another record" in response.context["adminform"].form.errors["slug"][0]
    assert not Person.objects.filter(name="Igor Ivanov").exists()
    curator.post(reverse("admin:archive_person_add"), sent | {"slug": "igor-ivanov"})
    assert Person.objects.get(slug="igor-ivanov").curated_fields == ["name", "slug", "sort_name"]


def test_renamed_person_is_indexed_anew_in_every_article(save: Save) -> None:
    person = rows.person()
    rows.appearance(rows.article("Seen"), person)
    rows.authorship(rows.article("Signed"), person=person)
    rows.article("Elsewhere")
    save(person, name="Vladimir V. Putin")
    assert awaiting() == {"Seen", "Signed"}


def test_renamed_event_series_and_source_are_indexed_anew_in_every_article(save: Save) -> None:
    event, source = rows.event(), rows.source()
    rows.coverage(rows.article("About it"), event)
    rows.article("From it", source=source)
    rows.article("Taken from it", republisher=source)
    rows.article("Elsewhere")
    save(event, name="Helsinki meeting")
    assert awaiting() == {"About it"}
    Article.objects.update(index_pending=False)
    save(event.series, name="Russia–US")
    assert awaiting() == {"About it"}
    Article.objects.update(index_pending=False)
    save(source, name="The Harbour Gazette")
    assert awaiting() == {"From it", "Taken from it"}


def test_decision_on_what_readers_see_of_a_source_is_the_curators_and_needs_no_new_index(save: Save) -> None:
    source = rows.source(shown="full")
    rows.article("From it", source=source)
    assert save(source, shown="record", rights_url="gazette.example/terms").status_code == 302
    source.refresh_from_db()
    assert (source.shown, source.rights_url) == ("record", "https://gazette.example/terms")
    assert source.curated_fields == ["rights_url", "shown"]
    assert list(dict.fromkeys(row.shown for row in source.history.all())) == ["record", "full"]
    assert awaiting() == set()


def test_linked_record_is_not_deleted_and_the_page_says_why(curator: Client) -> None:
    person, event = rows.person(), rows.event()
    rows.appearance(rows.article(), person)
    Participation.objects.create(event=event, person=person)
    response = curator.post(reverse("admin:archive_person_delete", args=[person.pk]), {"post": "yes"})
    assert "Vladimir Putin: 1 appearance, 1 participation" in response.content.decode()
    selected = {"action": "delete_selected", "_selected_action": [person.pk], "post": "yes"}
    response = curator.post(reverse("admin:archive_person_changelist"), selected)
    assert "1 appearance, 1 participation" in response.content.decode()
    assert Person.objects.filter(pk=person.pk).exists()


def test_record_without_links_is_deleted(curator: Client) -> None:
    event = rows.event()
    assert curator.post(reverse("admin:archive_event_delete", args=[event.pk]), {"post": "yes"}).status_code == 302
    assert not Event.objects.published().exists()


def test_people_are_found_by_another_name(curator: Client) -> None:
    person = rows.person()
    PersonAlias.objects.create(person=person, text="Путин", kind="short")
    rows.person("Igor Ivanov")
    asked = {"term": "Путин", "app_label": "archive", "model_name": "appearance", "field_name": "person"}
    assert [one["text"] for one in curator.get(reverse("admin:autocomplete"), asked).json()["results"]] == [str(person)]


def test_form_links_to_the_public_page(curator: Client) -> None:
    person = rows.person()
    assert f'href="{person.get_absolute_url()}"' in curator.get(change_address(person)).content.decode()


@pytest.mark.parametrize("make", [rows.person, rows.event, rows.source])
def test_every_former_address_leads_to_the_present_one(
    curator: Client, save: Save, make: Callable[[], Person | Event | Source]
) -> None:
    record = make()
    first = record.get_absolute_url()
    save(record, slug="second")
    save(record, slug="third")
    record.refresh_from_db()
    for former in (first, first.replace(first.split("/")[2], "second")):
        response = curator.get(former)
        assert (response.status_code, response["Location"]) == (301, record.get_absolute_url())
    assert curator.get(record.get_absolute_url()).status_code == 200


def test_event_has_place_series_parent_and_participants_in_its_form(save: Save) -> None:
    event, whole, person = rows.event(), rows.event("The week"), rows.person()
    sent = {
        "place": "Hamburg",
        "parent": whole.pk,
        "participations-TOTAL_FORMS": 1,
        "participations-0-person": person.pk,
    }
    assert save(event, **sent).status_code == 302
    event.refresh_from_db()
    assert (event.place, event.parent, list(event.participants.all())) == ("Hamburg", whole, [person])
    assert {"parent", "participants", "place"} <= set(event.curated_fields)


def test_event_is_no_part_of_its_own_part(save: Save) -> None:
    whole = rows.event("Whole")
    part = rows.event("Part", parent=whole)
    smallest = rows.event("Smallest", parent=part)
    for parent in (whole, part, smallest):
        errors = save(whole, parent=parent.pk).context["adminform"].form.errors
        assert "part of itself" in errors["parent"][0]
    whole.refresh_from_db()
    assert whole.parent is None


def test_days_in_the_wrong_order_are_refused_beside_their_field(save: Save) -> None:
    event = rows.event()
    errors = save(event, start="2018-07-17", end="2018-07-16").context["adminform"].form.errors
    assert "before the first" in errors["end"][0]
