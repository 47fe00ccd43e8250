"""Articles with much the same text."""

from __future__ import annotations

from django.contrib import admin
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from archive.admin.judging import JudgedAdmin
from archive.admin.needs import NeedFilter
from archive.models import Article, Duplicate
from archive.models.article import ArticleQuerySet


@admin.register(Duplicate)
class DuplicateAdmin(JudgedAdmin):
    list_display = ("__str__", "percentage", "judgement", "first_article", "second_article")
    list_filter = (NeedFilter, "judgement")
    list_select_related = ("first", "second")
    search_fields = ("first__title", "second__title")
    search_help_text = _("Words of either title")
    fields = ("first_article", "second_article", "percentage", "judgement", "judgement_reason", "evidence")
    readonly_fields = ("first_article", "second_article", "percentage", "evidence")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Duplicate]:
        return super().get_queryset(request).defer("first__body", "second__body", "first__blocks", "second__blocks")

    def articles_of(self, records: models.QuerySet) -> ArticleQuerySet:
        pairs = records.order_by()
        return Article.objects.filter(Q(pk__in=pairs.values("first")) | Q(pk__in=pairs.values("second")))

    @admin.display(description=_("similarity"), ordering="similarity")
    def percentage(self, link: Duplicate) -> str:
        return f"{link.percentage} %"

    @admin.display(description=_("one article"), ordering="first__title")
    def first_article(self, link: Duplicate) -> SafeString:
        return _form_of(link.first)

    @admin.display(description=_("the other"), ordering="second__title")
    def second_article(self, link: Duplicate) -> SafeString:
        return _form_of(link.second)


def _form_of(article: Article) -> SafeString:
    return format_html('<a href="{}">{}</a>', reverse("admin:archive_article_change", args=[article.pk]), article)
