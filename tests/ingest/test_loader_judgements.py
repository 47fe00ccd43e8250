"""What a curator decided stays, whatever the machine says when it reads again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from archive.ingest.loader import Ingest
from archive.ingest.outcomes import Outcome
from archive.models import Appearance, Article, Authorship, Coverage, Event, Judgement, Person, Source
from tests.ingest.rows import store_records
from tests.ingest.texts import HELSINKI, with_paragraph, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("originals_dir")]

Again = Callable[..., Outcome]


@pytest.fixture
def again(tmp_path: Path) -> Again:
    """Take an article in; called again, take in another text for it."""
    store_records()
    folder = tmp_path / "articles"

    def take_in(text: str = HELSINKI, sidecar: str = "") -> Outcome:
        write(folder, "one.txt", text, sidecar)
        (outcome,) = Ingest([folder]).outcomes()
        return outcome

    take_in()
    return take_in


def curate(field: str, **values: object) -> None:
    article = Article.objects.get()
    for name, value in values.items():
        setattr(article, name, value)
    article.provenance[field] = {"origin": "curator", "rule": "", "evidence": ""}
    article.save()


NEW_TEXT = with_paragraph(HELSINKI)


def test_title_of_a_curator_stays_and_the_machines_is_kept_beside_it(again: Again) -> None:
    curate("title", title="What the curator calls it")

    again(NEW_TEXT)

    article = Article.objects.get()
    assert article.title == "What the curator calls it"
    assert article.provenance["title"]["origin"] == "curator"
    assert article.has_differences
    assert article.differences["title"]["title"] == "Helsinki waits for two presidents"


def test_difference_is_gone_when_the_machine_comes_round(again: Again) -> None:
    curate("title", title="What the curator calls it")
    again(NEW_TEXT)

    again(NEW_TEXT.replace("Helsinki waits for two presidents", "What the curator calls it"))

    article = Article.objects.get()
    assert not article.has_differences
    assert article.differences == {}
    assert article.provenance["title"]["origin"] == "curator"


def test_date_of_a_curator_stays_whole(again: Again) -> None:
    curate(
        "published",
        published_edtf="2018-07-15",
        published_earliest="2018-07-15",
        published_latest="2018-07-15",
        published_sort="2018-07-15",
        published_basis="curator",
        published_evidence="a letter",
    )

    again(NEW_TEXT)

    article = Article.objects.get()
    assert (article.published_edtf, article.published_basis) == ("2018-07-15", "curator")
    assert str(article.published_sort) == "2018-07-15"
    assert article.differences["published"]["published_edtf"] == "2018-07-16"


def test_source_that_a_curator_took_away_stays_away(again: Again) -> None:
    curate("source", source=None, source_as_printed="")

    again(NEW_TEXT)

    article = Article.objects.get()
    assert article.source is None
    assert article.differences["source"]["source"] == "harbour-gazette"


def test_body_of_a_curator_keeps_its_paragraphs_and_numbers(again: Again) -> None:
    article = Article.objects.get()
    curate("body", body=article.body.replace("two of them", "two presidents"))

    again(NEW_TEXT)

    article.refresh_from_db()
    assert "two presidents will talk" in article.body
    assert article.paragraph_numbers == ["1", "2", "3"]
    assert len(article.paragraphs) == 3
    assert "body" in article.differences


def test_spans_always_lie_in_the_body_that_is_shown(again: Again) -> None:
    """A curator's body stays, so links that the machine renews must not point into the body it would have made."""
    article = Article.objects.get()
    curate("body", body="A new first paragraph, by hand.\n\n" + article.body, paragraph_numbers=["4", "1", "2", "3"])

    again(NEW_TEXT)

    article.refresh_from_db()
    for appearance in article.appearances.select_related("person"):
        names = {appearance.person.name, appearance.person.name.split()[-1]}
        assert {article.body[start:end] for start, end in appearance.spans} <= names


@pytest.mark.parametrize("judgement", [Judgement.CONFIRMED, Judgement.REJECTED])
def test_judged_links_stay_and_only_their_spans_move(again: Again, judgement: str) -> None:
    Appearance.objects.filter(person__slug="donald-trump").update(
        judgement=judgement, judgement_reason="seen", role=Appearance.Role.MENTIONED
    )
    Coverage.objects.update(judgement=judgement, role=Coverage.Role.BACKGROUND, phase="")

    again(NEW_TEXT)

    appearance = Appearance.objects.get(person__slug="donald-trump")
    coverage = Coverage.objects.get()
    body = Article.objects.get().body
    assert (appearance.judgement, appearance.judgement_reason, appearance.role) == (judgement, "seen", "mentioned")
    assert {body[start:end] for start, end in appearance.spans} == {"Donald Trump", "Trump"}
    assert (coverage.judgement, coverage.role, coverage.phase) == (judgement, "background", "")


@pytest.mark.parametrize("judgement", [Judgement.PROPOSED, Judgement.CONFIRMED])
def test_words_that_a_curator_took_from_a_record_are_not_given_back(again: Again, judgement: str) -> None:
    link = Appearance.objects.get(person__slug="donald-trump")
    taken, *kept = link.spans
    Appearance.objects.filter(pk=link.pk).update(judgement=judgement, spans=kept, barred_spans=[taken])

    again(NEW_TEXT.replace("two of them", "both of these two men"))
    again(NEW_TEXT)

    before, body = link.article.body, Article.objects.get().body
    link.refresh_from_db()
    assert len(link.spans) == len(kept) > 0
    assert [body[slice(*span)] for span in link.barred_spans] == [before[slice(*taken)]]
    assert link.barred_spans[0] not in link.spans


def test_rejected_person_is_not_proposed_again(again: Again) -> None:
    Appearance.objects.filter(person__slug="donald-trump").update(judgement=Judgement.REJECTED)

    again(NEW_TEXT)

    assert list(Appearance.objects.filter(person__slug="donald-trump").values_list("judgement", flat=True)) == [
        "rejected"
    ]


def test_confirmed_link_stays_when_the_text_no_longer_says_it(again: Again) -> None:
    Appearance.objects.filter(person__slug="donald-trump").update(judgement=Judgement.CONFIRMED)

    again(NEW_TEXT.replace("Donald Trump", "his guest").replace("Trump", "the guest"))

    assert Appearance.objects.filter(person__slug="donald-trump", judgement=Judgement.CONFIRMED).exists()


def test_proposals_are_replaced(again: Again) -> None:
    again(HELSINKI.replace("Donald Trump", "Sauli Niinistö").replace("Trump", "Niinistö"))

    assert set(Appearance.objects.values_list("person__slug", flat=True)) == {"sauli-niinisto", "vladimir-putin"}


def test_link_that_a_curator_added_stays(again: Again) -> None:
    article = Article.objects.get()
    Coverage.objects.create(
        article=article, event=Event.objects.get(slug="g20-hamburg-2017"), judgement=Judgement.CONFIRMED
    )

    again(NEW_TEXT)

    assert set(Coverage.objects.values_list("event__slug", "judgement")) == {
        ("g20-hamburg-2017", "confirmed"),
        ("us-russia-helsinki-2018", "proposed"),
    }


def test_judged_author_keeps_name_and_place_and_others_stand_around(again: Again) -> None:
    Authorship.objects.update(
        judgement=Judgement.CONFIRMED, person=Person.objects.get(slug="igor-ivanov"), evidence="known"
    )

    again(NEW_TEXT.replace("By Tobias Renfrew", "By Ilse Marrow and Tobias Renfrew"))

    assert list(Authorship.objects.order_by("position").values_list("position", "name", "judgement", "evidence"))[
        0
    ] == (
        1,
        "Tobias Renfrew",
        "confirmed",
        "known",
    )
    assert [(author.position, author.name) for author in Authorship.objects.order_by("position")][1:] == [
        (2, "Ilse Marrow")
    ]


def test_rejected_author_is_not_proposed_again(again: Again) -> None:
    Authorship.objects.update(judgement=Judgement.REJECTED)

    again(NEW_TEXT)

    assert list(Authorship.objects.values_list("name", "judgement")) == [("Tobias Renfrew", "rejected")]


def test_source_of_a_curator_is_not_changed_by_the_command_line(again: Again, tmp_path: Path) -> None:
    curate("source", source=Source.objects.get(slug="second-press"))

    list(Ingest([tmp_path / "articles"], source=Source.objects.get(slug="northern-council")).outcomes())

    assert Article.objects.get().source == Source.objects.get(slug="second-press")


def test_curated_article_read_again_is_unchanged(again: Again) -> None:
    curate("title", title="What the curator calls it")
    again(NEW_TEXT)
    before = Article.objects.values().get()
    Source.objects.create(slug="third-press", name="Third Press")  # another gazetteer: read again

    assert again(NEW_TEXT).outcome == "unchanged"
    after = Article.objects.values().get()
    assert {name: value for name, value in after.items() if name != "updated_at"} == {
        name: value for name, value in before.items() if name != "updated_at"
    }


def test_names_in_a_title_of_a_curator_are_found_where_they_stand(again: Again) -> None:
    text = HELSINKI.replace("Helsinki waits for two presidents", "Helsinki waits for Putin and Trump")
    again(text)
    curate("title", title="Waiting for Trump in Helsinki")

    again(with_paragraph(text))

    title = Article.objects.get().title
    assert {
        appearance.person.slug: [title[start:end] for start, end in appearance.title_spans]
        for appearance in Appearance.objects.select_related("person")
    } == {"donald-trump": ["Trump"], "vladimir-putin": []}
