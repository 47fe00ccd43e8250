"""Suggestions while a reader types."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest, JsonResponse
from django.views.generic import View

from archive.search.completing import completions
from archive.search.engine.generations import IndexNotReadyError

MAX_LENGTH = 100  # of what is typed
MAX_AGE = 60  # seconds


class SuggestView(View):
    """`{suggestions: [{kind, label, address}]}` for what is typed in `q`; none while the index is being built."""

    def get(self, request: HttpRequest) -> JsonResponse:
        try:
            found = completions(request.GET.get("q", "")[:MAX_LENGTH])
        except IndexNotReadyError:
            found = []
        return JsonResponse(
            {"suggestions": [asdict(each) for each in found]}, headers={"Cache-Control": f"max-age={MAX_AGE}"}
        )
