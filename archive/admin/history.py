"""The page of a record's history: what was changed, by whom and when, each change with a button that sets it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from archive.admin.changes import Difference, Entry, Wording, entries, keys
from archive.admin.reverting import RevertError, revert
from archive.models import Article
from archive.models.article import ArticleQuerySet
from archive.models.history import owners
from archive.models.judgement import JudgedLink
from archive.tasks import request_indexing

_A_PAGE = 50  # changes


class Line(NamedTuple):
    """A change as the page shows it; `revert` is the address that sets it back, or empty."""

    entry: Entry
    title: str
    differences: list[Difference]
    revert: str


class HistoryAdmin(admin.ModelAdmin):
    """A record whose changes are shown and can be set back. What Django itself logs goes on being logged."""

    def follow(self, record: Any, former: Mapping[str, Any]) -> None:
        """Change what depends on a record, after fields of it changed; `former` has their values before."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.revert_view)
        name = f"archive_{self.opts.model_name}_revert"
        return [path("<path:object_id>/history/<str:kind>/<int:change>/", view, name=name), *super().get_urls()]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """`?p=2` for older changes. The history of a record that was deleted is still there."""
        record = self.get_object(request, unquote(object_id))
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        found = keys(self.model, object_id) if object_id.isdecimal() else []
        if record is None and not found:
            raise Http404("There is no such record, and there was none.")
        page = Paginator(found, _A_PAGE).get_page(request.GET.get("p"))
        name = str(record) if record else Wording().name_of(self.model, object_id)
        context = self.admin_site.each_context(request) | {
            "title": _("Change history: %s") % name,
            "opts": self.opts,
            "record": record,
            "name": name,
            "page": page,
            "lines": list(self._lines(request, object_id, entries(page.object_list))),
        }
        return render(request, "admin/history.html", context | (extra_context or {}))

    def _lines(self, request: HttpRequest, object_id: str, shown: list[Entry]) -> Iterator[Line]:
        wording = Wording()
        for entry in shown:
            address = ""
            if entry.can_be_reverted and self.may_revert(request, entry):
                place = [object_id, entry.model._meta.model_name, entry.row.history_id]
                address = reverse(f"admin:archive_{self.opts.model_name}_revert", args=place)
            yield Line(entry, wording.title(entry), list(wording.differences(entry)), address)

    def may_revert(self, request: HttpRequest, entry: Entry) -> bool:
        """Setting back needs the permission for what it does: to delete what was added, to add what was deleted."""
        action = {"+": "delete", "-": "add"}.get(entry.row.history_type, "change")
        if issubclass(entry.model, JudgedLink):  # a part of judging the links of an article
            action = "change"
        options = entry.model._meta
        permission = f"{options.app_label}.{action}_{options.model_name}"
        return self.has_change_permission(request) and request.user.has_perm(permission)

    def revert_view(self, request: HttpRequest, object_id: str, kind: str, change: int) -> HttpResponse:
        """Set one change of a record's history back, and say what came of it."""
        found = keys(self.model, object_id) if object_id.isdecimal() else []
        wanted = [key for key in found if (key.model._meta.model_name, key.history_id) == (kind, change)]
        if not wanted:
            raise Http404("There is no such change.")
        entry = entries(wanted)[0]
        if request.method != "POST" or not self.may_revert(request, entry):
            raise PermissionDenied
        title = Wording().title(entry)
        try:
            self._set_back(request, entry)
        except RevertError as error:
            messages.error(request, _("Not set back, %(what)s: %(why)s") % {"what": title, "why": error})
        else:
            words = _("Set back: %(what)s") % {"what": title}
            if record := self.get_object(request, object_id):
                self.log_change(request, record, words)
            messages.success(request, words)
        return HttpResponseRedirect(reverse(f"admin:archive_{self.opts.model_name}_history", args=[object_id]))

    @transaction.atomic
    def _set_back(self, request: HttpRequest, entry: Entry) -> None:
        articles = self._articles_of(entry)
        record, former = revert(entry, request.user)
        responsible = self.admin_site._registry.get(entry.model)
        if record is not None and isinstance(responsible, HistoryAdmin):
            responsible.follow(record, former)
        request_indexing(articles)

    def _articles_of(self, entry: Entry) -> ArticleQuerySet:
        """The articles that show what a change was about: those of the record it belongs to, or its own."""
        names = owners(entry.model)
        records = {name: entry.model._meta.get_field(name).related_model for name in names} or {"": entry.model}
        found = Article.objects.none()
        for name, model in records.items():
            responsible = self.admin_site._registry.get(model)
            if hasattr(responsible, "articles_of"):
                pk = getattr(entry.row, f"{name}_id") if name else entry.row.id
                found |= responsible.articles_of(model._base_manager.filter(pk=pk))
        return found
