"""Merging two records with a preview, and the list of merges with its button that undoes one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.needs import NeedFilter
from archive.merging.plan import MergeError, counts, filled, has_two_wikidata_ids, refusal
from archive.merging.work import STEP, merge, undo
from archive.models import Merge
from archive.models.records import former_slugs_of


def may_merge(user: Any, model: type[models.Model]) -> bool:
    return user.has_perm(f"archive.merge_{model._meta.model_name}")


def _kinds_of(user: Any) -> list[str]:
    """The kinds of records that somebody may merge."""
    return [kind for kind in Merge.Kind.values if user.has_perm(f"archive.merge_{kind}")]


class SurvivorForm(forms.Form):
    """Which record is kept. Sent by GET, so that the preview has an address."""

    def __init__(self, record: models.Model, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        model = type(record)
        self.fields["into"] = forms.ModelChoiceField(
            label=gettext_lazy("The record that is kept"),
            queryset=model._default_manager.filter(trashed_at=None).exclude(pk=record.pk),
            widget=AutocompleteSelect(former_slugs_of(model)._meta.get_field("record"), admin.site),
        )


class WikidataForm(forms.Form):
    """Asked only where the two records have different Wikidata ids: nobody chooses for the curator."""

    wikidata_id = forms.ChoiceField(label=gettext_lazy("Which Wikidata id is right?"), widget=forms.RadioSelect)

    def __init__(self, merged: Any, survivor: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wikidata_id"].choices = [(each.wikidata_id, each.wikidata_id) for each in (survivor, merged)]


class MergingAdmin(admin.ModelAdmin):
    """A record that can become part of another of its kind."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.merge_view)
        name = f"archive_{self.opts.model_name}_merge"
        return [path("<path:object_id>/merge/", view, name=name), *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        context = {"may_merge": may_merge(request.user, self.model)} | (extra_context or {})
        return super().change_view(request, object_id, form_url, context)

    def merge_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Choose the other record; see what moves; a POST does it."""
        if not may_merge(request.user, self.model):
            raise PermissionDenied
        merged = self.get_object(request, unquote(object_id))
        if merged is None:
            raise Http404("There is no such record.")
        form = SurvivorForm(merged, request.GET if "into" in request.GET else None)
        context = self.admin_site.each_context(request) | {
            "title": _("Merge: %(record)s") % {"record": merged},
            "opts": self.opts,
            "record": merged,
            "form": form,
            "media": self.media + form.media,
        }
        if form.is_valid():
            survivor = form.cleaned_data["into"]
            two_ids = has_two_wikidata_ids(merged, survivor)
            choice = WikidataForm(merged, survivor, request.POST or None) if two_ids else None
            if request.method == "POST" and (choice is None or choice.is_valid()):
                return self._merged(request, merged, survivor, choice)
            context |= self._preview(merged, survivor) | {"choice": choice}
        return render(request, "admin/merging/merge.html", context)

    def _preview(self, merged: Any, survivor: Any) -> dict[str, Any]:
        taken, moved = filled(merged, survivor), counts(merged, survivor)
        return {
            "survivor": survivor,
            "refusal": refusal(merged, survivor),
            "counts": moved,
            "taken": [self.opts.get_field(name).verbose_name for name in taken],
            "is_large": sum(each.number for each in moved) > STEP,
        }

    def _merged(self, request: HttpRequest, merged: Any, survivor: Any, choice: Any) -> HttpResponse:
        takes = choice is not None and choice.cleaned_data["wikidata_id"] == merged.wikidata_id
        try:
            done = merge(merged, survivor, request.user, takes)
        except MergeError as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(request.get_full_path())
        self.log_change(request, survivor, _("Merged with %(record)s.") % {"record": done.merged_name})
        return HttpResponseRedirect(reverse("admin:archive_merge_change", args=[done.pk]))


@admin.register(Merge)
class MergeAdmin(admin.ModelAdmin):
    """What was merged, how far it is, and a button that undoes it."""

    list_display = ("__str__", "is_split", "kind", "state", "moved", "total", "merged_by", "merged_at")
    list_filter = (NeedFilter, "state", "kind")
    list_select_related = ("merged_by",)
    search_fields = ("merged_name", "survivor_name", "merged_slug")
    change_form_template = "admin/merging/change_form.html"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        kinds = _kinds_of(request.user)
        merges = super().get_queryset(request)
        return merges.filter(kind__in=kinds) if kinds else merges  # who may merge nothing is refused by permission

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Merge | None = None) -> bool:
        kinds = _kinds_of(request.user)
        return obj.kind in kinds if obj else bool(kinds)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [
            "kind",
            "is_split",
            "merged_name",
            "merged_slug",
            "survivor_name",
            "state",
            "moved",
            "total",
            "merged_by",
            "merged_at",
        ]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.undo_view)
        return [path("<int:pk>/undo/", view, name="archive_merge_undo"), *super().get_urls()]

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        done = Merge.objects.filter(pk=pk).first()
        if not self.has_view_permission(request, done):
            raise PermissionDenied
        if done is None:
            raise Http404("There is no such merge.")
        try:
            if request.method == "POST":
                undo(done)
        except MergeError as error:
            messages.error(request, str(error))
        return HttpResponseRedirect(reverse("admin:archive_merge_change", args=[pk]))
