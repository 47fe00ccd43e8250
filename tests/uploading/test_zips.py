"""Zips that nobody has to trust: what is good in them is unpacked, what is bad is named, nothing lands elsewhere."""

import io
import stat
import zipfile
from pathlib import Path

import pytest

from archive.uploading import zips
from archive.uploading.zips import ZipError, unpack

ROOM = 1_000_000


def packed(path: Path, *entries: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return path


def told(path: Path, into: Path, room: int = ROOM) -> dict[str, str]:
    return {problem.name: problem.reason for problem in unpack(path, into, room)}


def unpacked(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_articles_and_sidecars_are_unpacked_and_a_macs_own_files_passed_over(tmp_path: Path) -> None:
    path = packed(
        tmp_path / "a.zip",
        *[("a.txt", b"A"), ("sub/b.html", b"B"), ("sub\\c.txt", b"C"), ("a.yaml", b"title: A")],
        *[("__MACOSX/._a.txt", b"x"), ("sub/._b.html", b"x"), (".DS_Store", b"x"), ("empty/", b"")],
    )
    assert told(path, tmp_path / "into") == {}
    assert unpacked(tmp_path / "into") == {
        "a.txt": b"A", "sub/b.html": b"B", "sub/c.txt": b"C", "a.yaml": b"title: A",
    }  # fmt: skip


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_bad_entries_are_named_and_the_rest_goes_in(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    outside = ("../out.txt", "sub/../../out.txt", "/etc/out.txt", "C:\\out.txt", "..\\out.txt")
    path = packed(
        tmp_path / "a.zip",
        *[(name, b"x") for name in outside],
        *[(link, b"/etc/passwd"), ("inner.zip", b"PK"), ("picture.png", b"x"), ("x" * 300 + ".txt", b"x")],
        *[("good.txt", b"first"), ("good.txt", b"second"), ("good.txt/below.txt", b"x")],
    )
    reasons = told(path, tmp_path / "deep" / "into")
    assert {name.removeprefix("a.zip/"): reason for name, reason in reasons.items() if "x" * 300 not in name} == {
        **{name.replace("\\", "/"): "its path leads out of the zip" for name in outside},
        "link.txt": "a link, not a file",
        "inner.zip": "a zip within a zip is not unpacked",
        "picture.png": "not a kind of file this archive takes in (.txt, .html, .htm, .warc, .warc.gz)",
        "good.txt": "the zip holds another file of this name",
        "good.txt/below.txt": reasons["a.zip/good.txt/below.txt"],
    }
    assert any("x" * 300 in name and "too long" in reason for name, reason in reasons.items())
    assert unpacked(tmp_path / "deep") == {"into/good.txt": b"first"}
    assert not list(tmp_path.rglob("out.txt"))


def test_encrypted_and_damaged_entries_are_named(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", ("locked.txt", b"x" * 100), ("broken.txt", bytes(range(256))), ("good.txt", b"x"))
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
        data[data.index(mark) + offset] |= 1
    data[data.index(b"broken.txt") + 20] ^= 0xFF
    path.write_bytes(data)
    reasons = told(path, tmp_path / "into")
    assert reasons["a.zip/locked.txt"] == "it is encrypted"
    assert reasons["a.zip/broken.txt"].startswith("it is damaged")
    assert unpacked(tmp_path / "into") == {"good.txt": b"x"}


def test_zip_that_unpacks_to_too_much_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    path = packed(tmp_path / "bomb.zip", *((f"{number}.txt", bytes(200_000)) for number in range(6)))
    assert path.stat().st_size < 5_000
    with pytest.raises(ZipError, match="unpacks to more than 1 MB"):
        told(path, tmp_path / "into")
    assert not (tmp_path / "into").exists()


def test_part_that_lies_about_its_size_gives_no_more_than_it_says(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", ("a.txt", bytes(900_000)))
    data = path.read_bytes().replace((900_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    path.write_bytes(data)
    told(path, tmp_path / "into", room=1_000)
    assert sum(len(data) for data in unpacked(tmp_path / "into").values()) <= 10


def test_what_is_not_unpacked_piece_by_piece_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", bytes(100_000), zipfile.ZIP_BZIP2)
        archive.writestr("b.txt", b"x", zipfile.ZIP_DEFLATED)
    assert told(tmp_path / "a.zip", tmp_path / "into") == {"a.zip/a.txt": "it is packed in a way that is not known"}
    assert unpacked(tmp_path / "into") == {"b.txt": b"x"}


def test_zip_with_too_many_files_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips, "MAX_FILES", 10)
    with pytest.raises(ZipError, match="more than 10 files"):
        told(packed(tmp_path / "a.zip", *((f"{number}.txt", b"") for number in range(11))), tmp_path / "into")


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\3\4 and no more"])
def test_what_is_no_zip_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(ZipError, match="no zip, or is damaged"):
        told(tmp_path / "a.zip", tmp_path / "into")


def test_zip_that_is_cut_short_is_told(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", b"x" * 1000)
    (tmp_path / "a.zip").write_bytes(buffer.getvalue()[:-30])
    with pytest.raises(ZipError, match="no zip, or is damaged"):
        told(tmp_path / "a.zip", tmp_path / "into")
