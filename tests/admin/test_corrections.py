"""Curators answer what readers report, and publish corrections."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from archive.models import Correction, ErrorReport
from archive.reports import receive
from tests.admin import rows
from tests.admin.conftest import Save, change_address, filled_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> ErrorReport:
    made = ErrorReport(
        article=rows.article(),
        message="He was on time.\n<b>Really.</b>",
        paragraph="1",
        name="A. Reader",
        email="reader@readers.example",
    )
    receive(made, "192.0.2.1")
    return made


def test_curator_sees_what_is_reported_as_text(curator: Client, report: ErrorReport) -> None:
    said = curator.get(change_address(report)).content.decode()
    assert "He was on time.<br>&lt;b&gt;Really.&lt;/b&gt;" in said
    for words in ("Mr. Putin arrived late.", "mailto:reader@readers.example", "unchanged since the report", "#p1"):
        assert words in said
    assert "192.0.2.1" not in said


def test_curator_closes_with_the_public_sentence(save: Save, report: ErrorReport) -> None:
    save(report, answer="corrected", sentence="Mr. Putin was on time.")
    report.refresh_from_db()
    assert (report.correction.text, report.closed_by.username) == ("Mr. Putin was on time.", "curator")
    assert report.correction.history.get().history_user == report.closed_by


def test_correction_without_a_sentence_is_refused_beside_its_field(save: Save, report: ErrorReport) -> None:
    response = save(report, answer="corrected", sentence="  ")
    assert response.context["adminform"].form.errors.keys() == {"sentence"}
    report.refresh_from_db()
    assert (report.answer, Correction.objects.count()) == ("", 0)


def test_second_of_two_curators_is_told_what_the_first_answered(
    curator: Client, save: Save, report: ErrorReport
) -> None:
    address = change_address(report)
    opened = filled_in(curator.get(address))
    save(report, answer="corrected", sentence="Mr. Putin was on time.")

    response = curator.post(address, opened | {"answer": "no-error", "sentence": "He was late."})
    (told,) = response.context["adminform"].form.non_field_errors()
    assert "corrected" in told
    assert "Mr. Putin was on time." in told
    report.refresh_from_db()
    assert report.correction.text == "Mr. Putin was on time."

    again = filled_in(response)
    assert (again["answer"], again["sentence"]) == ("no-error", "He was late.")
    assert curator.post(address, again).status_code == 302
    report.refresh_from_db()
    assert (report.answer, report.correction, Correction.objects.count()) == ("no-error", None, 0)


def test_open_reports_come_first_in_the_list(curator: Client, save: Save, report: ErrorReport) -> None:
    later = ErrorReport(article=report.article, message="Another one.")
    receive(later, "192.0.2.1")
    save(later, answer="no-error", sentence="")
    changelist = reverse("admin:archive_errorreport_changelist")
    curator.get(changelist)  # says what was saved
    said = curator.get(changelist).content.decode()
    assert said.index("He was on time.") < said.index("Another one.")


def test_curator_publishes_a_correction_from_the_article(curator: Client) -> None:
    article = rows.article()
    address = f"{reverse('admin:archive_correction_add')}?article={article.pk}"
    assert address in curator.get(change_address(article)).content.decode()
    curator.post(address, {"article": article.pk, "text": "The headline was wrong."})
    correction = Correction.objects.get()
    assert (correction.article, correction.published_by.username) == (article, "curator")
    history = curator.get(reverse("admin:archive_article_history", args=[article.pk])).content.decode()
    assert "The headline was wrong." in history


def test_who_may_only_look_sees_the_answer(client: Client, save: Save, report: ErrorReport) -> None:
    save(report, answer="corrected", sentence="Mr. Putin was on time.")
    user = User.objects.create_user("looker", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_errorreport"))
    client.force_login(user)
    said = client.get(change_address(report)).content.decode()
    assert "Mr. Putin was on time." in said
    assert client.post(change_address(report), {"answer": ""}).status_code == 403
