"""What a curator sends to the review queue."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from archive.admin.review.queue import kind_of
from archive.models.judgement import JudgedLink


def address(link: JudgedLink) -> str:
    return reverse("review-one", args=[kind_of(link), link.pk])


def decide(curator: Client, link: JudgedLink, **sent: str) -> HttpResponse:
    """Decide about a proposal; the page that this leads to."""
    return curator.post(address(link), sent, follow=True)


def undo(curator: Client) -> Any:
    return curator.post(reverse("review-undo"), follow=True)
