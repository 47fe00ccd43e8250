"""Where an index lies: one folder a generation, and a file naming the one that is read.

`base/CURRENT` holds a folder's name and is replaced in one step, so that a reader sees the old index or the new one,
never half of either. Each folder says in RULES under which schema and analysis it was made.
"""

from __future__ import annotations

import os
import shutil
import uuid
from pathlib import Path

from haystack.exceptions import SearchBackendError

_POINTER = "CURRENT"
_RULES = "RULES"
_PREFIX = "generation-"


class IndexNotReadyError(SearchBackendError):
    """There is no index that can be read: not built yet, built under other rules, or damaged."""


def current_folder(base: Path, rules: str) -> Path:
    """The folder of the index that is read. Raises IndexNotReadyError."""
    name = _named(base)
    while True:
        try:
            found = _read(base / name / _RULES) if name.startswith(_PREFIX) else ""
            break
        except (OSError, ValueError) as error:
            before, name = name, _named(base)
            if name == before:
                raise IndexNotReadyError(f"There is no index in {base}.") from error
            # Another folder took the place of this one between the two looks.
    if found != rules:
        raise IndexNotReadyError(f"The index in {base} was made under other rules.")
    return base / name


def _read(path: Path) -> str:
    """A page asks a dozen times which index is the newest: this takes a third of the time of `Path.read_text`."""
    with path.open("rb", buffering=0) as file:
        return file.read().decode("ascii")


def _named(base: Path) -> str:
    try:
        return _read(base / _POINTER).strip()
    except (OSError, ValueError) as error:
        raise IndexNotReadyError(f"There is no index in {base}.") from error


def begin_folder(base: Path, rules: str) -> Path:
    """An empty folder for a new generation; nobody reads it before `make_current`."""
    folder = base / f"{_PREFIX}{uuid.uuid4().hex[:12]}"
    folder.mkdir(parents=True)
    (folder / _RULES).write_text(rules, encoding="ascii")
    return folder


def make_current(base: Path, folder: Path) -> None:
    """Let readers see `folder` from now on, and remove every other generation.

    Who still has the old files open reads on in them. Call it under the writers' lock.
    """
    fresh = base / f"{_POINTER}.{uuid.uuid4().hex[:8]}"
    with fresh.open("w", encoding="ascii") as file:
        file.write(folder.name)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(base / _POINTER)
    remove_leftovers(base)


def leftovers(base: Path) -> list[Path]:
    """What interrupted rebuilds have left, in order; under the writers' lock nothing of it is in use any more."""
    try:
        name = _named(base)
    except IndexNotReadyError:
        name = ""
    abandoned = [folder for folder in folders(base) if folder.name != name]
    return sorted([*abandoned, *base.glob(f"{_POINTER}.*")])


def folders(base: Path) -> list[Path]:
    """Those of all generations: the one that is read, and what is being built or was left."""
    return list(base.glob(f"{_PREFIX}*"))


def remove_leftovers(base: Path) -> None:
    """Call it under the writers' lock."""
    for leftover in leftovers(base):
        if leftover.is_dir():
            shutil.rmtree(leftover, ignore_errors=True)
        else:
            leftover.unlink(missing_ok=True)
