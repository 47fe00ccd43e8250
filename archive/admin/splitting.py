"""Splitting a record in two: choose what goes to the new one, see how much that is, and do it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.evidence import link_quotations
from archive.admin.merging import may_merge
from archive.merging.plan import MergeError
from archive.merging.splitting import PARTS, SAID, Selection, preview
from archive.merging.work import STEP, split
from archive.models import Article, Authorship, Source

_SHOWN = 100  # links, to be ticked one by one
# What the new record has like the old one; the curator changes it in its form.
_NOT_COPIED = {"id", "slug", "name", "wikidata_id", "note", "curated_fields", "created_at", "updated_at", "trashed_at",
               "trashed_by"}  # fmt: skip


class SelectionForm(forms.Form):
    """Which links go. Sent by GET, so that the preview has an address."""

    alias = forms.MultipleChoiceField(
        label=gettext_lazy("Names that go to the new record, with the links that rest on them"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    first = forms.DateField(label=gettext_lazy("Articles from"), required=False, widget=admin.widgets.AdminDateWidget)
    last = forms.DateField(label=gettext_lazy("Articles until"), required=False, widget=admin.widgets.AdminDateWidget)

    def __init__(self, record: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        aliases = record.aliases.values_list("text", flat=True)
        self.fields["alias"].choices = [(text, text) for text in dict.fromkeys([*aliases, record.name])]
        if not isinstance(record, Source):
            self.fields["source"] = forms.ModelChoiceField(
                label=gettext_lazy("Articles of the source"),
                queryset=Source.objects.published(),
                required=False,
            )

    def selection(self) -> Selection:
        said = self.cleaned_data
        days = (day.isoformat() if day else "" for day in (said["first"], said["last"]))
        source = said.get("source")
        return Selection(tuple(said["alias"]), source and source.pk, *days)


class NewRecordForm(forms.Form):
    """What the new record is called; `sort_name` and `short_name` where its kind has one."""

    name = forms.CharField(label=gettext_lazy("Name of the new record"), max_length=300)
    sort_name = forms.CharField(label=gettext_lazy("Sort name"), max_length=300)
    short_name = forms.CharField(label=gettext_lazy("Short name"), max_length=100)
    slug = forms.SlugField(label=gettext_lazy("Its address"), max_length=100)

    def __init__(self, record: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record = record
        for name in ("sort_name", "short_name"):
            if not hasattr(record, name):
                del self.fields[name]
        for model, field in PARTS[type(record)]:
            rows = model._default_manager.filter(**{field: record})
            if any(each.name == "text" for each in model._meta.concrete_fields) or not rows.exists():
                continue  # names are chosen with their links
            self.fields[model._meta.model_name] = forms.ModelMultipleChoiceField(
                label=str(model._meta.verbose_name_plural).capitalize(),
                queryset=rows,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    def clean(self) -> dict[str, Any]:
        """Refuse what a record cannot be, beside the field that says so."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                self.made().full_clean(exclude=["curated_fields"])
            except ValidationError as error:
                for name, why in error.message_dict.items():
                    self.add_error(name if name in self.fields else None, why)
        return cleaned

    def made(self) -> Any:
        """The new record, not saved: like the old one, but for what tells records apart."""
        model = type(self.record)
        names = [field.name for field in model._meta.concrete_fields if field.name not in _NOT_COPIED]
        columns = {name: getattr(self.record, name) for name in names}
        said = {name: self.cleaned_data[name] for name in SAID if name in self.fields}
        return model(**columns | said)

    def parts(self, aliases: tuple[str, ...]) -> dict[type[models.Model], list[int]]:
        chosen = {}
        for model, field in PARTS[type(self.record)]:
            if model._meta.model_name in self.fields:
                chosen[model] = [row.pk for row in self.cleaned_data[model._meta.model_name]]
            else:
                rows = model._default_manager.filter(**{field: self.record}).order_by()
                is_name = any(each.name == "text" for each in model._meta.concrete_fields)
                chosen[model] = list(rows.filter(text__in=aliases).values_list("pk", flat=True)) if is_name else []
        return chosen


class SplittingAdmin(admin.ModelAdmin):
    """A record of which a part can become one of its own. Who may merge may split: each undoes the other."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.split_view)
        name = f"archive_{self.opts.model_name}_split"
        return [path("<path:object_id>/split/", view, name=name), *super().get_urls()]

    def split_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Choose links; see which and how many; a POST makes the new record."""
        if not may_merge(request.user, self.model):
            raise PermissionDenied
        record = self.get_object(request, unquote(object_id))
        if record is None:
            raise Http404("There is no such record.")
        form = SelectionForm(record, request.GET if "choose" in request.GET else None)
        context = self.admin_site.each_context(request) | {
            "title": _("Split: %(record)s") % {"record": record},
            "opts": self.opts,
            "record": record,
            "form": form,
            "media": self.media + form.media,
        }
        if form.is_valid():
            selection, ticked = form.selection(), None
            new = NewRecordForm(record, request.POST or None)
            if request.method == "POST":
                if "ticked" in request.POST:
                    ticked = {int(key) for key in request.POST.getlist("article") if key.isdecimal()}
                    selection = replace(selection, articles=tuple(sorted(ticked)))
                if not selection.is_empty and new.is_valid():
                    return self._split(request, record, new, selection, form.selection().aliases)
            held = preview(record, form.selection(), _SHOWN)
            number = sum(number for _kind, number in held.numbers)
            context |= {"new": new, "preview": held, "number": number}
            context["links"] = list(_quoted(held.links, ticked, is_ticked=not form.selection().is_empty))
            context |= {"is_large": number > STEP, "is_all": form.selection().is_empty, "shown": _SHOWN}
        return render(request, "admin/merging/split.html", context)

    def _split(
        self, request: HttpRequest, record: Any, new: NewRecordForm, selection: Selection, aliases: tuple[str, ...]
    ) -> HttpResponse:
        try:
            done = split(record, new.made(), selection, new.parts(aliases), request.user)
        except MergeError as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(request.get_full_path())
        self.log_change(request, record, _("Split: %(record)s.") % {"record": done.merged_name})
        return HttpResponseRedirect(reverse("admin:archive_merge_change", args=[done.pk]))


def _quoted(
    links: list[Any], ticked: Collection[int] | None, is_ticked: bool
) -> Iterator[tuple[Article, str, Any, bool]]:
    """Each link as its article, its kind, the words it rests on, and whether it is ticked: as was sent, if it was."""
    for link in links:
        article = link if isinstance(link, Article) else link.article
        if isinstance(link, Article):
            words = link.source_as_printed
        else:
            words = link.name_as_printed if isinstance(link, Authorship) else link_quotations(link, limit=1)
        yield article, str(link._meta.verbose_name), words, is_ticked if ticked is None else article.pk in ticked
