"""Accounts: a role is one choice, and nobody makes more of themselves or of others than they are."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse

from archive.roles import Role

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery"


def user(name: str, role: str = "", **fields: object) -> User:
    made = User.objects.create_user(name, password=PASSWORD, is_staff=True, **fields)
    made.groups.set(Group.objects.filter(name=role))
    return made


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(user("administrator", Role.ADMINISTRATOR))
    return client


def change(client: Client, account: User, **sent: object) -> int:
    address = reverse("admin:auth_user_change", args=[account.pk])
    return client.post(address, {"username": account.username, "is_active": "on"} | sent).status_code


def test_administrator_adds_a_curator_in_one_form(administrator: Client) -> None:
    sent = {"username": "anna", "password1": PASSWORD, "password2": PASSWORD, "role": Role.CURATOR}
    assert administrator.post(reverse("admin:auth_user_add"), sent).status_code == 302
    anna = User.objects.get(username="anna")
    assert anna.is_staff and not anna.is_superuser
    assert list(anna.groups.values_list("name", flat=True)) == ["curator"]
    assert Client().post(reverse("admin:login"), {"username": "anna", "password": PASSWORD, "next": "/admin/"}).headers[
        "Location"
    ] == reverse("admin:index")


def test_short_password_is_refused(administrator: Client) -> None:
    sent = {"username": "anna", "password1": "tulip-oven-9x", "password2": "tulip-oven-9x", "role": Role.CURATOR}
    assert "at least 15" in administrator.post(reverse("admin:auth_user_add"), sent).content.decode()
    assert not User.objects.filter(username="anna").exists()


def test_role_replaces_the_one_before_and_leaves_other_groups(administrator: Client) -> None:
    anna = user("anna", Role.EDITOR)
    anna.groups.add(Group.objects.create(name="translators"))
    assert change(administrator, anna, role=Role.VIEWER) == 302
    assert set(anna.groups.values_list("name", flat=True)) == {"viewer", "translators"}


def test_account_without_a_role_may_not_log_in_to_the_site(administrator: Client) -> None:
    anna = user("anna", Role.EDITOR)
    assert change(administrator, anna, role="") == 302
    anna.refresh_from_db()
    assert not anna.is_staff and not anna.groups.exists()


def test_role_is_shown_as_chosen(administrator: Client) -> None:
    page = administrator.get(reverse("admin:auth_user_change", args=[user("anna", Role.EDITOR).pk])).content.decode()
    assert '<option value="editor" selected>' in page


def test_saving_an_account_again_keeps_its_role(administrator: Client) -> None:
    anna = user("anna", Role.EDITOR)
    change(administrator, anna, role=Role.EDITOR, first_name="Anna")
    anna.refresh_from_db()
    assert anna.is_staff and anna.groups.get().name == "editor"


@pytest.mark.parametrize("name", ["administrator", "anna"])
def test_administrator_makes_nobody_a_superuser(administrator: Client, name: str) -> None:
    account = User.objects.filter(username=name).first() or user(name, Role.CURATOR)
    everything = [each.pk for each in Permission.objects.all()]
    forged = {"role": Role.CURATOR, "is_superuser": "on", "is_staff": "on", "user_permissions": everything}
    assert change(administrator, account, **forged, groups=[group.pk for group in Group.objects.all()]) == 302
    account.refresh_from_db()
    assert not account.is_superuser
    assert not account.user_permissions.exists()
    assert account.groups.get().name == "curator"


@pytest.mark.parametrize("is_active", [True, False])
def test_administrator_does_not_touch_a_superuser(administrator: Client, is_active: bool) -> None:
    owner = user("owner", is_superuser=True, is_active=is_active)
    former = owner.password
    assert change(administrator, owner, role=Role.VIEWER) == 403
    address = reverse("admin:auth_user_password_change", args=[owner.pk])
    assert administrator.post(address, {"password1": PASSWORD, "password2": PASSWORD}).status_code == 403
    owner.refresh_from_db()
    assert owner.password == former and owner.is_active == is_active


@pytest.mark.parametrize("is_active", [True, False])
def test_administrator_does_not_take_over_who_may_do_more(administrator: Client, is_active: bool) -> None:
    anna = user("anna", Role.CURATOR, is_active=is_active)
    anna.user_permissions.add(Permission.objects.get(codename="delete_user"))
    address = reverse("admin:auth_user_password_change", args=[anna.pk])
    assert administrator.post(address, {"password1": PASSWORD, "password2": PASSWORD}).status_code == 403


def test_who_may_only_manage_accounts_gives_no_role_beyond_their_own(client: Client) -> None:
    clerk = user("clerk", Role.VIEWER)
    clerk.user_permissions.set(Permission.objects.filter(codename__in=["add_user", "change_user", "view_user"]))
    client.force_login(clerk)
    anna = user("anna")
    assert change(client, anna, role=Role.CURATOR) == 200  # the form again, with the error
    assert change(client, clerk, role=Role.ADMINISTRATOR) == 200
    assert change(client, anna, role=Role.VIEWER) == 302
    assert not anna.groups.exclude(name="viewer").exists()
    assert role_names(clerk) == {"viewer"}


def test_groups_of_the_roles_cannot_be_changed_by_hand(client: Client) -> None:
    client.force_login(user("owner", is_superuser=True))
    address = reverse("admin:auth_group_change", args=[Group.objects.get(name="viewer").pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"name": "viewer", "permissions": []}).status_code == 403


def role_names(account: User) -> set[str]:
    return set(account.groups.values_list("name", flat=True))
