"""The original bytes, kept under their sum and never altered."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings

_UNFINISHED = ".part"
_AT_ONCE = 8
_LEFT_AFTER = 3600  # seconds: nobody writes one file for an hour


def path_of(sha256: str) -> Path:
    return settings.ORIGINALS_DIR / sha256[:2] / sha256


def keep(sha256: str, data: bytes) -> None:
    """Write the bytes unless they are there; whole or not at all."""
    path = path_of(sha256)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(_UNFINISHED, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o444)
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
    now = time.time()
    for part in settings.ORIGINALS_DIR.glob(f"??/*{_UNFINISHED}"):
        with suppress(FileNotFoundError):
            if now - part.stat().st_mtime > _LEFT_AFTER:
                part.unlink()


def discard(sha256: str) -> None:
    path_of(sha256).unlink(missing_ok=True)
