"""The authority files that come with the archive: in, out, and in again without a difference."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from archive.models import Person
from tests.conftest import REPO_ROOT

SAMPLE_SOURCES = REPO_ROOT / "fixtures" / "articles" / "authorities"


def run(command: str, *arguments: object) -> str:
    out = io.StringIO()
    call_command(command, *map(str, arguments), stdout=out)
    return out.getvalue()


def test_authority_files_go_round_without_a_difference(tmp_path: Path) -> None:
    loaded = run("load_authorities")
    assert loaded.startswith("Authority records: ")
    created = int(loaded.split()[2])
    assert loaded.endswith(f"{created} created, 0 updated, 0 unchanged.\n")

    written = run("export_authorities", tmp_path / "one")
    assert [line.split(": ")[0] for line in written.splitlines()] == [
        str(tmp_path / "one" / name) for name in ("people.yaml", "series.yaml", "events.yaml", "sources.yaml")
    ]

    assert run("load_authorities", tmp_path / "one").endswith(f"0 created, 0 updated, {created} unchanged.\n")
    run("export_authorities", tmp_path / "two")
    for path in sorted((tmp_path / "one").iterdir()):
        assert (tmp_path / "two" / path.name).read_bytes() == path.read_bytes()


def test_some_of_the_files_may_be_loaded_alone() -> None:
    assert run("load_authorities", SAMPLE_SOURCES).endswith("11 created, 0 updated, 0 unchanged.\n")
    assert run("load_authorities", SAMPLE_SOURCES).endswith("0 created, 0 updated, 11 unchanged.\n")


def test_a_wrong_file_is_named_and_nothing_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "people.yaml").write_text("- {slug: a, name: A}\n- {slug: b}\n")

    with pytest.raises(CommandError) as error:
        run("load_authorities", tmp_path)

    assert str(error.value) == f"{tmp_path / 'people.yaml'}: b: 'name' is missing"
    assert not Person.objects.exists()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="none of people.yaml"):
        run("load_authorities", tmp_path / "nowhere")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(CommandError, match="file"):
        run("export_authorities", tmp_path / "file" / "out")
