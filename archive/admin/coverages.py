"""Events in articles."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from archive.admin.judging import JudgedAdmin, JudgedForm, JudgedInline
from archive.admin.needs import NeedFilter
from archive.models import Coverage


class CoverageForm(JudgedForm):
    """Only what an article is about has a phase; one is set or taken away as the role asks for it."""

    settled_field = "event"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("role") == Coverage.Role.BACKGROUND:
            cleaned["phase"] = ""
        elif not cleaned.get("phase"):
            cleaned["phase"] = Coverage.Phase.UNDETERMINED
        return cleaned


class CoverageInline(JudgedInline):
    model = Coverage
    form = CoverageForm
    fields = ("event", "role", "phase", "judgement", "judgement_reason", "quoted", "evidence", "phase_evidence")
    readonly_fields = (*JudgedInline.readonly_fields, "phase_evidence")
    autocomplete_fields = ("event",)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Coverage]:
        return super().get_queryset(request).select_related("event")


@admin.register(Coverage)
class CoverageAdmin(JudgedAdmin):
    form = CoverageForm
    list_display = ("event", "quoted", "judgement", "role", "phase", "article_title")
    list_filter = (NeedFilter, "judgement", "role", "phase", "article__is_reviewed", "event__series")
    list_select_related = ("event", "article")
    search_fields = ("event__name", "event__short_name", "event__aliases__text", "article__title")
    search_help_text = _("A name of the event, or words of the article's title")
    fields = (
        "article_title",
        "event",
        "role",
        "phase",
        "phase_evidence",
        "judgement",
        "judgement_reason",
        "quoted_fully",
        "evidence",
    )
    readonly_fields = ("article_title", "event", "phase_evidence", "quoted_fully", "evidence")
