"""The files a call of ingest was given: folders walked, sidecars beside them, what cannot be read named."""

from __future__ import annotations

import hashlib
import os
import re
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
# What would break a name into several lines, or turn its letters around: written out.
_NOT_ON_ONE_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_LEADS_OUT = "a link that leads out of the folder that was given"


class UnreadableItemError(ValueError):
    """A file or folder that cannot be taken in; the message says why, in one line."""


@dataclass(frozen=True)
class ItemFile:
    """A file to take in. `name` is its path relative to the PATH argument it came from, `root` that folder."""

    path: Path
    name: str
    root: Path | None = None


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
        is_folder = os.path.isdir(entry)
        if not is_folder and not has_suffix(entry, SUFFIXES):
            continue
        entry_name = _name(entry.relative_to(root))
        if os.path.islink(entry) and _leads_out(entry, root):
            yield Problem(entry_name, _LEADS_OUT)
        elif is_folder:
            yield from _walk(entry, root, (*above, (here.st_dev, here.st_ino)))
        else:
            yield ItemFile(entry, entry_name, root)


def _leads_out(path: Path, root: Path) -> bool:
    """Whether a path below a folder stands, once all links are followed, somewhere else."""
    return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def _name(path: Path) -> str:
    """A path as text on one line; bytes of it that are no UTF-8 are written out: no database or report takes them."""
    name = os.fsencode(path).decode("utf-8", "backslashreplace")
    return _NOT_ON_ONE_LINE.sub(lambda found: found[0].encode("unicode_escape").decode(), name)


def has_suffix(path: Path, suffixes: tuple[str, ...]) -> bool:
    return path.name.lower().endswith(suffixes)


def read_item(file: ItemFile) -> Item:
    """The bytes of a file and its sidecar. Raises UnreadableItemError; never waits on a pipe or device."""
    data = _read(file.path, MAX_BYTES)
    is_page = has_suffix(file.path, PAGE_SUFFIXES)
    return Item(file.name, data, hashlib.sha256(data).hexdigest(), sidecar_of(file), is_page)


def sidecar_of(file: ItemFile) -> str:
    """The text of `NAME.yaml` beside `NAME.txt` or `NAME.warc.gz`; empty where there is none."""
    path = file.path
    suffix = next((suffix for suffix in reversed(SUFFIXES) if has_suffix(path, (suffix,))), path.suffix)
    sidecar = path.with_name(path.name[: -len(suffix)] + SIDECAR_SUFFIX)
    if not sidecar.exists():
        return ""
    if os.path.islink(sidecar) and _leads_out(sidecar, file.root or path.parent):
        raise UnreadableItemError(f"its sidecar is {_LEADS_OUT}")
    try:
        return _read(sidecar, _MAX_SIDECAR_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableItemError(f"its sidecar {_name(Path(sidecar.name))} is not UTF-8") from error


def _read(path: Path, limit: int) -> bytes:
    size = size_of_file(path)
    data = b""
    if size <= limit:
        try:
            with path.open("rb") as file:
                data = file.read(limit + 1)  # it may have grown since
        except OSError as error:
            raise UnreadableItemError(f"the file cannot be read: {error.strerror}") from error
    size = max(size, len(data))
    if size > limit:
        raise UnreadableItemError(f"the file is too large: {size / 1e6:.1f} MB (at most 10 MB of text)")
    return data


def size_of_file(path: Path) -> int:
    """The size of a regular file. Raises UnreadableItemError for anything else: it may never end."""
    try:
        status = os.stat(path)
    except OSError as error:
        raise UnreadableItemError(f"the file cannot be read: {error.strerror}") from error
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableItemError("not a regular file")
    return status.st_size
