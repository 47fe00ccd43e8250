"""Two curators at one record: who saves second is told what the first changed, and overwrites nothing unseen.

A form carries how many changes the history of its record had when it was opened. Were there more when it is sent, it
comes back: what was changed since stands above it, fields left alone hold what the other made of them, and what was
typed is kept. To save it again is to decide.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.db import models
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from archive.admin.changes import Entry, Wording, count, entries, keys
from archive.admin.history import HistoryAdmin, Line

SEEN = "seen"  # how many changes there were when the form was opened


class ConflictForm:
    """Mixed into the form of a record; refuses what was filled in before the record became what it is."""

    unseen: Sequence[Entry] = ()  # the newest first

    def clean(self: Any) -> Any:
        cleaned = super().clean()  # type: ignore[misc]
        self.unseen = unseen(self.instance, self.data.get(SEEN, ""))
        if self.unseen:
            self.add_error(None, _("This record was changed while you had it open. Nothing of yours is saved yet."))
        return cleaned


def unseen(record: models.Model, seen: str) -> list[Entry]:
    """The changes of a record that are not among the first `seen`; the newest first."""
    model = type(record)
    number = count(model, record.pk) - (int(seen) if seen.isdecimal() else 0)
    return entries(keys(model, record.pk)[:number]) if number > 0 else []


class ConflictAdmin(HistoryAdmin):
    """A record whose form two curators may have open at the same time."""

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form)(form.__name__, (ConflictForm, form), {}) if change else form

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        given = super().get_formset_kwargs(request, obj, inline, prefix)
        if obj.pk and "data" in given:
            formset: type[BaseInlineFormSet] = inline.get_formset(request, obj)
            rows = inline.model._base_manager.filter(**{formset.fk.name: obj})
            given["data"] = without_gone(given["data"], prefix, map(str, rows.values_list("pk", flat=True)))
        return given

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        context = dict(extra_context or {})
        if request.method == "GET" and object_id and object_id.isdecimal():
            context[SEEN] = count(self.model, object_id)  # before the record is read: a change in between is unseen
        return super().changeform_view(request, object_id, form_url, context)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        form = context["adminform"].form
        if found := getattr(form, "unseen", ()):
            wording = Wording()
            context["unseen"] = [
                Line(entry, wording.title(entry), list(wording.differences(entry)), "") for entry in found
            ]
            rows = [row for inline in context["inline_admin_formsets"] for row in inline.formset.initial_forms]
            show_both([form, *rows], found, wording)
        if form.instance.pk:
            context.setdefault(SEEN, count(self.model, form.instance.pk))
        return super().render_change_form(request, context, *args, **kwargs)


def show_both(shown: Iterable[forms.ModelForm], found: Sequence[Entry], wording: Wording) -> None:
    """Let fields that were left alone hold what they now are, and say beside the others what that is."""
    first = {(entry.model, entry.row.id): entry for entry in found}  # the oldest unseen change of each
    for form in shown:
        entry = first.get((type(form.instance), form.instance.pk))
        if entry and entry.before is not None:
            for name, field in form.fields.items():
                _show_field(form, name, field, entry, wording)
            if hasattr(form, "hold_boxes"):
                form.hold_boxes(entry.before)


def _show_field(form: forms.ModelForm, name: str, field: forms.Field, entry: Entry, wording: Wording) -> None:
    columns = {column.name: column for column in entry.model._meta.concrete_fields}
    if name not in columns or not hasattr(entry.before, columns[name].attname):
        return
    column, now = columns[name], form.initial.get(name)
    before = getattr(entry.before, column.attname)
    typed = form[name].data
    if not field.has_changed(before, typed):
        field.bound_data = lambda data, initial: initial
    elif before != now and field.has_changed(now, typed):
        form.add_error(name, _("It was changed to “%(value)s” meanwhile.") % {"value": wording.value(column, now)})


def without_gone(sent: QueryDict, prefix: str, existing: Iterable[str]) -> QueryDict:
    """What was sent of the rows of an inline, without those that are gone: nobody can change these any longer."""
    rows: dict[int, dict[str, list[str]]] = defaultdict(dict)
    for name in sent:
        if match := re.fullmatch(rf"{re.escape(prefix)}-(\d+)-(\w+)", name):
            rows[int(match[1])][match[2]] = sent.getlist(name)
    known = {"", *existing}
    gone = [number for number, row in rows.items() if row.get("id", [""])[0] not in known]
    if not gone:
        return sent
    left = sent.copy()
    for number in rows:
        for name in rows[number]:
            del left[f"{prefix}-{number}-{name}"]
    for place, number in enumerate(sorted(rows.keys() - set(gone))):
        for name, values in rows[number].items():
            left.setlist(f"{prefix}-{place}-{name}", values)
    _count_down(left, prefix, len(gone))
    return left


def _count_down(sent: Any, prefix: str, number: int) -> None:
    counts: Mapping[str, str] = {name: sent.get(f"{prefix}-{name}", "") for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    for name, value in counts.items():
        if value.isdecimal():
            sent[f"{prefix}-{name}"] = str(int(value) - number)
