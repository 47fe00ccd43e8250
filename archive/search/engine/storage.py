"""The folder of one generation, as Whoosh sees it. A table of contents ends with a sum over what stands before.

Whoosh's table of contents is a pickle: nothing of a damaged one is unpickled.
"""

from __future__ import annotations

import os
import struct
import zlib
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage

from archive.search.engine.arrayfile import DamagedFileError

_CONTENTS = ".toc"
_SEAL = struct.Struct("<I8s")  # sum, magic
_MAGIC = b"CONTENTS"


class SealedStorage(FileStorage):
    """A file is whole and on the disk before it gets the name under which it is looked for."""

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        if newname.endswith(_CONTENTS):
            _seal(Path(self.folder, oldname))
        _sync(self.folder, oldname)
        super().rename_file(oldname, newname, safe)
        _sync(self.folder)

    def open_file(self, name: str, **kwargs: Any) -> Any:
        """Open a file for reading. Raises FileNotFoundError, DamagedFileError."""
        if name.endswith(_CONTENTS):
            check_seal(Path(self.folder, name))
        return super().open_file(name, **kwargs)


def check_seal(path: Path) -> None:
    """Raises FileNotFoundError, and DamagedFileError where a table of contents is not what was written."""
    content = path.read_bytes()
    try:
        found, magic = _SEAL.unpack(content[-_SEAL.size :])
    except struct.error:
        found, magic = 0, b""
    if magic != _MAGIC or found != zlib.crc32(content[: -_SEAL.size]):
        raise DamagedFileError(f"{path.name} is damaged or was never finished.")


def _seal(path: Path) -> None:
    content = path.read_bytes()
    with path.open("ab") as file:
        file.write(_SEAL.pack(zlib.crc32(content), _MAGIC))


def _sync(folder: str, name: str = "") -> None:
    """Put a file, or the names of all files in the folder, on the disk itself."""
    descriptor = os.open(os.path.join(folder, name), os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
