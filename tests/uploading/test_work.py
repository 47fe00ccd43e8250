"""Uploads taken in: the report of the command, originals kept, and nothing lost when a process ends in the middle."""

import io
import zipfile
from pathlib import Path
from threading import Thread

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection
from django_tasks_db.models import DBTaskResult

from archive import originals
from archive.ingest.storing import Store
from archive.models import Accession, Article, IngestRun, Upload
from archive.uploading import work
from archive.uploading.work import receive, take_in_uploads
from tests.admin import rows

pytestmark = pytest.mark.django_db(transaction=True)

FIRST = b"Talks in Helsinki\n\nThe two presidents met in Helsinki on Monday and spoke for four hours about arms.\n"
SECOND = b"Harbour works\n\nThe city of Turku will rebuild its harbour next year, the mayor said on Tuesday.\n"


def sent(*files: tuple[str, bytes], **fields: object) -> Upload:
    user, _ = User.objects.get_or_create(username="curator")
    return receive([SimpleUploadedFile(name, content) for name, content in files], user, **fields)


def taken_in(*files: tuple[str, bytes], **fields: object) -> Upload:
    upload = sent(*files, **fields)
    take_in_uploads.call()
    upload.refresh_from_db()
    return upload


def report(upload: Upload) -> dict[str, str]:
    return {line.file: line.outcome for line in upload.lines.all()}


def zipped(*entries: tuple[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return packed.getvalue()


def test_files_are_taken_in_as_by_the_command() -> None:
    source = rows.source()
    upload = taken_in(("a.txt", FIRST), ("b.zip", zipped(("sub/b.txt", SECOND), ("c.png", b"x"))), source=source)
    assert report(upload) == {"a.txt": "created", "b.zip/sub/b.txt": "created", "b.zip/c.png": "failed"}
    assert (upload.state, upload.total, upload.problem) == ("done", 3, "")
    line = upload.lines.get(file="a.txt")
    article = Article.objects.get(slug=line.slug)
    assert (article.source, originals.path_of(line.sha256).read_bytes()) == (source, FIRST)
    run = IngestRun.objects.get()
    assert (upload.run, run.user.username, run.paths) == (run, "curator", ["a.txt", "b.zip"])
    assert run.counts == {"created": 2, "failed": 1}
    assert Accession.objects.get(outcome="failed").reason.startswith("not a kind of file")
    assert not list((settings.DATA_DIR / "uploads").iterdir())


def test_same_file_again_is_unchanged_and_a_file_of_the_same_name_is_another_article() -> None:
    taken_in(("a.txt", FIRST))
    assert report(taken_in(("a.txt", FIRST))) == {"a.txt": "unchanged"}
    assert report(taken_in(("a.txt", FIRST + b"\nAnother sentence was added to this text later.\n"))) == {
        "a.txt": "created"
    }
    assert Article.objects.count() == 2


def test_sidecar_beside_a_file_counts() -> None:
    upload = taken_in(("a.txt", FIRST), ("a.yaml", b"title: From the sidecar\n"))
    assert report(upload) == {"a.txt": "created"}
    assert Article.objects.get().title == "From the sidecar"


def test_damaged_zip_fails_alone() -> None:
    upload = taken_in(("bad.zip", b"no zip"), ("a.txt", FIRST))
    assert report(upload) == {"bad.zip": "failed", "a.txt": "created"}
    assert upload.lines.get(file="bad.zip").reason == "the file is no zip, or is damaged"


def test_upload_that_was_cut_short_goes_on_and_keeps_its_report(monkeypatch: pytest.MonkeyPatch) -> None:
    upload = sent(*((f"{number}.txt", FIRST + b"\nNumber %d of many.\n" % number) for number in range(70)))
    store, calls = Store.store, []

    def killed_in_the_second_group(self: Store, entries: list) -> list:
        calls.append(entries)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return store(self, entries)

    with monkeypatch.context() as patch:
        patch.setattr(Store, "store", killed_in_the_second_group)
        with pytest.raises(KeyboardInterrupt):
            take_in_uploads.call()
    upload.refresh_from_db()
    assert (upload.state, upload.lines.count()) == ("running", 64)

    take_in_uploads.call()
    upload.refresh_from_db()
    assert (upload.state, set(report(upload).values()), upload.lines.count()) == ("done", {"created"}, 70)
    assert Article.objects.count() == 70


def test_upload_that_ends_its_process_again_and_again_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = sent(("a.txt", FIRST)), sent(("b.txt", SECOND))

    def killed(self: Store, entries: list) -> list:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Store, "store", killed)
        for _ in range(3):
            with pytest.raises(KeyboardInterrupt):
                take_in_uploads.call()
    take_in_uploads.call()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("failed", "done")
    assert first.problem.startswith("stopped 3 times")


def test_two_workers_take_in_two_uploads_once() -> None:
    uploads = [sent((f"{name}.txt", text)) for name, text in (("a", FIRST), ("b", SECOND))]
    found: list[int] = []

    def work() -> None:
        try:
            found.append(take_in_uploads.call())
        finally:
            connection.close()

    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [0, 2]
    assert [report(upload) for upload in uploads] == [{"a.txt": "created"}, {"b.txt": "created"}]


def test_files_are_not_kept_where_they_cannot_be_written_down(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(OSError, match="no space"):
        sent(("a.txt", FIRST))
    assert not Upload.objects.exists()
    assert not list((settings.DATA_DIR / "uploads").iterdir())


def test_error_leaves_no_upload_behind_without_a_task(monkeypatch: pytest.MonkeyPatch) -> None:
    upload = sent(("a.txt", FIRST))
    DBTaskResult.objects.all().delete()
    monkeypatch.setattr(work, "_line", _raise)
    with pytest.raises(DatabaseError):
        take_in_uploads.call()
    assert DBTaskResult.objects.filter(task_path="archive.uploading.work.take_in_uploads").count() == 1
    monkeypatch.undo()
    take_in_uploads.call()
    upload.refresh_from_db()
    assert upload.state == "done"


def _raise(*arguments: object) -> None:
    raise DatabaseError("locked")


def test_files_of_an_upload_that_was_rolled_back_are_in_nobodys_way() -> None:
    first = taken_in(("a.txt", FIRST))
    left = Path(settings.DATA_DIR) / "uploads" / f"{first.pk + 1}-received"
    left.mkdir()
    (left / "old.txt").write_bytes(SECOND)
    assert report(taken_in(("b.txt", SECOND))) == {"b.txt": "created"}
