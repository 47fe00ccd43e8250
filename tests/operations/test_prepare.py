import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.operations.conftest import Start
from tests.site import manage


def count(data_dir: Path, table: str, condition: str = "1") -> int:
    with closing(sqlite3.connect(data_dir / "db.sqlite3")) as database:
        return database.execute(f"SELECT count(*) FROM archive_{table} WHERE {condition}").fetchone()[0]  # noqa: S608


def test_first_call_makes_everything_there_is_to_serve(prepared_once: tuple[Path, str]) -> None:
    data_dir, said = prepared_once
    assert "Taking in the sample collection" in said
    assert count(data_dir, "person") > 100
    assert count(data_dir, "article") >= 25
    assert count(data_dir, "article", "index_pending") == 0
    assert (data_dir / "index" / "CURRENT").is_file()
    assert (data_dir / "static" / "staticfiles.json").is_file()
    assert (data_dir / "secret_key").stat().st_mode & 0o777 == 0o600


def test_second_call_does_nothing(prepared: Path) -> None:
    key = (prepared / "secret_key").read_text()
    index = (prepared / "index" / "CURRENT").read_text()
    result = manage(prepared, "prepare")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert (prepared / "secret_key").read_text() == key
    assert (prepared / "index" / "CURRENT").read_text() == index


def test_removed_sample_never_comes_back(prepared: Path) -> None:
    assert manage(prepared, "remove_sample").returncode == 0
    assert count(prepared, "article") == 0
    assert manage(prepared, "prepare").returncode == 0
    assert count(prepared, "article") == 0


def remove_pointer(index: Path) -> None:
    (index / "CURRENT").unlink()


def claim_other_rules(index: Path) -> None:
    next(index.glob("generation-*/RULES")).write_text("older")


def truncate_a_segment(index: Path) -> None:
    path = next(index.glob("generation-*/*.arrays"))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def write_garbage_for_contents(index: Path) -> None:
    path = next(index.glob("generation-*/*.toc"))
    path.write_bytes(b"\x80\x04garbage" * 40)


def damage_contents(index: Path) -> None:
    path = next(index.glob("generation-*/*.toc"))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


HARM = [
    shutil.rmtree,
    remove_pointer,
    claim_other_rules,
    truncate_a_segment,
    write_garbage_for_contents,
    damage_contents,
]


@pytest.mark.parametrize("harm", HARM)
def test_index_that_cannot_be_read_is_made_anew(prepared: Path, harm: Callable[[Path], object]) -> None:
    harm(prepared / "index")
    result = manage(prepared, "prepare")
    assert (result.returncode, result.stderr) == (0, "")
    checked = manage(prepared, "check_archive")
    assert (checked.returncode, checked.stderr) == (0, "")


def test_articles_that_wait_are_indexed(prepared: Path) -> None:
    with closing(sqlite3.connect(prepared / "db.sqlite3")) as database, database:
        database.execute(
            "UPDATE archive_article SET index_pending = 1 WHERE id IN (SELECT min(id) FROM archive_article)"
        )
    assert "1 article waiting" in manage(prepared, "prepare").stdout
    assert count(prepared, "article", "index_pending") == 0


def test_authority_files_are_loaded_again_when_they_changed(prepared: Path) -> None:
    memory = prepared / "prepared.json"
    memory.write_text(memory.read_text().replace('"authorities": "', '"authorities": "0'))
    said = manage(prepared, "prepare").stdout
    assert "Loading people, events and sources" in said
    assert "0 created, 0 updated" in said
    assert manage(prepared, "prepare").stdout == ""


def test_two_calls_at_once_take_turns(start: Start, tmp_path: Path) -> None:
    both = [start(tmp_path, sys.executable, "manage.py", "prepare") for _ in range(2)]
    said = [process.communicate(timeout=300)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert sum("Taking in the sample collection" in words for words in said) == 1
    assert sum("waiting for it" in words for words in said) == 1
    assert count(tmp_path, "article") >= 25


def test_interrupted_first_call_is_taken_up_by_the_next(start: Start, tmp_path: Path) -> None:
    first = start(tmp_path, sys.executable, "manage.py", "prepare")
    assert first.stdout
    while "Loading people" not in (line := first.stdout.readline()):
        assert line, "it ended before it was interrupted"
    first.send_signal(signal.SIGKILL)
    first.wait()
    again = manage(tmp_path, "prepare")
    assert again.returncode == 0, again.stderr
    assert "Taking in the sample collection" in again.stdout
    assert count(tmp_path, "article") >= 25


def test_quiet_call_says_nothing(prepared: Path) -> None:
    (prepared / "prepared.json").write_text("{}")
    result = manage(prepared, "prepare", "--verbosity", "0")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_processes_that_start_together_share_one_secret_key(start: Start, tmp_path: Path) -> None:
    ask = ("shell", "--verbosity", "0", "-c", "from django.conf import settings; print(settings.SECRET_KEY)")
    started = [start(tmp_path, sys.executable, "manage.py", *ask) for _ in range(4)]
    keys = {process.communicate(timeout=60)[0] for process in started}
    assert keys == {(tmp_path / "secret_key").read_text() + "\n"}
