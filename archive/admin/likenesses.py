"""Probable duplicates among the records: each pair is merged, or set aside for good as two."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from archive.admin.history import HistoryAdmin
from archive.admin.needs import NeedFilter
from archive.models import Likeness


@admin.register(Likeness)
class LikenessAdmin(HistoryAdmin):
    list_display = ("one", "other", "reason", "words", "merging", "is_distinct", "note")
    list_display_links = ("words",)
    list_filter = (NeedFilter, "kind", "reason", "is_distinct")
    list_per_page = 50
    search_fields = ("first_name", "second_name", "words")
    search_help_text = _("A name of either record")
    fields = ("kind", "one", "other", "reason", "words", "is_distinct", "note")
    readonly_fields = ("kind", "one", "other", "reason", "words")
    actions = ("set_aside", "take_up")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Of pairs that wait only those of which both records are there."""
        likenesses = super().get_queryset(request)
        return likenesses.filter(models.Q(is_distinct=True) | models.Q(pk__in=Likeness.objects.awaiting().values("pk")))

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        merges = any(
            request.user.has_perm(f"archive.merge_{kind}") for kind, _label in Likeness._meta.get_field("kind").choices
        )
        return tuple(name for name in self.list_display if merges or name != "merging")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("one record"), ordering="first_name")
    def one(self, likeness: Likeness) -> SafeString:
        return _form_of(likeness, likeness.first_id, likeness.first_name)

    @admin.display(description=_("the other"), ordering="second_name")
    def other(self, likeness: Likeness) -> SafeString:
        return _form_of(likeness, likeness.second_id, likeness.second_name)

    @admin.display(description=_("merge"))
    def merging(self, likeness: Likeness) -> SafeString | str:
        """To the preview in which the younger record becomes part of the older one."""
        if likeness.is_distinct:
            return ""
        address = reverse(f"admin:archive_{likeness.kind}_merge", args=[likeness.second_id])
        return format_html('<a href="{}?into={}">{}</a>', address, likeness.first_id, _("Preview"))

    @admin.action(description=_("Set the selected pairs aside: not the same"), permissions=["change"])
    def set_aside(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        number = self._decide(queryset, is_distinct=True)
        words = ngettext("%(number)d pair is set aside.", "%(number)d pairs are set aside.", number)
        self.message_user(request, words % {"number": number}, messages.SUCCESS)

    @admin.action(description=_("Take the selected pairs up again"), permissions=["change"])
    def take_up(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        number = self._decide(queryset, is_distinct=False)
        words = ngettext("%(number)d pair is taken up again.", "%(number)d pairs are taken up again.", number)
        self.message_user(request, words % {"number": number}, messages.SUCCESS)

    def _decide(self, queryset: models.QuerySet, is_distinct: bool) -> int:
        chosen = list(queryset.values_list("pk", flat=True))
        return Likeness.objects.filter(pk__in=chosen).exclude(is_distinct=is_distinct).update(is_distinct=is_distinct)


def _form_of(likeness: Likeness, key: int, name: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', reverse(f"admin:archive_{likeness.kind}_change", args=[key]), name)
