"""Deleting in the admin moves to the trash; the page of the trash gives records back, or deletes them for good."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.admin.history import HistoryAdmin
from archive.models import RetiredSlug
from archive.models.trash import KEPT_FOR, Trashable, TrashableQuerySet
from archive.trash import MODELS, delete_for_good, move_to_trash, restore

_A_PAGE = 100  # records
_ON_PAGE = {model._meta.model_name: model for model in MODELS}


class TrashingAdmin(HistoryAdmin):
    """A record that is deleted by way of the trash; what lies there is on the page of the trash only."""

    delete_confirmation_template = "admin/trash/move.html"
    delete_selected_confirmation_template = "admin/trash/move_selected.html"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).filter(trashed_at=None)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[list, dict, set, list]:
        """The records alone: what belongs to them stays theirs."""
        return [str(record) for record in objs], {self.opts.verbose_name_plural: len(objs)}, set(), []

    def delete_model(self, request: HttpRequest, obj: Trashable) -> None:
        self.delete_queryset(request, self.model.objects.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        move_to_trash(self.model.objects.filter(pk__in=list(queryset.values_list("pk", flat=True))), request.user)
        words = _('It lies in the <a href="{}">trash</a> for {} days, and can be restored until then.')
        self.message_user(request, format_html(words, reverse("trash"), KEPT_FOR.days), messages.INFO)


class Entry(NamedTuple):
    trashed_at: datetime
    kind: str
    pk: int

    @property
    def value(self) -> str:
        return f"{self.kind}-{self.pk}"

    @property
    def kind_in_words(self) -> str:
        return str(RetiredSlug.Kind(self.kind).label)


def trash_view(request: HttpRequest) -> HttpResponse:
    """What lies in the trash, the newest first; a POST restores the chosen records, or deletes them once confirmed."""
    models_shown = [model for model in MODELS if _may_delete(request.user, model)]
    if not models_shown:
        raise PermissionDenied
    context = admin.site.each_context(request) | {"title": _("Trash"), "kept_for": KEPT_FOR.days}
    entries = sorted(
        (
            Entry(at, model._meta.model_name, pk)
            for model in models_shown
            for pk, at in model._default_manager.trashed().order_by().values_list("pk", "trashed_at")
        ),
        reverse=True,
    )
    if request.method == "POST":
        values = set(request.POST.getlist("record"))
        chosen = [entry for entry in entries if entry.value in values]
        if chosen and "delete" in request.POST and "confirmed" not in request.POST:
            return render(request, "admin/trash/delete.html", context | {"records": _with_records(chosen)})
        messages.success(request, _deleted(chosen) if "delete" in request.POST else _restored(chosen))
        return HttpResponseRedirect(reverse("trash"))
    page = Paginator(entries, _A_PAGE).get_page(request.GET.get("p"))
    shown = {"page": page, "records": _with_records(page.object_list)}
    return render(request, "admin/trash/list.html", context | shown)


def _deleted(chosen: Sequence[Entry]) -> str:
    number = sum(delete_for_good(records) for records in _by_model(chosen))
    words = ngettext("%(number)d record was deleted for good.", "%(number)d records were deleted for good.", number)
    return words % {"number": number}


@transaction.atomic
def _restored(chosen: Sequence[Entry]) -> str:
    number = sum(restore(records) for records in _by_model(chosen))
    return ngettext("%(number)d record was restored.", "%(number)d records were restored.", number) % {"number": number}


def _by_model(chosen: Sequence[Entry]) -> Iterator[TrashableQuerySet]:
    for kind, model in _ON_PAGE.items():
        yield model._default_manager.filter(pk__in=[entry.pk for entry in chosen if entry.kind == kind])


def _may_delete(user: Any, model: type[models.Model]) -> bool:
    return not isinstance(user, AnonymousUser) and user.has_perm(f"archive.delete_{model._meta.model_name}")


def _with_records(entries: Sequence[Entry]) -> list[tuple[Entry, Trashable]]:
    found = {
        kind: model._default_manager.select_related("trashed_by").in_bulk(
            [entry.pk for entry in entries if entry.kind == kind]
        )
        for kind, model in _ON_PAGE.items()
    }
    return [(entry, found[entry.kind][entry.pk]) for entry in entries if entry.pk in found[entry.kind]]
