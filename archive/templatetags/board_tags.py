"""The pinning of a passage, as a part of the page of its article."""

from __future__ import annotations

from typing import Any

from django import template

from archive.models import Article, PinnedPassage
from archive.views.board import PERMISSION, PinForm

register = template.Library()


@register.simple_tag(takes_context=True)
def pin_form(context: template.Context, article: Article) -> PinForm | None:
    """An empty form for whoever may pin passages; None for all others, who are asked nothing of the database."""
    user: Any = context.get("user")
    if user is None or not user.has_perm(PERMISSION):
        return None
    return PinForm(article=article, prefix="pin")


@register.simple_tag
def pins_of(article: Article) -> list[PinnedPassage]:
    """What is pinned of an article, by its summits and topics."""
    pins = list(article.pinned_passages.select_related("event", "topic"))
    for pin in pins:
        pin.article = article
    return pins
