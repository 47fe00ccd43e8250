"""Withdrawing an article: its address says so from then on, its text and its original are sealed."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from archive.models import Article
from archive.tasks import request_indexing


@transaction.atomic
def withdraw(article: Article, user: Any, reason: str, notice: str) -> None:
    """`reason` is for the archive itself, `notice` is what readers are told. The index follows."""
    article.withdrawn_at, article.withdrawn_by = timezone.now(), user
    article.withdrawal_reason, article.withdrawal_notice = reason, notice
    _save(article)


@transaction.atomic
def take_back(article: Article) -> None:
    """Publish a withdrawn article again, as it was."""
    article.withdrawn_at = article.withdrawn_by = None
    article.withdrawal_reason = article.withdrawal_notice = ""
    _save(article)


def _save(article: Article) -> None:
    article.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason", "withdrawal_notice", "updated_at"])
    request_indexing(Article.objects.filter(pk=article.pk))
