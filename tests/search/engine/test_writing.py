"""Adding, deleting and merging; and what readers see while somebody writes, is killed, or finds the disk full."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from whoosh import query as whoosh
from whoosh.index import LockError

from archive.search.engine import writing
from archive.search.engine.budget import Limits
from archive.search.engine.generations import begin_folder, current_folder, make_current
from archive.search.engine.opening import open_snapshot
from archive.search.engine.snapshot import Snapshot
from archive.search.engine.writing import MAX_OF_ONE_SIZE, SegmentWriter
from tests.conftest import REPO_ROOT
from tests.search.engine.corpora import SCHEMA, make_index, new_index, open_index, some_document
from tests.search.engine.test_equal_to_whoosh import asked

PREAMBLE = """
import random, resource, signal, sys
from pathlib import Path
from archive.search.engine.writing import SegmentWriter
from tests.search.engine.corpora import SCHEMA, some_document
folder, dice = Path(sys.argv[1]), random.Random(1)
"""


def keys(snapshot: Snapshot) -> list[str]:
    everything = asked(snapshot, whoosh.Every()).page(0, None)
    return sorted(values["key"] for values in snapshot.stored([number for number, _ in everything]))


def contents(snapshot: Snapshot) -> dict[tuple[str, str, str], list[int]]:
    """(field, term, key of the document) -> positions, of documents that are not deleted."""
    found = {}
    reader = snapshot.searcher.reader()
    for field, term in reader.all_terms():
        matcher = reader.postings(field, term)
        while matcher.is_active():
            key = reader.stored_fields(matcher.id())["key"]
            positions = matcher.value_as("positions") if field in ("body", "title") else [int(matcher.weight())]
            found[field, str(term), key] = positions
            matcher.next()
    return found


def test_merging_changes_nothing_but_the_number_of_segments(tmp_path: Path) -> None:
    dice = random.Random(3)
    documents = {str(key): some_document(dice, key) for key in range(60)}
    new_index(tmp_path / "many")
    for key in dice.sample(sorted(documents), 60) + dice.sample(sorted(documents), 15):
        with SegmentWriter(tmp_path / "many", SCHEMA) as writer:
            writer.delete("key", [key])
            writer.add_document(**documents[key])
    new_index(tmp_path / "one")
    with SegmentWriter(tmp_path / "one", SCHEMA) as writer:
        for document in documents.values():
            writer.add_document(**document)
    many, one = open_index(tmp_path / "many"), open_index(tmp_path / "one")
    assert len(many.views) <= 2 * MAX_OF_ONE_SIZE
    assert len(one.views) == 1
    assert keys(many) == keys(one) == sorted(documents)
    assert contents(many) == contents(one)
    lengths = {}
    for snapshot in (many, one):
        for view in snapshot.views:
            for number, length in enumerate(view.arrays.lengths("body")):
                if view.live[number]:
                    lengths.setdefault(view.arrays.stored(number)["key"], set()).add(int(length))
    assert {len(of_key) for of_key in lengths.values()} == {1}


def test_many_documents_are_written_in_segments_of_bounded_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "MAX_ADDED", 10)
    new_index(tmp_path)
    with SegmentWriter(tmp_path, SCHEMA) as writer:
        for key in range(25):
            writer.add_document(key=str(key), body="summit")
    snapshot = open_index(tmp_path)
    assert [view.arrays.size for view in snapshot.views] == [10, 10, 5]
    assert keys(snapshot) == sorted(map(str, range(25)))


def test_segment_that_is_mostly_deleted_is_written_anew(tmp_path: Path) -> None:
    new_index(tmp_path)
    with SegmentWriter(tmp_path, SCHEMA) as writer:
        for key in range(20):
            writer.add_document(key=str(key), body="summit")
    with SegmentWriter(tmp_path, SCHEMA) as writer:
        assert writer.delete("key", map(str, range(15))) == 15
    snapshot = open_index(tmp_path)
    assert snapshot.size == 5
    assert keys(snapshot) == sorted(map(str, range(15, 20)))
    with SegmentWriter(tmp_path, SCHEMA) as writer:
        writer.delete("key", map(str, range(20)))
    assert open_index(tmp_path).views == []
    assert [path.suffix for path in tmp_path.iterdir() if path.suffix == ".arrays"] == []


def test_error_in_the_block_leaves_everything_as_it_was(tmp_path: Path) -> None:
    make_index(tmp_path, random.Random(1))
    before = keys(open_index(tmp_path))
    with pytest.raises(ZeroDivisionError), SegmentWriter(tmp_path, SCHEMA) as writer:
        writer.delete("key", before)
        writer.add_document(key="new")
        raise ZeroDivisionError
    assert keys(open_index(tmp_path)) == before


def test_second_writer_waits_and_then_gives_up(tmp_path: Path) -> None:
    new_index(tmp_path)
    with SegmentWriter(tmp_path, SCHEMA), pytest.raises(LockError):
        SegmentWriter(tmp_path, SCHEMA, timeout=0.05)
    with SegmentWriter(tmp_path, SCHEMA) as writer:
        writer.add_document(key="1")
    assert keys(open_index(tmp_path)) == ["1"]


def test_segments_in_two_generations_are_opened_once(tmp_path: Path) -> None:
    make_index(tmp_path, random.Random(2), commits=2)
    before = open_index(tmp_path)
    with SegmentWriter(tmp_path, SCHEMA) as writer:
        writer.add_document(key="new")
    after = open_index(tmp_path)
    assert {view.arrays for view in before.views} < {view.arrays for view in after.views}


def test_generation_in_use_is_read_on_after_its_files_are_gone(tmp_path: Path) -> None:
    make_index(tmp_path, random.Random(2))
    before = open_index(tmp_path)
    expected = contents(before)
    for key in range(30):
        with SegmentWriter(tmp_path, SCHEMA) as writer:
            writer.add_document(key=f"new{key}")
    assert any(not (tmp_path / f"{view.arrays.id}.arrays").exists() for view in before.views)
    assert contents(before) == expected


def run(program: str, folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-W", "ignore", "-c", PREAMBLE + program, str(folder)], cwd=REPO_ROOT)


def test_full_disk_leaves_the_old_index(tmp_path: Path) -> None:
    make_index(tmp_path, random.Random(1))
    before, files = keys(open_index(tmp_path)), sorted(path.name for path in tmp_path.iterdir())
    writer = run(
        """
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    with SegmentWriter(folder, SCHEMA) as writer:
        for key in range(5000, 7000):
            writer.add_document(**some_document(dice, key))
except OSError:
    sys.exit(7)
""",
        tmp_path,
    )
    assert writer.wait(60) == 7
    assert keys(open_index(tmp_path)) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == files


def test_killed_rebuild_leaves_the_old_index_and_nothing_after_the_next(tmp_path: Path) -> None:
    old = begin_folder(tmp_path, "rules")
    make_index(old, random.Random(1))
    make_current(tmp_path, old)
    before = keys(open_index(current_folder(tmp_path, "rules")))
    builder = run(
        """
from archive.search.engine.building import IndexBuilder
from archive.search.engine.generations import begin_folder
from tests.search.engine.corpora import new_index
beside = new_index(begin_folder(folder, "rules"))
with IndexBuilder(beside, SCHEMA, 1) as builder:
    (folder / "begun").touch()
    while True:
        builder.add_document(key="1", body="summit")
""",
        tmp_path,
    )
    deadline = time.monotonic() + 30
    while not (tmp_path / "begun").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    builder.send_signal(signal.SIGKILL)
    builder.wait()
    assert len(list(tmp_path.glob("generation-*"))) == 2
    assert keys(open_index(current_folder(tmp_path, "rules"))) == before
    renewed = new_index(begin_folder(tmp_path, "rules"))
    make_current(tmp_path, renewed)
    assert list(tmp_path.glob("generation-*")) == [renewed]


def test_killed_writer_leaves_a_whole_index_and_no_lock(tmp_path: Path) -> None:
    make_index(tmp_path, random.Random(1))
    before = set(keys(open_index(tmp_path)))
    for round_ in range(3):
        writer = run(
            """
for batch in range(10_000):
    with SegmentWriter(folder, SCHEMA) as writer:
        for key in range(100):
            writer.add_document(**some_document(dice, 1_000_000 + batch * 100 + key))
""",
            tmp_path,
        )
        generation = open_index(tmp_path).generation
        deadline = time.monotonic() + 30
        while open_index(tmp_path).generation == generation and time.monotonic() < deadline:
            time.sleep(0.005)
        time.sleep(0.01 * round_)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        now = keys(open_index(tmp_path))
        assert before <= set(now)
        assert (len(now) - len(before)) % 100 == 0
    with SegmentWriter(tmp_path, SCHEMA, timeout=1) as writer:
        writer.add_document(key="after")
    assert "after" in keys(open_index(tmp_path))
    named = {f"{view.arrays.id}.arrays" for view in open_index(tmp_path).views}
    assert {path.name for path in tmp_path.glob("*.arrays")} == named


def test_readers_see_whole_commits_and_never_an_error_while_another_writes(tmp_path: Path) -> None:
    """Every commit writes all documents anew under another tag, and now and then the whole index is replaced."""
    base, rules, size = tmp_path, "rules", 30

    def write(folder: Path, version: int) -> None:
        with SegmentWriter(folder, SCHEMA, timeout=5) as writer:
            writer.delete("key", map(str, range(size)))
            for key in range(size):
                writer.add_document(key=str(key), tag=[f"v{version}"], body="summit")

    def renew(version: int) -> Path:
        folder = begin_folder(base, rules)
        new_index(folder)
        write(folder, version)
        make_current(base, folder)
        return folder

    current = renew(0)
    problems: list[str] = []
    is_over = threading.Event()

    def read() -> None:
        seen = 0
        while not is_over.is_set():
            try:
                snapshot = open_snapshot(base, rules, SCHEMA, 2**20, Limits())
                evaluation = asked(snapshot, whoosh.Term("body", "summit"))
                counted = snapshot.counts(evaluation, "tag")
                version = int(counted[0][0][1:])
                if len(counted) != 1 or counted[0][1] != size or version < seen:
                    problems.append(f"{seen}: {counted}")
                seen = version
            except Exception as error:  # whatever it is, a reader should not see it
                problems.append(repr(error))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for version in range(1, 60):
        if version % 15 == 0:
            current = renew(version)
        else:
            write(current, version)
    is_over.set()
    for reader in readers:
        reader.join()
    assert problems == []
