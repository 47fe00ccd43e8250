"""The index is brought to what the rows say, whatever is wrong with it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from haystack import connections

from archive.checking import index
from archive.checking.findings import Finding
from archive.models import Article
from archive.search.engine.generations import begin_folder
from archive.search.indexing import remove_articles
from tests.checking.conftest import kinds, nobody_looks, told

Harm = Callable[[Path], object]


def check() -> list[Finding]:
    return index.check(nobody_looks)


def repair() -> tuple[list[str], list[Finding]]:
    """What was done, and what is off afterwards."""
    done = [finding.what for finding in index.repair(check(), nobody_looks)]
    return done, check()


def article() -> Article:
    return Article.objects.get(accessions__path="one.txt")


def generation(folder: Path) -> Path:
    return folder / (folder / "CURRENT").read_text()


def remove(folder: Path) -> None:
    shutil.rmtree(folder)


def point_to_nowhere(folder: Path) -> None:
    (folder / "CURRENT").write_text("generation-gone")


def claim_other_rules(folder: Path) -> None:
    (generation(folder) / "RULES").write_text("older")


def truncate_a_segment(folder: Path) -> None:
    path = next(generation(folder).glob("*.arrays"))
    path.write_bytes(path.read_bytes()[:-100])


def flip_a_bit_of_a_segment(folder: Path) -> None:
    path = next(generation(folder).glob("*.arrays"))
    content = bytearray(path.read_bytes())
    content[2] ^= 1
    path.write_bytes(content)


def write_garbage_for_contents(folder: Path) -> None:
    path = next(generation(folder).glob("*.toc"))
    path.write_bytes(b"\x80\x04garbage" * 40)


def test_index_as_ingest_leaves_it_has_nothing_off(archive: Path) -> None:
    looked_at: list[int] = []
    assert index.check(looked_at.append) == []
    assert sum(looked_at) == index.count() == 2


@pytest.mark.parametrize(
    "harm",
    [
        remove,
        point_to_nowhere,
        claim_other_rules,
        truncate_a_segment,
        flip_a_bit_of_a_segment,
        write_garbage_for_contents,
    ],
)
def test_index_that_cannot_be_read_is_named_and_made_anew(archive: Path, harm: Harm) -> None:
    harm(archive / "index")

    found = check()
    done, left = repair()

    assert kinds(found) == ["The search index"]
    assert str(found[0]).endswith("; make it anew: manage.py rebuild_index")
    assert done == ["made anew, articles: 2"]
    assert left == []


def test_lost_document_is_named_and_put_in(archive: Path) -> None:
    remove_articles([article().pk])

    found = check()
    done, left = repair()

    assert told(found) == [
        ("Articles that are not in the index", f"{article().slug}: it is published, and searches do not find it")
    ]
    assert (done, left) == (["articles put in: 1"], [])


def test_document_without_an_article_is_taken_out(archive: Path) -> None:
    pk = article().pk
    article().delete()

    found = check()
    done, left = repair()

    assert told(found) == [("Documents of the index without an article", f"index: there is no published article {pk}")]
    assert (done, left) == (["documents taken out: 1"], [])


def test_article_that_waits_is_no_fault_and_is_brought_up_to_date(archive: Path) -> None:
    Article.objects.filter(pk=article().pk).update(index_pending=True)

    (found,) = check()
    done, left = repair()

    assert (found.kind.is_off, found.what) == (False, "articles that are not in it as they now are: 1")
    assert (done, left) == (["articles brought up to date: 1"], [])
    assert not Article.objects.awaiting_index().exists()


def test_leftovers_of_a_rebuild_are_no_fault_and_go(archive: Path) -> None:
    backend = connections["default"].get_backend()
    backend.snapshot()
    folder = begin_folder(archive / "index", backend.rules)

    (found,) = check()
    done, left = repair()

    assert (found.kind.is_off, found.where) == (False, f"index/{folder.name}")
    assert (done, left) == (["leftovers removed: 1"], [])


def test_what_another_process_has_done_by_the_second_look_is_not_told(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An article that is being removed: its row is gone, its document goes next."""
    pk = article().pk
    article().delete()
    monkeypatch.setattr(index, "pause", lambda: remove_articles([pk]))

    assert check() == []
