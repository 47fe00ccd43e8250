"""The page that files are sent from, and the one that tells how far they are."""

import json

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from archive.models import Upload, UploadLine
from archive.uploading.work import take_in_uploads

ADD = "admin:archive_upload_add"
TEXT = b"Talks in Helsinki\n\nThe two presidents met in Helsinki on Monday and spoke for four hours about arms.\n"


def send(curator: Client, *names: str, content: bytes = TEXT) -> HttpResponse:
    return curator.post(reverse(ADD), {"files": [SimpleUploadedFile(name, content) for name in names]})


def told(response: HttpResponse) -> list[str]:
    return response.context["form"].errors["files"]


def test_upload_is_taken_in_in_the_background_and_reported(curator: Client) -> None:
    response = send(curator, "a.txt")
    upload = Upload.objects.get()
    address = reverse("admin:archive_upload_change", args=[upload.pk])
    assert response.headers["Location"] == address
    assert list(DBTaskResult.objects.values_list("queue_name", flat=True)) == ["long"]
    waiting = curator.get(address).content.decode()
    assert "It waits to be taken in." in waiting
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in waiting

    take_in_uploads.call()
    done = curator.get(address).content.decode()
    line = upload.lines.get()
    assert "All is done." in done
    assert reverse("article-detail", args=[line.slug]) in done
    assert "http-equiv" not in done
    assert "hx-get" not in done
    lines = [json.loads(each) for each in curator.get(address, {"report": ""}).content.splitlines()]
    assert lines == [{"file": "a.txt", "sha256": line.sha256, "outcome": "created", "slug": line.slug, "reason": ""}]


def test_failed_files_come_first_and_html_in_names_is_shown_as_words(curator: Client) -> None:
    upload = Upload.objects.create(names=["<b>.zip"], size=1, state="done")
    for number in range(120):
        UploadLine.objects.create(upload=upload, file=f"{number}.txt", outcome="unchanged")
    UploadLine.objects.create(upload=upload, file="<script>.txt", outcome="failed", reason="it is damaged")
    response = curator.get(reverse("admin:archive_upload_change", args=[upload.pk]))
    assert response.context["page"].object_list[0].outcome == "failed"
    assert response.context["page"].has_next()
    assert b"<script>.txt" not in response.content
    assert b"<b>.zip" not in response.content


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["a.pdf"], "“a.pdf” is not a kind of file the archive takes in"),
        (["a.txt", "a.txt"], "Two files are called “a.txt”."),
        (["é" * 120 + ".txt"], "is too long"),
        ([], "This field is required."),
    ],
)
def test_files_that_cannot_be_taken_in_are_told(curator: Client, names: list[str], words: str) -> None:
    assert words in told(send(curator, *names))[0]
    assert not Upload.objects.exists()


def test_empty_file_is_told(curator: Client) -> None:
    assert told(send(curator, "a.txt", content=b"")) == ["The submitted file is empty."]


def test_what_is_too_large_is_refused_and_the_limit_said(curator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "UPLOAD_MAX_BYTES", 1_000_000)
    assert "At most 1 MB" in curator.get(reverse(ADD)).content.decode()
    for size in (1_000_001, 3_000_000):  # the second is not even read
        assert told(send(curator, "a.txt", content=bytes(size))) == ["The files are larger than 1 MB together."]
    assert not Upload.objects.exists()


def test_unknown_upload_is_not_found(curator: Client) -> None:
    for key in ("99", "x"):
        assert curator.get(reverse("admin:archive_upload_change", args=[key])).status_code == 404
