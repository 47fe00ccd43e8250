"""The list of probable duplicates: to the merge, or aside for good."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from archive.likeness.finding import find_likenesses
from archive.models import Likeness
from tests.admin import rows
from tests.admin.conftest import Save

pytestmark = pytest.mark.django_db
LIST = "/admin/archive/likeness/"


@pytest.fixture
def pair(db: None) -> Likeness:
    rows.person(), rows.person("Wladimir Putin")
    find_likenesses.call()
    return Likeness.objects.get()


def test_pair_says_why_and_leads_to_the_preview_of_the_merge(curator: Client, pair: Likeness) -> None:
    page = curator.get(LIST).content.decode()
    assert "another spelling of the same sounds" in page
    address = f"{reverse('admin:archive_person_merge', args=[pair.second_id])}?into={pair.first_id}"
    assert address in page
    preview = curator.get(address).content.decode()
    other_way = f"{reverse('admin:archive_person_merge', args=[pair.first_id])}?into={pair.second_id}"
    assert other_way in preview


def test_pair_is_set_aside_and_taken_up_again_with_its_history(curator: Client, pair: Likeness) -> None:
    curator.post(LIST, {"action": "set_aside", "_selected_action": [pair.pk]})
    assert not Likeness.objects.awaiting().exists()
    change = pair.history.first()
    assert (change.is_distinct, change.history_user.username) == (True, "curator")
    assert find_likenesses.call() == 1
    assert not Likeness.objects.awaiting().exists()
    curator.post(LIST, {"action": "take_up", "_selected_action": [pair.pk]})
    assert Likeness.objects.awaiting().get() == pair


def test_pair_is_set_aside_with_a_note_in_its_form(save: Save, pair: Likeness) -> None:
    assert save(pair, is_distinct="on", note="Father and son.").status_code == 302
    pair.refresh_from_db()
    assert (pair.is_distinct, pair.note) == (True, "Father and son.")


def test_who_may_not_merge_sees_no_way_to_it(client: Client, pair: Likeness) -> None:
    user = get_user_model().objects.create_user("anna", is_staff=True)
    user.groups.add(Group.objects.get(name="curator"))
    client.force_login(user)
    page = client.get(LIST).content.decode()
    assert "Wladimir Putin" in page
    assert "/merge/" not in page


def test_changed_names_are_compared_anew(save: Save) -> None:
    person = rows.person()
    save(person)
    assert not DBTaskResult.objects.filter(task_path__endswith="find_likenesses").exists()
    save(person, name="Vladimir V. Putin")
    assert DBTaskResult.objects.filter(task_path__endswith="find_likenesses").exists()
