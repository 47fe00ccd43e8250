"""What is sent for one proposal, or for many."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.review.access import may_name
from archive.admin.review.known import record_with
from archive.judging import Decision, JudgingError, record_of
from archive.models import Authorship, Judgement, PersonAlias, UnresolvedName

ACCEPT, REJECT, CHOOSE = "accept", "reject", "choose"


class DecisionForm(forms.Form):
    """`decision` is accept, reject or, with `record`, choose; each with what belongs to it."""

    decision = forms.ChoiceField(choices=[(each, each) for each in (ACCEPT, REJECT, CHOOSE)], required=False)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500, required=False)
    never = forms.CharField(max_length=300, required=False)  # a name of the record, never to be taken for it again
    record = forms.CharField(max_length=40, required=False)
    name = forms.CharField(label=gettext_lazy("Another name of the record"), max_length=300, required=False)
    name_kind = forms.ChoiceField(choices=PersonAlias.Kind, required=False)

    def __init__(self, data: Any, item: Any, user: Any) -> None:
        super().__init__(data)
        self.item, self.user = item, user

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        key = cleaned.get("record", "")
        cleaned["record"] = record_with(key)
        decision = cleaned.get("decision") or (CHOOSE if key else "")
        cleaned["decision"] = decision
        if not decision or (decision == ACCEPT and isinstance(self.item, UnresolvedName)):
            self.add_error("record", _("Say which record it is, or that it is none."))
        elif decision == CHOOSE and cleaned["record"] is None:
            self.add_error("record", _("There is no such record."))
        elif decision == CHOOSE and isinstance(self.item, Authorship) and not key.startswith("person"):
            self.add_error("record", _("An author is a person."))
        renamed = record_of(self.item) if cleaned.get("never") else cleaned["record"] if cleaned.get("name") else None
        if renamed and not may_name(self.user, renamed):
            self.add_error("never" if cleaned.get("never") else "name", _("You may not change the names of records."))
        return cleaned

    def carry_out(self, decision: Decision) -> str:
        """Do what the valid form says; answers it in words. A JudgingError is an error of the form from then on."""
        said = self.cleaned_data
        what = {"what": what_of(self.item)}
        if said["decision"] == REJECT:
            decision.judge(type(self.item), [self.item.pk], Judgement.REJECTED, said["reason"])
            if said["never"]:
                self._try("never", decision.bar_name, record_of(self.item), said["never"])
                what["name"] = said["never"]
                return _("Rejected: %(what)s, and never again by the name “%(name)s”.") % what
            return _("Rejected: %(what)s.") % what
        if said["decision"] == ACCEPT:
            decision.judge(type(self.item), [self.item.pk], Judgement.CONFIRMED)
            return _("Confirmed: %(what)s.") % what
        what["record"] = str(said["record"])
        self._try("record", decision.choose, self.item, said["record"])
        if said["name"]:
            name, kind = said["name"], said["name_kind"] or PersonAlias.Kind.FULL
            self._try("name", decision.add_name, said["record"], name, kind)
            what["name"] = name
            return _("%(what)s is %(record)s, and “%(name)s” is a name of it from now on.") % what
        return _("%(what)s is %(record)s.") % what

    def _try(self, field: str, step: Any, *arguments: Any) -> None:
        try:
            step(*arguments)
        except JudgingError as error:
            self.add_error(field, str(error))
            raise


class ManyForm(forms.Form):
    """`decision` is accept, reject, or choose with the key of the record: `choose:person-12`."""

    decision = forms.CharField(max_length=60)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500, required=False)
    name = forms.CharField(required=False)

    def __init__(self, data: Any, kind: str) -> None:
        super().__init__(data)
        self.kind = kind
        self.ticked = [int(value) for value in data.getlist("ticked") if value.isdecimal()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        decision, _colon, key = cleaned.get("decision", "").partition(":")
        record = record_with(key)
        if decision not in (ACCEPT, REJECT, CHOOSE) or (decision == ACCEPT and self.kind == "name"):
            raise forms.ValidationError(_("Say what is to be done with them."))
        if decision == CHOOSE and (record is None or (self.kind == "authorship" and not key.startswith("person"))):
            raise forms.ValidationError(_("There is no such record."))
        if cleaned.get("name"):
            raise forms.ValidationError(
                _("A name is given with one proposal: choose its record first, then all others.")
            )
        return cleaned | {"decision": decision, "record": record}


def what_of(item: Any) -> str:
    """What a curator calls the thing that was judged."""
    if isinstance(item, UnresolvedName):
        return f"“{item.text}”"
    return str(item.name if isinstance(item, Authorship) else record_of(item))
