"""Sidecars and the source named with the command beat what the machine reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.ingest.loader import Ingest
from archive.ingest.outcomes import Outcome
from archive.models import Accession, Article, Person, PersonAlias, Source
from tests.ingest.rows import store_records
from tests.ingest.texts import HELSINKI, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("originals_dir")]

FULL = """\
title: The title beside it
authors: [Igor Ivanov, Somebody Else]
source: second-press
url: https://example.org/one
published: 2018-07-12/2018-07-14
language: fi
rights: CC0-1.0
"""


@pytest.fixture(autouse=True)
def known_records() -> None:
    store_records()


def take_in(folder: Path, sidecar: str = "", **options: object) -> Outcome:
    write(folder / "articles", "one.txt", HELSINKI, sidecar)
    (outcome,) = Ingest([folder / "articles"], **options).outcomes()
    return outcome


def test_every_field_of_a_sidecar_is_taken_over(tmp_path: Path) -> None:
    outcome = take_in(tmp_path, FULL)

    article = Article.objects.get()
    assert outcome.slug == article.slug == f"the-title-beside-it-{outcome.sha256[:8]}"
    assert (article.title, article.title_is_devised) == ("The title beside it", False)
    assert [(a.name, a.person.slug if a.person else None) for a in article.authorships.all()] == [
        ("Igor Ivanov", "igor-ivanov"),
        ("Somebody Else", None),
    ]
    assert article.source == Source.objects.get(slug="second-press")
    assert (article.url, article.language, article.rights) == ("https://example.org/one", "fi", "CC0-1.0")
    assert (article.published_edtf, article.published_basis) == ("2018-07-12/2018-07-14", "sidecar")
    assert {article.provenance[name]["origin"] for name in ("title", "source", "url", "published", "language")} == {
        "sidecar"
    }
    assert Accession.objects.get().sidecar["title"] == "The title beside it"


def test_date_of_a_sidecar_decides_the_phase(tmp_path: Path) -> None:
    take_in(tmp_path, "published: 2018-07-12")

    coverage = Article.objects.get().coverages.get()
    assert (coverage.event.slug, coverage.phase) == ("us-russia-helsinki-2018", "before")


def test_source_may_be_named_by_any_of_its_names(tmp_path: Path) -> None:
    take_in(tmp_path, "source: HarbourGazette")

    assert Article.objects.get().source == Source.objects.get(slug="harbour-gazette")


def test_source_without_a_record_is_kept_as_printed(tmp_path: Path) -> None:
    take_in(tmp_path, "source: The Unheard-of Times")

    article = Article.objects.get()
    assert (article.source, article.source_as_printed) == (None, "The Unheard-of Times")


def test_author_with_a_name_of_two_people_has_no_record(tmp_path: Path) -> None:
    PersonAlias.objects.create(person=Person.objects.get(slug="sergei-ivanov"), text="Igor Ivanov")

    take_in(tmp_path, "authors: [Igor Ivanov]")

    assert Article.objects.get().authorships.get().person is None


def test_a_sidecar_that_comes_later_updates_the_article_and_keeps_its_address(tmp_path: Path) -> None:
    first = take_in(tmp_path)

    second = take_in(tmp_path, FULL)

    article = Article.objects.get()
    assert (second.outcome, second.slug, article.slug) == ("updated", first.slug, first.slug)
    assert article.title == "The title beside it"
    assert take_in(tmp_path, FULL).outcome == "unchanged"


def test_a_sidecar_taken_away_gives_the_field_back_to_the_machine(tmp_path: Path) -> None:
    take_in(tmp_path, FULL)
    (tmp_path / "articles" / "one.yaml").unlink()

    assert take_in(tmp_path).outcome == "updated"
    article = Article.objects.get()
    assert (article.title, article.url, article.published_basis) == ("Helsinki waits for two presidents", "", "stated")
    assert "url" not in article.provenance


@pytest.mark.parametrize(
    ("sidecar", "reason"),
    [
        ("titel: X", "unknown fields: titel"),
        ("published: last week", "published: “last week”"),
        ("published: 2018-02-30", "There is no day 2018-02-30"),
        ("url: 'http://['", "url"),
        ("[" * 900, "no YAML"),
    ],
    ids=["unknown-field", "no-date", "no-day", "no-url", "nested"],
)
@pytest.mark.parametrize("is_known", [False, True], ids=["new", "known"])
def test_a_wrong_sidecar_fails_its_file_and_no_other(tmp_path: Path, sidecar: str, reason: str, is_known: bool) -> None:
    write(tmp_path / "articles", "one.txt", HELSINKI)
    write(tmp_path / "articles", "two.txt", HELSINKI.replace("Monday", "the Monday"))
    if is_known:
        list(Ingest([tmp_path / "articles"]).outcomes())
    (tmp_path / "articles" / "one.yaml").write_text(sidecar)

    found = list(Ingest([tmp_path / "articles"]).outcomes())

    assert [outcome.outcome for outcome in found] == ["failed", "unchanged" if is_known else "created"]
    assert reason in found[0].reason
    assert "rules failed" not in found[0].reason
    assert "\n" not in found[0].reason


def test_source_named_with_the_command_beats_page_and_sidecar(tmp_path: Path) -> None:
    source = Source.objects.get(slug="northern-council")

    take_in(tmp_path, "source: second-press", source=source)

    article = Article.objects.get()
    assert article.source == source
    assert take_in(tmp_path, "source: second-press", source=source).outcome == "unchanged"


def test_source_named_with_the_command_reaches_known_articles(tmp_path: Path) -> None:
    take_in(tmp_path)
    source = Source.objects.get(slug="northern-council")

    assert take_in(tmp_path, source=source).outcome == "updated"
    assert Article.objects.get().source == source
