"""check_archive in processes of its own: beside others at work, and on a database that is damaged for real."""

import os
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.bench.clippings import write_clippings
from tests.operations.conftest import Start
from tests.site import manage

CHECK = (sys.executable, "manage.py", "check_archive")


def test_sample_collection_has_nothing_off(prepared: Path) -> None:
    result = manage(prepared, "check_archive")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("Nothing is off: ")


def test_database_that_was_never_prepared_is_no_damage(tmp_path: Path) -> None:
    result = manage(tmp_path, "check_archive")
    assert result.returncode == 1
    assert "manage.py prepare" in result.stderr
    assert "Traceback" not in result.stderr


def test_no_false_alarm_while_articles_are_taken_in_indexed_and_removed(
    start: Start, prepared: Path, tmp_path: Path
) -> None:
    write_clippings(tmp_path / "texts", 400, words=150)
    busy = [
        start(prepared, sys.executable, "manage.py", "ingest", str(tmp_path / "texts"), "-v0"),
        start(prepared, sys.executable, "manage.py", "remove_sample", "-v0"),
    ]
    looks = 0
    while looks < 3 or any(process.poll() is None for process in busy):
        result = manage(prepared, "check_archive")
        assert (result.returncode, result.stderr) == (0, ""), result.stdout
        looks += 1
    assert [process.returncode for process in busy] == [0, 0]
    assert "400 originals, 400 articles" in manage(prepared, "check_archive").stdout


def test_two_that_mend_at_the_same_time_both_succeed(start: Start, prepared: Path) -> None:
    shutil.rmtree(prepared / "index")
    for original in sorted(prepared.glob("originals/??/*"))[:5]:
        original.unlink()
    both = [start(prepared, *CHECK, "--repair") for _ in range(2)]
    said = [process.communicate(timeout=120)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert manage(prepared, "check_archive").returncode == 0


@pytest.mark.parametrize("mend", [False, True])
def test_damaged_database_is_named_and_nothing_stumbles_over_it(prepared: Path, mend: bool) -> None:
    shutil.rmtree(prepared / "index")
    path = prepared / "db.sqlite3"
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        [(page,)] = database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'archive_article'").fetchall()
        [(size,)] = database.execute("PRAGMA page_size").fetchall()
    content = bytearray(path.read_bytes())
    content[(page - 1) * size : page * size] = os.urandom(size)
    path.write_bytes(content)

    result = manage(prepared, "check_archive", *(["--repair"] if mend else []))

    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "Damage of the database: " in result.stderr
    assert "db.sqlite3: " in result.stderr
    assert "put the database from a backup in its place" in result.stderr


def test_file_that_is_no_database_is_named(prepared: Path) -> None:
    for path in prepared.glob("db.sqlite3*"):
        path.unlink()
    (prepared / "db.sqlite3").write_bytes(b"no database" * 1000)

    result = manage(prepared, "check_archive")

    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "file is not a database" in result.stderr


@pytest.mark.parametrize("mend", [False, True])
def test_links_to_an_article_that_was_deleted_by_hand_are_named(prepared: Path, mend: bool) -> None:
    with closing(sqlite3.connect(prepared / "db.sqlite3")) as database, database:
        [(article,)] = database.execute("SELECT article_id FROM archive_coverage LIMIT 1").fetchall()
        database.execute("DELETE FROM archive_article WHERE id = ?", [article])

    result = manage(prepared, "check_archive", "--verbosity", "2", *(["--repair"] if mend else []))

    assert result.returncode == 1
    assert "of archive_coverage belongs to a row of archive_article that is gone" in result.stderr
    assert (f"index: there is no published article {article}" in result.stderr) is not mend
