"""Originals: damaged for real, each in its way."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from archive import originals as store
from archive.checking import originals
from archive.checking.findings import Finding
from archive.ingest.loader import Ingest
from archive.models import Accession, Article
from tests.checking.conftest import kinds, nobody_looks, sum_of, told
from tests.ingest.texts import BRIDGE, HELSINKI, write

pytestmark = pytest.mark.usefixtures("archive")

TWO_HOURS_AGO = time.time() - 7200


def check() -> list[Finding]:
    return originals.check(nobody_looks)


def original(name: str = "one.txt") -> Path:
    return store.path_of(sum_of(name))


def place(name: str = "one.txt") -> str:
    sha256 = sum_of(name)
    return f"originals/{sha256[:2]}/{sha256}"


def write_over(path: Path, content: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(content)
    path.chmod(0o444)


def make_old(path: Path) -> Path:
    os.utime(path, (TWO_HOURS_AGO, TWO_HOURS_AGO))
    return path


def test_whole_originals_are_counted_and_nothing_is_found() -> None:
    looked_at: list[int] = []

    assert originals.check(looked_at.append) == []
    assert sum(looked_at) == originals.count() == 2


def test_flipped_byte_is_found() -> None:
    content = bytearray(HELSINKI.encode())
    content[10] ^= 1
    write_over(original(), bytes(content))

    assert told(check()) == [("Damaged originals", f"{place()}: these are not the bytes of one.txt")]


def test_cut_off_file_is_found_with_its_length() -> None:
    write_over(original(), HELSINKI.encode()[:100])

    what = f"these are not the bytes of one.txt, 100 of {len(HELSINKI.encode())}"
    assert told(check()) == [("Damaged originals", f"{place()}: {what}")]


def test_empty_file_is_found() -> None:
    write_over(original(), b"")

    assert kinds(check()) == ["Damaged originals"]


def test_deleted_file_is_found() -> None:
    where = place()
    original().unlink()

    assert told(check()) == [("Missing originals", f"{where}: the bytes of one.txt are gone")]


def test_all_are_missing_without_the_folder(archive: Path) -> None:
    (archive / "originals").rename(archive / "elsewhere")

    assert kinds(check()) == ["Missing originals"] * 2


@pytest.mark.parametrize("name", ["notes.txt", "a\nb\x1b[31m", os.fsdecode(b"\xff\xfe"), "\u202etxt.exe"])
def test_stray_file_is_named_on_one_line_that_can_be_printed(archive: Path, name: str) -> None:
    (archive / "originals" / name).touch()
    (archive / "originals" / sum_of("one.txt")[:2] / name).touch()

    found = check()

    assert len(found) == 2
    for line in map(str, found):
        assert line.isprintable()
        assert line.encode()
        assert line.endswith("it is no original; keep it somewhere else")


def test_stray_folder_is_named_and_not_searched(archive: Path) -> None:
    (archive / "originals" / "backup" / "deeper").mkdir(parents=True)
    (archive / "originals" / "backup" / "file").touch()

    assert told(check()) == [("Stray files", "originals/backup: it is no original")]


def test_folder_of_the_disk_itself_is_left_alone(archive: Path) -> None:
    (archive / "originals" / "lost+found").mkdir()

    assert check() == []


def test_original_in_the_wrong_folder_is_missing_from_its_own(archive: Path) -> None:
    where, path = place(), original()
    wrong = archive / "originals" / ("00" if not path.name.startswith("00") else "01") / path.name
    wrong.parent.mkdir(exist_ok=True)
    path.rename(wrong)

    misplaced = f"originals/{wrong.parent.name}/{path.name}: it belongs in originals/{path.name[:2]}"
    assert sorted(told(check())) == [
        ("Missing originals", f"{where}: the bytes of one.txt are gone"),
        ("Originals in a wrong place", misplaced),
    ]


def test_unfinished_file_is_found_once_nobody_can_be_at_work_on_it(archive: Path) -> None:
    part = archive / "originals" / sum_of("one.txt")[:2] / "half.part"
    part.write_bytes(b"half")
    assert check() == []

    make_old(part)

    assert told(check()) == [
        ("Unfinished files", f"originals/{part.parent.name}/half.part: an interrupted ingest has left it")
    ]


def test_original_that_no_accession_knows_is_named_and_an_ingest_may_still_be_at_work() -> None:
    sha256, path = sum_of("two.txt"), original("two.txt")
    Article.objects.filter(accessions__path="two.txt").delete()

    (new,) = check()
    assert (new.kind.heading, new.kind.is_off) == ("Originals that no accession knows yet", False)

    make_old(path)
    (old,) = check()
    assert (old.kind.heading, old.kind.is_off) == ("Originals that no accession knows", True)
    assert old.where == f"originals/{sha256[:2]}/{sha256}"
    assert path.read_bytes() == BRIDGE.encode()


def test_file_that_could_not_be_taken_in_needs_no_original(folder: Path) -> None:
    write(folder, "three.txt", b"\x00\x01\x02\x03" * 100)
    assert [outcome.outcome for outcome in Ingest([folder]).outcomes()][1] == "failed"
    assert Accession.objects.filter(outcome="failed").exclude(sha256="").exists()

    assert check() == []


def test_original_that_may_be_written_over_is_found() -> None:
    original().chmod(0o644)

    assert told(check()) == [("Originals that can be written over", f"{place()}: its mode is 644")]


@pytest.mark.parametrize(("noted", "words"), [(7, "7"), (None, "none")])
def test_size_that_was_noted_otherwise_is_found(noted: int | None, words: str) -> None:
    Accession.objects.filter(path="one.txt").update(size=noted)

    what = f"it has {len(HELSINKI.encode())} bytes, and the accession of one.txt says {words}"
    assert told(check()) == [("Originals of another size than was noted", f"{place()}: {what}")]


def test_link_is_no_original_even_where_it_leads_to_the_same_bytes(tmp_path: Path) -> None:
    path = original()
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")

    assert told(check()) == [("Damaged originals", f"{place()}: it is no file")]


@pytest.mark.skipif(os.geteuid() == 0, reason="Everything can be read by root.")
def test_what_cannot_be_read_is_said_with_the_reason() -> None:
    original().chmod(0o000)

    assert told(check()) == [("Originals that cannot be read", f"{place()}: Permission denied")]


def test_what_is_gone_at_the_second_look_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """An article that is being removed: its row was there when it was looked up, its original is gone."""
    path = original("two.txt")
    path.unlink()
    monkeypatch.setattr(originals, "pause", lambda: Article.objects.filter(accessions__path="two.txt").delete())

    assert check() == []


def test_every_folder_takes_one_query_however_many_originals_it_has(
    folder: Path, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(256):
        check()
