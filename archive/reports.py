"""Errors that readers report: how a report comes in, and what a curator's answer does."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from archive.models import Correction, ErrorReport
from archive.models.article import sum_of_text
from archive.models.correction import COUNTED_FOR
from archive.models.trash import KEPT_FOR
from archive.trash import empty_trash

MOST = 5  # reports an hour from one address


class TooManyReportsError(Exception):
    """So many reports came from this address in the last hour that it has to wait."""


@transaction.atomic
def receive(report: ErrorReport, address: str | None) -> None:
    """Keep a report with the state of its article. Raises TooManyReportsError.

    `address` is that of the visitor, as `archive.logins` knows it; those of whom it is not known count as one.
    """
    now = timezone.now()
    report.address = address or ""
    if ErrorReport.objects.counted(report.address, now).count() >= MOST:
        raise TooManyReportsError
    texts = {number: text for number, text, _start in report.article.paragraphs}
    report.quotation = texts.get(report.paragraph, "")
    report.text_sum = sum_of_text(report.article.body)
    report.save()
    empty_trash.using(run_after=report.reported_at + COUNTED_FOR).enqueue()


@transaction.atomic
def answer(report: ErrorReport, user: Any, sentence: str) -> None:
    """Close a report with its `answer`, or open it again where that is OPEN.

    `sentence` goes into the public log where the answer is CORRECTED; with any other answer nothing of it stays there.
    """
    if report.answer == ErrorReport.Answer.OPEN:
        report.closed_at = report.closed_by = None
    else:
        report.closed_at, report.closed_by = report.closed_at or timezone.now(), user
        empty_trash.using(run_after=report.closed_at + KEPT_FOR).enqueue()
    report.correction = _logged(report, user, sentence)
    report.save()


def _logged(report: ErrorReport, user: Any, sentence: str) -> Correction | None:
    correction = report.correction
    if report.answer != ErrorReport.Answer.CORRECTED:
        if correction:
            correction.delete()
        return None
    correction = correction or Correction(article=report.article, published_by=user)
    correction.text = sentence
    correction.save()
    return correction
