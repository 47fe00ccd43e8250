"""One file of named arrays, written once and then only mapped into memory.

The arrays stand one after another, each aligned; a directory (JSON) and a fixed trailer end the file. A file without
its trailer was never finished. Reading an array copies nothing: it is a view of the mapped file, which stays readable
after the file was unlinked.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import weakref
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

_MAGIC = b"ARRAYS01"
_TRAILER = struct.Struct("<Q8s")  # where the directory begins, magic
_ALIGNMENT = 8  # bytes


class DamagedFileError(OSError):
    """The file is not one of ours, or was never finished."""


class ArrayFileWriter:
    """Add arrays, then `close`: only then the file is complete, and on the disk."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._directory: dict[str, tuple[str, int, int]] = {}

    def add(self, name: str, array: Array) -> None:
        self.add_chunks(name, array.dtype, [array])

    def add_chunks(self, name: str, dtype: Any, chunks: Iterable[Array]) -> None:
        """One array out of pieces, so that it need never be in memory as a whole."""
        self._file.write(b"\0" * (-self._file.tell() % _ALIGNMENT))
        start, count = self._file.tell(), 0
        for chunk in chunks:
            self._file.write(np.ascontiguousarray(chunk, dtype=dtype).data)
            count += len(chunk)
        self._directory[name] = (np.dtype(dtype).str, start, count)

    def close(self) -> None:
        start = self._file.tell()
        self._file.write(json.dumps(self._directory).encode())
        self._file.write(_TRAILER.pack(start, _MAGIC))
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def abandon(self) -> None:
        """Give up; what was written is of no use."""
        self._file.close()


class ArrayFile:
    def __init__(self, path: Path) -> None:
        """Map a file. Raises FileNotFoundError, DamagedFileError."""
        self._path = path
        self._descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        weakref.finalize(self, os.close, self._descriptor)
        try:
            self._map = mmap.mmap(self._descriptor, 0, access=mmap.ACCESS_READ)
            start, magic = _TRAILER.unpack(self._map[-_TRAILER.size :])
            if magic != _MAGIC:
                raise ValueError(magic)
            self._directory = json.loads(self._map[start : -_TRAILER.size])
        except (ValueError, struct.error) as error:
            raise DamagedFileError(f"{path} is damaged or was never finished.") from error

    def __contains__(self, name: str) -> bool:
        return name in self._directory

    def names(self) -> list[str]:
        return list(self._directory)

    def array(self, name: str) -> Array:
        """A read-only view. Raises KeyError."""
        dtype, start, count = self._directory[name]
        return np.frombuffer(self._map, dtype=dtype, count=count, offset=start)

    def stretch(self, name: str, first: int, last: int) -> Array:
        """The items `first` to `last - 1` of an array, read from the file. Raises KeyError, DamagedFileError.

        What is read through a map counts as memory of the process from then on; of what is large, this is the way.
        """
        dtype, start, _ = self._directory[name]
        size = np.dtype(dtype).itemsize
        data = os.pread(self._descriptor, (last - first) * size, start + first * size)
        if len(data) != (last - first) * size:
            raise DamagedFileError(f"{self._path} is shorter than it was.")
        return np.frombuffer(data, dtype=dtype)


def narrowed(array: Array) -> Array:
    """The same non-negative whole numbers in the smallest type that holds them."""
    return array.astype(np.min_scalar_type(int(array.max()) if len(array) else 0), copy=False)


def ranges(starts: Array, counts: Array) -> Array:
    """`start, start + 1, …` for each start, `count` numbers of each, one after another."""
    total = int(counts.sum())
    ends = np.cumsum(counts, dtype=np.int64)
    return np.repeat(starts.astype(np.int64) - (ends - counts), counts) + np.arange(total, dtype=np.int64)
