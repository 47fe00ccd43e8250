"""What is lost or damaged comes back from bytes that have its sum, and from no others."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

import pytest

from archive import originals as store
from archive.checking import originals, restoring
from archive.checking.findings import Finding
from archive.models import Article
from tests.checking.conftest import kinds, nobody_looks, sum_of, told
from tests.checking.test_originals import make_old, original, place, write_over
from tests.ingest.texts import BRIDGE, HELSINKI

pytestmark = pytest.mark.usefixtures("archive")


def repair() -> tuple[list[Finding], list[Finding]]:
    """What was done, and what is off afterwards."""
    found = originals.check(nobody_looks)
    done = list(restoring.repair(found, nobody_looks))
    return done, originals.look_again(found)


def lose(path: Path) -> None:
    path.unlink()


def damage(path: Path) -> None:
    write_over(path, b"x" + path.read_bytes()[1:])


def replace_by_a_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("/nowhere")


@pytest.mark.parametrize("harm", [lose, damage, replace_by_a_link])
def test_original_comes_back_from_the_file_it_was_taken_in_from(folder: Path, harm: object) -> None:
    harm(original())

    done, left = repair()

    assert told(done) == [("Originals restored", f"{place()}: from {folder / 'one.txt'}")]
    assert left == []
    assert original().read_bytes() == HELSINKI.encode()
    assert stat.S_IMODE(original().stat().st_mode) == 0o444


def test_file_that_has_changed_since_is_not_taken_for_the_original(folder: Path) -> None:
    original().unlink()
    (folder / "one.txt").write_bytes(HELSINKI.encode().replace(b"H", b"h"))  # as long as before

    done, left = repair()

    assert done == []
    assert kinds(left) == ["Missing originals"]


def test_without_the_same_bytes_anywhere_a_damaged_original_stays_as_it_is(folder: Path) -> None:
    damage(original())
    shutil.rmtree(folder)
    before = original().read_bytes()

    done, left = repair()

    assert done == []
    assert kinds(left) == ["Damaged originals"]
    assert original().read_bytes() == before


def test_original_that_was_moved_comes_back_and_its_copy_goes(archive: Path, folder: Path) -> None:
    shutil.rmtree(folder)
    wrong = archive / "originals" / original().name
    original().rename(wrong)

    done, left = repair()

    assert told(done) == [
        ("Originals restored", f"{place()}: from {wrong}"),
        ("Second copies removed", f"originals/{wrong.name}: the same bytes are in their place"),
    ]
    assert left == []
    assert original().read_bytes() == HELSINKI.encode()
    assert not wrong.exists()


def test_original_under_another_name_in_a_stray_folder_comes_back_and_nothing_there_is_touched(
    archive: Path, folder: Path
) -> None:
    shutil.rmtree(folder)
    kept = archive / "originals" / "old" / "copy of one"
    kept.parent.mkdir()
    original().rename(kept)

    done, left = repair()

    assert told(done) == [("Originals restored", f"{place()}: from {kept}")]
    assert kinds(left) == ["Stray files"]
    assert kept.read_bytes() == HELSINKI.encode()


def test_damaged_copy_in_a_wrong_place_is_left_for_a_person(archive: Path) -> None:
    wrong = archive / "originals" / sum_of("one.txt")
    wrong.write_bytes(b"not these")

    done, left = repair()

    assert done == []
    assert kinds(left) == ["Originals in a wrong place"]
    assert wrong.read_bytes() == b"not these"


def test_unfinished_files_go_and_originals_are_protected(archive: Path) -> None:
    part = make_old_part(archive)
    original().chmod(0o666)

    done, left = repair()

    assert told(done) == [
        ("Originals protected", f"{place()}: its mode is 444"),
        ("Unfinished files removed", f"originals/{part.parent.name}/{part.name}: nobody was at work on it"),
    ]
    assert left == []


def make_old_part(archive: Path) -> Path:
    part = archive / "originals" / sum_of("two.txt")[:2] / "half.part"
    part.write_bytes(b"half")
    return make_old(part)


def test_what_stands_in_the_way_is_told(archive: Path) -> None:
    path = original()
    path.unlink()
    path.mkdir()

    done, left = repair()

    assert told(done) == [("Could not be mended", f"{place()}: Is a directory")]
    assert kinds(left) == ["Damaged originals"]


def test_original_nobody_knows_is_never_removed(archive: Path) -> None:
    other = make_old(original("two.txt"))
    sha256 = other.name
    Article.objects.filter(accessions__path="two.txt").delete()

    done, left = repair()

    assert done == []
    assert kinds(left) == ["Originals that no accession knows"]
    assert store.path_of(sha256).read_bytes() == BRIDGE.encode()
