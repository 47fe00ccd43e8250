"""An upload from its arrival to its report. The worker for long work does them one after the other.

What is written down of an upload survives the end of a process: one that was cut short is begun again, and what came of
an item the first time stands. After three tries it is given up.
"""

from __future__ import annotations

import fcntl
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from archive.ingest.items import Problem, find_files, has_suffix
from archive.ingest.outcomes import Outcome
from archive.models import Source, Upload, UploadLine
from archive.tasks import LONG, count_words, update_index
from archive.uploading.zips import ZipError, unpack

_MAX_TRIES = 3
_LEFT_AFTER = 24  # hours


def receive(files: Sequence[UploadedFile], user: Any, source: Source | None = None) -> Upload:
    """Keep the files, and have them taken in."""
    _root().mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=_root()))
    try:
        for file in files:
            with (folder / str(file.name)).open("xb") as kept:
                for chunk in file.chunks():
                    kept.write(chunk)
        with transaction.atomic():
            names, size = [str(file.name) for file in files], sum(file.size or 0 for file in files)
            upload = Upload.objects.create(names=names, size=size, user=user, source=source)
            shutil.rmtree(_received(upload), ignore_errors=True)  # of one that was rolled back: its key is given again
            folder.rename(_received(upload))
            take_in_uploads.enqueue()
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return upload


@task(queue_name=LONG)
def take_in_uploads() -> int:
    """Take in all uploads that wait, or that a process before this one left; returns how many."""
    number = 0
    try:
        with _one_at_a_time():
            _sweep()
            while (
                upload := Upload.objects.unfinished().select_related("source", "user").order_by("pk").first()
            ) is not None:
                _take_in(upload)
                number += 1
    finally:
        if Upload.objects.unfinished().exists():  # an error cut it short: the next task goes on, until tries run out
            take_in_uploads.enqueue()
    return number


def _take_in(upload: Upload) -> None:
    from archive.ingest.loader import Ingest  # noqa: PLC0415 - the site starts without what only the worker needs

    if upload.tries >= _MAX_TRIES:
        _finish(upload, f"stopped {_MAX_TRIES} times before it was done; what the report names was taken in")
        return
    upload.state, upload.tries = Upload.State.RUNNING, upload.tries + 1
    upload.save(update_fields=["state", "tries"])
    items = _unpacked(upload)
    shutil.rmtree(items, ignore_errors=True)
    try:
        problems = list(_laid_out(upload, items / _prefix(upload)))
    except OSError as error:
        _finish(upload, str(error))
        return
    upload.total = len(problems) + sum(1 for _ in find_files([items]))
    upload.save(update_fields=["total"])
    ingest = Ingest([items], upload.source, problems=problems, user=upload.user, named=upload.names)
    for outcome in ingest.outcomes():
        if upload.run is None:
            upload.run = ingest.run
            upload.save(update_fields=["run"])
        UploadLine.objects.bulk_create([_line(upload, outcome)], ignore_conflicts=True)
    update_index.enqueue()
    count_words.enqueue()
    _finish(upload)


def _laid_out(upload: Upload, folder: Path) -> Iterator[Problem]:
    """Put the files into a folder to ingest, those of each zip into one of its own."""
    folder.mkdir(parents=True)
    room = settings.UPLOAD_MAX_UNPACKED
    for name in upload.names:
        path = _received(upload) / name
        if not has_suffix(path, (".zip",)):
            (folder / name).hardlink_to(path)
            continue
        try:
            for problem in unpack(path, folder / name, room):
                yield Problem(f"{_prefix(upload)}/{problem.name}", problem.reason)
        except ZipError as error:
            yield Problem(f"{_prefix(upload)}/{name}", str(error))
        room -= sum(file.stat().st_size for file in (folder / name).rglob("*") if file.is_file())


def _line(upload: Upload, outcome: Outcome) -> UploadLine:
    line = outcome.as_line()
    file = line["file"].removeprefix(f"{_prefix(upload)}/")
    return UploadLine(upload=upload, **line | {"file": file[:1000], "reason": line["reason"][:1000]})


def _finish(upload: Upload, problem: str = "") -> None:
    upload.state = Upload.State.FAILED if problem else Upload.State.DONE
    upload.problem, upload.finished_at = problem[:1000], timezone.now()
    upload.save(update_fields=["state", "problem", "finished_at"])
    shutil.rmtree(_received(upload), ignore_errors=True)
    shutil.rmtree(_unpacked(upload), ignore_errors=True)


def _prefix(upload: Upload) -> str:
    """Stands before the path of each item: no two uploads have a path in common, so none updates another's article."""
    return f"upload-{upload.pk}"


def _root() -> Path:
    return Path(settings.DATA_DIR) / "uploads"


def _received(upload: Upload) -> Path:
    return _root() / f"{upload.pk}-received"


def _unpacked(upload: Upload) -> Path:
    return _root() / f"{upload.pk}-unpacked"


def _sweep() -> None:
    """Remove what a request left that ended before its upload was written down."""
    oldest = timezone.now().timestamp() - _LEFT_AFTER * 3600
    for folder in _root().glob("tmp*") if _root().exists() else ():
        with suppress(FileNotFoundError):  # its upload has just been written down, under another name
            if folder.stat().st_mtime < oldest:
                shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Wait until no other process takes in uploads; the lock goes with the process that holds it."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with (settings.DATA_DIR / "uploads.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
