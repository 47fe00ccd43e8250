"""Who may do what in the curators' site: four roles, each a group that holds what is said here and nothing else.

`manage.py prepare` makes the groups agree with this table at every start, so a permission given to one of them by hand
does not last. Whoever needs another selection makes a group of their own beside them.
"""

from __future__ import annotations

from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.migrations.state import StateApps
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    """The value is the name of the group. Each role may do all that the one before it may."""

    VIEWER = "viewer", pgettext_lazy("role", "viewer")
    CURATOR = "curator", pgettext_lazy("role", "curator")
    EDITOR = "editor", pgettext_lazy("role", "editor")
    ADMINISTRATOR = "administrator", pgettext_lazy("role", "administrator")


def _may(actions: str, *kinds: str, app: str = "archive") -> frozenset[str]:
    """`archive.change_person` and so on, for each of the actions with each of the kinds of record."""
    return frozenset(f"{app}.{action}_{kind}" for action in actions.split() for kind in kinds)


_AUTHORITIES = ("person", "event", "eventseries", "source", "topic")
_ROWS = ("personalias", "tenure", "eventalias", "participation", "sourcealias")  # within the form of a record
_LINKS = ("authorship", "appearance", "coverage", "unresolvedname")
_KEPT = (
    "article",
    "accession",
    "ingestrun",
    "suggestion",
    "duplicate",
    "likeness",
    "pinnedpassage",
    "correction",
    "upload",
)

_VIEWER = _may("view", *_AUTHORITIES, *_ROWS, *_LINKS, *_KEPT)
_CURATOR = (
    _VIEWER
    | _may("add", "upload")
    | _may("change", "article", "duplicate", "likeness")
    | _may("add change", *_AUTHORITIES, *_LINKS)
    | _may("add change delete", *_ROWS, "pinnedpassage")
    | _may("add change", "correction")
    | _may("view change", "errorreport")  # a reader's e-mail may stand in one
)
_EDITOR = (
    _CURATOR
    | _may("delete", "article", *_AUTHORITIES, "correction", "errorreport")
    | _may("withdraw", "article")
    | _may("undo", "ingestrun")
    | _may("merge", "person", "event", "source")
    | _may("import", "article", "person", "event", "source")
)
_ADMINISTRATOR = (
    _EDITOR
    # Nobody is deleted, for what they did stays signed with their name: an account is made inactive.
    | _may("view add change", "user", app="auth")
    | _may("view", "group", app="auth")
    | _may("view delete", "accessattempt", app="axes")  # taking out a failed log-in ends the waiting
    | _may("view", "accesslog", app="axes")
)

PERMISSIONS: dict[Role, frozenset[str]] = {
    Role.VIEWER: _VIEWER,
    Role.CURATOR: _CURATOR,
    Role.EDITOR: _EDITOR,
    Role.ADMINISTRATOR: _ADMINISTRATOR,
}


def grant_roles(groups: models.Manager, permissions: models.Manager) -> None:
    """Make the four groups what the table says. A permission whose model is not there yet comes with a later call."""
    known = {f"{each.content_type.app_label}.{each.codename}": each for each in _with_types(permissions)}
    for role, names in PERMISSIONS.items():
        group, _is_new = groups.get_or_create(name=role.value)
        group.permissions.set(known[name] for name in names if name in known)


def make_groups(apps: StateApps, schema_editor: object) -> None:
    """The groups as a migration makes them. Permissions are otherwise made after all migrations: too late for them."""
    for label in ("archive", "auth", "axes"):
        config = apps.get_app_config(label)
        config.models_module = True  # an app without one is passed over
        create_permissions(config, verbosity=0, apps=apps)
        config.models_module = None
    grant_roles(apps.get_model("auth", "Group").objects, apps.get_model("auth", "Permission").objects)


def role_of(user: AbstractUser) -> Role | None:
    """The highest role of a user."""
    names = {group.name for group in user.groups.all()}
    return next((role for role in reversed(Role) if role.value in names), None)


def permissions_of(user: AbstractUser, permissions: models.Manager) -> set[str]:
    """What the groups and the user's own list allow, also while the account is inactive; not that it is a superuser."""
    held = _with_types(permissions).filter(models.Q(user=user) | models.Q(group__user=user))
    return {f"{each.content_type.app_label}.{each.codename}" for each in held}


def _with_types(permissions: models.Manager) -> models.QuerySet:
    return permissions.select_related("content_type").order_by()
