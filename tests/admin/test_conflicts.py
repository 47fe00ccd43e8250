"""Two curators have one record open: the second is told, and overwrites nothing unseen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from archive.models import Appearance, PersonAlias, PinnedPassage, Topic
from archive.models.history import Agent, recorded_as
from tests.admin import rows
from tests.admin.conftest import Save, change_address, filled_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def vera(db: None) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("vera", password="a long password"))
    return client


Send = Callable[..., HttpResponse]


@pytest.fixture
def send(curator: Client) -> Send:
    """Change what is named in an opened form and send it; None takes a value out."""

    def send(opened: HttpResponse, **changes: Any) -> HttpResponse:
        sent = filled_in(opened) | changes
        return curator.post(
            opened.request["PATH_INFO"], {name: value for name, value in sent.items() if value is not None}
        )

    return send


def text_of(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())


def one_of(kind: str) -> tuple[Model, str, str, str]:
    """A record, a field of it, and what two curators would write there."""
    article, person, event = rows.article(source=rows.source()), rows.person(), rows.event()
    topic = Topic.objects.create(slug="syria", name="Syria")
    made: dict[str, tuple[Model, str]] = {
        "article": (article, "title"),
        "person": (person, "note"),
        "event": (event, "note"),
        "eventseries": (event.series, "full_name"),
        "source": (article.source, "note"),
        "topic": (topic, "name"),
        "appearance": (rows.appearance(article, person), "judgement_reason"),
        "coverage": (rows.coverage(article, event), "judgement_reason"),
        "authorship": (rows.authorship(article), "judgement_reason"),
        "pinnedpassage": (
            PinnedPassage.objects.create(
                event=event, topic=topic, article=article, paragraph="1", quotation="The two presidents"
            ),
            "note",
        ),
    }
    record, field = made[kind]
    return record, field, "What Vera says", "What the other says"


@pytest.mark.parametrize(
    "kind",
    [
        "article", "person", "event", "eventseries", "source", "topic", "appearance", "coverage", "authorship",
        "pinnedpassage",
    ],
)  # fmt: skip
def test_second_curator_is_told_and_may_save_knowingly(curator: Client, vera: Client, send: Send, kind: str) -> None:
    record, field, hers, his = one_of(kind)
    opened = curator.get(change_address(record))
    vera.post(change_address(record), filled_in(vera.get(change_address(record))) | {field: hers})

    told = send(opened, **{field: his})

    assert told.status_code == 200
    record.refresh_from_db()
    assert getattr(record, field) == hers
    assert told.context["adminform"].form[field].value() == his
    assert f"changed to “{hers}” meanwhile" in told.context["adminform"].form.errors[field][0]
    page = text_of(told)
    assert "This record was changed while you had it open" in page
    assert "vera" in page
    assert f"<bdi>{hers}</bdi>" in page

    assert send(told).status_code == 302
    record.refresh_from_db()
    assert getattr(record, field) == his


def test_field_that_was_left_alone_shows_and_keeps_what_the_other_wrote(
    curator: Client, vera: Client, send: Send
) -> None:
    person = rows.person()
    opened = curator.get(change_address(person))
    vera.post(
        change_address(person), filled_in(vera.get(change_address(person))) | {"note": "Hers", "wikidata_id": "Q7747"}
    )

    told = send(opened, sort_name="Putin, V.", wikidata_id="nonsense")
    form = told.context["adminform"].form
    assert (form["note"].value(), form["sort_name"].value()) == ("Hers", "Putin, V.")
    assert "note" not in form.errors

    still_wrong = send(told)
    assert "Q and a number" in still_wrong.context["adminform"].form.errors["wikidata_id"][0]
    send(still_wrong, wikidata_id="Q7747")
    person.refresh_from_db()
    assert (person.note, person.sort_name, person.wikidata_id) == ("Hers", "Putin, V.", "Q7747")
    assert {"note", "sort_name", "wikidata_id"} <= {*person.curated_fields}  # the boxes beside them are hers too


def test_what_the_other_locked_in_an_article_stays_locked(curator: Client, vera: Client, send: Send) -> None:
    article = rows.article(language="en")
    opened = curator.get(change_address(article))
    vera.post(change_address(article), filled_in(vera.get(change_address(article))) | {"title": "Hers"})
    send(send(opened, language="fr"))
    article.refresh_from_db()
    assert (article.title, article.language) == ("Hers", "fr")
    assert article.provenance["title"]["origin"] == "curator"


def test_third_change_is_told_after_the_second_was(curator: Client, vera: Client, send: Send) -> None:
    person = rows.person()
    opened = curator.get(change_address(person))
    for note in ("First", "Second"):
        vera.post(change_address(person), filled_in(vera.get(change_address(person))) | {"note": note})
        opened = send(opened, sort_name="Putin, V.")
        told = [difference.after for line in opened.context["unseen"] for difference in line.differences]
        assert [text for text in told if text in ("First", "Second")] == [note]
        assert opened.context["adminform"].form["note"].value() == note


def test_changes_of_rows_of_the_form_are_told_too(curator: Client, vera: Client, send: Send) -> None:
    person = rows.person()
    kept, gone = (PersonAlias.objects.create(person=person, text=text) for text in ("Putin", "V. Putin"))
    opened = curator.get(change_address(person))
    hers = filled_in(vera.get(change_address(person)))
    first, second = ("0", "1") if hers["aliases-0-id"] == str(kept.pk) else ("1", "0")
    vera.post(
        change_address(person),
        hers | {f"aliases-{first}-language": "ru", f"aliases-{second}-DELETE": "on"},
    )

    told = send(
        opened,
        **{
            f"aliases-{first}-text": "Mr. Putin",
            "aliases-TOTAL_FORMS": 3,
            "aliases-2-id": "",
            "aliases-2-person": person.pk,
            "aliases-2-text": "VVP",
            "aliases-2-kind": "short",
        },
    )

    assert told.status_code == 200
    page = text_of(told)
    assert "Deleted: <bdi>person alias: V. Putin</bdi>" in page
    assert sorted(person.aliases.values_list("text", flat=True)) == ["Putin"]

    assert send(told).status_code == 302
    said = sorted(person.aliases.values_list("text", "language"))
    assert said == [("Mr. Putin", "ru"), ("VVP", "")]
    assert not PersonAlias.objects.filter(pk=gone.pk).exists()


def test_judgement_of_a_link_is_not_overwritten_from_an_open_form_of_its_article(
    curator: Client, vera: Client, send: Send
) -> None:
    article = rows.article()
    link = rows.appearance(article, rows.person())
    opened = curator.get(change_address(article))
    vera.post(change_address(link), filled_in(vera.get(change_address(link))) | {"judgement": "rejected"})

    told = send(opened, is_reviewed="on")
    assert told.status_code == 200
    assert "appearance: Vladimir Putin" in text_of(told)
    assert send(told).status_code == 302
    assert Appearance.objects.get().judgement == "rejected"


def test_change_by_the_machine_is_told_as_its_own(curator: Client, send: Send) -> None:
    article = rows.article(language="en")
    opened = curator.get(change_address(article))
    with recorded_as(Agent.INGEST):
        article.language = "fi"
        article.save()

    told = send(opened, is_reviewed="on")
    assert "the machine" in text_of(told)
    assert told.context["adminform"].form["language"].value() == "fi"


def test_form_without_the_mark_of_what_was_seen_is_refused_where_something_was_changed(
    curator: Client, save: Save
) -> None:
    person = rows.person()
    sent = filled_in(curator.get(change_address(person)))
    del sent["seen"]
    assert curator.post(change_address(person), sent | {"note": "First"}).status_code == 302
    assert curator.post(change_address(person), sent | {"note": "Second"}).status_code == 200
    person.refresh_from_db()
    assert person.note == "First"


def test_nothing_is_asked_where_nobody_else_changed_anything(save: Save) -> None:
    person = rows.person()
    assert save(person, note="One").status_code == 302
    assert save(person, note="Two").status_code == 302


def test_new_record_has_nothing_to_compare_with(curator: Client) -> None:
    assert b'name="seen"' not in curator.get(reverse("admin:archive_person_add")).content
