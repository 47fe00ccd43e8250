"""What every form for a curator does when it is saved: addresses stay, curated fields are named, the index follows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from archive.admin.conflicts import ConflictAdmin
from archive.admin.lines import LinesField
from archive.admin.locking import LockingAdmin
from archive.admin.merging import MergingAdmin
from archive.admin.review.queue import KINDS
from archive.admin.splitting import SplittingAdmin
from archive.admin.spreadsheets import SpreadsheetAdmin
from archive.admin.trash import TrashingAdmin
from archive.likeness.finding import find_likenesses
from archive.merging.work import readdressed
from archive.models.article import ArticleQuerySet
from archive.tasks import request_indexing


class IndexingAdmin(ConflictAdmin):
    """Asks, in the transaction of the change itself, for the articles to be indexed that now read otherwise.

    `outside_index` are the fields on which nothing depends that the index holds.
    """

    outside_index: Collection[str] = ()

    def articles_of(self, records: models.QuerySet) -> ArticleQuerySet:
        """The articles whose pages, facets or search results show any of these records."""
        raise TypeError(f"{type(self).__name__} does not say which articles show its records.")

    def save_model(self, request: HttpRequest, obj: Any, form: forms.ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change:
            self.follow(obj, {name: form.initial.get(name) for name in form.changed_data})

    def save_related(self, request: HttpRequest, form: forms.ModelForm, formsets: list, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if set(form.changed_data).difference(self.outside_index) or any(formset.has_changed() for formset in formsets):
            self.request_work(self.model.objects.filter(pk=form.instance.pk))

    def request_work(self, records: models.QuerySet) -> None:
        """Have done in the background what follows when these records were changed."""
        request_indexing(self.articles_of(records))


class AddressedAdmin(SpreadsheetAdmin, TrashingAdmin, IndexingAdmin):
    """A record with a public page; every address it had leads to it for ever."""

    def view_on_site(self, record: models.Model) -> str:
        return record.get_absolute_url()

    @admin.display(description=_("page"))
    def public_page(self, record: models.Model) -> SafeString:
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), _("page"))

    def follow(self, record: Any, former: Mapping[str, Any]) -> None:
        super().follow(record, former)
        if "slug" in former:
            record.former_slugs.filter(slug=record.slug).delete()
            record.former_slugs.get_or_create(slug=former["slug"])


class CuratedAdmin(IndexingAdmin, LockingAdmin):
    """A record that authority files may change too, but never in what a curator set here."""

    names_of_rows: Mapping[str, str] = {}  # what authority files call the rows of an inline, where they differ

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        if isinstance(db_field, models.JSONField):
            return LinesField(required=False, label=db_field.verbose_name.capitalize(), help_text=db_field.help_text)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_related(self, request: HttpRequest, form: forms.ModelForm, formsets: list, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        rows = (formset.fk.remote_field.get_accessor_name() for formset in formsets if formset.has_changed())
        self.keep_curated(form.instance, {self.names_of_rows.get(name, name) for name in rows})

    def sign(self, record: Any, changed: Collection[str]) -> None:
        record.curated_fields = sorted({*changed, *record.curated_fields})


class AuthorityAdmin(SplittingAdmin, MergingAdmin, CuratedAdmin, AddressedAdmin):
    """A person, event or source."""

    change_form_template = "admin/archive/authority_change_form.html"

    def follow(self, record: Any, former: Mapping[str, Any]) -> None:
        super().follow(record, former)
        if "slug" in former:
            readdressed(record, former["slug"])

    def request_work(self, records: models.QuerySet) -> None:
        super().request_work(records)
        find_likenesses.enqueue()

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """Back to the proposal in the review queue that the record was made for, where there is one."""
        kind, _dash, pk = request.GET.get("proposal", "").partition("-")
        if kind in KINDS and pk.isdecimal():
            query = urlencode({"q": obj.name, "back": request.GET.get("back", "")})
            return HttpResponseRedirect(f"{reverse('review-one', args=[kind, pk])}?{query}")
        return super().response_add(request, obj, post_url_continue)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[list, dict, set, list]:
        """Refuse what is linked in one line a record, instead of naming thousands of links one by one."""
        linked = [words for record in objs if (words := self.links_in_words(record))]
        return ([], {}, set(), linked) if linked else super().get_deleted_objects(objs, request)

    def links_in_words(self, record: models.Model) -> str:
        """“Vladimir Putin: 12 appearances, 1 authorship”, or nothing where no other record needs this one."""
        counts = []
        for relation in record._meta.related_objects:
            if relation.on_delete is not models.PROTECT:
                continue
            options = relation.related_model._meta
            number = relation.related_model.objects.filter(**{relation.field.name: record}).count()
            if number:
                counts.append(f"{number} {options.verbose_name if number == 1 else options.verbose_name_plural}")
        return _("%(record)s: %(links)s") % {"record": record, "links": ", ".join(counts)} if counts else ""


def article_count(links: models.QuerySet, record: str) -> Coalesce:
    """How many of `links` (each stands for one article) name a record in their field `record`; for `annotate`."""
    counted = links.filter(**{record: models.OuterRef("pk")}).order_by().values(record)
    return Coalesce(models.Subquery(counted.annotate(number=models.Count("pk")).values("number")), 0)
