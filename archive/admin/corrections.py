"""Errors that readers reported, and the public log of corrections."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from archive.admin.conflicts import ConflictAdmin
from archive.admin.needs import NeedFilter
from archive.annotating import isolated_text
from archive.models import Correction, ErrorReport
from archive.models.article import not_listed, sum_of_text
from archive.reports import answer

_SENTENCE = Correction._meta.get_field("text")


class AnswerForm(forms.ModelForm):
    sentence = forms.CharField(
        label=gettext_lazy("Public sentence"),
        max_length=_SENTENCE.max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        help_text=_SENTENCE.help_text,
    )

    seen = forms.CharField(widget=forms.HiddenInput, required=False)  # the answer there was when the form was opened

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sentence_now = self.instance.correction.text if self.instance.correction else ""
        self.answer_now = f"{sum_of_text(self.sentence_now)}-{self.instance.answer}"
        self.initial |= {"sentence": self.sentence_now, "seen": self.answer_now}

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("seen") != self.answer_now:
            said = ": ".join(filter(None, [self.instance.get_answer_display(), self.sentence_now]))
            self.add_error(
                None,
                _(
                    "Somebody answered this report while you had it open. It now says “%(said)s”. Nothing of yours is "
                    "saved yet; save again to have your answer take its place."
                )
                % {"said": isolated_text(said)},
            )
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = self.answer_now
        is_corrected = self.cleaned_data.get("answer") == ErrorReport.Answer.CORRECTED
        if is_corrected and not self.cleaned_data.get("sentence") and "sentence" not in self.errors:
            self.add_error("sentence", _("Say in a sentence what was corrected: readers are told."))


@admin.register(ErrorReport)
class ErrorReportAdmin(admin.ModelAdmin):
    """What readers say; a curator answers. Open reports come first."""

    form = AnswerForm
    list_display = ("opening", "article", "paragraph", "answer", "reported_at", "closed_by")
    list_filter = (NeedFilter, "answer", "reported_at")
    list_select_related = ("article", "closed_by")
    list_per_page = 50
    search_fields = ("message", "article__title")
    said = ("article_links", "message_shown", "paragraph", "quotation", "is_same", "reader", "reported_at")
    readonly_fields = (*said, "closed_at", "closed_by")
    fieldsets = (
        (gettext_lazy("What the reader says"), {"fields": said}),
        (gettext_lazy("Answer"), {"fields": ("answer", "sentence", "closed_at", "closed_by")}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_fieldsets(self, request: HttpRequest, obj: ErrorReport | None = None) -> Any:
        said, (name, options) = super().get_fieldsets(request, obj)
        seen = ("seen",) if self.has_change_permission(request, obj) else ()
        return said, (name, options | {"fields": options["fields"] + seen})

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related("correction", "article").defer(*not_listed("article__"))

    def save_model(self, request: HttpRequest, obj: ErrorReport, form: forms.ModelForm, change: bool) -> None:
        answer(obj, request.user, form.cleaned_data["sentence"])

    @admin.display(description=gettext_lazy("what is wrong"))
    def opening(self, report: ErrorReport) -> str:
        return Truncator(report.message).chars(90)

    @admin.display(description=gettext_lazy("what is wrong"))
    def message_shown(self, report: ErrorReport) -> SafeString:
        return format_html_join(format_html("{}<br>", ""), "{}", ((line,) for line in report.message.splitlines()))

    @admin.display(description=pgettext_lazy("record", "article"))
    def article_links(self, report: ErrorReport) -> SafeString:
        address = reverse("admin:archive_article_change", args=[report.article_id])
        place = f"#p{report.paragraph}" if report.paragraph else ""
        page = f"{report.article.get_absolute_url()}{place}"
        return format_html('<a href="{}">{}</a> · <a href="{}">{}</a>', address, report.article, page, _("page"))

    @admin.display(description=gettext_lazy("text"))
    def is_same(self, report: ErrorReport) -> str:
        return _("unchanged since the report") if report.is_of_present_text else _("changed since the report")

    @admin.display(description=gettext_lazy("reader"))
    def reader(self, report: ErrorReport) -> str | SafeString:
        """Readers never see it."""
        if not report.email:
            return report.name or _("not known")
        return format_html('{} <a href="mailto:{}">{}</a>', report.name, report.email, report.email)

    @admin.display(description=_SENTENCE.verbose_name)
    def sentence(self, report: ErrorReport) -> str:
        return report.correction.text if report.correction else ""


@admin.register(Correction)
class CorrectionAdmin(ConflictAdmin):
    """The public log. Withdrawals stand in it by themselves."""

    list_display = ("text", "article", "published_by", "published_at")
    list_select_related = ("article", "published_by")
    list_per_page = 50
    search_fields = ("text", "article__title")
    autocomplete_fields = ("article",)
    fields = ("article", "text")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).defer(*not_listed("article__"))

    def save_model(self, request: HttpRequest, obj: Correction, form: forms.ModelForm, change: bool) -> None:
        if not change:
            obj.published_by = request.user
        super().save_model(request, obj, form, change)
