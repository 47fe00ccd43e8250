"""What was taken in, and when. Kept as it is: nobody changes it here."""

from __future__ import annotations

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from archive.admin.evidence import table
from archive.admin.needs import NeedFilter
from archive.models import Accession

READING_TEXT_SHOWN = 20_000  # code points; a reading text may have ten million


class ReadOnlyAdmin(admin.ModelAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Accession)
class AccessionAdmin(ReadOnlyAdmin):
    list_display = ("path", "outcome", "article", "reason", "encoding", "size", "created_at", "is_current")
    list_filter = (NeedFilter, "outcome", "is_current", "encoding", "created_at", "run__is_sample")
    list_select_related = ("article",)
    date_hierarchy = "created_at"
    search_fields = ("path", "sha256", "article__title", "reason")
    search_help_text = _("A path, a SHA-256 sum, words of the article's title or of the reason")
    fields = (
        "path",
        "outcome",
        "reason",
        "article",
        "run",
        "created_at",
        "is_current",
        "sha256",
        "size",
        "encoding",
        "url",
        "captured_at",
        "sidecar_table",
        "rules_version",
        "gazetteer_version",
        "beginning",
    )

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        return lookup == "run__id__exact" or super().lookup_allowed(lookup, value, request)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Accession]:
        return super().get_queryset(request).defer("reading_text", "article__body", "article__blocks")

    @admin.display(description=_("sidecar"))
    def sidecar_table(self, accession: Accession) -> SafeString:
        return table((_("Field"), _("Said")), accession.sidecar.items())

    @admin.display(description=_("reading text"))
    def beginning(self, accession: Accession) -> SafeString:
        text = accession.reading_text
        cut = " …" if len(text) > READING_TEXT_SHOWN else ""
        return format_html("<pre>{}{}</pre>", text[:READING_TEXT_SHOWN], cut)


class AccessionInline(admin.TabularInline):
    """The accessions of one article, the newest first."""

    model = Accession
    fields = readonly_fields = ("path", "outcome", "created_at", "is_current", "sha256")
    extra = 0
    max_num = 0
    can_delete = False
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Accession]:
        return super().get_queryset(request).defer("reading_text")
