"""One file of named arrays, written once and then only mapped into memory.

The arrays stand one after another, each aligned; a directory (JSON) and a fixed trailer end the file. A file without
its trailer was never finished. The directory holds a sum of each array, the trailer one of the directory: the latter is
compared whenever a file is opened, the others by `verify`, for they take reading it all. Reading an array copies
nothing: it is a view of the mapped file, which stays readable after the file was unlinked.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import weakref
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

Array = np.ndarray[Any, Any]

_MAGIC = b"ARRAYS02"
_TRAILER = struct.Struct("<QI8s")  # where the directory begins, its sum, magic
_ALIGNMENT = 8  # bytes
_READ_AT_ONCE = 2**20  # bytes

_Directory = dict[str, tuple[str, int, int, int]]  # type, start in bytes, length, sum


class DamagedFileError(OSError):
    """The file is not one of ours, or was never finished."""


class ArrayFileWriter:
    """Add arrays, then `close`: only then the file is complete, and on the disk."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._directory: _Directory = {}

    def add(self, name: str, array: Array) -> None:
        self.add_chunks(name, array.dtype, [array])

    def add_chunks(self, name: str, dtype: Any, chunks: Iterable[Array]) -> None:
        """One array out of pieces, so that it need never be in memory as a whole."""
        self._file.write(b"\0" * (-self._file.tell() % _ALIGNMENT))
        start, count, found = self._file.tell(), 0, 0
        for chunk in chunks:
            data = np.ascontiguousarray(chunk, dtype=dtype).data
            self._file.write(data)
            found = zlib.crc32(data, found)
            count += len(chunk)
        self._directory[name] = (np.dtype(dtype).str, start, count, found)

    def close(self) -> None:
        start = self._file.tell()
        directory = json.dumps(self._directory).encode()
        self._file.write(directory)
        self._file.write(_TRAILER.pack(start, zlib.crc32(directory), _MAGIC))
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
        with os.fdopen(self._descriptor, "rb", closefd=False) as file:
            self._directory = _directory(file, path)
        self._map = mmap.mmap(self._descriptor, 0, access=mmap.ACCESS_READ)

    def __contains__(self, name: str) -> bool:
        return name in self._directory

    def names(self) -> list[str]:
        return list(self._directory)

    def array(self, name: str) -> Array:
        """A read-only view. Raises KeyError."""
        dtype, start, count, _ = self._directory[name]
        return np.frombuffer(self._map, dtype=dtype, count=count, offset=start)

    def stretch(self, name: str, first: int, last: int) -> Array:
        """The items `first` to `last - 1` of an array, read from the file. Raises KeyError, DamagedFileError.

        What is read through a map counts as memory of the process from then on; of what is large, this is the way.
        """
        dtype, start, *_ = self._directory[name]
        size = np.dtype(dtype).itemsize
        data = os.pread(self._descriptor, (last - first) * size, start + first * size)
        if len(data) != (last - first) * size:
            raise DamagedFileError(f"{self._path} is shorter than it was.")
        return np.frombuffer(data, dtype=dtype)


def verify(path: Path) -> None:
    """Read the whole file and compare all sums. Raises FileNotFoundError, DamagedFileError."""
    with path.open("rb") as file:
        for name, (dtype, start, count, stated) in _directory(file, path).items():
            file.seek(start)
            left, found = count * np.dtype(dtype).itemsize, 0
            while left and (data := file.read(min(left, _READ_AT_ONCE))):
                left, found = left - len(data), zlib.crc32(data, found)
            if left or found != stated:
                raise DamagedFileError(f"{path.name} is damaged: {name} is not what was written.")


def _directory(file: BinaryIO, path: Path) -> _Directory:
    """What the end of a file says of its arrays. Raises DamagedFileError."""
    try:
        end = file.seek(-_TRAILER.size, os.SEEK_END)
        start, stated, magic = _TRAILER.unpack(file.read())
        if magic != _MAGIC or start > end:
            raise ValueError(magic)
        file.seek(start)
        written = file.read(end - start)
        if zlib.crc32(written) != stated:
            raise ValueError(stated)
        directory: _Directory = json.loads(written)
    except (OSError, ValueError) as error:  # an OSError where the file is shorter than a trailer
        raise DamagedFileError(f"{path.name} is damaged or was never finished.") from error
    return directory


def narrowed(array: Array) -> Array:
    """The same non-negative whole numbers in the smallest type that holds them."""
    return array.astype(np.min_scalar_type(int(array.max()) if len(array) else 0), copy=False)


def ranges(starts: Array, counts: Array) -> Array:
    """`start, start + 1, …` for each start, `count` numbers of each, one after another."""
    total = int(counts.sum())
    ends = np.cumsum(counts, dtype=np.int64)
    return np.repeat(starts.astype(np.int64) - (ends - counts), counts) + np.arange(total, dtype=np.int64)
