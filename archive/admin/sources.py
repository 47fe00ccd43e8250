"""Those who published articles."""

from __future__ import annotations

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from archive.admin.curation import AuthorityAdmin, article_count
from archive.admin.needs import NeedFilter
from archive.models import Article, Source, SourceAlias
from archive.models.article import ArticleQuerySet
from archive.spreadsheets.resources import SourceResource


class SourceAliasInline(admin.TabularInline):
    model = SourceAlias
    extra = 0


@admin.register(Source)
class SourceAdmin(AuthorityAdmin):
    resource = SourceResource
    list_display = ("name", "kind", "country", "language", "shown", "article_count", "is_sample", "public_page")
    list_filter = (NeedFilter, "shown", "kind", "language", "is_sample", "country")
    search_fields = ("name", "aliases__text", "slug", "domains", "wikidata_id")
    search_help_text = _("A name, another name, a host name, or a Wikidata id")
    fields = (
        "name", "kind", "country", "language", "domains", "shown", "rights_note", "rights_url", "is_sample", "slug",
        "wikidata_id", "note",
    )  # fmt: skip
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    prepopulated_fields = {"slug": ("name",)}
    outside_index = ("shown", "rights_note", "rights_url")
    inlines = (SourceAliasInline,)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Source]:
        articles = Article.objects.published()
        return super().get_queryset(request).annotate(article_count=article_count(articles, "source"))

    @admin.display(description=_("articles"), ordering="article_count")
    def article_count(self, source: Source) -> int:
        return source.article_count

    def articles_of(self, records: models.QuerySet) -> ArticleQuerySet:
        return Article.objects.filter(models.Q(source__in=records) | models.Q(republisher__in=records))
