"""The board of summits: topics, and the passages pinned to them."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from archive.admin.conflicts import ConflictAdmin
from archive.models import PinnedPassage, Topic


@admin.register(Topic)
class TopicAdmin(ConflictAdmin):
    list_display = ("name", "position", "slug", "pin_count")
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Topic]:
        return super().get_queryset(request).annotate(pin_count=models.Count("pinned_passages"))

    @admin.display(description=_("pinned passages"), ordering="pin_count")
    def pin_count(self, topic: Topic) -> int:
        return topic.pin_count


@admin.register(PinnedPassage)
class PinnedPassageAdmin(ConflictAdmin):
    """Passages are pinned from the page of their article or here; the words have to stand in the paragraph."""

    list_display = ("event", "topic", "opening", "verdict", "passage", "is_in_text", "pinned_by")
    list_display_links = ("opening",)
    list_filter = ("verdict", "topic")
    list_select_related = ("event", "topic", "article", "pinned_by")
    list_per_page = 50
    search_fields = ("quotation", "note", "article__title", "event__name")
    autocomplete_fields = ("event", "topic", "article")
    fields = ("event", "topic", "article", "paragraph", "quotation", "verdict", "note")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[PinnedPassage]:
        return super().get_queryset(request).defer("article__blocks", "article__provenance")

    def save_model(self, request: HttpRequest, obj: PinnedPassage, form: forms.ModelForm, change: bool) -> None:
        if not change:
            obj.pinned_by = request.user
        super().save_model(request, obj, form, change)

    @admin.display(description=_("words"))
    def opening(self, pin: PinnedPassage) -> str:
        return Truncator(pin.quotation).chars(90)

    @admin.display(description=_("passage"))
    def passage(self, pin: PinnedPassage) -> SafeString:
        return format_html('<a href="{}">{} #p{}</a>', pin.get_absolute_url(), pin.article, pin.paragraph)

    @admin.display(description=_("in the text"), boolean=True)
    def is_in_text(self, pin: PinnedPassage) -> bool:
        return not pin.is_lost
