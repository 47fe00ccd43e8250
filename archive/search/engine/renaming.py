"""Values of keyword fields that have another name since documents were indexed.

When two records become one, thousands of documents hold a value that nobody asks for any more, and indexing them again
takes minutes. Until then the file RENAMED beside the segments says which value stands for which, and readers see all of
them under the new one, from the next search on. Whoever writes the index need not be asked, nor waited for.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from archive.search.engine.generations import folders

Renames = Mapping[str, Mapping[str, str]]  # field -> the name in a document -> the name readers see
Stamp = tuple[int, int, int]

_FILE = "RENAMED"
_NOTHING: Stamp = (0, 0, 0)


def stamp_of(folder: Path) -> Stamp:
    """Equal as long as no value was renamed meanwhile."""
    try:
        found = os.stat(folder / _FILE)
    except FileNotFoundError:
        return _NOTHING
    return found.st_mtime_ns, found.st_ino, found.st_size


def renames_of(folder: Path) -> Renames:
    """What is renamed in the index in a folder, each to the name it has in the end. Raises OSError."""
    return {field: {name: _in_the_end(name, names) for name in names} for field, names in _read(folder).items()}


def rename(base: Path, renames: Renames) -> None:
    """Let readers of the index under `base`, and of one that is being built, see these values under new names."""

    def renamed(known: Renames) -> Renames:
        found = {field: dict(names) for field, names in known.items()}
        for field, names in renames.items():
            of_field = found.setdefault(field, {})
            of_field.update(names)
            for new in names.values():  # what was renamed once may have its old name back
                of_field.pop(new, None)
        return found

    _change(base, renamed)


def restore(base: Path, values: Mapping[str, list[str]]) -> None:
    """Let readers see these values of fields as the documents have them."""

    def restored(known: Renames) -> Renames:
        return {
            field: {name: new for name, new in names.items() if name not in values.get(field, ())}
            for field, names in known.items()
        }

    _change(base, restored)


def carry_on(base: Path, folder: Path, other: Path) -> None:
    """Let what is renamed in one folder be renamed in another that is begun beside it."""
    with _locked(base):
        _write(other, _read(folder))


def forget(base: Path, is_settled: Callable[[], bool]) -> None:
    """Drop all renames if `is_settled`, every document indexed again. Nobody can rename while that is asked."""
    if any((folder / _FILE).exists() for folder in folders(base)):
        _change(base, lambda known: known if known and not is_settled() else {})


def _change(base: Path, change: Callable[[Renames], Renames]) -> None:
    with _locked(base):
        for folder in folders(base):
            with suppress(FileNotFoundError):  # whoever rebuilds removes the old folder
                _write(folder, change(_read(folder)))


@contextmanager
def _locked(base: Path) -> Iterator[None]:
    base.mkdir(parents=True, exist_ok=True)
    with (base / f"{_FILE}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write(folder: Path, renames: Renames) -> None:
    if any(renames.values()):
        fresh = folder / f"{_FILE}.new"
        fresh.write_text(json.dumps(renames), encoding="ascii")
        fresh.replace(folder / _FILE)
    else:
        (folder / _FILE).unlink(missing_ok=True)


def _read(folder: Path) -> Renames:
    try:
        found: Renames = json.loads((folder / _FILE).read_bytes())
    except (FileNotFoundError, ValueError):  # damaged, it is not missed for long: what it says is being indexed
        return {}
    return found


def _in_the_end(name: str, names: Mapping[str, str]) -> str:
    passed = {name}
    while (new := names.get(name)) is not None and new not in passed:
        passed.add(new)
        name = new
    return name
