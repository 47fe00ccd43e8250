"""Suggestions while a reader types."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.generic import View

from archive.search.completing import completions
from archive.search.engine.generations import IndexNotReadyError

MAX_LENGTH = 100  # of what is typed
MAX_AGE = 60  # seconds


class SuggestView(View):
    """`{suggestions: [{kind, label, address}]}` for what is typed in `q`; none while the index is being built.

    A page gets them as the options of its list, whose id it names as the target.
    """

    def get(self, request: HttpRequest) -> HttpResponse:
        try:
            found = completions(request.GET.get("q", "")[:MAX_LENGTH])
        except IndexNotReadyError:
            found = []
        response: HttpResponse
        if request.htmx:
            options = {"suggestions": found, "list_id": request.htmx.target or "suggestions"}
            response = render(request, "search/suggestions.html", options)
        else:
            response = JsonResponse({"suggestions": [asdict(each) for each in found]})
        response["Cache-Control"] = f"max-age={MAX_AGE}"
        patch_vary_headers(response, ["HX-Request", "HX-Target"])
        return response
