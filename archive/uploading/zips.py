"""Unpacking a zip that nobody has to trust: bounded, never outside its folder, each bad part named."""

from __future__ import annotations

import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from archive.ingest.items import SIDECAR_SUFFIX, SUFFIXES, Problem

MAX_FILES = 10_000
_ENTRY_MARK = b"PK\1\2"  # begins each entry of the directory of a zip
_BLOCK = 1_048_576
# The ways of packing that Python unpacks piece by piece; of the others a small block may fill the memory.
BOUNDED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 1
_MAC = "__MACOSX"


class ZipError(ValueError):
    """A zip cannot be unpacked at all; the message says why."""


def unpack(path: Path, into: Path, max_bytes: int) -> Iterator[Problem]:
    """Unpack what the archive takes in, with its sidecars, to a folder that is new; yields what cannot be.

    `max_bytes` bounds all that is written. Raises ZipError.
    """
    if _count_entries(path) > MAX_FILES:
        raise ZipError(f"the zip holds more than {MAX_FILES} files")
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not _is_passed_over(entry)]
            # No part of a zip gives more than the size that is stated for it.
            if sum(entry.file_size for entry in entries) > max_bytes:
                raise ZipError(f"the zip unpacks to more than {max_bytes // 1_000_000} MB")
            into.mkdir(parents=True)
            for entry in entries:
                if reason := _refusal(entry) or _unpack(archive, entry, into):
                    yield Problem(f"{path.name}/{_name(entry)}", reason)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        if isinstance(error, ZipError):
            raise
        raise ZipError("the file is no zip, or is damaged") from error


def _count_entries(path: Path) -> int:
    """How many entries the zip says to hold at most, without making anything of them."""
    number, end = 0, b""
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            number += (end + block).count(_ENTRY_MARK)
            end = block[-len(_ENTRY_MARK) + 1 :]
    return number


def _name(entry: zipfile.ZipInfo) -> str:
    return entry.filename.replace("\\", "/")


def _is_passed_over(entry: zipfile.ZipInfo) -> bool:
    """Folders, and what a Mac puts beside each file."""
    parts = PurePosixPath(_name(entry)).parts
    return entry.is_dir() or not parts or parts[0] == _MAC or parts[-1].startswith("._") or parts[-1] == ".DS_Store"


def _refusal(entry: zipfile.ZipInfo) -> str:
    """Why an entry is not unpacked, or nothing."""
    path = PurePosixPath(_name(entry))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return "its path leads out of the zip"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "a link, not a file"
    if entry.flag_bits & _ENCRYPTED:
        return "it is encrypted"
    if entry.compress_type not in BOUNDED:
        return "it is packed in a way that is not known"
    if path.name.lower().endswith(".zip"):
        return "a zip within a zip is not unpacked"
    if not path.name.lower().endswith((*SUFFIXES, SIDECAR_SUFFIX)):
        return f"not a kind of file this archive takes in ({', '.join(SUFFIXES)})"
    return ""


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, into: Path) -> str:
    """Write one entry; why that cannot be, or nothing."""
    target = into / _name(entry)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(entry) as packed, target.open("xb") as file:
            shutil.copyfileobj(packed, file)
    except FileExistsError:
        return "the zip holds another file of this name"
    except OSError as error:
        with suppress(OSError):
            target.unlink()
        return f"it cannot be unpacked: {error.strerror or error}"
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError):
        target.unlink(missing_ok=True)
        return "it is damaged, or packed in a way that is not known"
    return ""
