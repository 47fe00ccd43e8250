"""What the machine would now say is kept beside a curator's judgement, and told by a dry run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from archive.ingest.loader import Ingest
from archive.ingest.outcomes import Outcome
from archive.models import Accession, Appearance, Article, Authorship, Coverage, Event, Judgement, Source
from tests.ingest.rows import store_records
from tests.ingest.texts import ADDED, HELSINKI, with_paragraph, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("originals_dir")]

Again = Callable[..., Outcome]
NEW_TEXT = with_paragraph(HELSINKI)
WITHOUT_TRUMP = NEW_TEXT.replace("Donald Trump", "his guest").replace("Trump", "the guest")


@pytest.fixture
def again(tmp_path: Path) -> Again:
    """Take an article in; called again, take in another text for it."""
    store_records()
    folder = tmp_path / "articles"

    def take_in(text: str = HELSINKI, name: str = "one.txt", is_dry_run: bool = False) -> Outcome:
        write(folder, name, text)
        (outcome,) = Ingest([folder / name], is_dry_run=is_dry_run).outcomes()
        return outcome

    take_in()
    return take_in


def read_again(take_in: Again, text: str = HELSINKI) -> Outcome:
    """Another gazetteer: the same text is read once more."""
    Source.objects.create(slug="third-press", name="Third Press")
    return take_in(text)


def test_rejected_person_who_is_still_found_is_a_difference(again: Again) -> None:
    Appearance.objects.filter(person__slug="donald-trump").update(judgement=Judgement.REJECTED)

    again(NEW_TEXT)

    article = Article.objects.get()
    assert article.has_differences
    assert list(article.differences["links"]) == ["person donald-trump"]


def test_confirmed_event_that_is_no_longer_found_is_a_difference(again: Again) -> None:
    Coverage.objects.update(judgement=Judgement.CONFIRMED)

    again(NEW_TEXT.replace("Helsinki", "The harbour").replace("16 July 2018", "3 May 2016"))

    said = Article.objects.get().differences["links"]["event us-russia-helsinki-2018"]
    assert said.startswith("not found")
    assert Coverage.objects.get(event__slug="us-russia-helsinki-2018").judgement == "confirmed"


def test_confirmed_role_that_the_machine_sees_otherwise_is_a_difference(again: Again) -> None:
    Coverage.objects.update(judgement=Judgement.CONFIRMED, role=Coverage.Role.BACKGROUND, phase="")

    again(NEW_TEXT)

    assert Article.objects.get().differences == {"links": {"event us-russia-helsinki-2018": "subject, during"}}


def test_difference_of_a_link_is_gone_when_the_machine_agrees(again: Again) -> None:
    Appearance.objects.filter(person__slug="donald-trump").update(judgement=Judgement.REJECTED)
    again(NEW_TEXT)

    again(WITHOUT_TRUMP)

    article = Article.objects.get()
    assert (article.has_differences, article.differences) == (False, {})


def test_link_that_a_curator_made_is_no_difference(again: Again) -> None:
    hamburg = Event.objects.get(slug="g20-hamburg-2017")
    Coverage.objects.create(article=Article.objects.get(), event=hamburg, judgement=Judgement.CONFIRMED)

    again(NEW_TEXT)

    assert Article.objects.get().differences == {}


def test_judged_author_whom_the_machine_sees_otherwise_is_a_difference(again: Again) -> None:
    Authorship.objects.update(judgement=Judgement.REJECTED)
    again(NEW_TEXT)
    assert Article.objects.get().differences == {"links": {"author Tobias Renfrew": "signed it"}}

    Authorship.objects.update(judgement=Judgement.CONFIRMED)
    again(NEW_TEXT.replace("By Tobias Renfrew", "By Ilse Marrow"))
    assert Article.objects.get().differences == {"links": {"author Tobias Renfrew": "not found"}}


def test_places_of_a_confirmed_link_are_found_again_in_the_new_body(again: Again) -> None:
    """A curator marked words that no rule takes for the person: they move with the text."""
    article = Article.objects.get()
    start = article.body.index("the two of them")
    Appearance.objects.filter(person__slug="donald-trump").update(judgement=Judgement.CONFIRMED)
    Appearance.objects.filter(person__slug="donald-trump").update(spans=[[start, start + 15]], evidence="")

    again(WITHOUT_TRUMP)

    article.refresh_from_db()
    ((first, last),) = Appearance.objects.get(person__slug="donald-trump").spans
    assert first > start
    assert article.body[first:last] == "the two of them"
    assert article.differences == {}


def test_places_that_are_gone_are_flagged(again: Again) -> None:
    Appearance.objects.filter(person__slug="donald-trump").update(judgement=Judgement.CONFIRMED)

    again(WITHOUT_TRUMP)

    link = Appearance.objects.get(person__slug="donald-trump")
    assert (link.judgement, link.spans) == ("confirmed", [])
    assert Article.objects.get().differences == {
        "links": {"person donald-trump": "not found; 2 of its places gone from the text"}
    }


def set_aside_by_curator(words: str, kind: str = "caption") -> None:
    """Give the block that begins with these words another kind, as a curator would."""
    article, accession = Article.objects.get(), Accession.objects.get(is_current=True)
    for block in article.blocks:
        if accession.reading_text[block[0] : block[1]].startswith(words):
            block[2:] = [kind, "", "curator"]
    body = [p for p in article.body.split("\n\n") if not p.startswith(words)]
    article.body, article.paragraph_numbers = "\n\n".join(body), ["1", "3"]
    article.save()


def test_block_of_a_curator_survives_a_reading_of_the_same_text(again: Again) -> None:
    set_aside_by_curator("The traders")
    before = Article.objects.values("body", "blocks", "paragraph_numbers").get()

    read_again(again)

    article = Article.objects.get()
    assert Article.objects.values("body", "blocks", "paragraph_numbers").get() == before
    assert list(article.differences["blocks"].values()) == ["paragraph"]
    for link in article.appearances.all():
        assert {article.body[start:end] for start, end in link.spans} <= {"Vladimir Putin", "Donald Trump"}


def test_block_of_a_curator_is_found_again_in_another_text(again: Again) -> None:
    set_aside_by_curator("The traders")

    again(NEW_TEXT)

    article = Article.objects.get()
    assert ADDED in article.body
    assert "The traders" not in article.body
    assert [number for number, _, _ in article.paragraphs] == ["1", "4", "3"]


def test_block_of_a_curator_whose_words_are_gone_is_flagged(again: Again) -> None:
    set_aside_by_curator("The traders")

    again(NEW_TEXT.replace("The traders say", "The fishwives say"))

    article = Article.objects.get()
    assert "The fishwives say" in article.body
    assert list(article.differences["blocks"].values()) == ["gone from the text"]


def test_dry_run_says_each_change_and_makes_none(again: Again) -> None:
    text = WITHOUT_TRUMP.replace("Helsinki waits for two presidents", "Helsinki waits")

    outcome = again(text, is_dry_run=True)

    assert "title: Helsinki waits for two presidents -> Helsinki waits" in outcome.changes
    assert "body: 3 paragraphs -> 4 (3 new, 2 gone)" in outcome.changes
    assert "person: donald-trump -> none" in outcome.changes
    assert Article.objects.get().title == "Helsinki waits for two presidents"


def test_dry_run_says_what_a_curator_keeps_out(again: Again) -> None:
    Appearance.objects.filter(person__slug="donald-trump").update(judgement=Judgement.REJECTED)

    outcome = again(NEW_TEXT, is_dry_run=True)

    assert any(line.startswith("the differences of links: person donald-trump") for line in outcome.changes)
    assert not Article.objects.get().has_differences


def test_unchanged_article_tells_no_changes(again: Again) -> None:
    assert again().changes == read_again(again).changes == ()


def test_renamed_file_keeps_what_a_curator_decided(again: Again, tmp_path: Path) -> None:
    Appearance.objects.filter(person__slug="donald-trump").update(judgement=Judgement.REJECTED)
    (tmp_path / "articles" / "one.txt").unlink()

    outcome = again(HELSINKI, "renamed.txt")

    assert outcome.outcome == "unchanged"
    assert Article.objects.get().appearances.get(person__slug="donald-trump").judgement == "rejected"
