"""The form of an article: each field beside its provenance and what the machine would now say instead."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.admin.date_reading import reading
from archive.admin.locking import LockingForm
from archive.admin.reverting import BY_CURATOR, PROVENANCE_OF
from archive.date_words import in_words
from archive.edtf import EdtfError, parse_edtf
from archive.ingest.fields import GROUPS, published_values
from archive.models import Article, RetiredSlug, Source
from archive.models.article import ArticleFormerSlug
from archive.saying import said as say

TAKE = "take_"  # before the name of a field: the box that takes what the machine says
_FIELD_OF = {name: "published_edtf" if name == "published" else name for name in GROUPS if name != "body"}
_SOURCES = ("source", "republisher")
_LOOKED_BACK = 200  # changes; who locked a field before these is not said
_ORIGINS = {
    "text": Article.DateBasis.STATED.label,
    "inference": Article.DateBasis.INFERRED.label,
    "sidecar": Article.DateBasis.SIDECAR.label,
    "curator": Article.DateBasis.CURATOR.label,
}


class ArticleForm(LockingForm, forms.ModelForm):
    class Meta:
        help_texts = {
            "published_edtf": _(
                "2017-11-10, 2017-11, 2017, 2017-11-04/2017-11-10, 2018-07-16/.. (open end), "
                "[2018-07-12,2018-12-07] (one of these days). Empty: no date is known."
            ),
            "title_is_devised": _("Supplied by the archive because none was printed; shown in square brackets."),
            "slug": _("Only change it for good reason. The old address leads to the new one for ever."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if typed := self.fields.get("published_edtf"):
            typed.widget.attrs |= {
                "hx-get": reverse("admin:archive_article_date"),
                "hx-trigger": "input changed delay:200ms",
                "hx-target": "#date-reading",
                "hx-sync": "this:replace",
            }
        for name in self.differing():
            label = self.fields[_FIELD_OF[name]].label
            box = forms.BooleanField(required=False, label=_("take it"))
            box.widget.attrs["aria-label"] = _("take it: %(field)s") % {"field": label}
            self.fields[TAKE + name] = box
        self.taken = [name for name in self.differing() if self.is_bound and self.data.get(TAKE + name)]
        if self.taken:
            self.data = self._with_taken()

    def lockable(self) -> dict[str, str]:
        return {name: field for name, field in _FIELD_OF.items() if field in self.fields}

    def is_locked(self, name: str, row: Any = None) -> bool:
        return (row or self.instance).provenance.get(name, {}).get("origin") == "curator"

    def differing(self) -> list[str]:
        """The fields of which the machine says something else."""
        return [name for name in self.lockable() if self.is_locked(name) and name in self.instance.differences]

    def account(self, name: str) -> dict[str, Any]:
        said = self.instance.provenance.get(name, {})
        account = {
            "origin": _ORIGINS.get(said.get("origin", ""), ""),
            "rule": said.get("rule", ""),
            "evidence": said.get("evidence", ""),
            "by": self._curators.get(name) if self.is_locked(name) else None,
        }
        if name == "published":
            typed = self.data.get("published_edtf", "") if self.is_bound else self.instance.published_edtf
            account |= {"is_date": True, **reading(typed)}
        if name in self.differing():
            account |= {"take": self[TAKE + name], "said": self.machines_word(name)}
        return account

    @cached_property
    def _curators(self) -> dict[str, Any]:
        """By field the newest row of history in which it, or where it comes from, was changed."""
        rows = list(Article.history.filter(id=self.instance.pk).select_related("history_user")[:_LOOKED_BACK])
        found: dict[str, Any] = {}
        for row, before in zip(rows, rows[1:], strict=False):
            for name in _FIELD_OF.keys() - found.keys():
                if row.history_agent and _state(row, name) != _state(before, name):
                    found[name] = row
        return found

    def machines_word(self, name: str) -> str:
        """What the machine would say of a field, in words."""
        said = self.instance.differences[name]
        value = said.get(_FIELD_OF[name]) or ""
        if name in _SOURCES and value:
            source = Source.objects.filter(slug=value).first()
            return str(source or value)
        if name == "source":
            value = said.get("source_as_printed") or ""
        if name == "published" and value:
            return in_words(value)
        return f"[{value}]" if said.get("title_is_devised") else value or gettext("none")

    def _with_taken(self) -> Any:
        """What was sent, with the machine's words as if they had been typed."""
        data = self.data.copy()
        for name in self.taken:
            for column, value in self.instance.differences[name].items():
                if column in self.fields:
                    if name in _SOURCES and value:
                        value = Source.objects.filter(slug=value).values_list("pk", flat=True).first() or "0"
                    data[column] = value or ""
        return data

    def clean_published_edtf(self) -> str:
        typed = self.cleaned_data["published_edtf"].strip()
        if not typed:
            return ""
        try:
            return parse_edtf(typed).edtf
        except EdtfError as error:
            raise forms.ValidationError(say(error.message)) from error

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        former = ArticleFormerSlug.objects.filter(slug=slug).exclude(record=self.instance)
        if former.exists() or RetiredSlug.among(Article, [slug]):
            raise forms.ValidationError(_("This was the address of another article, and stays so for ever."))
        return slug

    def settle_accounts(self) -> None:
        """Say of each field whose word it now is: a curator's, where it was changed or locked; else the machine's."""
        article = self.instance
        typed = [name for name in self.changed_data if name in PROVENANCE_OF and PROVENANCE_OF[name] not in self.taken]
        sign(article, typed)
        changed = {PROVENANCE_OF[name] for name in typed}
        for name in self.taken:
            self._take(name)
        for name in self.lockable():
            decision = self.decided(name)
            if name in changed:
                continue
            if name not in self.taken and decision:
                article.provenance[name] = article.provenance.get(name, BY_CURATOR) | {"origin": "curator"}
            elif name not in self.taken and decision is False:
                article.provenance.pop(name, None)
                article.differences.pop(name, None)
        article.has_differences = bool(article.differences)

    def _take(self, name: str) -> None:
        said = self.instance.differences.pop(name)
        if name == "published":
            _set_date(self.instance, said["published_basis"], said["published_evidence"])
        if name == "source":
            self.instance.source_as_printed = said.get("source_as_printed", "")
        self.instance.provenance[name] = said.get("provenance") or {"origin": "inference", "rule": "", "evidence": ""}


def sign(article: Article, fields: Collection[str]) -> None:
    """Say that a curator set these fields; the machine no longer differs where it says the same."""
    if "published_edtf" in fields:
        _set_date(article, Article.DateBasis.CURATOR)
    changed = {PROVENANCE_OF[field] for field in fields if field in PROVENANCE_OF}
    article.provenance = article.provenance | dict.fromkeys(changed, BY_CURATOR)
    for name in changed & article.differences.keys():
        said = article.differences[name].get(_FIELD_OF[name])
        if (said or "") == _plain(article, _FIELD_OF[name]):
            del article.differences[name]
    article.has_differences = bool(article.differences)


def _set_date(article: Article, basis: str, evidence: str = "") -> None:
    """Set what follows from `published_edtf`; without it, that no date is known is what is said."""
    span = parse_edtf(article.published_edtf) if article.published_edtf else None
    for column, value in published_values(span, basis, evidence).items():
        setattr(article, column, value)


def _state(row: Any, name: str) -> list[Any]:
    columns = [column for column in GROUPS[name] if column not in _SOURCES]
    ids = [getattr(row, f"{name}_id")] if name in _SOURCES else []
    return [row.provenance.get(name), *ids, *(getattr(row, column) for column in columns)]


def _plain(article: Article, field: str) -> str:
    """A field's value as differences hold it."""
    value = getattr(article, field)
    return value.slug if isinstance(value, Source) else value or ""
