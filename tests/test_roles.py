"""The groups of the four roles against the table of what each may do."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command

from archive.roles import PERMISSIONS, Role, grant_roles, role_of

pytestmark = pytest.mark.django_db

# Records nobody sees by themselves: kept by programs, or made with another record.
UNSEEN = (
    "articleformerslug",
    "personformerslug",
    "eventformerslug",
    "sourceformerslug",
    "signatureband",
    "markingwords",
)


def held(role: Role) -> set[str]:
    user = User.objects.create_user(f"a-{role}")
    user.groups.add(Group.objects.get(name=role))
    return user.get_all_permissions()


@pytest.mark.parametrize("role", Role)
def test_group_of_a_role_holds_what_the_table_says_from_the_migrations_on(role: Role) -> None:
    assert held(role) == PERMISSIONS[role]


def test_each_role_may_do_all_that_the_one_before_may() -> None:
    chain = [PERMISSIONS[role] for role in Role]
    assert all(less < more for less, more in zip(chain, chain[1:], strict=False))


def test_special_permission_of_the_archive_belongs_to_a_role() -> None:
    ordinary = tuple(f"{action}_" for action in ("view", "add", "change", "delete"))
    special = Permission.objects.filter(content_type__app_label="archive").exclude(content_type__model__in=UNSEEN)
    forgotten = {
        each.codename
        for each in special
        if not each.codename.startswith(ordinary) and f"archive.{each.codename}" not in PERMISSIONS[Role.ADMINISTRATOR]
    }
    assert forgotten == set()


def test_viewer_only_views() -> None:
    assert all(name.split(".")[1].startswith("view_") for name in PERMISSIONS[Role.VIEWER])


def test_granting_again_mends_a_group_and_leaves_others() -> None:
    viewers, translators = Group.objects.get(name="viewer"), Group.objects.create(name="translators")
    deletion = Permission.objects.get(codename="delete_person")
    viewers.permissions.set([deletion])
    translators.permissions.set([deletion])
    grant_roles(Group.objects, Permission.objects)
    assert held(Role.VIEWER) == PERMISSIONS[Role.VIEWER]
    assert list(translators.permissions.all()) == [deletion]


def test_role_of_a_user_is_the_highest() -> None:
    user = User.objects.create_user("anna")
    assert role_of(user) is None
    user.groups.set(Group.objects.filter(name__in=[Role.VIEWER, Role.EDITOR]))
    assert role_of(User.objects.get()) is Role.EDITOR


def test_superuser_is_made_on_the_command_line_as_ever() -> None:
    call_command("createsuperuser", username="owner", email="", interactive=False)
    assert User.objects.get().is_superuser
