"""A curator divides and joins paragraphs and marks words; spans, pins, numbers and citations follow."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from archive.ingest.loader import Ingest
from archive.ingest.numbering import divided, led_to, renumbered, united
from archive.models import Accession, Appearance, Article, Coverage, IngestRun, PinnedPassage, Topic
from tests.admin import rows
from tests.ingest.rows import store_records
from tests.ingest.texts import HELSINKI, with_paragraph, write

pytestmark = pytest.mark.django_db

TEXT = "Home\nPutin came\nfirst. Trump  came second. Both left.\n\nThey said nothing.\nShare this\nPutin called later."
BLOCKS = (
    ("Home", "navigation"),
    ("Putin came\nfirst. Trump  came second. Both left.", "lead"),
    ("They said nothing.", "paragraph"),
    ("Share this", "widget"),
    ("Putin called later.", "paragraph"),
)
FIRST = "Putin came first. Trump came second. Both left."


@pytest.fixture
def article(db: None) -> Article:
    blocks = [[TEXT.index(words), TEXT.index(words) + len(words), kind, "r", "machine"] for words, kind in BLOCKS]
    body = f"{FIRST}\n\nThey said nothing.\n\nPutin called later."
    article = rows.article(body=body, blocks=blocks, paragraph_numbers=["1", "2", "3"])
    run = IngestRun.objects.create()
    Accession.objects.create(
        run=run, article=article, path="a.txt", outcome="created", reading_text=TEXT, is_current=True
    )
    return article


def address(article: Article, number: str) -> str:
    return reverse("admin:archive_article_paragraph", args=[article.pk, number])


def send(curator: Client, article: Article, number: str, button: str, **sent: object) -> HttpResponse:
    seen = next((text for name, text, _ in article.paragraphs if name == number), "")
    response = curator.post(address(article, number), {"seen": seen, button: "1", **sent}, follow=True)
    article.refresh_from_db()
    return response


def places(article: Article, word: str) -> list[list[int]]:
    starts = [at for at in range(len(article.body)) if article.body.startswith(word, at)]
    return [[at, at + len(word)] for at in starts]


def pinned(article: Article, number: str, words: str, topic: str = "syria") -> PinnedPassage:
    of, _ = Topic.objects.get_or_create(slug=topic, defaults={"name": topic})
    return PinnedPassage.objects.create(
        event=rows.Event.objects.first() or rows.event(), topic=of, article=article, paragraph=number, quotation=words
    )


def test_divided_paragraph_has_two_numbers_and_everything_follows(curator: Client, article: Article) -> None:
    putin = rows.appearance(article, rows.person(), spans=places(article, "Putin"))
    trump = rows.appearance(article, rows.person("Donald Trump"), spans=places(article, "Trump"))
    pin, other = pinned(article, "1", "Trump came"), pinned(article, "1", "Putin came", "iran")

    send(curator, article, "1", "divide", at=FIRST.index("Trump"))

    assert article.body.split("\n\n")[:2] == ["Putin came first.", "Trump came second. Both left."]
    assert article.paragraph_numbers == ["1.1", "1.2", "2", "3"]
    assert [block[2] for block in article.blocks if block[4] == "curator"] == ["lead", "paragraph"]
    for link, word in ((putin, "Putin"), (trump, "Trump")):
        link.refresh_from_db()
        assert link.spans == places(article, word)
    pin.refresh_from_db()
    other.refresh_from_db()
    assert (pin.paragraph, other.paragraph) == ("1.2", "1.1")
    assert article.index_pending
    page = curator.get(article.get_absolute_url()).content.decode()
    assert page.index('id="p1.1"') < page.index('id="p1"') < page.index('id="p1.2"')


def test_joining_undoes_dividing_with_the_number_it_had(curator: Client, article: Article) -> None:
    link = rows.appearance(article, rows.person(), spans=places(article, "Putin"))
    before = article.body, article.paragraph_numbers, link.spans
    pin = pinned(article, "1", "Trump came")
    send(curator, article, "1", "divide", at=FIRST.index("Trump"))
    send(curator, article, "1.1", "join")

    link.refresh_from_db()
    pin.refresh_from_db()
    assert (article.body, article.paragraph_numbers, link.spans) == before
    assert pin.paragraph == "1"
    page = curator.get(article.get_absolute_url()).content.decode()
    assert 'id="p1.2"' in page

    send(curator, article, "1", "divide", at=FIRST.index("Trump"))
    assert article.paragraph_numbers == ["1.1", "1.2", "2", "3"]
    send(curator, article, "1.1", "join")
    send(curator, article, "1", "divide", at=FIRST.index("Both"))
    assert article.paragraph_numbers == ["1.3", "1.4", "2", "3"]


def test_joined_paragraph_has_the_number_of_the_first_and_citations_of_the_second_lead_to_it(
    curator: Client, article: Article
) -> None:
    link = rows.appearance(article, rows.person(), spans=places(article, "Putin"))
    send(curator, article, "1", "join")
    assert article.body.split("\n\n") == [f"{FIRST} They said nothing.", "Putin called later."]
    assert article.paragraph_numbers == ["1", "3"]
    link.refresh_from_db()
    assert link.spans == places(article, "Putin")
    assert 'id="p2"' in curator.get(article.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("number", "button", "sent", "reason"),
    [
        ("2", "join", {}, "stands what was set aside"),
        ("3", "join", {}, "No paragraph follows"),
        ("1", "divide", {}, "Choose the sentence"),
        ("1", "divide", {"at": "3"}, "between two words"),
        ("1", "divide", {"at": "0"}, "between two words"),
        ("1", "divide", {"at": FIRST.index("came")}, "stands across this place"),
        ("1", "divide", {"at": "18", "seen": "Other words"}, "changed in the meantime"),
        ("1", "unmark", {}, "Choose the marks"),
    ],
)
def test_what_cannot_be_is_refused_as_a_whole(
    curator: Client, article: Article, number: str, button: str, sent: dict[str, object], reason: str
) -> None:
    link = rows.appearance(article, rows.person(), spans=[[0, 10]])
    before = article.body, article.blocks, article.paragraph_numbers
    assert reason in send(curator, article, number, button, **sent).content.decode()
    link.refresh_from_db()
    assert (article.body, article.blocks, article.paragraph_numbers) == before
    assert link.spans == [[0, 10]]


def test_two_pins_of_one_topic_are_not_joined(curator: Client, article: Article) -> None:
    pinned(article, "1", "Putin came"), pinned(article, "2", "They said")
    assert "Both paragraphs are pinned to “syria”" in send(curator, article, "1", "join").content.decode()
    assert article.paragraph_numbers == ["1", "2", "3"]


def test_words_are_marked_as_a_mention_that_no_reading_takes_away(curator: Client, article: Article) -> None:
    person = rows.person("Donald Trump")
    send(curator, article, "1", "mark", words="Trump", which=1, person=person.pk)
    link = Appearance.objects.get()
    assert (link.person, link.judgement, link.spans) == (person, "confirmed", places(article, "Trump"))
    assert article.index_pending
    assert Appearance.history.filter(history_agent="curator").exists()
    assert "/people/donald-trump/" in curator.get(article.get_absolute_url()).content.decode()

    summit = rows.event()
    send(curator, article, "3", "mark", words="called  later", which=1, event=summit.pk)
    link = Coverage.objects.get()
    assert [article.body[start:end] for start, end in link.spans] == ["called later"]

    value = f"coverage-{link.pk}-{link.spans[0][0]}-{link.spans[0][1]}"
    send(curator, article, "3", "unmark", taken=[value])
    link.refresh_from_db()
    assert (link.spans, link.barred_spans) == ([], places(article, "called later"))

    send(curator, article, "3", "mark", words="called later", which=1, event=summit.pk)
    link.refresh_from_db()
    assert (link.spans, link.barred_spans) == (places(article, "called later"), [])


def test_mark_of_a_rejected_link_brings_back_none_of_its_other_places(curator: Client, article: Article) -> None:
    person = rows.person("Donald Trump")
    others = places(article, "Putin")
    link = rows.appearance(article, person, judgement="rejected", judgement_reason="Not him.", spans=others)
    send(curator, article, "1", "mark", words="Trump", which=1, person=person.pk)
    link.refresh_from_db()
    assert (link.judgement, link.judgement_reason, link.spans) == ("confirmed", "", places(article, "Trump"))


def test_paragraph_is_divided_within_words_of_a_rejected_link(curator: Client, article: Article) -> None:
    text = article.paragraphs[0][1]
    at = text.index(" ") + 1
    rows.appearance(article, rows.person("Nobody"), judgement="rejected", spans=[[0, len(text)]])
    send(curator, article, "1", "divide", at=at)
    article.refresh_from_db()
    assert article.paragraph_numbers[:2] == ["1.1", "1.2"]


@pytest.mark.parametrize(
    ("sent", "field", "reason"),
    [
        ({"words": "Nobody", "which": 1}, "words", "do not stand in the paragraph"),
        ({"words": "came", "which": 3}, "which", "2 times"),
        ({"words": "Putin came", "which": 1}, "words", "already a mention of Vladimir Putin"),
        ({"words": "<b>", "which": 1}, "words", "do not stand"),
        ({"words": "", "which": 1}, "words", "required"),
        ({"words": "Both", "which": 1, "person": ""}, "person", "either a person or an event"),
    ],
)
def test_words_that_cannot_be_marked_are_told_beside_their_field(
    curator: Client, article: Article, sent: dict[str, object], field: str, reason: str
) -> None:
    person = rows.person()
    rows.appearance(article, person, spans=[[0, 5]])
    response = send(curator, article, "1", "mark", **{"person": person.pk, **sent})
    assert reason in " ".join(response.context["form"].errors[field])
    assert Appearance.objects.get().spans == [[0, 5]]


def test_numbers_given_up_lead_to_what_took_their_place() -> None:
    numbers, former = divided("7", "a b", ("a", "b"), ["6", "7", "8"])
    assert numbers == ["6", "7.1", "7.2", "8"]
    assert led_to(numbers, former) == {"7.1": ["7"]}
    numbers, former = united(("7.2", "8"), ("b", "c"), numbers, former)
    assert numbers == ["6", "7.1", "7.2"]
    assert led_to(numbers, former) == {"7.1": ["7"], "7.2": ["8"]}
    assert renumbered([("6", "x"), ("7.1", "a"), ("7.2", "b c")], ["x", "a", "b c", "c"], former)[:3] == numbers


def test_places_that_were_taken_away_follow_their_words(curator: Client, article: Article) -> None:
    last = places(article, "Putin")[-1:]
    link = rows.appearance(article, rows.person(), spans=[], barred_spans=last)
    send(curator, article, "1", "divide", at=FIRST.index("Trump"))
    link.refresh_from_db()
    assert link.barred_spans == places(article, "Putin")[-1:] != last
    send(curator, article, "1.1", "join")
    link.refresh_from_db()
    assert link.barred_spans == last


def test_new_reading_keeps_division_marks_and_what_was_taken_away(
    curator: Client, tmp_path: Path, settings: Any
) -> None:
    settings.ORIGINALS_DIR = tmp_path / "originals"
    store_records()
    text = HELSINKI.replace("swept twice.", "swept twice. Putin brings three ministers.")
    file = write(tmp_path / "news", "one.txt", text)
    list(Ingest([file.parent]).outcomes())
    article = Article.objects.get()
    send(curator, article, "1", "divide", at=article.paragraphs[0][1].index("Putin brings"))
    link = article.appearances.get(person__slug="donald-trump")
    first, last = link.spans[0]
    send(curator, article, "1.1", "unmark", taken=[f"appearance-{link.pk}-{first}-{last}"])
    other = rows.person("Sauli Sample")
    send(curator, article, "1.2", "mark", words="three ministers", which=1, person=other.pk)

    file.write_text(with_paragraph(text).replace("may be late", "will be late"))
    assert [outcome.outcome for outcome in Ingest([file.parent]).outcomes()] == ["updated"]
    article.refresh_from_db()
    link.refresh_from_db()
    assert article.paragraph_numbers == ["1.1", "1.2", "2", "4", "3"]
    assert link.spans == places(article, "Trump")[1:]
    assert article.appearances.get(person=other).spans == places(article, "three ministers")
