"""Originals against their sums, and against the accessions that say they are there.

A folder of originals at a time, so that no more than a 256th part of all sums is in memory.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from archive import originals
from archive.checking.findings import Finding, Kind, Progress, pause
from archive.models import Accession
from archive.models.accession import AccessionQuerySet

DAMAGED = Kind("Damaged originals", "put the file from a backup in its place", is_repairable=True)
MISSING = Kind("Missing originals", "put the file from a backup in its place", is_repairable=True)
UNREADABLE = Kind("Originals that cannot be read", "see to the disk and to who may read it")
UNPROTECTED = Kind("Originals that can be written over", "take away the right to write: chmod 444", is_repairable=True)
OTHER_SIZE = Kind("Originals of another size than was noted", "put the database from a backup in its place")
UNKNOWN = Kind("Originals that no accession knows", "take the file in again, or keep it somewhere else")
NEW = Kind("Originals that no accession knows yet", "an ingest may be at work", is_off=False)
UNFINISHED = Kind("Unfinished files", "remove it", is_repairable=True)
MISPLACED = Kind("Originals in a wrong place", "move it there", is_repairable=True)
STRAY = Kind("Stray files", "keep it somewhere else")

_SUM = re.compile(r"[0-9a-f]{64}")
_PREFIXES = [f"{number:02x}" for number in range(256)]
_OF_THE_DISK = ("lost+found",)  # where the folder is a disk of its own
_SEEN_WITHOUT_READING = (UNPROTECTED, OTHER_SIZE)


@dataclass
class _Noted:
    """What accessions say of a sum: a path that it was taken in from, and its size in bytes."""

    path: str
    sizes: set[int | None] = field(default_factory=set)


def count() -> int:
    """How many originals there should be."""
    return Accession.objects.kept().order_by().values("sha256").distinct().count()


def check(progress: Progress) -> list[Finding]:
    """Read every original, and tell `progress` of each; what is off was seen twice."""
    found = list(_first_look(progress))
    if found:
        pause()
    return look_again(found)


def look_again(findings: Iterable[Finding]) -> list[Finding]:
    """What is still off of that which was."""
    found: list[Finding] = []
    to_read: dict[str, bool] = {}
    for finding in findings:
        if finding.path:
            found += _of_entry(finding.path)
        else:
            has_to_be_read = to_read.get(finding.sha256, False) or finding.kind not in _SEEN_WITHOUT_READING
            to_read[finding.sha256] = has_to_be_read
    for sha256, has_to_be_read in to_read.items():
        noted = _noted(Accession.objects.filter(sha256=sha256)).get(sha256)
        found += _of_sum(sha256, noted, is_read=has_to_be_read)
    return found


def _first_look(progress: Progress) -> Iterator[Finding]:
    folder = settings.ORIGINALS_DIR
    for path in _listed(folder):
        if path.name not in _OF_THE_DISK and not _holds_originals(path):
            yield from _of_entry(path)
    yield from _of_folder(folder)
    for prefix in _PREFIXES:
        noted = _noted(Accession.objects.filter(sha256__gte=prefix, sha256__lt=f"{prefix}g"))
        sums = set(noted)
        for path in _listed(folder / prefix):
            if _SUM.fullmatch(path.name) and path.name.startswith(prefix):
                sums.add(path.name)
            else:
                yield from _of_entry(path)
        yield from _of_folder(folder / prefix)
        for sha256 in sorted(sums):
            yield from _of_sum(sha256, noted.get(sha256))
            progress(1)


def _listed(folder: Path) -> list[Path]:
    """What lies in a folder, in order; nothing where it cannot be read, which `_of_folder` tells."""
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _holds_originals(path: Path) -> bool:
    is_prefix = path.name in _PREFIXES and path.parent == settings.ORIGINALS_DIR
    return path == settings.ORIGINALS_DIR or (is_prefix and os.path.isdir(path))


def _of_folder(folder: Path) -> Iterator[Finding]:
    """That a folder of originals cannot be read. One that is not there is missing with all that it held."""
    try:
        os.scandir(folder).close()
    except (FileNotFoundError, NotADirectoryError):
        pass
    except OSError as error:
        yield Finding(UNREADABLE, _where(folder), _reason(error), path=folder)


def _noted(accessions: AccessionQuerySet) -> dict[str, _Noted]:
    found: dict[str, _Noted] = {}
    for sha256, path, size in accessions.kept().order_by("pk").values_list("sha256", "path", "size"):
        if _SUM.fullmatch(sha256):
            found.setdefault(sha256, _Noted(path)).sizes.add(size)
    return found


def _of_sum(sha256: str, noted: _Noted | None, is_read: bool = True) -> Iterator[Finding]:
    """What is off with the original of a sum; without `is_read` its bytes are not looked at."""
    path = originals.path_of(sha256)
    where = _where(path)
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            yield Finding(DAMAGED, where, "it is no file", sha256=sha256)
            return
        is_whole = not is_read or originals.sum_of(path) == sha256
    except (FileNotFoundError, NotADirectoryError):
        if noted:
            yield Finding(MISSING, where, f"the bytes of {noted.path} are gone", sha256=sha256)
        return
    except OSError as error:
        yield Finding(UNREADABLE, where, _reason(error), sha256=sha256)
        return
    if noted is None:
        what = "no accession has this sum" + ("" if is_whole else ", and its bytes have another")
        yield Finding(UNKNOWN if originals.is_left(status) else NEW, where, what, sha256=sha256)
    elif not is_whole:
        length = "" if status.st_size in noted.sizes else f", {status.st_size} of {_in_words(noted.sizes)}"
        yield Finding(DAMAGED, where, f"these are not the bytes of {noted.path}{length}", sha256=sha256)
    elif noted.sizes != {status.st_size}:
        stated = _in_words(noted.sizes - {status.st_size})
        what = f"it has {status.st_size} bytes, and the accession of {noted.path} says {stated}"
        yield Finding(OTHER_SIZE, where, what, sha256=sha256)
    if status.st_mode & 0o222:
        yield Finding(UNPROTECTED, where, f"its mode is {stat.S_IMODE(status.st_mode):o}", sha256=sha256)


def _of_entry(path: Path) -> Iterator[Finding]:
    """What is off with something that is no original in its place; nothing where it is gone meanwhile."""
    try:
        status = path.lstat()
    except OSError:
        return
    folder, where = path.parent, _where(path)
    if _holds_originals(path):
        yield from _of_folder(path)
    elif path.name.endswith(originals.UNFINISHED) and folder.parent == settings.ORIGINALS_DIR:
        if originals.is_left(status):
            yield Finding(UNFINISHED, where, "an interrupted ingest has left it", path=path)
    elif _SUM.fullmatch(path.name) and stat.S_ISREG(status.st_mode):
        yield Finding(MISPLACED, where, f"it belongs in {_where(originals.path_of(path.name).parent)}", path=path)
    else:
        yield Finding(STRAY, where, "it is no original", path=path)


def _in_words(sizes: Iterable[int | None]) -> str:
    return " or ".join("none" if size is None else str(size) for size in sorted(sizes, key=lambda size: size or 0))


def _where(path: Path) -> str:
    return str(Path(settings.ORIGINALS_DIR.name, path.relative_to(settings.ORIGINALS_DIR)))


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
