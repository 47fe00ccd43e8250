"""Many items with one commit: copies among them, rows that are refused, and runs that write nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.ingest import loader
from archive.ingest.loader import Ingest
from archive.models import Accession, Article, IngestRun
from tests.ingest.rows import store_records
from tests.ingest.test_warcs import Web, html
from tests.ingest.texts import BRIDGE, HELSINKI, with_paragraph, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("originals_dir")]


@pytest.fixture(autouse=True)
def known_records() -> None:
    store_records()


@pytest.fixture(params=[1, 64])
def together(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many items are committed together; what comes of them must not hang on it."""
    monkeypatch.setattr(loader, "_TOGETHER", request.param)
    return request.param


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "articles"


def outcomes(folder: Path, **options: object) -> list[tuple[str, str]]:
    return [(outcome.file, outcome.outcome) for outcome in Ingest([folder], **options).outcomes()]


def test_a_copy_in_the_same_run_takes_no_sidecar_away(together: int, folder: Path) -> None:
    write(folder, "one.txt", sidecar="title: The title beside it")
    write(folder, "two.txt")

    assert outcomes(folder, workers=2) == [("one.txt", "created"), ("two.txt", "unchanged")]
    assert Article.objects.get().title == "The title beside it"
    assert Accession.objects.get(is_current=True).path == "one.txt"
    assert Accession.objects.filter(path="two.txt").exists()


def test_a_sidecar_beside_the_second_copy_is_heeded_in_the_same_run(together: int, folder: Path) -> None:
    write(folder, "one.txt")
    write(folder, "two.txt", sidecar="title: The title beside it")

    assert outcomes(folder) == [("one.txt", "created"), ("two.txt", "updated")]
    assert Article.objects.get().title == "The title beside it"


@pytest.mark.parametrize("workers", [1, 2])
def test_the_same_bytes_captured_elsewhere_leave_the_first_address(together: int, folder: Path, workers: int) -> None:
    page = html("Nine points agreed")
    write(folder, "july.warc.gz", Web().add(page).add(page).data)
    first, second = ("july.warc.gz#record-1", "july.warc.gz#record-2")

    assert outcomes(folder, workers=workers) == [(first, "created"), (second, "unchanged")]
    assert Article.objects.get().url == "https://courier.example/1"
    assert Accession.objects.get(path=second).url == "https://courier.example/2"
    assert Accession.objects.get(path=second).captured_at


def test_reading_again_by_new_rules_leaves_the_first_address_too(folder: Path) -> None:
    page = html("Nine points agreed")
    write(folder, "a.warc.gz", Web().add(page).data)
    outcomes(folder)
    (folder / "a.warc.gz").unlink()
    write(folder, "b.warc.gz", Web().add(b"{}", content_type="application/json").add(page).data)
    Accession.objects.update(rules_version="older")

    outcomes(folder)

    assert Article.objects.get().url == "https://courier.example/1"
    assert Accession.objects.get(is_current=True).url == "https://courier.example/1"
    assert Accession.objects.get(path="b.warc.gz#record-2").url == "https://courier.example/2"


def test_a_dry_run_knows_copies_of_what_it_would_create_or_update(together: int, folder: Path) -> None:
    write(folder, "one.txt")
    outcomes(folder)
    write(folder, "one.txt", with_paragraph(HELSINKI))
    write(folder, "three.txt", with_paragraph(HELSINKI))
    write(folder, "bridge.txt", BRIDGE)
    write(folder, "two.txt", BRIDGE)

    said = outcomes(folder, is_dry_run=True)

    assert said == [
        ("bridge.txt", "created"),
        ("one.txt", "updated"),
        ("three.txt", "unchanged"),
        ("two.txt", "unchanged"),
    ]
    assert said == outcomes(folder)


def test_what_is_committed_is_counted_also_where_nobody_waits_for_it(folder: Path) -> None:
    write(folder, "one.txt")
    write(folder, "two.txt", BRIDGE)
    run = Ingest([folder])
    told = run.outcomes()

    next(told)
    told.close()

    assert Article.objects.count() == 2
    assert run.counts["created"] == 2
    assert IngestRun.objects.get().counts == {"created": 2}


def test_an_article_deleted_while_its_file_was_read_is_said_in_words(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, "one.txt")
    outcomes(folder)
    told_apart = loader.told_apart

    def and_deleted(*given: object) -> object:
        known = list(told_apart(*given))
        Article.objects.all().delete()
        return known

    monkeypatch.setattr(loader, "told_apart", and_deleted)
    (outcome,) = Ingest([folder]).outcomes()

    assert outcome.outcome == "failed"
    assert "deleted in the meantime" in outcome.reason
    monkeypatch.setattr(loader, "told_apart", told_apart)
    assert outcomes(folder) == [("one.txt", "created")]
