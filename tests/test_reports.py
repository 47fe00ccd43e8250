"""Reports of errors: what comes in, what an answer does, and who is forgotten when."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import IntegrityError
from django.utils import timezone

from archive.models import Article, Correction, ErrorReport
from archive.reports import MOST, TooManyReportsError, answer, receive
from tests.views import factories as make

pytestmark = pytest.mark.django_db

HERE, THERE = "192.0.2.1", "198.51.100.7"
CORRECTED, NO_ERROR = ErrorReport.Answer.CORRECTED, ErrorReport.Answer.NO_ERROR


@pytest.fixture
def article() -> Article:
    return make.make_article("Four hours", "It began on Monday.", "It ended on Tuesday.")


@pytest.fixture
def curator() -> User:
    return User.objects.create_user("curator")


def reported(article: Article, address: str = HERE, **fields: object) -> ErrorReport:
    report = ErrorReport(article=article, **{"message": "It ended on Monday.", "paragraph": "2"} | fields)
    receive(report, address)
    return report


def closed(report: ErrorReport, curator: User, how: str, sentence: str = "") -> ErrorReport:
    report.answer = how
    answer(report, curator, sentence)
    return ErrorReport.objects.get(pk=report.pk)


def test_report_keeps_the_state_of_its_article(article: Article) -> None:
    report = reported(article)
    assert (report.quotation, report.is_of_present_text) == ("It ended on Tuesday.", True)
    article.body = article.body.replace("Tuesday", "Monday")
    article.save()
    report = ErrorReport.objects.get()
    assert (report.quotation, report.is_of_present_text) == ("It ended on Tuesday.", False)


def test_one_address_reports_so_much_an_hour_and_no_more(article: Article) -> None:
    for _ in range(MOST):
        reported(article)
    with pytest.raises(TooManyReportsError):
        reported(article)
    reported(article, THERE)
    ErrorReport.objects.filter(address=HERE).update(reported_at=timezone.now() - timedelta(minutes=61))
    reported(article)


def test_visitors_of_unknown_addresses_count_as_one(article: Article) -> None:
    for _ in range(MOST):
        reported(article, None)
    with pytest.raises(TooManyReportsError):
        reported(article, None)


def test_corrected_report_publishes_its_sentence(article: Article, curator: User) -> None:
    report = closed(reported(article), curator, CORRECTED, "It ended on Monday, not on Tuesday.")
    correction = Correction.objects.get()
    assert (correction.article, correction.text) == (article, "It ended on Monday, not on Tuesday.")
    assert (report.correction, report.closed_by, correction.published_by) == (correction, curator, curator)


def test_other_answer_publishes_nothing(article: Article, curator: User) -> None:
    report = closed(reported(article), curator, NO_ERROR, "Not to be seen.")
    assert (report.closed_by, Correction.objects.count()) == (curator, 0)


def test_answer_can_be_changed_and_taken_back(article: Article, curator: User) -> None:
    report = closed(reported(article), curator, CORRECTED, "It ended on Monday.")
    first = report.closed_at
    report = closed(report, curator, CORRECTED, "It ended on Monday at noon.")
    assert (Correction.objects.get().text, report.closed_at) == ("It ended on Monday at noon.", first)
    report = closed(report, curator, NO_ERROR)
    assert (report.correction, Correction.objects.count()) == (None, 0)
    report = closed(report, curator, ErrorReport.Answer.OPEN)
    assert (report.closed_at, report.closed_by) == (None, None)
    assert list(ErrorReport.objects.open()) == [report]


def test_reader_is_forgotten_thirty_days_after_the_report_was_closed(article: Article, curator: User) -> None:
    for name in ("Long ago", "Lately", "Not yet"):
        reported(article, THERE if name == "Not yet" else HERE, name=name, email="reader@readers.example")
    for name, days in (("Long ago", 30.1), ("Lately", 29.9)):
        closed(ErrorReport.objects.get(name=name), curator, CORRECTED, f"Corrected: {name}.")
        ErrorReport.objects.filter(name=name).update(closed_at=timezone.now() - timedelta(days=days))
    call_command("empty_trash", verbosity=0)
    assert set(ErrorReport.objects.values_list("name", "email")) == {
        ("", ""),
        ("Lately", "reader@readers.example"),
        ("Not yet", "reader@readers.example"),
    }
    assert ErrorReport.objects.get(name="").message == "It ended on Monday."


def test_address_is_forgotten_after_an_hour(article: Article) -> None:
    old = reported(article)
    ErrorReport.objects.filter(pk=old.pk).update(reported_at=timezone.now() - timedelta(minutes=61))
    reported(article, THERE)
    call_command("empty_trash", verbosity=0)
    assert list(ErrorReport.objects.values_list("address", flat=True)) == [THERE, ""]


def test_database_takes_no_closed_report_without_an_answer(article: Article) -> None:
    report = reported(article)
    with pytest.raises(IntegrityError):
        ErrorReport.objects.filter(pk=report.pk).update(closed_at=timezone.now())
