"""Judging links: what authorships, appearances and coverages have in common for a curator."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from archive.admin.curation import IndexingAdmin
from archive.admin.evidence import link_quotations
from archive.judging import deciding
from archive.models import Article, Judgement
from archive.models.article import ArticleQuerySet


class RecordName(forms.Widget):
    """The linked record as words that lead to its form: another record would be another link."""

    def __init__(self, record: models.Model) -> None:
        super().__init__()
        self.record = record

    def render(self, name: str, value: object, attrs: Any = None, renderer: Any = None) -> SafeString:
        options = self.record._meta
        address = reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[self.record.pk])
        return format_html('<a href="{}">{}</a>', address, self.record)


class JudgedForm(forms.ModelForm):
    """A curator who changes a link has decided about it: it is confirmed, unless a judgement was chosen as well."""

    settled_field = ""  # what an existing link leads to, and cannot be turned to another record

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get(self.settled_field)
        if field and self.instance.pk:
            field.disabled = True
            field.widget = RecordName(getattr(self.instance, self.settled_field))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        decided = set(self.changed_data) - {"judgement_reason"}
        if decided and "judgement" not in decided and cleaned.get("judgement") == Judgement.PROPOSED:
            cleaned["judgement"] = Judgement.CONFIRMED
        return cleaned


class LinksOfOneArticle(forms.BaseInlineFormSet):
    """Rows that share the article already at hand, so that none fetches it again to quote from it."""

    def get_queryset(self) -> models.QuerySet:
        links = super().get_queryset()
        for link in links:
            link.article = self.instance
        return links


class JudgedInline(admin.TabularInline):
    """The links of one article. None is deleted: one that was rejected is not proposed again."""

    formset = LinksOfOneArticle
    extra = 0
    can_delete = False
    show_change_link = True
    readonly_fields = ("quoted", "evidence")

    @admin.display(description=_("words"))
    def quoted(self, link: Any) -> SafeString | str:
        return link_quotations(link) if link.pk else ""


class JudgedAdmin(IndexingAdmin):
    """All links of one kind, to be judged one by one or many at a time."""

    actions = ("confirm", "reject")
    list_per_page = 50
    save_on_top = True

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # links are added in their article's form

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def articles_of(self, records: models.QuerySet) -> ArticleQuerySet:
        return Article.objects.filter(pk__in=records.order_by().values("article"))

    @admin.display(description=_("article"), ordering="article__title")
    def article_title(self, link: Any) -> SafeString:
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:archive_article_change", args=[link.article_id]), link.article
        )

    @admin.display(description=_("words"))
    def quoted(self, link: Any) -> SafeString:
        return link_quotations(link, limit=1)

    @admin.display(description=_("words"))
    def quoted_fully(self, link: Any) -> SafeString:
        return link_quotations(link, limit=20)

    @admin.action(description=_("Confirm the selected links"), permissions=["change"])
    def confirm(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        self._judge(request, queryset, Judgement.CONFIRMED)

    @admin.action(description=_("Reject the selected links"), permissions=["change"])
    def reject(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        self._judge(request, queryset, Judgement.REJECTED)

    def _judge(self, request: HttpRequest, queryset: models.QuerySet, judgement: Judgement) -> None:
        queryset = queryset.exclude(judgement=judgement)  # what is judged so already keeps its reason
        keys = list(queryset.values_list("pk", flat=True))
        with deciding() as decision:
            LogEntry.objects.log_actions(
                request.user.pk, queryset, CHANGE, gettext("Judged: %(judgement)s.") % {"judgement": judgement.label}
            )
            number = decision.judge(self.model, keys, judgement)
        words = {
            Judgement.CONFIRMED: ngettext("%(number)d link confirmed.", "%(number)d links confirmed.", number),
            Judgement.REJECTED: ngettext("%(number)d link rejected.", "%(number)d links rejected.", number),
        }
        self.message_user(request, words[judgement] % {"number": number}, messages.SUCCESS)
