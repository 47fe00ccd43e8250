"""What a curator types as a date, read back in plain words: beside the field, and in place while it is typed."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from archive.date_words import in_words, whole_day
from archive.edtf import EdtfError, parse_edtf
from archive.saying import said


def reading(typed: str) -> dict[str, Any]:
    """The date in `words`, with its `first` and `last` day where it is no single one; or what is wrong, as `fault`."""
    if not typed.strip():
        return {}
    try:
        span = parse_edtf(typed)
        words = in_words(span.edtf)
    except EdtfError as error:
        return {"fault": said(error.message)}
    days = {} if span.is_day else {"first": span.earliest, "last": span.latest}
    return {"words": words} | {name: whole_day(day) if day else "" for name, day in days.items()}


def date_view(model_admin: admin.ModelAdmin, request: HttpRequest) -> HttpResponse:
    """`?published_edtf=2017-11` as a piece of a page."""
    if not model_admin.has_change_permission(request):
        raise PermissionDenied
    return render(request, "admin/archive/article/_date.html", reading(request.GET.get("published_edtf", "")[:200]))
