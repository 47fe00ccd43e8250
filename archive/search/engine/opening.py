"""The newest snapshot of an index, one a process, however often it is asked for."""

from __future__ import annotations

import pickle
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from whoosh.fields import Schema
from whoosh.index import IndexError as WhooshIndexError

from archive.search.engine.budget import Limits
from archive.search.engine.caching import Caches, make_caches
from archive.search.engine.generations import IndexNotReadyError, current_folder
from archive.search.engine.snapshot import Snapshot

_Found = TypeVar("_Found")

_DAMAGE = (OSError, EOFError, ValueError, KeyError, AttributeError, AssertionError, struct.error,
           pickle.UnpicklingError, WhooshIndexError)  # fmt: skip
# A writer may remove files between a look at the table of contents and the opening of what it names.
_ATTEMPTS = 5
_PAUSE = 0.02  # seconds


@dataclass
class _Known:
    caches: Caches
    snapshot: Snapshot | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)


_known: dict[Path, _Known] = {}
_adding = threading.Lock()


def open_snapshot(base: Path, rules: str, schema: Schema, cache_bytes: int, limits: Limits) -> Snapshot:
    """The newest state of the index under `base`. Raises IndexNotReadyError where none can be read."""
    with _adding:
        known = _known.setdefault(base, _Known(make_caches(cache_bytes)))

    def newest(folder: Path) -> Snapshot:
        if known.snapshot is None or known.snapshot.folder != folder or not known.snapshot.is_current():
            known.snapshot = Snapshot(folder, schema, known.caches, limits)
            known.caches.answers.clear()
        return known.snapshot

    with known.lock:
        return looked_at(base, rules, newest)


def looked_at(base: Path, rules: str, look: Callable[[Path], _Found]) -> _Found:
    """What `look` finds in the folder that is read. Raises IndexNotReadyError where it finds damage, and says which."""
    for attempt in range(1, _ATTEMPTS + 1):
        folder = current_folder(base, rules)
        try:
            return look(folder)
        except _DAMAGE as error:
            if attempt == _ATTEMPTS:
                raise IndexNotReadyError(f"The index in {folder} cannot be read: {error}") from error
            time.sleep(_PAUSE)
    raise IndexNotReadyError(f"The index in {base} cannot be read.")
