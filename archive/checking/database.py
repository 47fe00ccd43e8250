"""The database as SQLite sees it: its pages, its constraints, and links to rows that are gone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from archive.checking.findings import Finding, Kind, Progress

DAMAGED = Kind("Damage of the database", "put the database from a backup in its place")
_MOST = 100  # lines


class BusyError(Exception):
    """Another process keeps the database to itself."""


def is_prepared() -> bool:
    """Whether the database has every table and column of this version. One that cannot be read is for `check`."""
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return True


def count() -> int:
    """How many ways it is looked at."""
    return 2 if connection.vendor == "sqlite" else 0


def check(progress: Progress) -> list[Finding]:
    """Raises DatabaseError where it cannot be read at all."""
    if connection.vendor != "sqlite":
        return []
    found = []
    for problems in (_damage, _orphans):
        found += [Finding(DAMAGED, _where(), what) for what in problems()]
        progress(1)
    return found


def repair(findings: Sequence[Finding], progress: Progress) -> Iterator[Finding]:
    """Nothing here can be mended without losing something."""
    yield from ()


def unreadable(error: DatabaseError) -> Finding:
    """What an error says of the database. Raises BusyError where it is only that others are at work."""
    code = getattr(error.__cause__, "sqlite_errorcode", 0) & 0xFF  # without the more exact reason
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        raise BusyError(str(error)) from error
    return Finding(DAMAGED, _where(), str(error))


def _where() -> str:
    return Path(connection.settings_dict["NAME"]).name


def _damage() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA integrity_check({_MOST})")
        return [line for (said,) in cursor.fetchall() for line in said.splitlines() if said != "ok"]


def _orphans() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_key_check")
        rows = cursor.fetchmany(_MOST)
    return [f"row {row} of {table} belongs to a row of {parent} that is gone" for table, row, parent, _ in rows]
