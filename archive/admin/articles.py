"""Articles: what was read from the text, and what a curator says instead."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from archive.admin.accessions import AccessionInline
from archive.admin.appearances import AppearanceInline
from archive.admin.article_form import ArticleForm, sign
from archive.admin.authorships import AuthorshipInline
from archive.admin.blocks import blocks_address, blocks_view, count_set_aside
from archive.admin.coverages import CoverageInline
from archive.admin.curation import AddressedAdmin
from archive.admin.date_reading import date_view
from archive.admin.evidence import differences_table, provenance_table, quotations, table
from archive.admin.filters import JudgementFilter, YearFilter
from archive.admin.needs import NeedFilter
from archive.admin.paragraphs import paragraph_view
from archive.admin.preview import PREVIEW, previewed
from archive.admin.withdrawal import withdraw_view
from archive.date_words import in_words
from archive.ingest.links import settle_phases
from archive.ingest.moving import moved
from archive.models import Article, Coverage, Event, Judgement, Person, UnresolvedName
from archive.models.article import ArticleQuerySet
from archive.spreadsheets.resources import ArticleResource
from archive.tasks import request_indexing


@admin.register(Article)
class ArticleAdmin(AddressedAdmin):
    form = ArticleForm
    list_display = (
        "__str__",
        "source",
        "published",
        "is_withdrawn",
        "language",
        "is_reviewed",
        "differs",
        "public_page",
    )
    list_filter = (
        NeedFilter,
        "is_reviewed",
        "has_differences",
        JudgementFilter,
        ("source", admin.RelatedOnlyFieldListFilter),
        YearFilter,
        "published_basis",
        "language",
        "title_is_devised",
    )
    list_select_related = ("source",)
    list_per_page = 50
    date_hierarchy = "published_sort"
    search_fields = ("title", "slug", "url", "source__name", "source_as_printed")
    search_help_text = _("Words of the title, the source, or the address")
    resource = ArticleResource
    actions = ("mark_reviewed", "mark_not_reviewed", *AddressedAdmin.actions)
    autocomplete_fields = ("source", "republisher")
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    readonly_fields = (
        "source_as_printed",
        "published_in_words",
        "published_basis",
        "published_evidence",
        "provenance_shown",
        "differences_shown",
        "unresolved_shown",
        "set_aside",
        "text",
    )
    fieldsets = (
        (None, {"fields": ("title", "title_is_devised", "is_reviewed", "differences_shown")}),
        (_("Publisher"), {"fields": ("source", "source_as_printed", "republisher", "url", "language", "rights")}),
        (
            _("Date of publication"),
            {"fields": ("published_edtf", "published_in_words", "published_basis", "published_evidence")},
        ),
        (_("Where each field comes from"), {"fields": ("provenance_shown",), "classes": ("collapse",)}),
        (_("Names nobody is linked to"), {"fields": ("unresolved_shown",), "classes": ("collapse",)}),
        (_("Text"), {"fields": ("set_aside", "text"), "classes": ("collapse",)}),
        (_("Address"), {"fields": ("slug",), "classes": ("collapse",)}),
    )
    inlines = (AuthorshipInline, CoverageInline, AppearanceInline, AccessionInline)
    save_on_top = True

    def get_urls(self) -> list[URLPattern]:
        named = {"blocks": self.blocks_view, "withdraw": self.withdraw_view}
        return [
            path(
                "<path:object_id>/paragraph/<str:number>/",
                self.admin_site.admin_view(self.paragraph_view),
                name="archive_article_paragraph",
            ),
            path("date/", self.admin_site.admin_view(self.date_view), name="archive_article_date"),
            *(
                path(f"<path:object_id>/{name}/", self.admin_site.admin_view(view), name=f"archive_article_{name}")
                for name, view in named.items()
            ),
            *super().get_urls(),
        ]

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        def view() -> HttpResponse:
            return super(ArticleAdmin, self).changeform_view(request, object_id, form_url, extra_context)

        return previewed(request, object_id or "", view) if PREVIEW in request.POST else view()

    def paragraph_view(self, request: HttpRequest, object_id: str, number: str) -> HttpResponse:
        return paragraph_view(self, request, object_id, number)

    def date_view(self, request: HttpRequest) -> HttpResponse:
        return date_view(self, request)

    def withdraw_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return withdraw_view(self, request, object_id)

    def blocks_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return blocks_view(self, request, object_id)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # articles come in by ingest, with their original

    def articles_of(self, records: models.QuerySet) -> ArticleQuerySet:
        return Article.objects.filter(pk__in=records.values("pk"))

    def save_model(self, request: HttpRequest, obj: Article, form: ArticleForm, change: bool) -> None:
        form.settle_accounts()
        super().save_model(request, obj, form, change)

    def sign(self, record: Article, changed: Collection[str]) -> None:
        sign(record, changed)

    def follow(self, record: Article, former: Mapping[str, Any]) -> None:
        super().follow(record, former)
        if "title" in former:
            _keep_title_spans(record, former["title"])
        if "published_edtf" in former:
            settle_phases(Coverage.objects.filter(article=record))

    @admin.display(description=_("published"), ordering="published_sort", empty_value=_("unknown"))
    def published(self, article: Article) -> str:
        return in_words(article.published_edtf) if article.published_edtf else ""

    @admin.display(description=_("withdrawn"), ordering="withdrawn_at")
    def is_withdrawn(self, article: Article) -> str:
        return gettext("withdrawn") if article.withdrawn_at else ""

    @admin.display(description=_("in words"), empty_value=_("unknown"))
    def published_in_words(self, article: Article) -> str:
        return self.published(article)

    @admin.display(description=_("differs"), ordering="has_differences")
    def differs(self, article: Article) -> str:
        return gettext("differs") if article.has_differences else ""

    @admin.display(description=_("provenance"))
    def provenance_shown(self, article: Article) -> str:
        return provenance_table(article.provenance) or gettext("Nothing was recorded.")

    @admin.display(description=_("differences"))
    def differences_shown(self, article: Article) -> str:
        beside_no_field = {
            name: article.differences[name] for name in ("body", "blocks", "links") if name in article.differences
        }
        return differences_table(beside_no_field) or gettext("None.")

    @admin.display(description=_("names"))
    def unresolved_shown(self, article: Article) -> str:
        open_names = list(article.unresolved_names.filter(judgement=Judgement.PROPOSED))
        records = _records_named(open_names)
        return table(
            (_("Words"), _("Where"), _("Could be")),
            (
                (
                    name.text,
                    quotations(article.body, name.spans),
                    ", ".join(records.get(slug, slug) for slug in name.candidates) or gettext("nobody known"),
                )
                for name in open_names
            ),
        ) or gettext("None.")

    @admin.display(description=_("set aside"))
    def set_aside(self, article: Article) -> SafeString:
        number = count_set_aside(article)
        counted = ngettext("%(number)d block of the original", "%(number)d blocks of the original", number)
        words = _("look through them, or set a paragraph aside")
        return format_html('{} – <a href="{}">{}</a>', counted % {"number": number}, blocks_address(article), words)

    @admin.display(description=_("body"))
    def text(self, article: Article) -> SafeString:
        return format_html_join("", "<p>{}</p>", ((paragraph,) for paragraph in article.body.split("\n\n")))

    @admin.action(description=_("Mark the selected articles as reviewed"), permissions=["change"])
    def mark_reviewed(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        self._mark(request, queryset, True)

    @admin.action(description=_("Mark the selected articles as not reviewed"), permissions=["change"])
    def mark_not_reviewed(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        self._mark(request, queryset, False)

    def _mark(self, request: HttpRequest, queryset: models.QuerySet, is_reviewed: bool) -> None:
        note = gettext("Marked as reviewed.") if is_reviewed else gettext("Marked as not reviewed.")
        with transaction.atomic():
            articles = Article.objects.filter(pk__in=list(queryset.values_list("pk", flat=True)))
            LogEntry.objects.log_actions(request.user.pk, articles, CHANGE, note)
            number = articles.update(is_reviewed=is_reviewed)
            request_indexing(articles)
        words = (
            ngettext("%(number)d article marked as reviewed.", "%(number)d articles marked as reviewed.", number)
            if is_reviewed
            else ngettext(
                "%(number)d article marked as not reviewed.", "%(number)d articles marked as not reviewed.", number
            )
        )
        self.message_user(request, words % {"number": number}, messages.SUCCESS)


def _keep_title_spans(article: Article, former_title: str) -> None:
    """Move the spans in the title to where their words now stand; words that are gone take their span with them."""
    for links in (article.appearances, article.coverages):
        for link in links.exclude(title_spans=[]):
            link.title_spans = moved(link.title_spans, former_title, article.title)
            link.save(update_fields=["title_spans"])


def _records_named(names: list[UnresolvedName]) -> dict[str, str]:
    """What the candidates are called, by slug."""
    slugs = {slug for name in names for slug in name.candidates}
    kinds = (Person, Event)
    return {record.slug: record.name for kind in kinds for record in kind.objects.filter(slug__in=slugs)}
