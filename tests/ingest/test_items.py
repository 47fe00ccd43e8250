"""Which files are taken in, and that nothing on a disk makes ingest hang."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.ingest.items import MAX_BYTES, ItemFile, Problem, UnreadableItemError, find_files, read_item


def names(*paths: Path) -> list[str]:
    return [found.name for found in find_files(paths)]


def reasons(*paths: Path) -> list[tuple[str, str]]:
    return [(found.name, found.reason) for found in find_files(paths) if isinstance(found, Problem)]


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableItemError) as error:
        read_item(ItemFile(path, path.name))
    return str(error.value)


def write(path: Path, text: str = "Words.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_folders_are_walked_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.TXT", "a.txt", "c/d/e.txt", "b/1.yaml", "README.md"):
        write(tmp_path / name)

    assert names(tmp_path) == ["a.txt", "b/1.TXT", "b/2.txt", "c/d/e.txt"]


def test_a_file_given_by_itself_is_named_without_its_folder(tmp_path: Path) -> None:
    assert names(write(tmp_path / "b" / "one.txt")) == ["one.txt"]


def test_missing_path_and_unknown_kind_are_problems(tmp_path: Path) -> None:
    other = write(tmp_path / "notes.md")

    missing, unknown = reasons(tmp_path / "nowhere", other)

    assert missing == (str(tmp_path / "nowhere"), "there is no such file or folder")
    assert unknown[0] == str(other)
    assert unknown[1].startswith("not a kind of file this archive takes in (.txt")


def test_a_loop_of_links_is_named_and_left(tmp_path: Path) -> None:
    write(tmp_path / "a" / "one.txt")
    (tmp_path / "a" / "again").symlink_to(tmp_path)

    assert names(tmp_path) == ["a/again", "a/one.txt"]
    assert reasons(tmp_path) == [("a/again", "the folder is a link back to one above it")]


def test_a_link_out_of_the_folder_is_named_and_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere" / "secret.txt")
    inside = tmp_path / "inside"
    write(inside / "deep" / "one.txt")
    (inside / "file.txt").symlink_to(tmp_path / "elsewhere" / "secret.txt")
    (inside / "folder").symlink_to(tmp_path / "elsewhere")
    (inside / "notes.md").symlink_to("/etc/passwd")  # of no kind that is taken in: nobody's concern

    assert [type(found).__name__ for found in find_files([inside])] == ["ItemFile", "Problem", "Problem"]
    assert reasons(inside) == [
        ("file.txt", "a link that leads out of the folder that was given"),
        ("folder", "a link that leads out of the folder that was given"),
    ]


def test_a_link_that_stays_within_the_folder_is_followed(tmp_path: Path) -> None:
    write(tmp_path / "real" / "one.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real" / "one.txt")
    (tmp_path / "other").symlink_to(tmp_path / "real")
    (tmp_path / "whole").symlink_to(tmp_path / "real")

    assert names(tmp_path) == ["link.txt", "other/one.txt", "real/one.txt", "whole/one.txt"]
    assert names(tmp_path / "whole") == ["one.txt"]  # a folder that is itself given as a link
    assert names(tmp_path / "link.txt") == ["link.txt"]


def test_a_sidecar_that_is_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere" / "one.yaml", "title: Not yours")
    article = write(tmp_path / "inside" / "one.txt")
    (tmp_path / "inside" / "one.yaml").symlink_to(tmp_path / "elsewhere" / "one.yaml")

    for given in (tmp_path / "inside", article):
        (file,) = find_files([given])
        assert isinstance(file, ItemFile)
        with pytest.raises(UnreadableItemError, match="its sidecar is a link that leads out"):
            read_item(file)


def test_a_name_is_one_line_whatever_it_holds(tmp_path: Path) -> None:
    write(tmp_path / "a\nb\u202etxt.txt")

    assert names(tmp_path) == ["a\\nb\\u202etxt.txt"]


def test_a_file_that_is_gone_when_its_turn_comes_is_named(tmp_path: Path) -> None:
    files = list(find_files([write(tmp_path / "one.txt").parent]))
    (tmp_path / "one.txt").unlink()

    assert isinstance(files[0], ItemFile)
    with pytest.raises(UnreadableItemError, match="the file cannot be read: No such file"):
        read_item(files[0])


def test_a_folder_named_like_a_text_is_walked(tmp_path: Path) -> None:
    write(tmp_path / "x.txt" / "one.txt")

    assert names(tmp_path) == ["x.txt/one.txt"]


def test_a_link_to_nothing_is_named(tmp_path: Path) -> None:
    link = tmp_path / "x.txt"
    link.symlink_to(tmp_path / "gone")

    assert names(tmp_path) == ["x.txt"]
    assert refusal(link) == "the file cannot be read: No such file or directory"


def test_a_link_to_itself_is_named(tmp_path: Path) -> None:
    link = tmp_path / "x.txt"
    link.symlink_to(link)

    assert "cannot be read" in refusal(link)


def test_a_pipe_named_like_a_text_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.txt")

    assert names(tmp_path) == ["x.txt"]
    assert refusal(tmp_path / "x.txt") == "not a regular file"


def test_a_pipe_as_sidecar_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.yaml")

    assert refusal(write(tmp_path / "x.txt")) == "not a regular file"


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = write(tmp_path / "x.txt")
    os.truncate(path, MAX_BYTES + 1)

    assert refusal(path) == "the file is too large: 40.0 MB (at most 10 MB of text)"


@pytest.fixture
def guest_folder() -> Iterator[Path]:
    """A folder of somebody whom permissions bind: not of the superuser, whom they do not."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))  # noqa: S108 - pytest's own folders are closed to guests
    is_superuser = os.geteuid() == 0
    if is_superuser:
        os.chown(folder, _NOBODY, _NOBODY)
        os.seteuid(_NOBODY)
    try:
        yield folder
    finally:
        if is_superuser:
            os.seteuid(0)
        (folder / "a").chmod(0o700)
        shutil.rmtree(folder)


_NOBODY = 65534


def test_what_may_not_be_read_is_named(guest_folder: Path) -> None:
    path = write(guest_folder / "a" / "x.txt")
    path.chmod(0)

    assert refusal(path) == "the file cannot be read: Permission denied"


def test_a_folder_that_may_not_be_read_is_named(guest_folder: Path) -> None:
    write(guest_folder / "a" / "x.txt").parent.chmod(0)

    assert reasons(guest_folder) == [("a", "the folder cannot be read: Permission denied")]


def test_a_folder_whose_names_may_be_read_and_nothing_else_stops_nothing(guest_folder: Path) -> None:
    write(guest_folder / "a" / "x.txt").parent.chmod(0o400)
    write(guest_folder / "b" / "y.txt")

    found = list(find_files([guest_folder]))

    assert [item.name for item in found][-1] == "b/y.txt"
    assert refusal(guest_folder / "a" / "x.txt") == "the file cannot be read: Permission denied"


def test_a_file_has_its_bytes_their_sum_and_its_sidecar(tmp_path: Path) -> None:
    path = write(tmp_path / "x.txt", "Words, and more words.\n")
    write(tmp_path / "x.yaml", "\ufefftitle: One\n")

    item = read_item(ItemFile(path, "b/x.txt"))

    assert item.name == "b/x.txt"
    assert item.data == b"Words, and more words.\n"
    assert item.sha256 == hashlib.sha256(item.data).hexdigest()
    assert item.sidecar == "title: One\n"


def test_a_sidecar_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "x.txt")
    (tmp_path / "x.yaml").write_bytes("title: Café".encode("cp1252"))

    assert refusal(path) == "its sidecar x.yaml is not UTF-8"


def test_a_file_without_a_sidecar_has_none(tmp_path: Path) -> None:
    assert read_item(ItemFile(write(tmp_path / "x.txt"), "x.txt")).sidecar == ""
