"""Records out to a file, from a list, and in again: looked at first, then confirmed."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.spreadsheets import waiting
from archive.spreadsheets.importing import ChangedSinceError, Report, export, import_table, look_at
from archive.spreadsheets.resources import RecordResource
from archive.spreadsheets.tables import CSV_TYPE, MAX_BYTES, MAX_ROWS, XLSX_TYPE, TableError, read_table

_SHOWN = 200  # rows of a report


class ImportForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"), widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}), max_length=200
    )
    overrides = forms.BooleanField(
        label=gettext_lazy("Also change records that were changed since the export"), required=False
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("The file is larger than %(limit)d MB.") % {"limit": MAX_BYTES // 1_000_000})
        return file


class SpreadsheetAdmin(admin.ModelAdmin):
    """A kind of record with an export for all who may change it, and an import for those with the permission."""

    resource: type[RecordResource]
    change_list_template = "admin/spreadsheets/change_list.html"
    actions: Collection[Any] = ("export_csv", "export_xlsx")

    def sign(self, record: Any, changed: Collection[str]) -> None:
        """Note on a record, before it is saved, that a curator set these fields."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.import_view)
        return [path("import/", view, name=f"archive_{self.opts.model_name}_import"), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"may_import": self.may_import(request)} | (extra_context or {}))

    def may_import(self, request: HttpRequest) -> bool:
        return request.user.has_perm(f"archive.import_{self.opts.model_name}")

    @admin.action(description=gettext_lazy("Export as CSV"), permissions=["change"])
    def export_csv(self, request: HttpRequest, queryset: models.QuerySet) -> HttpResponse | None:
        return self._exported(request, queryset, "csv", CSV_TYPE)

    @admin.action(description=gettext_lazy("Export as a spreadsheet (XLSX)"), permissions=["change"])
    def export_xlsx(self, request: HttpRequest, queryset: models.QuerySet) -> HttpResponse | None:
        return self._exported(request, queryset, "xlsx", XLSX_TYPE)

    def _exported(
        self, request: HttpRequest, queryset: models.QuerySet, ending: str, content_type: str
    ) -> HttpResponse | None:
        if queryset.count() > MAX_ROWS:
            words = _("At most %(limit)d records can be exported at once. Filter the list.")
            self.message_user(request, words % {"limit": MAX_ROWS}, messages.ERROR)
            return None
        try:
            content = export(self.resource, queryset, ending)
        except TableError as error:
            self.message_user(request, str(error), messages.ERROR)
            return None
        name = f'attachment; filename="{self.opts.model_name}.{ending}"'
        return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": name})

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """A form for the file; what it would change, row by row; and, once that is confirmed, the change itself."""
        if not self.may_import(request):
            raise PermissionDenied
        context = self.admin_site.each_context(request) | {
            "title": _("Import: %(kind)s") % {"kind": self.opts.verbose_name_plural},
            "opts": self.opts,
            "columns": [field.column_name for field in self.resource().get_import_fields()],
            "limits": {"bytes": MAX_BYTES // 1_000_000, "rows": MAX_ROWS},
        }
        if "confirmed" in request.POST:
            return self._confirmed(request, context)
        form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
        if form.is_valid():
            file, overrides = form.cleaned_data["file"], form.cleaned_data["overrides"]
            try:
                content = file.read()
                report = look_at(read_table(file.name, content), self.resource, self, overrides)
            except TableError as error:
                form.add_error("file", str(error))
            else:
                context |= self._shown(request, report, waiting.Waiting(file.name, overrides, report.sum), content)
        return render(request, "admin/spreadsheets/import.html", context | {"form": form})

    def _shown(self, request: HttpRequest, report: Report, kept: waiting.Waiting, content: bytes) -> dict[str, Any]:
        may_go_on = bool(report.changing) and not report.faulty
        return {
            "report": report,
            "faulty": report.faulty[:_SHOWN],
            "changing": report.changing[:_SHOWN],
            "file": kept.name,
            "token": waiting.keep(kept, content, request.user) if may_go_on else "",
        }

    def _confirmed(self, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
        here = reverse(f"admin:archive_{self.opts.model_name}_import")
        try:
            kept, content = waiting.take(request.POST["confirmed"], request.user)
        except waiting.NotWaitingError:
            messages.error(request, _("That file is no longer here: it was imported, or waited for too long."))
            return HttpResponseRedirect(here)
        try:
            table = read_table(kept.name, content)
            report = import_table(table, self.resource, self, request.user, kept.name, kept.overrides, kept.sum)
        except TableError as error:  # of so many records that changed meanwhile, or of a file for another kind
            messages.error(request, str(error))
            return HttpResponseRedirect(here)
        except ChangedSinceError as error:
            messages.warning(request, _("Records were changed in the meantime. Look at the changes once more."))
            again = waiting.Waiting(kept.name, kept.overrides, error.report.sum)
            context |= self._shown(request, error.report, again, content) | {"form": ImportForm()}
            return render(request, "admin/spreadsheets/import.html", context)
        number = len(report.changing)
        words = ngettext("%(number)d record was changed.", "%(number)d records were changed.", number)
        messages.success(request, words % {"number": number})
        return HttpResponseRedirect(reverse(f"admin:archive_{self.opts.model_name}_changelist"))
