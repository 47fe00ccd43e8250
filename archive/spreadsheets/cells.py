"""What one cell says of one field: written and read in the same words, whatever the language of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from import_export.widgets import Widget

from archive.edtf import EdtfError, parse_edtf
from archive.saying import said

_LIST_MARK = "|"
_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")


def as_written(words: str) -> str:
    """With one kind of line break, as spreadsheet programs keep them."""
    return "\n".join(words.splitlines())


class Text(Widget):
    def clean(self, value: str, row: Any = None, **kwargs: Any) -> Any:
        return value.strip()

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "" if value is None else as_written(str(value))


class Line(Text):
    """A name or title: plain words on one line."""

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> str:
        line = value.strip()
        if len(line.splitlines()) > 1:
            raise ValueError(_("It has to be on one line."))
        if found := _TAG.search(line):
            raise ValueError(_("It holds HTML (%(tag)s); write plain words.") % {"tag": found[0][:40]})
        return line


class YesOrNo(Text):
    _TRUE, _FALSE = ("yes", "true", "1"), ("no", "false", "0", "")

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> bool:
        word = value.strip().lower()
        if word not in (*self._TRUE, *self._FALSE):
            raise ValueError(_("“%(value)s” is neither yes nor no.") % {"value": _shortened(value)})
        return word in self._TRUE

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "yes" if value else "no"


class Day(Text):
    def clean(self, value: str, row: Any = None, **kwargs: Any) -> date | None:
        try:
            return date.fromisoformat(value.strip()) if value.strip() else None
        except ValueError as error:
            shown = {"value": _shortened(value)}
            raise ValueError(_("“%(value)s” is no day written as 2018-07-16.") % shown) from error


class Whole(Text):
    def clean(self, value: str, row: Any = None, **kwargs: Any) -> int | None:
        digits = value.strip()
        if digits and not (digits.isascii() and digits.isdigit() and len(digits) < 10):
            raise ValueError(_("“%(value)s” is no whole number.") % {"value": _shortened(value)})
        return int(digits) if digits else None


class Words(Text):
    """A list of names."""

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> list[str]:
        parts = (Line().clean(part) for part in value.split(_LIST_MARK))
        return list(dict.fromkeys(filter(None, parts)))

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return f" {_LIST_MARK} ".join(map(str, value or []))


class OneOf(Text):
    def __init__(self, values: Iterable[str]) -> None:
        super().__init__()
        self._values = list(values)

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> str:
        chosen = value.strip()
        if chosen and chosen not in self._values:
            raise ValueError(
                _("“%(value)s” is none of: %(values)s.")
                % {"value": _shortened(value), "values": ", ".join(self._values)}
            )
        return chosen


class Edtf(Text):
    def clean(self, value: str, row: Any = None, **kwargs: Any) -> str:
        try:
            return parse_edtf(value).edtf if value.strip() else ""
        except EdtfError as error:
            raise ValueError(said(error.message)) from error


class SlugOf(Text):
    """Another record, by its slug; the value is its primary key. Each is looked up once."""

    def __init__(self, model: type[models.Model]) -> None:
        super().__init__()
        self._model = model
        self._slugs: dict[Any, str] = {}
        self._keys: dict[str, Any] = {}

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> Any:
        slug = value.strip()
        if slug and slug not in self._keys:
            records = self._model._default_manager.filter(slug=slug)
            if hasattr(records, "published"):
                records = records.published()
            key = records.values_list("pk", flat=True).first()
            if key is None:
                kind = self._model._meta.verbose_name
                raise ValueError(
                    _("There is no %(kind)s with the slug “%(slug)s”.") % {"kind": kind, "slug": _shortened(slug)}
                )
            self._keys[slug] = key
        return self._keys[slug] if slug else None

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        if value is None:
            return ""
        if not self._slugs:
            self._slugs = dict(self._model._default_manager.values_list("pk", "slug"))
        if value not in self._slugs:  # made since
            self._slugs[value] = self._model._default_manager.values_list("slug", flat=True).get(pk=value)
        return self._slugs[value]


def _shortened(value: str) -> str:
    return value if len(value) <= 80 else f"{value[:80]}…"


_BY_TYPE: dict[type[models.Field], type[Text]] = {
    models.BooleanField: YesOrNo,
    models.DateField: Day,
    models.IntegerField: Whole,
    models.JSONField: Words,
    models.TextField: Text,
}


def cell_of(field: models.Field) -> Text:
    """How a column writes and reads the values of a field."""
    if field.is_relation:
        return SlugOf(field.related_model)
    if field.choices:
        return OneOf(value for value, _label in field.flatchoices if value)
    if field.name.endswith("_edtf"):
        return Edtf()
    return next((cell() for kind, cell in _BY_TYPE.items() if isinstance(field, kind)), Line())
