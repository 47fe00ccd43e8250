"""Deleting in the admin, the page of the trash, and the withdrawal of an article."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from archive.models import Appearance, Article, Person
from archive.trash import move_to_trash
from tests.admin import rows

pytestmark = pytest.mark.django_db


def delete_address(record) -> str:
    return reverse(f"admin:archive_{record._meta.model_name}_delete", args=[record.pk])


def test_deleted_record_lies_in_the_trash_with_who_and_when(curator: Client) -> None:
    for record in (rows.person(), rows.event(), rows.source(), rows.article()):
        assert curator.post(delete_address(record), {"post": "yes"}).status_code == 302
        record.refresh_from_db()
        assert (record.trashed_at is not None, record.trashed_by.username) == (True, "curator")
        assert record.history.first().trashed_at == record.trashed_at
    said = curator.get(reverse("trash")).content.decode()
    for words in ("Vladimir Putin", "Helsinki summit", "Harbour Gazette", "Four hours in Helsinki"):
        assert f"<bdi>{words}</bdi>" in said
    assert "<td>30</td>" in said


def test_selected_records_go_to_the_trash_together(curator: Client) -> None:
    people = [rows.person(), rows.person("Donald Trump")]
    sent = {"action": "delete_selected", "_selected_action": [person.pk for person in people], "post": "yes"}
    curator.post(reverse("admin:archive_person_changelist"), sent)
    assert Person.objects.trashed().count() == 2


def test_linked_record_is_refused_in_one_line(curator: Client) -> None:
    person = rows.person()
    Appearance.objects.create(article=rows.article(), person=person)
    assert "Vladimir Putin: 1 appearance" in curator.get(delete_address(person)).content.decode()
    curator.post(delete_address(person), {"post": "yes"})
    assert Person.objects.published().count() == 1


def test_chosen_records_are_restored_and_others_left(curator: Client) -> None:
    people = [rows.person(), rows.person("Donald Trump")]
    move_to_trash(Person.objects.all())
    curator.post(reverse("trash"), {"record": f"person-{people[0].pk}", "restore": "Restore"})
    assert list(Person.objects.published()) == [people[0]]


def test_records_are_deleted_for_good_only_when_that_was_confirmed(curator: Client) -> None:
    article = rows.article()
    move_to_trash(Article.objects.all())
    sent = {"record": [f"article-{article.pk}", "user-1", "article-x", "nonsense"], "delete": "Delete"}
    assert "Four hours in Helsinki" in curator.post(reverse("trash"), sent).content.decode()
    assert Article.objects.count() == 1
    curator.post(reverse("trash"), sent | {"confirmed": "yes"})
    assert Article.objects.count() == 0


def test_record_that_is_not_in_the_trash_is_not_deleted_from_it(curator: Client) -> None:
    article = rows.article()
    curator.post(reverse("trash"), {"record": f"article-{article.pk}", "delete": "1", "confirmed": "yes"})
    assert Article.objects.count() == 1


def staff(client: Client, *codenames: str) -> Client:
    user = get_user_model().objects.create_user("staff", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client.force_login(user)
    return client


def test_trash_is_for_those_who_may_delete_and_of_what_they_may(client: Client) -> None:
    article, person = rows.article(), rows.person()
    assert client.get(reverse("trash")).status_code == 302
    for model in (Article, Person):
        move_to_trash(model.objects.all())
    staff(client, "view_article", "change_article")
    assert client.get(reverse("trash")).status_code == 403
    client = staff_with_delete = Client()
    client.force_login(get_user_model().objects.create_user("deleter", is_staff=True))
    user = get_user_model().objects.get(username="deleter")
    user.user_permissions.set(Permission.objects.filter(codename="delete_person"))
    said = staff_with_delete.get(reverse("trash")).content.decode()
    assert (str(person) in said, str(article) in said) == (True, False)
    sent = {"record": [f"article-{article.pk}", f"person-{person.pk}"], "restore": "1"}
    staff_with_delete.post(reverse("trash"), sent)
    assert (Article.objects.published().count(), Person.objects.published().count()) == (0, 1)


def test_article_is_withdrawn_with_reason_and_notice_and_taken_back(curator: Client) -> None:
    article = rows.article()
    address = reverse("admin:archive_article_withdraw", args=[article.pk])
    assert curator.get(address).status_code == 200
    curator.post(address, {"reason": "A letter.", "notice": "", "withdraw": "1"})
    assert Article.objects.published().count() == 1
    curator.post(address, {"reason": "A letter.", "notice": "Withdrawn by its author.", "withdraw": "1"})
    article.refresh_from_db()
    assert (article.withdrawal_reason, article.withdrawal_notice) == ("A letter.", "Withdrawn by its author.")
    assert article.withdrawn_by.username == article.history.first().history_user.username == "curator"
    assert "A letter." in curator.get(address).content.decode()
    curator.post(address, {"take_back": "1"})
    assert Article.objects.published().count() == 1


def test_withdrawal_wants_its_permission(client: Client) -> None:
    address = reverse("admin:archive_article_withdraw", args=[rows.article().pk])
    staff(client, "view_article", "change_article", "delete_article")
    sent = {"reason": "A letter.", "notice": "Withdrawn.", "withdraw": "1"}
    assert client.post(address, sent).status_code == 403
    assert Article.objects.published().count() == 1
