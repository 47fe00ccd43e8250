"""What stands at the address of an article that was withdrawn."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from archive.models import Article


def tombstone(request: HttpRequest, slug: str) -> HttpResponse:
    """The notice, for the article's page and for its files alike, as 410 Gone. Raises Http404 for any other slug."""
    withdrawn = Article.objects.withdrawn().select_related("source")
    article = get_object_or_404(
        withdrawn.only(
            "slug", "title", "title_is_devised", "language", "source__name", "source__slug",
            "published_edtf", "withdrawn_at", "withdrawal_notice",
        ),
        slug=slug,
    )  # fmt: skip
    return render(request, "articles/withdrawn.html", {"article": article}, status=410)
