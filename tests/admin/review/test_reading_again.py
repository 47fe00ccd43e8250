"""What was decided in the queue holds when the files are read again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from archive.ingest.loader import Ingest
from archive.models import Appearance, Article, PersonAlias, UnresolvedName
from tests.admin.review.asking import decide
from tests.ingest.rows import store_records
from tests.ingest.texts import HELSINKI, with_paragraph, write

pytestmark = pytest.mark.django_db

IVANOV = HELSINKI.replace("Nobody in the harbour", "Mr Ivanov came, and nobody in the harbour")

TakeIn = Callable[..., None]


@pytest.fixture
def take_in(tmp_path: Path, settings: Any) -> TakeIn:
    """Take in a text, or another one for the same article, as the file of a name."""
    settings.ORIGINALS_DIR = tmp_path / "originals"
    store_records()
    folder = tmp_path / "articles"

    def take_in(text: str, name: str = "one.txt") -> None:
        write(folder, name, text)
        assert not [outcome for outcome in Ingest([folder]).outcomes() if outcome.outcome == "failed"]

    return take_in


def elsewhere(text: str) -> str:
    """The text as another article has it."""
    return text.replace("harbour", "market").replace("Helsinki waits", "Everybody waits").replace("traders", "sellers")


def said(slug: str, **where: Any) -> list[tuple[str, str]]:
    found = Appearance.objects.filter(person__slug=slug, **where)
    return list(found.values_list("judgement", "judgement_reason"))


def appearance(slug: str, **where: Any) -> Appearance:
    return Appearance.objects.get(person__slug=slug, **where)


def test_rejection_holds_for_its_article_and_for_no_other(curator: Client, take_in: TakeIn) -> None:
    take_in(HELSINKI)
    decide(curator, appearance("donald-trump"), decision="reject", reason="A namesake")
    take_in(with_paragraph(HELSINKI))
    assert said("donald-trump") == [("rejected", "A namesake")]
    take_in(
        IVANOV.replace("two presidents", "two guests").replace("stall", "place").replace("16 July", "15 July"),
        "two.txt",
    )
    assert ("proposed", "") in said("donald-trump")


def test_barred_name_is_never_taken_for_the_record_again(curator: Client, take_in: TakeIn) -> None:
    take_in(HELSINKI)
    PersonAlias.objects.create(person=appearance("donald-trump").person, text="his guest")
    guest = HELSINKI.replace("Donald Trump", "his guest").replace("Trump", "the guest")
    take_in(guest)
    link = appearance("donald-trump")
    decide(curator, link, decision="reject", never="his guest")
    other = (
        guest.replace("harbour", "market").replace("Helsinki waits", "Everybody waits").replace("traders", "sellers")
    )
    take_in(other, "two.txt")
    assert Article.objects.count() == 2
    assert said("donald-trump") == [("rejected", "")]


def test_without_that_the_same_words_are_taken_for_the_record(take_in: TakeIn) -> None:
    """The counterpart of the test before, so that it cannot pass for another reason."""
    take_in(HELSINKI)
    PersonAlias.objects.create(person=appearance("donald-trump").person, text="his guest")
    guest = HELSINKI.replace("Donald Trump", "his guest").replace("Trump", "the guest")
    take_in(guest)
    assert said("donald-trump") == [("proposed", "")]


def test_chosen_record_stays_and_the_name_is_not_opened_again(curator: Client, take_in: TakeIn) -> None:
    take_in(IVANOV)
    name = UnresolvedName.objects.get()
    person = PersonAlias.objects.get(person__slug="sergei-ivanov", text="Ivanov").person
    decide(curator, name, record=f"person-{person.pk}")
    take_in(with_paragraph(IVANOV))
    link = appearance("sergei-ivanov")
    body = Article.objects.get().body
    assert (link.judgement, [body[start:end] for start, end in link.spans]) == ("confirmed", ["Ivanov"])
    assert list(UnresolvedName.objects.values_list("judgement", flat=True)) == ["confirmed"]


def test_name_of_nobody_stays_nobodys(curator: Client, take_in: TakeIn) -> None:
    take_in(IVANOV)
    decide(curator, UnresolvedName.objects.get(), decision="reject", reason="A reader")
    take_in(with_paragraph(IVANOV))
    assert list(UnresolvedName.objects.values_list("judgement", "judgement_reason")) == [("rejected", "A reader")]
    assert said("igor-ivanov") == said("sergei-ivanov") == []


def test_name_that_was_added_links_what_is_read_from_then_on(curator: Client, take_in: TakeIn) -> None:
    take_in(IVANOV)
    person = PersonAlias.objects.get(person__slug="igor-ivanov", text="Ivanov").person
    decide(curator, UnresolvedName.objects.get(), record=f"person-{person.pk}", name="Mr Ivanov", name_kind="full")
    other = (
        IVANOV.replace("harbour", "market").replace("Helsinki waits", "Everybody waits").replace("traders", "sellers")
    )
    take_in(other, "two.txt")
    assert sorted(said("igor-ivanov")) == [("confirmed", ""), ("proposed", "")]
