"""Pages about the archive itself: its method, its health, and what is said when something went wrong."""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from haystack import connections
from haystack.exceptions import SearchBackendError

from archive.models import Article, Source
from archive.page_language import for_programs


class AboutView(TemplateView):
    template_name = "pages/about.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context = super().get_context_data(**kwargs)
        of_samples = Article.objects.published().filter(source__in=Source.objects.filter(is_sample=True).values("pk"))
        return context | {"has_samples": of_samples.exists()}


@for_programs
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """`ok`, or 503 with the reason when the database or the index cannot be read. An empty archive needs no index."""
    try:
        is_empty = not Article.objects.exists()
    except DatabaseError as error:
        return _plain(f"The database cannot be read: {error}", 503)
    try:
        if not is_empty:
            connections["default"].get_backend().snapshot()
    except SearchBackendError as error:
        return _plain(f"The index cannot be read: {error}", 503)
    return _plain("ok")


@for_programs
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Crawlers may read everything but the endless combinations of the search, and of what can be compared."""
    sitemap = f"Sitemap: {settings.BASE_URL}{reverse('sitemap')}"
    return _plain(f"User-agent: *\nDisallow: /search\nDisallow: /compare/?\nDisallow: /admin/\n\n{sitemap}")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """In the look of the archive; Django's own page would lack the context of a request."""
    return render(request, "400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", status=500)


def _plain(text: str, status: int = 200) -> HttpResponse:
    return HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")
