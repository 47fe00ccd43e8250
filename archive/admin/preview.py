"""An article as readers would see it, before what was changed in a form is saved."""

from __future__ import annotations

import copy
from collections.abc import Callable

from django.contrib import messages
from django.contrib.messages.storage import default_storage
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import resolve
from django.utils.translation import gettext as _

from archive.models import Article

PREVIEW = "_preview"  # the name of the button


def previewed(request: HttpRequest, pk: str, save: Callable[[], HttpResponse]) -> HttpResponse:
    """The page of an article after `save`, which is then undone; what `save` answers where it saved nothing."""
    with transaction.atomic():
        answer = save()
        article = Article.objects.filter(pk=pk).first() if answer.status_code == 302 else None
        if article is not None:
            request._messages = default_storage(request)  # type: ignore[attr-defined]  # what was said is not so
            messages.info(request, _("This is a preview: nothing of it is saved."))
            answer = _page_of(article, request)
            transaction.set_rollback(True)
    return answer


def _page_of(article: Article, request: HttpRequest) -> HttpResponse:
    asked = copy.copy(request)
    asked.method, asked.GET, asked.path = "GET", QueryDict(), article.get_absolute_url()
    page = resolve(asked.path)
    answer: HttpResponse = page.func(asked, *page.args, **page.kwargs)
    if hasattr(answer, "render"):
        answer.render()
    return answer
