"""Files to items: most are one, a web archive is as many as it holds pages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from archive.ingest.items import (
    ARCHIVE_SUFFIXES,
    MAX_BYTES,
    Item,
    ItemFile,
    Problem,
    UnreadableItemError,
    find_files,
    has_suffix,
    read_item,
    sidecar_of,
    size_of_file,
)
from archive.ingest.warcs import ArchiveError, Refused, read_captures


def find_items(paths: Iterable[Path]) -> Iterator[Item | Problem]:
    """Everything to take in under the paths, in order; problems in their place."""
    for file in find_files(paths):
        if isinstance(file, Problem):
            yield file
            continue
        try:
            if has_suffix(file.path, ARCHIVE_SUFFIXES):
                yield from _captured_items(file)
            else:
                yield read_item(file)
        except UnreadableItemError as error:
            yield Problem(file.name, str(error))


def _captured_items(file: ItemFile) -> Iterator[Item | Problem]:
    """The pages of a web archive, each named by its record; all have the archive's sidecar."""
    size_of_file(file.path)
    sidecar = sidecar_of(file)
    is_empty = True
    try:
        with file.path.open("rb") as archive:
            for capture in read_captures(archive, MAX_BYTES):
                is_empty = False
                name = f"{file.name}#{capture.record_id}"
                if isinstance(capture, Refused):
                    yield Problem(name, capture.reason)
                    continue
                sha256 = hashlib.sha256(capture.data).hexdigest()
                yield Item(name, capture.data, sha256, sidecar, True, capture.charset, capture.url, capture.captured_at)
    except ArchiveError as error:
        raise UnreadableItemError(str(error)) from error
    except OSError as error:
        raise UnreadableItemError(f"the file cannot be read: {error.strerror}") from error
    if is_empty:
        raise UnreadableItemError("the web archive holds no web page")
