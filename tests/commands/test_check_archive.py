"""manage.py check_archive: what is said where, what is mended, and the exit status."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from archive import originals
from archive.checking import findings
from archive.models import Accession, Article
from archive.search.indexing import index_pending, remove_articles
from archive.trash import move_to_trash
from archive.withdrawal import withdraw
from tests.ingest.rows import store_records
from tests.ingest.texts import BRIDGE, HELSINKI, write

SUMMARY = "Nothing is off: 2 originals, 2 articles and the index were looked at.\n"


@pytest.fixture(autouse=True)
def _without_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "PAUSE", 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files that are taken in, and where they lie."""
    store_records()
    path = tmp_path / "articles"
    write(path, "one.txt")
    write(path, "two.txt", BRIDGE)
    call_command("ingest", str(path), verbosity=0)
    return path


def check(**options: object) -> tuple[str, str]:
    """What was written to standard output and standard error, where nothing is off."""
    out, err = io.StringIO(), io.StringIO()
    call_command("check_archive", stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def check_failing(**options: object) -> tuple[str, str, str]:
    """The same where something is off, and the last words."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError) as error:
        call_command("check_archive", stdout=out, stderr=err, **options)
    assert error.value.returncode == 1
    return out.getvalue(), err.getvalue(), str(error.value)


def original(name: str) -> Path:
    return originals.path_of(Accession.objects.get(path=name).sha256)


def slug(name: str) -> str:
    return Article.objects.get(accessions__path=name).slug


def test_whole_archive_is_one_line_and_none_when_quiet(folder: Path) -> None:
    assert check() == (SUMMARY, "")
    assert check(verbosity=0) == ("", "")
    assert check(repair=True) == (SUMMARY, "")


def test_everything_that_is_off_is_listed_with_what_to_do(folder: Path) -> None:
    sha256 = original("one.txt").name
    original("one.txt").unlink()
    Article.objects.filter(slug=slug("two.txt")).update(paragraph_numbers=[])
    remove_articles([Article.objects.get(slug=slug("two.txt")).pk])

    out, err, last_words = check_failing()

    assert out == ""
    assert err.splitlines() == [
        "Missing originals: 1",
        f"  originals/{sha256[:2]}/{sha256}: the bytes of one.txt are gone; put the file from a backup in its place",
        "Paragraphs and their numbers: 1",
        f"  {slug('two.txt')}: paragraphs: 3, numbers: 0; put the database from a backup in its place",
        "Articles that are not in the index: 1",
        f"  {slug('two.txt')}: it is published, and searches do not find it; put it in: --repair",
    ]
    assert last_words == "3 things are off. --repair mends what it can."


def test_faults_are_listed_even_when_quiet(folder: Path) -> None:
    original("one.txt").unlink()

    out, err, last_words = check_failing(verbosity=0)

    assert (out, len(err.splitlines()), last_words[:18]) == ("", 2, "1 thing is off. --")


def test_repair_mends_and_then_nothing_is_off(folder: Path) -> None:
    sha256 = original("one.txt").name
    original("one.txt").unlink()
    original("two.txt").chmod(0o644)
    remove_articles(Article.objects.values_list("pk", flat=True))

    out, err = check(repair=True)

    assert err == ""
    assert out.splitlines() == [
        "Originals restored: 1",
        f"  originals/{sha256[:2]}/{sha256}: from {folder / 'one.txt'}",
        "Originals protected: 1",
        f"  originals/{original('two.txt').name[:2]}/{original('two.txt').name}: its mode is 444",
        "The search index mended: 1",
        "  index: articles put in: 2",
        SUMMARY.rstrip("\n"),
    ]
    assert check() == (SUMMARY, "")


def test_repair_says_what_it_cannot_mend_and_loses_nothing(folder: Path, data_dir: Path) -> None:
    (folder / "one.txt").unlink()
    original("one.txt").chmod(0o644)
    original("one.txt").write_bytes(b"other bytes")
    remove_articles(Article.objects.values_list("pk", flat=True))

    out, err, last_words = check_failing(repair=True)

    assert "  index: articles put in: 2" in out.splitlines()
    assert err.splitlines()[0] == "Damaged originals: 1"
    assert "these are not the bytes of one.txt, 11 of" in err
    assert last_words == "1 thing is off."
    assert original("one.txt").read_bytes() == b"other bytes"


def test_repair_changes_nothing_a_curator_set(folder: Path) -> None:
    changed = Article.objects.get(slug=slug("one.txt"))
    changed.body = "What a curator wrote.\n\nIn two paragraphs."
    changed.paragraph_numbers = ["1", "3"]
    changed.provenance["body"] = {"origin": "curator", "rule": "", "evidence": ""}
    changed.save()
    changed.appearances.update(spans=[], judgement="confirmed")
    changed.coverages.update(spans=[])
    changed.unresolved_names.all().delete()
    changed.save()
    original("one.txt").unlink()
    remove_articles([changed.pk])
    before = Article.objects.filter(pk=changed.pk).values("body", "paragraph_numbers", "provenance", "blocks").get()

    check(repair=True)

    assert Article.objects.filter(pk=changed.pk).values(*before).get() == before
    assert set(changed.appearances.values_list("judgement", flat=True)) == {"confirmed"}


def test_without_repair_nothing_is_touched(folder: Path, data_dir: Path) -> None:
    path = original("one.txt")
    path.chmod(0o644)
    (data_dir / "index" / "CURRENT").unlink()
    before = sorted(data_dir.rglob("*"))

    check_failing()

    assert sorted(data_dir.rglob("*")) == before
    assert path.stat().st_mode & 0o777 == 0o644


def test_articles_that_wait_are_worth_a_word_and_no_fault(folder: Path) -> None:
    Article.objects.update(index_pending=True)

    out, err = check()

    assert err == ""
    assert out.splitlines() == [
        "Articles that wait for the index: 1",
        "  index: articles that are not in it as they now are: 2; the worker puts them in, or --repair",
        SUMMARY.rstrip("\n"),
    ]
    assert "articles brought up to date: 2" in check(repair=True)[0]
    assert not Article.objects.awaiting_index().exists()


def test_long_lists_are_cut_unless_all_is_asked_for(folder: Path, data_dir: Path) -> None:
    for number in range(15):
        (data_dir / "originals" / f"stray-{number:02}").touch()

    _, short, _ = check_failing()
    _, whole, last_words = check_failing(verbosity=2)

    assert short.splitlines()[0] == "Stray files: 15"
    assert short.splitlines()[-1] == "  and 5 more (--verbosity 2 lists them)"
    assert len(short.splitlines()) == 12
    assert len(whole.splitlines()) == 16
    assert last_words == "15 things are off."


@pytest.mark.parametrize("name", ["a\nb.txt", "\x1b[31mred", "\u202egnp.exe", "x" * 200])
def test_hostile_name_is_printed_on_its_line(folder: Path, data_dir: Path, name: str) -> None:
    (data_dir / "originals" / name).touch()

    _, err, _ = check_failing()

    assert len(err.splitlines()) == 2
    assert err.replace("\n", "").isprintable()


def test_articles_taken_in_without_the_index_are_told_apart_from_lost_ones(folder: Path) -> None:
    write(folder, "three.txt", HELSINKI.replace("Helsinki", "Tampere"))
    call_command("ingest", str(folder), verbosity=0, no_index=True)
    assert "not in it as they now are: 1" in check()[0]
    index_pending()
    assert "Nothing is off: 3 originals" in check()[0]


def test_withdrawn_and_trashed_articles_keep_their_originals_and_nothing_is_off(folder: Path) -> None:
    withdrawn, trashed = Article.objects.order_by("pk")
    withdraw(withdrawn, None, "", "Withdrawn.")
    move_to_trash(Article.objects.filter(pk=trashed.pk))
    index_pending()
    assert check() == (SUMMARY, "")
    sums = Accession.objects.values_list("sha256", flat=True)
    assert [originals.path_of(sha256).exists() for sha256 in sums] == [True, True]
