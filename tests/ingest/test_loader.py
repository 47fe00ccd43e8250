"""Items into the database: created, updated, unchanged or failed, each whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive import originals
from archive.export.records import records
from archive.ingest.loader import Ingest
from archive.ingest.outcomes import Outcome
from archive.models import Accession, Appearance, Article, IngestRun, Source
from tests.ingest.rows import store_records
from tests.ingest.texts import ADDED, BRIDGE, HELSINKI, with_paragraph, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("originals_dir")]


@pytest.fixture(autouse=True)
def known_records() -> None:
    store_records()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "articles"
    path.mkdir()
    return path


def take_in(path: Path, **options: object) -> list[Outcome]:
    return list(Ingest([path], **options).outcomes())


def outcomes(path: Path, **options: object) -> list[tuple[str, str]]:
    return [(outcome.file, outcome.outcome) for outcome in take_in(path, **options)]


def state() -> list[object]:
    """All that the archive says, and when each article was last changed."""
    return [list(records(Article.objects.all())), list(Article.objects.order_by("slug").values())]


def test_a_new_file_becomes_an_article_with_all_that_it_says(folder: Path) -> None:
    write(folder, "a/one.txt")

    (outcome,) = take_in(folder)

    article = Article.objects.get()
    assert (outcome.file, outcome.outcome, outcome.slug) == ("a/one.txt", "created", article.slug)
    assert article.slug == f"helsinki-waits-for-two-presidents-{outcome.sha256[:8]}"
    assert (article.title, article.title_is_devised) == ("Helsinki waits for two presidents", False)
    assert article.paragraph_numbers == ["1", "2", "3"]
    assert [author.name for author in article.authorships.all()] == ["Tobias Renfrew"]
    assert article.source == Source.objects.get(slug="harbour-gazette")
    assert (article.published_edtf, article.published_basis) == ("2018-07-16", "stated")
    assert {a.person.slug for a in article.appearances.all()} == {"donald-trump", "vladimir-putin"}
    assert [(c.event.slug, c.role, c.phase) for c in article.coverages.all()] == [
        ("us-russia-helsinki-2018", "subject", "during")
    ]
    assert article.index_pending


def test_original_bytes_are_kept_under_their_sum(folder: Path) -> None:
    data = HELSINKI.replace("\n", "\r\n").encode("utf-16")
    write(folder, "one.txt", data)

    (outcome,) = take_in(folder)

    accession = Accession.objects.get()
    assert originals.path_of(outcome.sha256).read_bytes() == data
    assert (accession.sha256, accession.size, accession.encoding) == (outcome.sha256, len(data), "utf-16")
    assert (accession.path, accession.is_current, accession.outcome) == ("one.txt", True, "created")
    assert all(accession.reading_text[start:end].strip() for start, end, *_ in Article.objects.get().blocks)


def test_the_same_folder_twice_changes_nothing(folder: Path) -> None:
    write(folder, "one.txt", sidecar="rights: CC0-1.0")
    write(folder, "two.txt", BRIDGE)
    take_in(folder)
    before = state()

    assert outcomes(folder) == [("one.txt", "unchanged"), ("two.txt", "unchanged")]
    assert state() == before
    assert Accession.objects.count() == 2


def test_reading_again_with_new_records_updates_only_what_is_said_otherwise(folder: Path) -> None:
    write(folder, "one.txt")
    write(folder, "two.txt", BRIDGE)
    take_in(folder)
    Article.objects.update(index_pending=False)
    Appearance.objects.filter(person__slug="donald-trump").delete()
    Source.objects.create(slug="third-press", name="Third Press")  # another gazetteer: all is read again

    assert outcomes(folder) == [("one.txt", "updated"), ("two.txt", "unchanged")]
    assert Article.objects.get(index_pending=True).appearances.count() == 2


def test_a_changed_file_updates_its_article(folder: Path) -> None:
    write(folder, "one.txt")
    (first,) = take_in(folder)
    write(folder, "one.txt", with_paragraph(HELSINKI))

    (second,) = take_in(folder)

    article = Article.objects.get()
    assert (second.outcome, second.slug) == ("updated", first.slug)
    assert article.slug == first.slug
    assert [(number, text.split()[0]) for number, text, _ in article.paragraphs] == [
        ("1", "Vladimir"),
        ("2", "The"),
        ("4", "A"),
        ("3", "Nobody"),
    ]
    assert ADDED in article.body
    assert list(article.accessions.order_by("pk").values_list("is_current", flat=True)) == [False, True]
    assert originals.path_of(first.sha256).exists()
    assert originals.path_of(second.sha256).exists()


def test_a_file_that_changed_back_is_its_article_again(folder: Path) -> None:
    write(folder, "one.txt")
    (first,) = take_in(folder)
    write(folder, "one.txt", with_paragraph(HELSINKI))
    take_in(folder)
    write(folder, "one.txt")

    (third,) = take_in(folder)

    assert (third.outcome, third.slug) == ("updated", first.slug)
    assert Article.objects.get().paragraph_numbers == ["1", "2", "3"]
    assert Accession.objects.get(is_current=True).sha256 == first.sha256


def test_a_moved_file_is_known_by_its_sum(folder: Path) -> None:
    path = write(folder, "one.txt")
    (first,) = take_in(folder)
    (folder / "b").mkdir()
    path.rename(folder / "b" / "other.txt")

    (second,) = take_in(folder)

    assert (second.file, second.outcome, second.slug) == ("b/other.txt", "unchanged", first.slug)
    assert Article.objects.count() == 1


def test_a_moved_file_that_changes_later_is_still_its_article(folder: Path) -> None:
    path = write(folder, "one.txt")
    (first,) = take_in(folder)
    path.rename(folder / "other.txt")
    take_in(folder)
    write(folder, "other.txt", with_paragraph(HELSINKI))

    (third,) = take_in(folder)

    assert (third.outcome, third.slug) == ("updated", first.slug)


def test_another_text_at_the_same_path_is_a_new_article_with_a_warning(folder: Path) -> None:
    write(folder, "one.txt")
    (first,) = take_in(folder)
    write(folder, "one.txt", BRIDGE)

    (second,) = take_in(folder)

    assert second.outcome == "created"
    assert second.slug != first.slug
    assert first.slug in second.warning
    assert Article.objects.get(slug=first.slug).title == "Helsinki waits for two presidents"


def test_two_equal_files_are_one_article(folder: Path) -> None:
    write(folder, "one.txt")
    write(folder, "two.txt")

    assert outcomes(folder) == [("one.txt", "created"), ("two.txt", "unchanged")]
    assert Article.objects.count() == 1
    assert outcomes(folder) == [("one.txt", "unchanged"), ("two.txt", "unchanged")]


def test_a_vanished_file_changes_nothing(folder: Path) -> None:
    write(folder, "one.txt")
    gone = write(folder, "two.txt", BRIDGE)
    take_in(folder)
    gone.unlink()

    assert outcomes(folder) == [("one.txt", "unchanged")]
    assert Article.objects.count() == 2


def test_a_file_that_fails_is_named_and_the_rest_goes_in(folder: Path) -> None:
    write(folder, "a.txt", bytes(range(256)) * 4)
    write(folder, "b.txt")
    write(folder, "c.txt", "Menu\nHome\nContact\n")

    found = take_in(folder)

    assert [(outcome.file, outcome.outcome, outcome.reason) for outcome in found] == [
        ("a.txt", "failed", "the file is binary, not text"),
        ("b.txt", "created", ""),
        ("c.txt", "failed", "no paragraph of running text was found"),
    ]
    assert Article.objects.count() == 1
    assert set(Accession.objects.filter(article=None).values_list("path", "outcome")) <= {
        ("a.txt", "failed"),
        ("c.txt", "failed"),
    }


def test_an_item_that_cannot_be_stored_leaves_nothing_of_itself(
    folder: Path, originals_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = write(folder, "one.txt"), write(folder, "two.txt", BRIDGE)
    (sum_of_one, sum_of_two) = (outcome.sha256 for outcome in take_in(folder, is_dry_run=True))
    # A folder stands where the bytes of the first should go.
    (originals_dir / sum_of_one[:2]).parent.mkdir(parents=True)
    (originals_dir / sum_of_one[:2]).write_text("in the way")

    found = take_in(folder)

    assert [outcome.outcome for outcome in found] == ["failed", "created"]
    assert Article.objects.get().title == "A bridge is opened without a ribbon"
    assert originals.path_of(sum_of_two).exists()
    assert not Appearance.objects.exists()
    assert one.exists()
    assert two.exists()


def test_a_dry_run_says_the_same_and_writes_nothing(folder: Path, originals_dir: Path) -> None:
    write(folder, "one.txt")
    write(folder, "two.txt", b"")

    assert outcomes(folder, is_dry_run=True) == [("one.txt", "created"), ("two.txt", "failed")]
    assert not Article.objects.exists()
    assert not Accession.objects.exists()
    assert not IngestRun.objects.exists()
    assert not originals_dir.exists()


def test_a_dry_run_over_known_articles_leaves_them_as_they_are(folder: Path) -> None:
    write(folder, "one.txt")
    take_in(folder)
    before = state()
    write(folder, "one.txt", with_paragraph(HELSINKI))

    assert outcomes(folder, is_dry_run=True) == [("one.txt", "updated")]
    assert state() == before
    assert Accession.objects.count() == 1


def test_a_run_is_recorded_with_its_counts(folder: Path) -> None:
    write(folder, "one.txt")
    write(folder, "two.txt", b"")
    take_in(folder)

    run = IngestRun.objects.get()

    assert run.counts == {"created": 1, "failed": 1}
    assert run.paths == [str(folder)]
    assert run.finished_at is not None


def test_two_workers_read_as_one_does(folder: Path) -> None:
    for i in range(6):
        write(
            folder, f"{i}.txt", with_paragraph(HELSINKI, f"The {i}th square was swept by a man who would not say why.")
        )
    write(folder, "x.txt", bytes(range(256)))

    alone = outcomes(folder)
    by_one = list(records(Article.objects.all()))
    Article.objects.all().delete()

    assert outcomes(folder, workers=2) == alone
    assert list(records(Article.objects.all())) == by_one
