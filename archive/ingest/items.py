"""The files a call of ingest was given: folders walked, sidecars beside them, what cannot be read named."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from archive.ingest.decoding import MAX_CHARACTERS

PAGE_SUFFIXES = (".html", ".htm")
ARCHIVE_SUFFIXES = (".warc", ".warc.gz")
SUFFIXES = (".txt", *PAGE_SUFFIXES, *ARCHIVE_SUFFIXES)
SIDECAR_SUFFIX = ".yaml"
MAX_BYTES = 4 * MAX_CHARACTERS  # no encoding needs more for the longest text
_MAX_SIDECAR_BYTES = 100_000
_MAX_DEPTH = 100


class UnreadableItemError(ValueError):
    """A file or folder that cannot be taken in; the message says why, in one line."""


@dataclass(frozen=True)
class ItemFile:
    """A file to take in. `name` is its path relative to the PATH argument it came from."""

    path: Path
    name: str


@dataclass(frozen=True)
class Problem:
    name: str
    reason: str


@dataclass(frozen=True)
class Item:
    """The bytes of one file or of one page in a web archive, their sum, and the text of the file's sidecar, if any.

    Of a captured page also the charset the server stated, and where and when it was captured.
    """

    name: str
    data: bytes
    sha256: str
    sidecar: str = ""
    is_page: bool = False
    charset: str = ""
    url: str = ""
    captured_at: datetime | None = None


def find_files(paths: Iterable[Path]) -> Iterator[ItemFile | Problem]:
    """Every file of a known kind under the paths, folders in order of names; problems in their place."""
    for path in paths:
        if os.path.isdir(path):  # unlike the path's own methods, never raises
            yield from _walk(path, path, ())
        elif not os.path.lexists(path):
            yield Problem(_name(path), "there is no such file or folder")
        elif has_suffix(path, SUFFIXES):
            yield ItemFile(path, _name(Path(path.name)))
        else:
            yield Problem(_name(path), f"not a kind of file this archive takes in ({', '.join(SUFFIXES)})")


def _walk(folder: Path, root: Path, above: tuple[tuple[int, int], ...]) -> Iterator[ItemFile | Problem]:
    name = _name(folder.relative_to(root))
    try:
        here = folder.stat()
        if (here.st_dev, here.st_ino) in above:
            yield Problem(name, "the folder is a link back to one above it")
            return
        if len(above) >= _MAX_DEPTH:
            yield Problem(name, f"the folder lies more than {_MAX_DEPTH} folders deep")
            return
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield Problem(name, f"the folder cannot be read: {error.strerror}")
        return
    for entry in entries:
        if os.path.isdir(entry):
            yield from _walk(entry, root, (*above, (here.st_dev, here.st_ino)))
        elif has_suffix(entry, SUFFIXES):
            yield ItemFile(entry, _name(entry.relative_to(root)))


def _name(path: Path) -> str:
    """A path as text; bytes of it that are no UTF-8 are written out, since no database or report takes them."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def has_suffix(path: Path, suffixes: tuple[str, ...]) -> bool:
    return path.name.lower().endswith(suffixes)


def read_item(file: ItemFile) -> Item:
    """The bytes of a file and its sidecar. Raises UnreadableItemError; never waits on a pipe or device."""
    data = _read(file.path, MAX_BYTES)
    is_page = has_suffix(file.path, PAGE_SUFFIXES)
    return Item(file.name, data, hashlib.sha256(data).hexdigest(), sidecar_of(file.path), is_page)


def sidecar_of(path: Path) -> str:
    """The text of `NAME.yaml` beside `NAME.txt` or `NAME.warc.gz`; empty where there is none."""
    suffix = next((suffix for suffix in reversed(SUFFIXES) if has_suffix(path, (suffix,))), path.suffix)
    sidecar = path.with_name(path.name[: -len(suffix)] + SIDECAR_SUFFIX)
    if not sidecar.exists():
        return ""
    try:
        return _read(sidecar, _MAX_SIDECAR_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableItemError(f"its sidecar {_name(Path(sidecar.name))} is not UTF-8") from error


def _read(path: Path, limit: int) -> bytes:
    size = size_of_file(path)
    if size > limit:
        raise UnreadableItemError(f"the file is too large: {size / 1e6:.1f} MB (at most 10 MB of text)")
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableItemError(f"the file cannot be read: {error.strerror}") from error


def size_of_file(path: Path) -> int:
    """The size of a regular file. Raises UnreadableItemError for anything else: it may never end."""
    try:
        status = os.stat(path)
    except OSError as error:
        raise UnreadableItemError(f"the file cannot be read: {error.strerror}") from error
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableItemError("not a regular file")
    return status.st_size
