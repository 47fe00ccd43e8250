"""Damaged files of an index: what is found when it is opened, and what when every byte is read."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.search.engine.arrayfile import DamagedFileError
from archive.search.engine.budget import Limits
from archive.search.engine.generations import (
    IndexNotReadyError,
    begin_folder,
    current_folder,
    leftovers,
    make_current,
    remove_leftovers,
)
from archive.search.engine.opening import open_snapshot
from archive.search.engine.verifying import verify
from tests.search.engine.corpora import SCHEMA, make_index, open_index

RULES = "rules"
Damage = Callable[[Path], object]


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """An index of several segments, deletions among them."""
    folder = begin_folder(tmp_path, RULES)
    make_index(folder, random.Random(5))
    make_current(tmp_path, folder)
    return tmp_path


def files(base: Path, kind: str) -> list[Path]:
    return sorted(current_folder(base, RULES).glob(f"*.{kind}"))


def cut_in_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def fill_with_garbage(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(path.stat().st_size))


def flip(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


def test_whole_index_has_nothing_wrong(base: Path) -> None:
    verify(base, RULES, SCHEMA)


@pytest.mark.parametrize("kind", ["toc", "arrays"])
@pytest.mark.parametrize("damage", [cut_in_half, empty, fill_with_garbage, Path.unlink])
def test_file_that_is_no_longer_whole_is_found_when_the_index_is_opened(base: Path, kind: str, damage: Damage) -> None:
    damage(files(base, kind)[0])
    with pytest.raises(IndexNotReadyError):
        open_snapshot(base, RULES, SCHEMA, 2**20, Limits())
    with pytest.raises(IndexNotReadyError):
        verify(base, RULES, SCHEMA)


def test_nothing_of_a_damaged_table_of_contents_is_unpickled(base: Path) -> None:
    (path,) = files(base, "toc")
    for at in range(path.stat().st_size):
        flip(path, at)
        with pytest.raises(DamagedFileError, match=f"^{path.name} is damaged"):
            open_index(path.parent)
        flip(path, at)
    open_index(path.parent)


def test_flipped_bit_in_a_segment_is_found_by_reading_it_all(base: Path) -> None:
    path = files(base, "arrays")[0]
    flip(path, 1)  # of the first array: only a search that needs it would stumble
    open_snapshot(base, RULES, SCHEMA, 2**20, Limits())
    with pytest.raises(IndexNotReadyError, match=f"{path.name} is damaged: body/terms is not what was written"):
        verify(base, RULES, SCHEMA)


@pytest.mark.parametrize("place", [0.5, 0.9, -30, -1])
def test_flipped_bit_wherever_it_is_never_passes_for_sound(base: Path, place: float) -> None:
    path = files(base, "arrays")[0]
    flip(path, int(place * path.stat().st_size) if 0 < place < 1 else int(place))
    with pytest.raises(IndexNotReadyError, match=path.name):
        verify(base, RULES, SCHEMA)


@pytest.mark.parametrize("written", [b"", b"\xff\xfe", b"generation-gone", b"../../etc", b"generation-\0"])
def test_pointer_to_nowhere_is_no_index(base: Path, written: bytes) -> None:
    (base / "CURRENT").write_bytes(written)
    with pytest.raises(IndexNotReadyError):
        open_snapshot(base, RULES, SCHEMA, 2**20, Limits())
    assert [path.is_dir() for path in leftovers(base)] == [True]


def test_leftovers_of_interrupted_rebuilds_are_all_but_what_is_read(base: Path) -> None:
    assert leftovers(base) == []
    folder, abandoned = current_folder(base, RULES), begin_folder(base, RULES)
    (abandoned / "MAIN_x.arrays").write_bytes(b"half a segment")
    (base / "CURRENT.0a1b2c3d").write_text("generation-")
    assert leftovers(base) == sorted([abandoned, base / "CURRENT.0a1b2c3d"])
    remove_leftovers(base)
    assert sorted(base.iterdir()) == sorted([base / "CURRENT", folder])
