"""In which language a page is answered: the one a reader chose (a cookie), else one their browser asks for.

What programs read (exports, feeds, citations, JSON) is always the same, whoever asks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers

View = TypeVar("View", bound=Callable[..., Any])


def for_programs(view: View) -> View:
    """Marks a view, a class or a function, whose answer knows no language."""
    view.is_for_programs = True
    return view


class PageLanguageMiddleware(LocaleMiddleware):
    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: object, kwargs: object) -> None:
        request.is_for_programs = getattr(getattr(view, "view_class", view), "is_for_programs", False)
        if request.is_for_programs:
            translation.activate(settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = settings.LANGUAGE_CODE

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if getattr(request, "is_for_programs", False):
            return response
        patch_vary_headers(response, ["Cookie"])  # Django's own names Accept-Language alone
        return super().process_response(request, response)
