"""An index with renamed values answers as one of which the documents had the new values from the beginning."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from archive.search.engine.answers import Request
from archive.search.engine.generations import begin_folder, make_current
from archive.search.engine.renaming import forget, rename, restore
from archive.search.engine.snapshot import Snapshot
from archive.search.engine.writing import SegmentWriter
from tests.search.engine.corpora import SCHEMA, TAGS, new_index, open_index, some_document

DOCUMENTS = 60


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return tmp_path


def documents(seed: int) -> list[dict[str, Any]]:
    dice = random.Random(seed)
    return [some_document(dice, key) for key in range(DOCUMENTS)]


def written(base: Path, rows: list[dict[str, Any]]) -> Path:
    """An index in three segments, a third of the documents in each."""
    folder = new_index(begin_folder(base, "rules"))
    for part in range(3):
        with SegmentWriter(folder, SCHEMA) as writer:
            for row in rows[part::3]:
                writer.add_document(**row)
    make_current(base, folder)
    return folder


def with_tags(rows: list[dict[str, Any]], now: dict[str, str]) -> list[dict[str, Any]]:
    return [
        row | ({"tag": list(dict.fromkeys(now.get(tag, tag) for tag in row["tag"]))} if "tag" in row else {})
        for row in rows
    ]


def keys(snapshot: Snapshot, tags: Iterable[str], order: tuple[str, ...] = ("key",)) -> list[str]:
    found = snapshot.evaluate(Request(choices=(("tag", frozenset(tags)),), order=order))
    return [stored["key"] for stored in snapshot.stored([number for number, _ in found.page(0, None)])]


def told(snapshot: Snapshot) -> list[Any]:
    """All that searches ask of a keyword field."""
    everything = snapshot.evaluate(Request(order=("tag", "key")))
    return [
        snapshot.counts_of_all("tag"),
        snapshot.counts(everything, "tag", lambda tag: tag[:1]),
        snapshot.values("tag"),
        [keys(snapshot, [tag]) for tag in (*TAGS, "new-1999")],
        keys(snapshot, TAGS, ("tag", "key")),
    ]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(
    "now",
    [
        {"unknown": "helsinki-2018"},  # a document may have both
        {"unknown": "new-1999"},  # which no document has
        {"unknown": "é", "Ivanov, Igor": "é", "absent": "é"},
        dict.fromkeys(TAGS, "new-1999"),
    ],
)
def test_renamed_values_are_found_counted_and_sorted_as_if_documents_had_them(
    base: Path, seed: int, now: dict[str, str]
) -> None:
    rows = documents(seed)
    expected = told(open_index(written(base / "expected", with_tags(rows, now))))
    folder = written(base / "renamed", rows)
    before = told(open_index(folder))
    rename(base / "renamed", {"tag": now})
    assert told(open_index(folder)) == expected
    restore(base / "renamed", {"tag": list(now)})
    assert told(open_index(folder)) == before


def test_what_is_written_later_has_its_own_values_and_the_renamed_ones_stay(base: Path) -> None:
    rows = documents(1)
    folder = written(base, rows)
    rename(base, {"tag": {"unknown": "new-1999"}})
    with SegmentWriter(folder, SCHEMA) as writer:  # as when an article is indexed that was read before the merge
        writer.delete("key", ["0", "1"])
        writer.add_document(key="0", tag=["unknown", "é"])
        writer.add_document(key="1", tag=["new-1999"])
    changed = [{"key": "0", "tag": ["unknown", "é"]}, {"key": "1", "tag": ["new-1999"]}, *rows[2:]]
    expected = written(base / "expected", with_tags(changed, {"unknown": "new-1999"}))
    assert told(open_index(folder)) == told(open_index(expected))


def test_renames_lead_to_the_last_name_and_a_first_one_may_come_back(base: Path) -> None:
    folder = written(base, documents(2))
    before = told(open_index(folder))
    rename(base, {"tag": {"unknown": "a"}})
    rename(base, {"tag": {"a": "b"}})
    assert open_index(folder).values("tag", "b") == ["b"]
    restore(base, {"tag": ["a"]})
    assert open_index(folder).values("tag", "a") == ["a"]
    rename(base, {"tag": {"a": "unknown"}})
    assert told(open_index(folder)) == before


def test_open_snapshot_is_not_current_any_more_and_remembers_nothing_of_before(base: Path) -> None:
    snapshot = open_index(written(base, documents(3)))
    assert snapshot.is_current()
    rename(base, {"tag": {"unknown": "é"}})
    assert not snapshot.is_current()
    assert open_index(snapshot.folder).state != snapshot.state


def test_index_that_is_being_built_is_renamed_too(base: Path) -> None:
    written(base, documents(4))
    folder = new_index(begin_folder(base, "rules"))
    with SegmentWriter(folder, SCHEMA) as writer:
        writer.add_document(key="1", tag=["unknown"])
    rename(base, {"tag": {"unknown": "é"}})
    make_current(base, folder)
    assert open_index(folder).values("tag") == ["é"]


@pytest.mark.parametrize("is_settled", [True, False])
def test_renames_are_forgotten_once_all_is_settled(base: Path, is_settled: bool) -> None:
    folder = written(base, documents(5))
    rename(base, {"tag": {"unknown": "new-1999"}})
    forget(base, lambda: is_settled)
    assert ("unknown" in open_index(folder).values("tag")) is is_settled


def test_nobody_is_asked_where_nothing_is_renamed(base: Path) -> None:
    written(base, documents(5))
    forget(base, lambda: pytest.fail("asked"))


def test_damaged_file_hides_nothing_and_is_replaced(base: Path) -> None:
    folder = written(base, documents(6))
    before = told(open_index(folder))
    (folder / "RENAMED").write_text('{"tag": ')
    assert told(open_index(folder)) == before
    rename(base, {"tag": {"unknown": "new-1999"}})
    assert "new-1999" in open_index(folder).values("tag")
