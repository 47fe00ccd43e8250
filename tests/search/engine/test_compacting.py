"""Segments are merged while others write: nothing is lost, nothing comes back, and nobody sees anything half done."""

from __future__ import annotations

import fcntl
import random
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from archive.search.engine import compacting, writing
from archive.search.engine.codec import ArraySegment
from archive.search.engine.compacting import compact, is_scattered
from archive.search.engine.writing import MAX_OF_ONE_SIZE, URGENT, SegmentWriter, to_merge
from tests.search.engine.corpora import SCHEMA, new_index, open_index, some_document
from tests.search.engine.test_writing import contents, keys

DOCUMENTS = 30


@pytest.fixture(autouse=True)
def writers_merge_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "MERGED_AT_ONCE", 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An index with a segment for every two documents."""
    new_index(tmp_path)
    for number in range(0, DOCUMENTS, 2):
        write(tmp_path, [number, number + 1])
    return tmp_path


def write(folder: Path, numbers: Iterable[int], *, deletes: Iterable[int] = ()) -> None:
    with SegmentWriter(folder, SCHEMA) as writer:
        writer.delete("key", map(str, deletes))
        for number in numbers:
            writer.add_document(**some_document(random.Random(number), number))


def meanwhile(monkeypatch: pytest.MonkeyPatch, act: Callable[[], None]) -> None:
    """Let something happen after segments were merged and before they are put in their place."""

    def writer(*args: Any, **options: Any) -> SegmentWriter:
        monkeypatch.setattr(compacting, "SegmentWriter", SegmentWriter)
        act()
        return SegmentWriter(*args, **options)

    monkeypatch.setattr(compacting, "SegmentWriter", writer)


def expected(folder: Path, numbers: list[int]) -> dict[tuple[str, str, str], list[int]]:
    new_index(folder)
    with SegmentWriter(folder, SCHEMA) as writer:
        for number in numbers:
            writer.add_document(**some_document(random.Random(number), number))
    return contents(open_index(folder))


def hidden(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def test_documents_are_the_same_in_one_segment(folder: Path) -> None:
    before = contents(open_index(folder))
    assert is_scattered(folder, SCHEMA)
    assert compact(folder, SCHEMA, 1) == DOCUMENTS // 2
    assert len(open_index(folder).views) == 1
    assert contents(open_index(folder)) == before
    assert (is_scattered(folder, SCHEMA), compact(folder, SCHEMA, 1), hidden(folder)) == (False, 0, [])


def test_what_is_deleted_and_added_meanwhile_stays_so(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, [], deletes=[3])
    meanwhile(monkeypatch, lambda: write(folder, [100, 101], deletes=[4, 7, 8]))
    assert compact(folder, SCHEMA, 1)
    found = [*(number for number in range(DOCUMENTS) if number not in (3, 4, 7, 8)), 100, 101]
    assert keys(open_index(folder)) == sorted(map(str, found))
    assert contents(open_index(folder)) == expected(tmp_path / "expected", found)


def test_merge_is_given_up_where_a_segment_is_gone_meanwhile(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    meanwhile(monkeypatch, lambda: write(folder, [], deletes=[6, 7]))
    assert compact(folder, SCHEMA, 1) == 0
    assert compact(folder, SCHEMA, 1)
    assert keys(open_index(folder)) == sorted(str(number) for number in range(DOCUMENTS) if number not in (6, 7))


def test_merge_is_given_up_where_a_writer_has_merged_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def write_and_merge() -> None:
        monkeypatch.setattr(writing, "MERGED_AT_ONCE", 10_000)
        with SegmentWriter(folder, SCHEMA) as writer:
            writer.add_document(key="100", body="summit")

    meanwhile(monkeypatch, write_and_merge)
    assert compact(folder, SCHEMA, 1) == 0
    assert keys(open_index(folder)) == sorted(map(str, [*range(DOCUMENTS), 100]))
    assert hidden(folder) == []


def test_segments_with_nothing_left_go_away(folder: Path) -> None:
    write(folder, [], deletes=range(DOCUMENTS))
    compact(folder, SCHEMA, 1)
    assert open_index(folder).views == []


def test_one_at_a_time_and_what_a_killed_one_left_is_removed(folder: Path) -> None:
    (folder / ".MAIN_abc.arrays").write_bytes(b"half")
    with (folder / "MERGELOCK").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert compact(folder, SCHEMA, 1) == 0
        assert hidden(folder) == [".MAIN_abc.arrays"]
    assert compact(folder, SCHEMA, 1)
    assert hidden(folder) == []


def test_failed_merge_leaves_everything_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(open_index(folder))

    def fail() -> None:
        raise OSError("The disk is full.")

    meanwhile(monkeypatch, fail)
    with pytest.raises(OSError, match="full"):
        compact(folder, SCHEMA, 1)
    assert contents(open_index(folder)) == before
    assert hidden(folder) == []


def test_writer_merges_few_documents_itself_and_many_where_nobody_else_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for at_once, most in ((200, 2 * MAX_OF_ONE_SIZE), (0, URGENT + 2)):
        monkeypatch.setattr(writing, "MERGED_AT_ONCE", at_once)
        folder = new_index(tmp_path / str(at_once))
        for number in range(2 * URGENT):
            write(folder, [number])
            assert len(open_index(folder).views) <= most
        assert keys(open_index(folder)) == sorted(map(str, range(2 * URGENT)))


def sizes(*counts: int) -> list[ArraySegment]:
    segments = [ArraySegment("MAIN") for _ in counts]
    for segment, count in zip(segments, counts, strict=True):
        segment.set_doc_count(count)
    return segments


@pytest.mark.parametrize(
    ("segments", "added", "merged"),
    [
        (sizes(*[1] * 8), 0, 0),
        (sizes(*[1] * 8), 1, 8),
        (sizes(*[15_000] * 9, *[15] * 8), 15, 8),  # the small ones, and none of the large
        (sizes(*[15_000] * 9, *[15] * 40), 15, 40),
        (sizes(*[15_000] * 9, *[15] * 20), 15, 0),
    ],
)
def test_writer_merges_small_segments_however_many_large_ones_wait(
    segments: list[ArraySegment], added: int, merged: int
) -> None:
    chosen = to_merge(segments, added, most=200)
    assert len(chosen) == merged
    assert all(segment.doc_count() < 100 for segment in chosen)
