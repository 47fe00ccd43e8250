"""People in articles."""

from __future__ import annotations

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from archive.admin.judging import JudgedAdmin, JudgedForm, JudgedInline
from archive.admin.needs import NeedFilter
from archive.models import Appearance


class AppearanceForm(JudgedForm):
    settled_field = "person"


class AppearanceInline(JudgedInline):
    model = Appearance
    form = AppearanceForm
    fields = ("person", "role", "judgement", "judgement_reason", "quoted", "evidence")
    autocomplete_fields = ("person",)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Appearance]:
        return super().get_queryset(request).select_related("person")


@admin.register(Appearance)
class AppearanceAdmin(JudgedAdmin):
    list_display = ("person", "quoted", "judgement", "role", "article_title")
    list_filter = (NeedFilter, "judgement", "role", "article__is_reviewed", "article__language")
    list_select_related = ("person", "article")
    search_fields = ("person__name", "person__aliases__text", "article__title")
    search_help_text = _("A name of the person, or words of the article's title")
    fields = ("article_title", "person", "role", "judgement", "judgement_reason", "quoted_fully", "evidence")
    readonly_fields = ("article_title", "person", "quoted_fully", "evidence")
