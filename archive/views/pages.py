"""Pages about the archive itself: its method, its health, and what is said when something went wrong."""

from __future__ import annotations

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from archive.models import Article, Source


class AboutView(TemplateView):
    template_name = "pages/about.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context = super().get_context_data(**kwargs)
        return context | {"has_samples": Source.objects.filter(is_sample=True, articles__isnull=False).exists()}


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """`ok`, or 503 with the reason when the database or the index cannot be read."""
    try:
        Article.objects.order_by().values("pk").first()
    except DatabaseError as error:
        return _unwell(f"The database cannot be read: {error}")
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


def _unwell(reason: str) -> HttpResponse:
    return HttpResponse(f"{reason}\n", status=503, content_type="text/plain; charset=utf-8")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Crawlers may read everything but the endless combinations of the search."""
    lines = ["User-agent: *", "Disallow: /search", "Disallow: /admin/"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """In the look of the archive; Django's own page would lack the context of a request."""
    return render(request, "400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", status=500)
