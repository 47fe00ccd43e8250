"""Ingest that is killed: a reading process, or the whole run at any moment. Real processes, real signals."""

import hashlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.bench.clippings import write_clippings
from tests.site import REPO_ROOT, copied, environment

ARTICLES, WORDS = 300, 120


def _hear_of_interrupts() -> None:
    """What runs in the background of a shell is deaf to Ctrl-C, and so is all that it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Archive:
    """An archive of its own with a folder of texts, used as one does at the keyboard."""

    def __init__(self, folder: Path) -> None:
        self.texts, self.data, self.said = folder / "texts", folder / "data", folder / "said.txt"
        self.last_before: object = 0  # the sample collection is there already
        [(self.last_before,)] = self.rows("SELECT max(id) FROM archive_article")

    def ingest(self, report: Path) -> "subprocess.Popen[bytes]":
        arguments = ["ingest", str(self.texts), "--workers=2", "--no-index", "-v0", f"--report={report}"]
        with self.said.open("wb") as said:
            return subprocess.Popen(  # noqa: S603  # our own command
                [sys.executable, "manage.py", *arguments],
                cwd=REPO_ROOT,
                env=environment(self.data),
                stdout=said,
                stderr=said,
                start_new_session=True,
                preexec_fn=_hear_of_interrupts,
            )

    def rows(self, query: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.data / "db.sqlite3", timeout=20)) as database:
            return database.execute(query, {"before": self.last_before}).fetchall()

    def count_articles(self) -> int:
        [(count,)] = self.rows("SELECT count(*) FROM archive_article WHERE id > :before")
        return int(str(count))


@pytest.fixture
def archive(prepared_once: tuple[Path, str], tmp_path: Path) -> Archive:
    copied(prepared_once[0], tmp_path)
    write_clippings(tmp_path / "texts", ARTICLES, WORDS)
    return Archive(tmp_path)


def lines_of(report: Path) -> list[dict[str, str]]:
    """The whole lines of a report; a killed run may have left half a one."""
    written = report.read_text(encoding="utf-8") if report.exists() else ""
    return [json.loads(line) for line in written.splitlines(keepends=True) if line.endswith("\n")]


def wait_for_lines(report: Path, count: int, run: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while len(lines_of(report)) < count and run.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)


def children_of(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in found.split()]


def readers_of(pid: int) -> list[int]:
    """The processes that read for an ingest; beside them runs one that keeps account of what they share."""
    spawned = ((child, Path(f"/proc/{child}/cmdline").read_bytes()) for child in children_of(pid))
    return [child for child, command in spawned if b"spawn_main" in command]


def is_alive(pid: int) -> bool:
    try:
        return " Z " not in Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    except FileNotFoundError:
        return False


def assert_whole(archive: Archive) -> None:
    """Every text is an article once, with all its rows, and its original holds its bytes."""
    sums = {hashlib.sha256(path.read_bytes()).hexdigest() for path in archive.texts.rglob("*.txt")}
    current = archive.rows("SELECT sha256 FROM archive_accession WHERE is_current AND article_id > :before")
    assert sorted(current) == sorted((found,) for found in sums)
    assert archive.count_articles() == len(sums)
    assert archive.rows("SELECT count(*) FROM archive_article WHERE blocks = '[]' OR body = ''") == [(0,)]
    bands = archive.rows("SELECT count(*) FROM archive_signatureband WHERE article_id > :before GROUP BY article_id")
    assert bands == [(24,)] * len(sums)
    assert archive.rows("PRAGMA integrity_check") == [("ok",)]
    for sha256 in sums:
        original = archive.data / "originals" / sha256[:2] / sha256
        assert hashlib.sha256(original.read_bytes()).hexdigest() == sha256


needs_proc = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="There is no /proc to find processes in.")


@needs_proc
def test_a_run_killed_at_any_moment_goes_on_where_it_stopped(archive: Archive, tmp_path: Path) -> None:
    chance = random.Random(3)  # noqa: S311  # not for secrets
    reported = set()
    for attempt in range(3):
        report = tmp_path / f"report-{attempt}.jsonl"
        run = archive.ingest(report)
        wait_for_lines(report, 1, run)
        time.sleep(chance.random() / 3)
        readers = readers_of(run.pid) if run.poll() is None else []
        run.kill()
        run.wait()
        reported |= {line["sha256"] for line in lines_of(report) if line["outcome"] == "created"}
        held = {str(found) for (found,) in archive.rows("SELECT sha256 FROM archive_accession WHERE is_current")}
        assert reported <= held, "what was reported is there"
        deadline = time.monotonic() + 20
        while any(map(is_alive, readers)) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not any(map(is_alive, readers)), "no process is left behind"

    report = tmp_path / "report.jsonl"
    assert archive.ingest(report).wait() == 0
    outcomes = {line["sha256"]: line["outcome"] for line in lines_of(report)}
    assert all(outcomes[sha256] == "unchanged" for sha256 in reported)
    assert set(outcomes.values()) <= {"created", "unchanged"}
    assert_whole(archive)


@needs_proc
def test_a_reading_process_that_is_killed_takes_no_article_with_it(archive: Archive, tmp_path: Path) -> None:
    report = tmp_path / "report.jsonl"
    run = archive.ingest(report)
    wait_for_lines(report, 1, run)
    for reader in readers_of(run.pid)[:1]:
        os.kill(reader, signal.SIGKILL)
    run.wait(120)
    said = archive.said.read_text(encoding="utf-8")

    assert run.returncode == 0, said
    assert "Traceback" not in said
    assert {line["outcome"] for line in lines_of(report)} == {"created"}
    assert_whole(archive)


@needs_proc
def test_a_run_that_is_interrupted_keeps_what_it_reported_and_says_how_to_go_on(
    archive: Archive, tmp_path: Path
) -> None:
    write_clippings(archive.texts / "more", 5 * ARTICLES, WORDS, seed=2)  # it must not be done before Ctrl-C comes
    report = tmp_path / "report.jsonl"
    run = archive.ingest(report)
    wait_for_lines(report, 1, run)
    os.killpg(run.pid, signal.SIGINT)  # as Ctrl-C does
    run.wait(60)
    said = archive.said.read_text(encoding="utf-8")

    assert run.returncode == 1
    assert "Traceback" not in said
    assert "the same command goes on from there" in said
    assert f"The {archive.count_articles()} files so far are taken in" in said
    assert len(lines_of(report)) <= archive.count_articles()
