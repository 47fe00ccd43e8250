"""manage.py export: one JSON object a line, to a file or standard output."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from archive.models import Article
from archive.search.indexing import rebuild


@pytest.fixture
def rows() -> None:
    for slug in ("c-second", "a-first", "b-Ивáнов".lower()):
        Article.objects.create(
            slug=slug, title=f"{slug} – “quoted”", body="Words.\n\nMore words.", paragraph_numbers=["1", "2"]
        )


def export(**options: object) -> str:
    out = io.StringIO()
    call_command("export", stdout=out, **options)
    return out.getvalue()


def test_one_line_an_article_in_the_order_of_slugs(rows: None, tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"

    assert export(out=str(path)) == f"3 articles written to {path}.\n"
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [line["slug"] for line in lines] == ["a-first", "b-ивáнов", "c-second"]
    assert "“quoted”" in path.read_text(encoding="utf-8")


def test_the_same_archive_gives_the_same_bytes(rows: None, tmp_path: Path) -> None:
    export(out=str(tmp_path / "one"))
    export(out=str(tmp_path / "two"))

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_standard_output_holds_nothing_but_the_records(rows: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("export")

    assert [json.loads(line)["slug"] for line in capsys.readouterr().out.splitlines()] == [
        "a-first",
        "b-ивáнов",
        "c-second",
    ]


def test_an_empty_archive_gives_an_empty_file(tmp_path: Path) -> None:
    export(out=str(tmp_path / "none"), verbosity=0)

    assert (tmp_path / "none").read_bytes() == b""


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written: No such file or directory"):
        export(out=str(tmp_path / "no" / "file"))


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(CommandError, match="invalid choice: 'pdf'"):
        call_command("export", "--format", "pdf")


def test_a_reader_that_has_had_enough_is_no_error(rows: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in `export | head`: the other end of the pipe is closed before anything is written."""
    reader, writer = os.pipe()
    os.close(reader)

    with os.fdopen(writer, "w") as pipe, monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", pipe)
        call_command("export")
        pipe.write("and nothing more")  # goes nowhere, and does not raise


def test_only_what_a_search_finds_is_written(rows: None, capsys: pytest.CaptureFixture[str]) -> None:
    rebuild()

    call_command("export", "--q", "second")

    assert [json.loads(line)["slug"] for line in capsys.readouterr().out.splitlines()] == ["c-second"]


def test_a_search_that_means_nothing_is_refused(rows: None) -> None:
    rebuild()

    with pytest.raises(CommandError):
        call_command("export", "--year", "yesterday")


def test_a_search_without_an_index_says_how_to_make_one(rows: None) -> None:
    with pytest.raises(CommandError, match="rebuild_index"):
        call_command("export", "--q", "second")
