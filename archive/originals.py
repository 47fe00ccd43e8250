"""The original bytes, kept under their sum and never altered."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings

UNFINISHED = ".part"
LEFT_AFTER = 3600  # seconds: nobody writes one file for an hour
KEPT_MODE = 0o444
_AT_ONCE = 8


def path_of(sha256: str) -> Path:
    return settings.ORIGINALS_DIR / sha256[:2] / sha256


def sum_of(path: Path) -> str:
    """The SHA-256 of a file, read in pieces. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def keep(sha256: str, data: bytes) -> None:
    """Write the bytes unless they are there; whole or not at all."""
    if not path_of(sha256).exists():
        _write(path_of(sha256), data)


def restore(sha256: str, data: bytes) -> None:
    """Put the bytes in the place of an original that is lost or damaged.

    Raises OSError, and ValueError for bytes that are not the original's.
    """
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ValueError(f"These are not the bytes of {sha256}.")
    _write(path_of(sha256), data)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(UNFINISHED, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, KEPT_MODE)
        os.replace(temporary, path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise


@contextmanager
def keeping(contents: Iterable[tuple[str, bytes]]) -> Iterator[None]:
    """`keep` many `(sum, bytes)` while the block runs: nearly all of it is waiting for the disk. Then they are kept.

    Raises OSError there where one of them could not be written.
    """
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        writing = [threads.submit(keep, *content) for content in contents]
        yield
        for written in writing:
            written.result()


def sweep() -> None:
    """Remove what a process that was killed while it wrote has left."""
    for part in settings.ORIGINALS_DIR.glob(f"??/*{UNFINISHED}"):
        with suppress(FileNotFoundError):
            if is_left(part.lstat()):
                part.unlink()


def is_left(status: os.stat_result) -> bool:
    """Whether nobody can still be at work on the file."""
    return time.time() - status.st_mtime > LEFT_AFTER


def discard(sha256: str) -> None:
    path_of(sha256).unlink(missing_ok=True)
