"""Who signed articles."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.admin.judging import JudgedAdmin, JudgedForm, JudgedInline
from archive.admin.needs import NeedFilter
from archive.models import Authorship


class AuthorshipInline(JudgedInline):
    model = Authorship
    form = JudgedForm
    fields = ("position", "name", "name_as_printed", "person", "judgement", "judgement_reason", "evidence")
    readonly_fields = ("name_as_printed", "evidence")
    autocomplete_fields = ("person",)


@admin.register(Authorship)
class AuthorshipAdmin(JudgedAdmin):
    form = JudgedForm
    list_display = ("name", "person", "judgement", "evidence", "article_title")
    list_filter = (NeedFilter, "judgement", ("person", admin.EmptyFieldListFilter), "article__is_reviewed")
    list_select_related = ("person", "article")
    search_fields = ("name", "name_as_printed", "person__name", "article__title")
    search_help_text = _("A name as it was signed, or words of the article's title")
    fields = (
        "article_title",
        "position",
        "name",
        "name_as_printed",
        "person",
        "judgement",
        "judgement_reason",
        "evidence",
    )
    readonly_fields = ("article_title", "position", "name_as_printed", "evidence")
    autocomplete_fields = ("person",)
