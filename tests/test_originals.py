"""Original bytes: kept whole under their sum, never altered."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from pathlib import Path
from typing import Any

import pytest

from archive import originals

SUM = "ab" + "0" * 62


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.ORIGINALS_DIR = tmp_path / "originals"
    return tmp_path / "originals"


def test_bytes_are_found_under_their_sum(folder: Path) -> None:
    originals.keep(SUM, b"\xffbytes\x00")

    assert originals.path_of(SUM) == folder / "ab" / SUM
    assert originals.path_of(SUM).read_bytes() == b"\xffbytes\x00"


def test_kept_bytes_may_only_be_read() -> None:
    originals.keep(SUM, b"bytes")

    assert stat.S_IMODE(originals.path_of(SUM).stat().st_mode) == 0o444


def test_what_is_kept_is_never_written_over() -> None:
    originals.keep(SUM, b"first")
    originals.keep(SUM, b"second")

    assert originals.path_of(SUM).read_bytes() == b"first"


def test_nothing_else_is_left_in_the_folder(folder: Path) -> None:
    originals.keep(SUM, b"bytes")

    assert [path.name for path in (folder / "ab").iterdir()] == [SUM]


def test_a_link_to_nothing_is_not_taken_for_kept_bytes(folder: Path) -> None:
    originals.path_of(SUM).parent.mkdir(parents=True)
    originals.path_of(SUM).symlink_to(folder / "nowhere")

    originals.keep(SUM, b"bytes")

    assert originals.path_of(SUM).read_bytes() == b"bytes"
    assert not originals.path_of(SUM).is_symlink()


def test_discarding_twice_is_no_error() -> None:
    originals.keep(SUM, b"bytes")

    originals.discard(SUM)
    originals.discard(SUM)

    assert not originals.path_of(SUM).exists()


def test_sum_of_a_large_file_is_that_of_all_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(b"0123456789" * 300_000)

    assert originals.sum_of(tmp_path / "large") == hashlib.sha256(b"0123456789" * 300_000).hexdigest()


def test_restoring_replaces_a_damaged_original_by_its_own_bytes_and_by_no_others(folder: Path) -> None:
    data = b"the very bytes"
    sha256 = hashlib.sha256(data).hexdigest()
    originals.keep(sha256, b"damaged bytes!")

    with pytest.raises(ValueError, match=sha256):
        originals.restore(sha256, b"other bytes")
    assert originals.path_of(sha256).read_bytes() == b"damaged bytes!"

    originals.restore(sha256, data)
    assert originals.path_of(sha256).read_bytes() == data
    assert stat.S_IMODE(originals.path_of(sha256).stat().st_mode) == 0o444
    assert len(list((folder / sha256[:2]).iterdir())) == 1


def test_only_what_nobody_can_be_writing_is_swept_away(folder: Path) -> None:
    originals.keep(SUM, b"bytes")
    young, old = folder / "ab" / "young.part", folder / "ab" / "old.part"
    young.touch()
    old.touch()
    os.utime(old, (0, time.time() - 2 * originals.LEFT_AFTER))

    originals.sweep()

    assert sorted(path.name for path in (folder / "ab").iterdir()) == [SUM, "young.part"]


def test_many_are_kept_by_the_end_of_the_block(folder: Path) -> None:
    contents = [(f"{number:064x}", str(number).encode()) for number in range(20)]

    with originals.keeping(contents):
        pass

    assert [originals.path_of(sha256).read_bytes() for sha256, _ in contents] == [data for _, data in contents]


def test_block_fails_where_one_of_many_cannot_be_kept(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "ff").write_text("no folder", encoding="utf-8")

    with pytest.raises(OSError, match="ff"), originals.keeping([("0" * 64, b"one"), ("f" * 64, b"two")]):
        pass
