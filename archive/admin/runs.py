"""Runs of ingest, each with a page that undoes it as a whole after a preview."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.accessions import ReadOnlyAdmin
from archive.models import Article, IngestRun
from archive.undoing import STEP, UndoError, preview, refusal, undo

PERMISSION = "archive.undo_ingestrun"


@admin.register(IngestRun)
class IngestRunAdmin(ReadOnlyAdmin):
    list_display = (
        "started_at",
        "finished_at",
        "paths_in_words",
        "counts_in_words",
        "user",
        "is_sample",
        "undo_state",
        "items",
    )
    list_filter = ("is_sample", "undo_state", "started_at")
    list_select_related = ("user",)
    date_hierarchy = "started_at"
    change_form_template = "admin/runs/change_form.html"
    said = (
        "started_at",
        "finished_at",
        "user",
        "is_sample",
        "paths_in_words",
        "counts_in_words",
        "items",
        "rules_version",
        "gazetteer_version",
    )
    undone = ("undo_state", "undone_at", "undone_by", "trashed", "taken_back", "left", "left_in_words")

    def get_fieldsets(self, request: HttpRequest, obj: IngestRun | None = None) -> list:
        undone = [(gettext_lazy("Undone"), {"fields": self.undone})] if obj and obj.undo_state else []
        return [(None, {"fields": self.said}), *undone]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.undo_view)
        return [path("<int:pk>/undo/", view, name="archive_ingestrun_undo"), *super().get_urls()]

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What undoing the run would do; a POST does it."""
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        run = get_object_or_404(IngestRun, pk=pk)
        if request.method == "POST":
            return self._undone(request, run)
        seen = preview(run)
        context = self.admin_site.each_context(request) | {
            "title": _("Undo: %(run)s") % {"run": run},
            "opts": self.opts,
            "run": run,
            "preview": seen,
            "unnamed": seen.left - len(seen.named),
            "refusal": refusal(run),
            "is_large": seen.new + seen.changed > STEP,
        }
        return render(request, "admin/runs/undo.html", context)

    def _undone(self, request: HttpRequest, run: IngestRun) -> HttpResponse:
        try:
            undo(run, request.user)
        except UndoError as error:
            messages.error(request, str(error))
        else:
            self.log_change(request, run, _("An ingest run was undone"))
        return HttpResponseRedirect(reverse("admin:archive_ingestrun_change", args=[run.pk]))

    @admin.display(description=gettext_lazy("paths"))
    def paths_in_words(self, run: IngestRun) -> str:
        return ", ".join(map(str, run.paths))

    @admin.display(description=gettext_lazy("outcomes"))
    def counts_in_words(self, run: IngestRun) -> str:
        return run.counts_in_words

    @admin.display(description=gettext_lazy("items"))
    def items(self, run: IngestRun) -> SafeString:
        address = reverse("admin:archive_accession_changelist")
        return format_html('<a href="{}?run__id__exact={}">{}</a>', address, run.pk, _("items"))

    @admin.display(description=gettext_lazy("which were left, and why"))
    def left_in_words(self, run: IngestRun) -> SafeString | str:
        keys = [said["article"] for said in run.left_as_is]
        articles: dict[int, Any] = Article.objects.listed().in_bulk(keys)
        rows = [(articles[said["article"]], said["why"]) for said in run.left_as_is if said["article"] in articles]
        lines = ((reverse("admin:archive_article_change", args=[one.pk]), one, _(why)) for one, why in rows)
        return format_html_join(format_html("{}<br>", ""), '<a href="{}">{}</a>: {}', lines) or _("none")
