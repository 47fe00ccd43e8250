"""Names that the machine leaves open, and what a curator said of them, when the article is read again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from archive.ingest.loader import Ingest
from archive.models import Appearance, Article, Judgement, Person, PersonAlias, UnresolvedName
from tests.ingest.rows import store_records
from tests.ingest.texts import HELSINKI, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("originals_dir")]

IVANOV = HELSINKI.replace("Nobody in the harbour", "Mr Ivanov came, and nobody in the harbour")
TWICE = IVANOV.replace("The traders say", "The traders and Mr Ivanov say")

TakeIn = Callable[[str], list[str]]


@pytest.fixture
def take_in(tmp_path: Path) -> TakeIn:
    """Take in a text as the only article there is, or again as that; answers what changed."""
    store_records()
    folder = tmp_path / "articles"

    def take_in(text: str) -> list[str]:
        write(folder, "one.txt", text)
        return [line for outcome in Ingest([folder]).outcomes() for line in outcome.changes]

    return take_in


def words_of(spans: list[list[int]]) -> list[str]:
    body = Article.objects.get().body
    return [body[start:end] for start, end in spans]


def judge(judgement: Judgement) -> UnresolvedName:
    name = UnresolvedName.objects.get()
    name.judgement = judgement
    name.save()
    return name


def give_ivanov_one_bearer() -> None:
    """Make `Mr Ivanov` the full name of one person, so that the next reading is sure of him."""
    PersonAlias.objects.create(person=Person.objects.get(slug="igor-ivanov"), text="Mr Ivanov")


def test_name_of_several_is_kept_with_its_places_and_candidates(take_in: TakeIn) -> None:
    take_in(TWICE)
    name = UnresolvedName.objects.get()
    assert name.text == "Ivanov"
    assert words_of(name.spans) == ["Ivanov", "Ivanov"]
    assert name.candidates == ["igor-ivanov", "sergei-ivanov"]


def test_name_follows_the_text_and_goes_with_it(take_in: TakeIn) -> None:
    take_in(IVANOV)
    key = UnresolvedName.objects.get().pk
    take_in(TWICE)
    name = UnresolvedName.objects.get()
    assert (name.pk, words_of(name.spans)) == (key, ["Ivanov", "Ivanov"])
    assert "unresolved name: Ivanov -> none" in take_in(HELSINKI)
    assert not UnresolvedName.objects.exists()
    assert "unresolved name: none -> Ivanov" in take_in(IVANOV)


def test_article_read_again_with_a_name_is_unchanged(take_in: TakeIn) -> None:
    take_in(IVANOV)
    PersonAlias.objects.create(person=Person.objects.get(slug="donald-trump"), text="Nobody Else")  # read again
    assert take_in(IVANOV) == []


@pytest.mark.parametrize("judgement", [Judgement.CONFIRMED, Judgement.REJECTED])
def test_settled_name_is_not_opened_again(take_in: TakeIn, judgement: Judgement) -> None:
    take_in(IVANOV)
    judge(judgement)
    take_in(TWICE)
    name = UnresolvedName.objects.get()
    assert (name.judgement, words_of(name.spans)) == (judgement, ["Ivanov", "Ivanov"])
    take_in(HELSINKI)
    name.refresh_from_db()
    assert (name.judgement, name.spans) == (judgement, [])


@pytest.mark.parametrize("text", [IVANOV, IVANOV.replace("swept twice", "swept three times")])
def test_words_that_name_nobody_here_are_not_taken_for_somebody_later(take_in: TakeIn, text: str) -> None:
    take_in(IVANOV)
    judge(Judgement.REJECTED)
    give_ivanov_one_bearer()
    take_in(text)
    assert not Appearance.objects.filter(person__slug="igor-ivanov").exists()


def test_without_a_judgement_the_machine_comes_round(take_in: TakeIn) -> None:
    take_in(IVANOV)
    give_ivanov_one_bearer()
    take_in(IVANOV)
    assert words_of(Appearance.objects.get(person__slug="igor-ivanov").spans) == ["Mr Ivanov"]
    assert not UnresolvedName.objects.exists()


def test_places_that_a_curator_gave_to_a_record_stay_beside_those_that_are_read(take_in: TakeIn) -> None:
    take_in(IVANOV)
    name = judge(Judgement.CONFIRMED)
    Appearance.objects.create(
        article=name.article, person=Person.objects.get(slug="sergei-ivanov"), spans=name.spans, judgement="confirmed"
    )
    take_in(IVANOV.replace("The traders say", "Sergei Ivanov and the traders say"))
    link = Appearance.objects.get(person__slug="sergei-ivanov")
    assert words_of(link.spans) == ["Sergei Ivanov", "Ivanov"]
