"""What people said stays said, and the dates decide the phase again when a curator changes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.ingest.links import settle_phases
from archive.ingest.loader import Ingest
from archive.models import Article, Authorship, Coverage, Event, Source
from tests.ingest.rows import store_records
from tests.ingest.texts import BRIDGE, HELSINKI, with_paragraph, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("originals_dir")]


@pytest.fixture(autouse=True)
def known_records() -> None:
    store_records()


def take_in(*folders: Path, **options: object) -> list[str]:
    return [outcome.outcome for outcome in Ingest(list(folders), **options).outcomes()]


def read_again(folder: Path) -> None:
    """Have everything read once more, as after a change of the rules."""
    Article.objects.first().accessions.update(rules_version="an older one")
    take_in(folder)


def test_an_author_whose_name_was_corrected_is_not_proposed_beside_the_correction(tmp_path: Path) -> None:
    write(tmp_path, "one.txt", HELSINKI.replace("Tobias Renfrew", "TOBIAS RENFREW"))
    take_in(tmp_path)
    Authorship.objects.update(name="Tobias B. Renfrew", judgement="confirmed")

    read_again(tmp_path)

    assert [author.name for author in Article.objects.get().authorships.all()] == ["Tobias B. Renfrew"]


def test_a_source_named_with_the_command_is_not_forgotten_without_it(tmp_path: Path) -> None:
    source = Source.objects.create(slug="the-lantern", name="The Lantern")
    write(tmp_path, "one.txt")
    take_in(tmp_path, source=source)

    read_again(tmp_path)

    assert Article.objects.get().source == source


def test_an_edited_file_updates_the_article_of_its_path_that_it_is_most_like(tmp_path: Path) -> None:
    write(tmp_path / "a", "x.txt", HELSINKI)
    write(tmp_path / "b", "x.txt", BRIDGE)
    take_in(tmp_path / "a")
    take_in(tmp_path / "b")
    write(tmp_path / "a", "x.txt", with_paragraph(HELSINKI))

    assert take_in(tmp_path / "a") == ["updated"]
    assert Article.objects.count() == 2


def test_the_phase_follows_the_dates_that_a_curator_sets(tmp_path: Path) -> None:
    write(tmp_path, "one.txt")
    take_in(tmp_path)
    link = Coverage.objects.get(role="subject")
    Article.objects.update(
        published_edtf="2018-08-01", published_basis="curator", provenance={"published": {"origin": "curator"}}
    )

    settle_phases(Coverage.objects.all())
    link.refresh_from_db()
    assert link.phase == "after"

    read_again(tmp_path)
    link.refresh_from_db()
    assert link.phase == "after"

    Event.objects.filter(pk=link.event_id).update(start="2018-09-01", end="2018-09-01")
    settle_phases(Coverage.objects.filter(event=link.event_id))
    link.refresh_from_db()
    assert link.phase == "before"


def test_a_confirmed_phase_is_the_curators_own(tmp_path: Path) -> None:
    write(tmp_path, "one.txt")
    take_in(tmp_path)
    Coverage.objects.filter(role="subject").update(phase="during", judgement="confirmed")
    Article.objects.update(published_edtf="2018-08-01", published_basis="curator")

    settle_phases(Coverage.objects.all())

    assert Coverage.objects.get(role="subject").phase == "during"
