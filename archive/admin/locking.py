"""Beside each field: where its value comes from, what the machine says against it, and a box that keeps it.

A locked field is a curator's word: no new reading and no authority file changes it. A curator who changes a field has
locked it; the box locks one that is right as it is, or leaves a field to the machine again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import lazy
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from archive.admin.conflicts import ConflictAdmin

LOCK = "lock_"  # before the name of a field: its box


class LockingForm:
    """Mixed into the form of a record, with a box `lock_NAME` beside each field that can be locked."""

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            return
        for name, field in self.lockable().items():
            box = forms.BooleanField(required=False, initial=self.is_locked(name), label=_("locked"))
            box.widget.attrs["aria-label"] = _("locked: %(field)s") % {"field": self.fields[field].label}
            self.fields[LOCK + name] = box
            # Rendered with the page: a bound field that is rendered has the whole form validated.
            self.fields[field].help_text = lazy(self._beside, SafeString)(name, self.fields[field].help_text)

    def _beside(self: Any, name: str, help_text: str) -> SafeString:
        context = self.account(name) | {"lock": self[LOCK + name], "help_text": help_text}
        return render_to_string("admin/_account.html", context)

    def lockable(self) -> dict[str, str]:
        """By the name that is kept of what is locked, the field of this form beside which the box stands."""
        raise NotImplementedError

    def is_locked(self, name: str, row: Any = None) -> bool:
        """Whether a field is locked in the record, or was in a `row` of its history."""
        raise NotImplementedError

    def account(self, name: str) -> dict[str, Any]:
        """What else the template says beside a field."""
        return {}

    def hold_boxes(self: Any, before: Any) -> None:
        """Let boxes that were left alone since the row `before` hold what they now are."""
        for name in self.lockable():
            field = self.fields[LOCK + name]
            if bool(self[LOCK + name].data) == self.is_locked(name, before):
                field.bound_data = lambda data, initial: initial

    def decided(self: Any, name: str) -> bool | None:
        """True where a box was ticked, False where it was cleared, None where it was left as it is."""
        box = LOCK + name
        return bool(self.cleaned_data[box]) if box in self.changed_data else None


class CuratedForm(LockingForm):
    """The form of a record that keeps the names of its locked fields in `curated_fields`."""

    fields: Mapping[str, forms.Field]
    instance: Any

    def lockable(self) -> dict[str, str]:
        columns = {field.name for field in self.instance._meta.concrete_fields}
        return {name: name for name in self.fields if name in columns and name != "slug"}

    def is_locked(self, name: str, row: Any = None) -> bool:
        return name in (row or self.instance).curated_fields


class LockingAdmin(ConflictAdmin):
    """A record with `curated_fields`, each of them beside a box."""

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form)(form.__name__, (CuratedForm, form), {}) if change else form

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """In one save with what was changed here, or locked: that is named among the curated fields."""
        changed = {field.name for field in self.opts.concrete_fields} & set(form.changed_data)
        decisions = {name: form.decided(name) for name in form.lockable()} if isinstance(form, CuratedForm) else {}
        locked = {name for name, decision in decisions.items() if decision}
        left = {name for name, decision in decisions.items() if decision is False}
        obj.curated_fields = sorted((set(obj.curated_fields) - left) | changed | locked)
        super().save_model(request, obj, form, change)

    def keep_curated(self, record: Any, rows: set[str]) -> None:
        """Name rows that belong to the record among its curated fields: they are saved after it."""
        curated = sorted({*record.curated_fields, *rows})
        if curated != record.curated_fields:
            record.curated_fields = curated
            record.save(update_fields=["curated_fields"])
