"""The pages that merge, and undo it."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from archive.models import Merge, Person
from tests.admin import rows

pytestmark = pytest.mark.django_db


def merge_address(record: Person, into: Person | None = None) -> str:
    address = reverse(f"admin:archive_{record._meta.model_name}_merge", args=[record.pk])
    return f"{address}?into={into.pk}" if into else address


def test_curator_sees_what_moves_merges_and_undoes(curator: Client) -> None:
    merged, survivor = rows.person("Wladimir Putin"), rows.person()
    rows.appearance(rows.article(), merged)
    change = curator.get(reverse("admin:archive_person_change", args=[merged.pk])).content.decode()
    assert merge_address(merged) in change
    assert curator.get(merge_address(merged)).status_code == 200
    preview = curator.get(merge_address(merged, survivor)).content.decode()
    assert '<th scope="row">appearances</th><td>1</td><td>0</td>' in preview
    assert Person.objects.count() == 2
    page = curator.post(merge_address(merged, survivor), follow=True).content.decode()
    assert "Undo the merge" in page
    done = Merge.objects.get()
    assert done.merged_by.username == "curator"
    assert survivor.appearances.get().history.first().history_user == done.merged_by
    curator.post(reverse("admin:archive_merge_undo", args=[done.pk]))
    assert Person.objects.count() == 2
    assert "Wladimir" in curator.get(reverse("admin:archive_merge_changelist")).content.decode()


def test_curator_chooses_between_two_wikidata_ids(curator: Client) -> None:
    merged, survivor = rows.person("Wladimir Putin", wikidata_id="Q1"), rows.person(wikidata_id="Q2")
    assert "This field is required" in curator.post(merge_address(merged, survivor), {"merge": "1"}).content.decode()
    assert Person.objects.count() == 2
    curator.post(merge_address(merged, survivor), {"wikidata_id": "Q2"})
    assert Person.objects.get().wikidata_id == "Q2"


def test_record_is_not_merged_with_itself(curator: Client) -> None:
    person = rows.person()
    assert "errorlist" in curator.get(merge_address(person, person)).content.decode()
    curator.post(merge_address(person, person))
    assert Person.objects.count() == 1


def test_merging_needs_its_permission(client: Client) -> None:
    merged, survivor = rows.person("Wladimir Putin"), rows.person()
    user = get_user_model().objects.create_user("staff", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["view_person", "change_person", "view_merge"]))
    client.force_login(user)
    assert client.post(merge_address(merged, survivor)).status_code == 403
    assert client.get(reverse("admin:archive_merge_changelist")).status_code == 403
    change = client.get(reverse("admin:archive_person_change", args=[merged.pk])).content.decode()
    assert merge_address(merged) not in change
