"""manage.py ingest: what is said where, and the exit status."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from archive.models import Article, Source
from archive.search.indexing import rebuild
from tests.ingest.rows import store_records
from tests.ingest.texts import BRIDGE, HELSINKI, with_paragraph, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store_records()
    path = tmp_path / "articles"
    write(path, "one.txt")
    write(path, "two.txt", BRIDGE)
    return path


def ingest(*arguments: object, **options: object) -> tuple[str, str]:
    """What the command wrote to standard output and standard error."""
    out, err = io.StringIO(), io.StringIO()
    options.setdefault("no_index", True)
    call_command("ingest", *map(str, arguments), stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def ingest_failing(*arguments: object, **options: object) -> tuple[str, str, str]:
    out, err = io.StringIO(), io.StringIO()
    options.setdefault("no_index", True)
    with pytest.raises(CommandError) as error:
        call_command("ingest", *map(str, arguments), stdout=out, stderr=err, **options)
    assert error.value.returncode == 1
    return out.getvalue(), err.getvalue(), str(error.value)


def test_outcomes_are_counted_in_one_line(folder: Path) -> None:
    assert ingest(folder) == ("2 created, 0 updated, 0 unchanged, 0 failed\n", "")
    write(folder, "one.txt", with_paragraph(HELSINKI))
    assert ingest(folder) == ("0 created, 1 updated, 1 unchanged, 0 failed\n", "")


def test_each_file_is_told_with_more_verbosity_and_nothing_with_none(folder: Path) -> None:
    out, _ = ingest(folder, verbosity=2, dry_run=True)
    assert out.splitlines()[0].startswith("one.txt: created helsinki-waits-for-two-presidents-")
    assert ingest(folder, verbosity=0) == ("", "")


def test_whatever_lies_in_a_folder_the_rest_goes_in(folder: Path) -> None:
    (folder / "bytes.txt").write_bytes(bytes(range(256)) * 4)
    (folder / "empty.txt").touch()
    (folder / "large.txt").touch()
    os.truncate(folder / "large.txt", 50_000_000)
    (folder / "loop").symlink_to(folder)
    (folder / "nothing.txt").symlink_to(folder / "nowhere")
    os.mkfifo(folder / "pipe.txt")

    _, err, last_words = ingest_failing(folder)

    assert err.splitlines() == [
        "bytes.txt: the file is binary, not text",
        "empty.txt: the file is empty",
        "large.txt: the file is too large: 50.0 MB (at most 10 MB of text)",
        "loop: the folder is a link back to one above it",
        "nothing.txt: the file cannot be read: No such file or directory",
        "pipe.txt: not a regular file",
    ]
    assert last_words == "6 of 8 files could not be taken in."
    assert Article.objects.count() == 2


def test_a_missing_path_is_named_and_the_others_are_taken_in(folder: Path, tmp_path: Path) -> None:
    _, err, _ = ingest_failing(tmp_path / "nowhere", folder)

    assert err == f"{tmp_path / 'nowhere'}: there is no such file or folder\n"
    assert Article.objects.count() == 2


def test_a_reused_path_is_warned_of_and_is_no_failure(folder: Path) -> None:
    ingest(folder)
    write(
        folder,
        "one.txt",
        "Soup\n\n" + "The soup was hot and there was plenty of it for everybody at the long table. " * 3,
    )

    out, err = ingest(folder)

    assert out == "1 created, 0 updated, 1 unchanged, 0 failed\n"
    assert err.startswith("one.txt: another text than helsinki-waits-for-two-presidents-")
    assert len(err.splitlines()) == 1


def test_a_dry_run_says_what_would_be(folder: Path, data_dir: Path) -> None:
    assert ingest(folder, dry_run=True) == ("Would be: 2 created, 0 updated, 0 unchanged, 0 failed\n", "")
    assert not Article.objects.exists()
    assert list(data_dir.iterdir()) == []


def test_report_has_one_line_a_file_with_the_promised_keys(folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").touch()
    report = tmp_path / "report.jsonl"

    ingest_failing(folder, report=str(report))

    lines = [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]
    assert [list(line) for line in lines] == [["file", "sha256", "outcome", "slug", "reason"]] * 3
    assert [(line["file"], line["outcome"], line["reason"]) for line in lines] == [
        ("empty.txt", "failed", "the file is empty"),
        ("one.txt", "created", ""),
        ("two.txt", "created", ""),
    ]
    assert [line["slug"] for line in lines[1:]] == list(Article.objects.order_by("pk").values_list("slug", flat=True))
    assert all(len(line["sha256"]) == 64 for line in lines[1:])


def test_report_may_go_to_standard_output(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ingest(folder, report="-", verbosity=0)

    assert [json.loads(line)["file"] for line in capsys.readouterr().out.splitlines()] == ["one.txt", "two.txt"]


def test_a_report_that_cannot_be_written_stops_before_anything_is_taken_in(folder: Path, tmp_path: Path) -> None:
    _, _, last_words = ingest_failing(folder, report=str(tmp_path / "no" / "report"))

    assert "cannot be written: No such file or directory" in last_words
    assert not Article.objects.exists()


def test_an_unknown_source_is_refused(folder: Path) -> None:
    _, _, last_words = ingest_failing(folder, source="nobody")

    assert "There is no source “nobody”" in last_words
    assert not Article.objects.exists()


def test_source_is_given_to_all(folder: Path) -> None:
    ingest(folder, source="second-press")

    assert set(Article.objects.values_list("source__slug", flat=True)) == {"second-press"}


@pytest.mark.parametrize("workers", ["0", "-1", "65", "many"])
def test_a_number_of_workers_that_makes_no_sense_is_refused(folder: Path, workers: str) -> None:
    with pytest.raises(CommandError, match="a number from 1 to 64"):
        call_command("ingest", str(folder), f"--workers={workers}")


def test_without_a_path_nothing_is_done() -> None:
    with pytest.raises(CommandError, match="PATH"):
        call_command("ingest")


def test_what_was_taken_in_is_found_at_once(folder: Path) -> None:
    rebuild()

    ingest(folder, no_index=False)

    assert not Article.objects.filter(index_pending=True).exists()


def test_without_indexing_articles_await_it(folder: Path) -> None:
    ingest(folder)

    assert Article.objects.filter(index_pending=True).count() == 2


def test_source_records_are_only_read(folder: Path) -> None:
    before = list(Source.objects.values())

    ingest(folder)

    assert list(Source.objects.values()) == before


def test_where_there_is_no_index_yet_articles_are_taken_in_all_the_same(folder: Path) -> None:
    out, err = ingest(folder, no_index=False)

    assert out.startswith("2 created")
    assert err == ""
    assert Article.objects.count() == 2


def test_dry_run_says_what_would_change_field_by_field(folder: Path, tmp_path: Path) -> None:
    ingest(folder)
    write(folder, "one.txt", HELSINKI.replace("Helsinki waits for two presidents", "Helsinki waits"))
    report = tmp_path / "report.jsonl"

    out, _ = ingest(folder, dry_run=True, report=str(report))

    assert out.splitlines() == [
        "one.txt: would change title: Helsinki waits for two presidents -> Helsinki waits",
        "Would be: 0 created, 1 updated, 1 unchanged, 0 failed",
    ]
    assert {tuple(json.loads(line)) for line in report.read_text(encoding="utf-8").splitlines()} == {
        ("file", "sha256", "outcome", "slug", "reason")
    }
    assert ingest(folder, dry_run=True, verbosity=0) == ("", "")


@pytest.mark.parametrize("is_problem_first", [True, False])
def test_a_database_that_takes_nothing_stops_the_run_in_one_line(folder: Path, is_problem_first: bool) -> None:
    """A full disk, or a lock that is held too long: nothing of a file can be stored, not even that it failed."""
    if is_problem_first:
        (folder / "a-link.txt").symlink_to("/nowhere.txt")
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TRIGGER refuse BEFORE INSERT ON archive_accession BEGIN SELECT RAISE(ABORT, 'disk is full'); END"
        )

    with pytest.raises(CommandError, match=r"^Stopped: the database cannot be written .* The 0 files so far"):
        call_command("ingest", str(folder), "--no-index")
