"""Who may look at the queue, and who may judge."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

_LINKS = ("appearance", "coverage", "authorship", "unresolvedname")

View = Callable[..., HttpResponseBase]


def may_view(user: Any) -> bool:
    return user.has_perms([f"archive.view_{kind}" for kind in ("article", *_LINKS)])


def may_judge(user: Any) -> bool:
    return may_view(user) and user.has_perms([f"archive.{do}_{kind}" for do in ("add", "change") for kind in _LINKS])


def may_name(user: Any, record: Any) -> bool:
    """Whether somebody may give a record another name, or bar one."""
    kind = record._meta.model_name
    return may_judge(user) and user.has_perms([f"archive.{do}_{kind}alias" for do in ("add", "change")])


def only(may: Callable[[Any], bool]) -> Callable[[View], View]:
    """A view of the curators' site for those who may; all others are refused, or asked to log in."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not may(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return admin.site.admin_view(checked)

    return decorate
