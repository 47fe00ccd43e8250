"""People, their other names and their offices."""

from __future__ import annotations

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from archive.admin.curation import AuthorityAdmin, article_count
from archive.admin.filters import LeaderFilter
from archive.admin.needs import NeedFilter
from archive.models import Appearance, Article, Person, PersonAlias, Tenure
from archive.models.article import ArticleQuerySet
from archive.spreadsheets.resources import PersonResource


class PersonAliasInline(admin.TabularInline):
    model = PersonAlias
    extra = 0


class TenureInline(admin.TabularInline):
    model = Tenure
    extra = 0


@admin.register(Person)
class PersonAdmin(AuthorityAdmin):
    resource = PersonResource
    list_display = ("name", "sort_name", "article_count", "wikidata_id", "updated_at", "public_page")
    list_filter = (NeedFilter, LeaderFilter, "tenures__country", "updated_at")
    search_fields = ("name", "sort_name", "aliases__text", "slug", "wikidata_id")
    search_help_text = _("A name, another name, or a Wikidata id")
    fields = ("name", "sort_name", "slug", "wikidata_id", "note")
    prepopulated_fields = {"slug": ("name",)}
    inlines = (PersonAliasInline, TenureInline)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Person]:
        appearances = Appearance.objects.shown()
        return super().get_queryset(request).annotate(article_count=article_count(appearances, "person"))

    @admin.display(description=_("articles"), ordering="article_count")
    def article_count(self, person: Person) -> int:
        return person.article_count

    def articles_of(self, records: models.QuerySet) -> ArticleQuerySet:
        return Article.objects.naming(records)
