"""Files sent in the browser, how far they are, and the report of what came of each."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.accessions import ReadOnlyAdmin
from archive.ingest.items import SIDECAR_SUFFIX, SUFFIXES
from archive.models import Accession, Source, Upload
from archive.uploading.work import receive
from archive.uploading.zips import MAX_FILES

_A_PAGE = 100  # lines of a report
_MAX_NAME = 200  # bytes
_ENDINGS = (*SUFFIXES, ".zip", SIDECAR_SUFFIX)
_TOO_LARGE = gettext_lazy("The files are larger than %(limit)d MB together.")


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = [super(FilesField, self).clean(each, initial) for each in data or [None]]
        names = [file.name for file in files]
        if sum(file.size for file in files) > settings.UPLOAD_MAX_BYTES:
            raise forms.ValidationError(_TOO_LARGE, params={"limit": settings.UPLOAD_MAX_BYTES // 1_000_000})
        for name in names:
            if not name.lower().endswith(_ENDINGS):
                words = _("“%(name)s” is not a kind of file the archive takes in (%(kinds)s).")
                raise forms.ValidationError(words % {"name": name, "kinds": ", ".join(_ENDINGS)})
            if len(name.encode()) > _MAX_NAME:
                raise forms.ValidationError(_("The name “%(name)s” is too long.") % {"name": name})
            if names.count(name) > 1:
                raise forms.ValidationError(_("Two files are called “%(name)s”.") % {"name": name})
        return files


class UploadForm(forms.Form):
    files = FilesField(
        label=gettext_lazy("Files"), widget=FilesInput(attrs={"accept": ",".join((*_ENDINGS, ".gz")), "multiple": True})
    )
    source = forms.ModelChoiceField(
        Source.objects.none(),
        required=False,
        label=gettext_lazy("Source of all these articles"),
        help_text=gettext_lazy("Leave it open, and the archive looks for the source of each."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = Source.objects.published()


@admin.register(Upload)
class UploadAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "state", "user", "uploaded_at", "finished_at")
    list_filter = ("state",)
    search_fields = ("user__username", "lines__file")
    search_help_text = gettext_lazy("A file, or who sent it")
    list_select_related = ("user",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("archive.add_upload"))

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """A form for the files; they are taken in in the background, and the answer leads to how far they are."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        is_sent = request.method == "POST"
        form = UploadForm(request.POST, request.FILES) if is_sent else UploadForm()
        if is_sent:
            if getattr(request, "is_too_large", False):
                form.errors["files"] = form.error_class(
                    [_TOO_LARGE % {"limit": settings.UPLOAD_MAX_BYTES // 1_000_000}], renderer=form.renderer
                )
            if form.is_valid():
                upload = receive(form.cleaned_data["files"], request.user, form.cleaned_data["source"])
                return HttpResponseRedirect(reverse("admin:archive_upload_change", args=[upload.pk]))
        context = self.admin_site.each_context(request) | {
            "title": _("Upload files"),
            "opts": self.opts,
            "form": form,
            "kinds": ", ".join(SUFFIXES),
            "megabytes": settings.UPLOAD_MAX_BYTES // 1_000_000,
            "unpacked": settings.UPLOAD_MAX_UNPACKED // 1_000_000,
            "files_in_zip": MAX_FILES,
            "files_at_once": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
        }
        return render(request, "admin/uploads/upload.html", context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """How far an upload is, and its report; `?report` is the report as the command `ingest` writes it."""
        if not self.has_view_permission(request) or request.method == "POST":
            raise PermissionDenied
        uploads = Upload.objects.select_related("user", "source", "run")
        upload = uploads.filter(pk=object_id).first() if object_id.isdecimal() else None
        if upload is None:
            raise Http404("There is no such upload.")
        if "report" in request.GET:
            return _report(upload)
        failed_first = models.Case(models.When(outcome=Accession.Outcome.FAILED, then=0), default=1)
        page = Paginator(upload.lines.order_by(failed_first, "pk"), _A_PAGE).get_page(request.GET.get("p"))
        counts = dict(upload.lines.order_by().values_list("outcome").annotate(number=models.Count("pk")))
        context = self.admin_site.each_context(request) | {
            "title": _("Upload: %(files)s") % {"files": upload},
            "opts": self.opts,
            "upload": upload,
            "page": page,
            "counts": [(outcome.label, counts[outcome.value]) for outcome in Accession.Outcome if outcome in counts],
            "done": sum(counts.values()),
        }
        return render(request, "admin/uploads/report.html", context)


def _report(upload: Upload) -> HttpResponse:
    lines = "".join(json.dumps(line.as_reported, ensure_ascii=False) + "\n" for line in upload.lines.all())
    name = f'attachment; filename="upload-{upload.pk}.jsonl"'
    return HttpResponse(lines, content_type="application/jsonl", headers={"Content-Disposition": name})
