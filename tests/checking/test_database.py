"""Errors of the database: damage, or only others at work. The damage itself is done in tests/operations."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import DatabaseError, OperationalError

from archive.checking import database
from archive.checking.database import BusyError, is_prepared, unreadable
from tests.checking.conftest import nobody_looks


def raised_by(error: sqlite3.Error) -> DatabaseError:
    """As Django passes it on."""
    wrapped = OperationalError(str(error))
    wrapped.__cause__ = error
    return wrapped


def test_database_of_the_tests_is_sound(db: None) -> None:
    assert is_prepared()
    assert database.check(nobody_looks) == []


def test_locked_database_is_not_taken_for_a_damaged_one(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "db")) as one, closing(sqlite3.connect(tmp_path / "db", timeout=0)) as two:
        one.execute("CREATE TABLE t (x)")
        one.execute("BEGIN EXCLUSIVE")
        with pytest.raises(sqlite3.OperationalError) as locked:
            two.execute("SELECT * FROM t")
    with pytest.raises(BusyError, match="locked"):
        unreadable(raised_by(locked.value))


def test_file_that_is_no_database_is_damage(tmp_path: Path) -> None:
    (tmp_path / "db").write_bytes(b"no database" * 100)
    with closing(sqlite3.connect(tmp_path / "db")) as found, pytest.raises(sqlite3.DatabaseError) as error:
        found.execute("SELECT * FROM t")
    assert unreadable(raised_by(error.value)).what == "file is not a database"
