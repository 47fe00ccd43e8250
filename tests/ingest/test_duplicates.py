"""Republished and slightly edited copies are linked with their similarity, and never dropped."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.export.records import records
from archive.ingest.loader import Ingest
from archive.ingest.outcomes import Outcome
from archive.models import Article, Duplicate, Judgement, SignatureBand, Source
from tests.ingest.rows import store_records
from tests.ingest.texts import BRIDGE, HELSINKI, with_paragraph, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("originals_dir")]

REPUBLISHED = HELSINKI.replace("Helsinki waits for two presidents", "Swept twice").replace(
    "© 2018 The Harbour Gazette", "Read more: the sea\n\n© 2018 Second Press"
)
# The recurring title: nothing but the headline and the date line is the same.
SAME_TITLE = """\
Helsinki waits for two presidents

23 July 2018

By Tobias Renfrew

A week after the summit the traders of the market square have counted what was stolen, which was one herring and a flag.

The police say that Vladimir Putin and Donald Trump are not suspected, though both of them were seen near the fish.

The flag was found again on Thursday on the mast of a ferry, where it had been hoisted by somebody who was in a hurry.
"""


@pytest.fixture(autouse=True)
def known_records() -> None:
    store_records()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "articles"
    path.mkdir()
    return path


def take_in(path: Path) -> list[Outcome]:
    return list(Ingest([path]).outcomes())


def pairs() -> list[tuple[set[str], float, str]]:
    """The titles of each pair, how much the two are alike, and the judgement."""
    links = Duplicate.objects.select_related("first", "second")
    return [({link.first.title, link.second.title}, link.similarity, link.judgement) for link in links]


def test_republished_text_is_linked_and_both_articles_stay(folder: Path) -> None:
    write(folder, "one.txt")
    write(folder, "two.txt", REPUBLISHED)

    take_in(folder)

    assert Article.objects.count() == 2
    assert pairs() == [({"Helsinki waits for two presidents", "Swept twice"}, 1.0, "proposed")]


def test_edited_copy_is_linked_with_what_is_left_of_it(folder: Path) -> None:
    write(folder, "one.txt")
    write(folder, "two.txt", with_paragraph(REPUBLISHED))

    take_in(folder)

    ((_, similarity, _),) = pairs()
    assert 0.6 < similarity < 0.9


def test_same_title_over_another_text_is_no_copy(folder: Path) -> None:
    write(folder, "one.txt")
    write(folder, "two.txt", SAME_TITLE)
    write(folder, "three.txt", BRIDGE)

    take_in(folder)

    assert Article.objects.filter(title="Helsinki waits for two presidents").count() == 2
    assert pairs() == []


def test_both_sides_export_the_other(folder: Path) -> None:
    write(folder, "one.txt")
    write(folder, "two.txt", REPUBLISHED)
    write(folder, "three.txt", BRIDGE)
    take_in(folder)

    bridge, helsinki, swept = records(Article.objects.published())

    assert bridge["duplicates"] == []
    assert helsinki["duplicates"] == [{"slug": swept["slug"], "similarity": 1.0}]
    assert swept["duplicates"] == [{"slug": helsinki["slug"], "similarity": 1.0}]


def test_rejected_copy_is_not_exported_and_not_proposed_again(folder: Path) -> None:
    write(folder, "one.txt")
    write(folder, "two.txt", REPUBLISHED)
    take_in(folder)
    Duplicate.objects.update(judgement=Judgement.REJECTED)

    write(folder, "two.txt", with_paragraph(REPUBLISHED))
    take_in(folder)

    ((_, similarity, judgement),) = pairs()
    assert (similarity < 1, judgement) == (True, "rejected")
    assert [record["duplicates"] for record in records(Article.objects.published())] == [[], []]


def test_link_goes_when_the_text_becomes_another(folder: Path) -> None:
    write(folder, "one.txt")
    write(folder, "two.txt", REPUBLISHED)
    take_in(folder)
    # More than half is still there, so that the file is the same article; the copy is none any longer.
    added = "\n\n".join(f"Another {i} of the squares has {i} swept stones and {i} unswept ones." for i in range(6))
    write(folder, "two.txt", with_paragraph(REPUBLISHED, added))

    assert [outcome.outcome for outcome in take_in(folder)] == ["unchanged", "updated"]

    assert Article.objects.count() == 2
    assert pairs() == []


def test_confirmed_link_stays_when_the_text_becomes_another(folder: Path) -> None:
    write(folder, "one.txt")
    write(folder, "two.txt", REPUBLISHED)
    take_in(folder)
    Duplicate.objects.update(judgement=Judgement.CONFIRMED)
    added = "\n\n".join(f"Another {i} of the squares has {i} swept stones and {i} unswept ones." for i in range(6))
    write(folder, "two.txt", with_paragraph(REPUBLISHED, added))

    take_in(folder)

    ((_, similarity, judgement),) = pairs()
    assert (0 < similarity < 0.5, judgement) == (True, "confirmed")


def test_text_that_becomes_a_copy_is_linked(folder: Path) -> None:
    write(folder, "one.txt", with_paragraph(REPUBLISHED))
    write(folder, "two.txt", SAME_TITLE)
    take_in(folder)
    Article.objects.filter(title="Swept twice").update(body="Something else stood here for a while.")
    SignatureBand.objects.filter(article__title="Swept twice").delete()
    write(folder, "one.txt", REPUBLISHED)
    write(folder, "three.txt")

    take_in(folder)

    assert [titles for titles, _, _ in pairs()] == [{"Swept twice", "Helsinki waits for two presidents"}]


def test_reading_again_changes_no_link(folder: Path) -> None:
    write(folder, "one.txt")
    write(folder, "two.txt", REPUBLISHED)
    take_in(folder)
    before = list(Duplicate.objects.values()), list(SignatureBand.objects.values())
    Source.objects.create(slug="third-press", name="Third Press")  # another gazetteer: all is read again

    assert [outcome.outcome for outcome in take_in(folder)] == ["unchanged", "unchanged"]
    assert (list(Duplicate.objects.values()), list(SignatureBand.objects.values())) == before


def test_removed_article_takes_its_links_and_signature_along(folder: Path) -> None:
    write(folder, "one.txt")
    write(folder, "two.txt", REPUBLISHED)
    take_in(folder)

    Article.objects.get(title="Swept twice").delete()

    assert pairs() == []
    assert SignatureBand.objects.count() == 24
