"""Names without a record: read only. What a curator thinks worth one, they add as a person, event or source."""

from __future__ import annotations

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from archive.admin.accessions import ReadOnlyAdmin
from archive.models import Suggestion


@admin.register(Suggestion)
class SuggestionAdmin(ReadOnlyAdmin):
    list_display = ("name", "article_count", "rule", "sentences_shown", "counted_at")
    list_display_links = None
    list_per_page = 50
    search_fields = ("name",)
    search_help_text = _("A part of the name; manage.py suggest_records counts anew")

    @admin.display(description=_("some sentences"))
    def sentences_shown(self, suggestion: Suggestion) -> SafeString:
        return format_html_join(
            format_html("{}<br>", ""),
            '<a href="{}">{}</a>',
            (
                (reverse("article-detail", args=[sentence["article"]]), sentence["text"])
                for sentence in suggestion.sentences
            ),
        )
