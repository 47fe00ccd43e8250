"""What the pages of the queue show, in how many queries, and many proposals judged at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from archive.admin.review import many
from archive.models import Appearance, Article, PersonAlias, Tenure
from tests.admin import rows
from tests.admin.review.asking import address, decide, undo

pytestmark = pytest.mark.django_db


def names(curator: Client, **asked: Any) -> list[tuple[str, int]]:
    return [(name.label, name.count) for name in curator.get(reverse("review"), asked).context["names"]]


def of_name(kind: str, of: Any) -> str:
    return f"{reverse('review-name', args=[kind])}?of={of}"


def test_names_are_listed_with_most_proposals_first(curator: Client) -> None:
    putin, trump = rows.person(), rows.person("Donald Trump")
    for n in range(3):
        article = rows.article(f"Article {n}")
        rows.appearance(article, trump)
        if n:
            rows.appearance(article, putin)
            rows.unresolved(article, "Ivanov")
    assert names(curator) == [("Ivanov", 2)]
    assert names(curator, kind="appearance") == [("Donald Trump", 3), ("Vladimir Putin", 2)]
    assert names(curator, kind="appearance", q="puti") == [("Vladimir Putin", 2)]
    assert names(curator, kind="authorship") == []


def test_what_readers_do_not_see_does_not_wait(curator: Client) -> None:
    article, putin = rows.article("Withdrawn"), rows.person()
    rows.appearance(article, putin)
    shown = rows.appearance(rows.article(), putin)
    Article.objects.filter(pk=article.pk).update(withdrawn_at=timezone.now(), withdrawal_notice="Gone")
    assert names(curator, kind="appearance") == [("Vladimir Putin", 1)]
    assert curator.get(reverse("review")).context["first"] == shown.article_id
    assert curator.get(reverse("review-article", args=[article.pk])).status_code == 404
    page = curator.get(of_name("appearance", putin.pk))
    assert [card.item for card in page.context["cards"]] == [shown]


def test_article_shows_what_waits_in_the_order_of_its_text(curator: Client) -> None:
    article = rows.article()
    trump = rows.appearance(article, rows.person("Donald Trump"), spans=[[90, 102]])
    putin = rows.appearance(article, rows.person())
    author = rows.authorship(article)
    rows.appearance(article, rows.person("Igor Ivanov"), judgement="rejected")
    page = curator.get(reverse("review-article", args=[article.pk]))
    assert [card.item for card in page.context["cards"]] == [author, putin, trump]
    assert tuple(page.context["progress"]) == (1, 3)
    assert "Mr. <mark>Putin</mark> arrived late." in page.content.decode()


def test_card_tells_the_records_apart(curator: Client) -> None:
    first, second = rows.person("George Bush", slug="bush-41"), rows.person("George W. Bush", slug="bush-43")
    for person, held in ((first, "1989/1993"), (second, "2001/2009")):
        PersonAlias.objects.create(person=person, text="Bush", kind="short")
        Tenure.objects.create(person=person, office="President", country="US", held=held)
    article = rows.article(body="President Bush came.", paragraph_numbers=["1"])
    rows.appearance(article, second, spans=[[0, 14]])
    rows.unresolved(article, "Bush", candidates=["bush-41", "bush-43"])
    named, seen = sorted(
        curator.get(reverse("review-article", args=[article.pk])).context["cards"],
        key=lambda card: card.kind,
        reverse=True,
    )
    assert [other.record for other in named.others] == [first, second]
    assert ([other.record for other in seen.others], seen.names) == ([first], ["Bush"])
    assert seen.record.facts == ["President (US), 2001/2009"]


def test_candidate_that_was_merged_is_the_record_it_became(curator: Client) -> None:
    person = rows.person()
    person.former_slugs.create(slug="putin")
    name = rows.unresolved(rows.article(), candidates=["putin"])
    (other,) = curator.get(address(name)).context["card"].others
    assert other.record == person


def test_summits_at_the_same_place_are_offered(curator: Client) -> None:
    link, other = rows.coverage(rows.article(), rows.event()), rows.event("Helsinki 1975")
    rows.event("Elsewhere", place="Geneva")
    (card,) = curator.get(reverse("review-article", args=[link.article_id])).context["cards"]
    assert [each.record for each in card.others] == [other]


def test_records_are_found_by_any_of_their_names(curator: Client) -> None:
    person, event = rows.person(), rows.event()
    PersonAlias.objects.create(person=person, text="VVP of Helsinki")
    name = rows.unresolved(rows.article())
    assert [each.record for each in curator.get(address(name), {"q": "helsinki"}).context["found"]] == [person, event]
    signed = rows.authorship(rows.article("Another"))
    assert [each.record for each in curator.get(address(signed), {"q": "helsinki"}).context["found"]] == [person]


@pytest.mark.parametrize("page", ["start", "article", "name"])
def test_more_proposals_take_no_more_queries(curator: Client, page: str) -> None:
    article, person = rows.article(), rows.person()

    def fill(numbers: range) -> None:
        for n in numbers:
            other = rows.person(f"Person {n} Putin")
            PersonAlias.objects.create(person=other, text="Putin", kind="short")
            rows.appearance(article, other)
            rows.coverage(article, rows.event(f"Event {n}"))
            rows.unresolved(article, f"Name {n}", spans=[[0, 3]], candidates=[other.slug])
            rows.appearance(rows.article(f"Article {n}"), person)

    where = {
        "start": f"{reverse('review')}?kind=appearance",
        "article": reverse("review-article", args=[article.pk]),
        "name": of_name("appearance", person.pk),
    }[page]
    fill(range(2))
    curator.get(where)
    with CaptureQueriesContext(connection) as few:
        curator.get(where)
    fill(range(2, 9))
    with CaptureQueriesContext(connection) as more:
        assert curator.get(where).status_code == 200
    assert len(more) == len(few) <= 30


@pytest.mark.parametrize(
    "where",
    [
        "names/people/?of=1",
        "names/appearance/",
        "names/appearance/?of=x",
        "proposals/people/1/",
        "proposals/appearance/1/",
        "articles/1/",
    ],
)
def test_what_is_not_there_is_not_found(curator: Client, where: str) -> None:
    assert curator.get(reverse("review") + where).status_code == 404


def judge_many(curator: Client, kind: str, of: Any, **sent: Any) -> HttpResponse:
    here = of_name(kind, of)
    return curator.post(reverse("review-many", args=[kind]), {"of": of, "back": here, **sent}, follow=True)


def three(person: Any) -> list[Appearance]:
    return [rows.appearance(rows.article(f"Article {n}"), person) for n in range(3)]


def judgements() -> list[str]:
    return list(Appearance.objects.order_by("pk").values_list("judgement", flat=True))


def confirmed(curator: Client, asked: HttpResponse, **changed: Any) -> HttpResponse:
    """Say yes on the page that asks: send the form as it stands there."""
    context = asked.context
    sent = {"decision": context["form"].data["decision"], "reason": context["form"].cleaned_data["reason"]}
    return judge_many(curator, context["kind"], context["of"], **sent, ticked=context["keys"], sure="1", **changed)


def test_many_are_judged_after_it_was_said_how_many(curator: Client) -> None:
    person = rows.person()
    links = three(person)
    asked = judge_many(curator, "appearance", person.pk, decision="accept", ticked=[links[0].pk, links[2].pk])
    assert "2 proposals:" in asked.content.decode()
    assert judgements() == ["proposed"] * 3
    assert "2 proposals were judged." in confirmed(curator, asked).content.decode()
    assert judgements() == ["confirmed", "proposed", "confirmed"]
    assert set(Article.objects.awaiting_index()) == {links[0].article, links[2].article}
    assert links[0].history.first().history_user.username == "curator"
    undo(curator)
    assert judgements() == ["proposed"] * 3


def test_all_of_a_name_are_rejected_with_one_reason(curator: Client) -> None:
    person = rows.person()
    three(person)
    other = rows.appearance(rows.article(), rows.person("Donald Trump"))
    asked = judge_many(curator, "appearance", person.pk, decision="reject", reason="Namesakes", all="1")
    assert "3 proposals:" in asked.content.decode()
    confirmed(curator, asked)
    assert set(Appearance.objects.filter(person=person).values_list("judgement", "judgement_reason")) == {
        ("rejected", "Namesakes")
    }
    other.refresh_from_db()
    assert other.judgement == "proposed"


def test_name_that_is_typed_for_many_is_refused_and_not_dropped(curator: Client) -> None:
    person = rows.person()
    name = rows.unresolved(rows.article(), candidates=[person.slug])
    response = judge_many(curator, "name", "Putin", decision=f"choose:person-{person.pk}", all="1", name="Volodya")
    assert "with one proposal" in response.content.decode()
    name.refresh_from_db()
    assert name.judgement == "proposed"


def test_all_places_of_a_name_are_given_one_record(curator: Client) -> None:
    person = rows.person()
    for n in range(3):
        rows.unresolved(rows.article(f"Article {n}"), candidates=[person.slug])
    page = curator.get(of_name("name", "Putin"))
    assert list(page.context["choices"].values()) == [person]
    asked = judge_many(curator, "name", "Putin", decision=f"choose:person-{person.pk}", all="1")
    confirmed(curator, asked)
    assert judgements() == ["confirmed"] * 3


def test_what_another_curator_judged_meanwhile_is_left_and_told(curator: Client) -> None:
    person = rows.person()
    links = three(person)
    asked = judge_many(curator, "appearance", person.pk, decision="accept", all="1")
    other = Client()
    other.force_login(get_user_model().objects.create_superuser("ben", password="a long password"))
    decide(other, links[1], decision="reject")
    page = confirmed(curator, asked).content.decode()
    assert "2 proposals were judged. 1 had been judged meanwhile, and was left as it is." in page
    assert judgements() == ["confirmed", "rejected", "confirmed"]


def test_of_very_many_some_are_left_for_later(curator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "MOST", 2)
    person = rows.person()
    three(person)
    asked = judge_many(curator, "appearance", person.pk, decision="accept", all="1")
    assert "1 more waits under this name." in asked.content.decode()
    confirmed(curator, asked)
    assert judgements() == ["confirmed", "confirmed", "proposed"]


@pytest.mark.parametrize(
    ("kind", "sent", "words"),
    [
        ("appearance", {"decision": "accept"}, "Nothing was ticked. Nothing was changed."),
        ("appearance", {"decision": "shred", "all": "1"}, "Say what is to be done with them. Nothing was changed."),
        ("appearance", {"decision": "choose:person-0", "all": "1"}, "There is no such record. Nothing was changed."),
        ("appearance", {"decision": "reject", "reason": "x" * 501, "all": "1"}, "at most 500"),
        ("name", {"decision": "accept", "all": "1"}, "Say what is to be done with them. Nothing was changed."),
    ],
)
def test_many_of_which_nothing_can_be_done(curator: Client, kind: str, sent: dict[str, str], words: str) -> None:
    person = rows.person()
    link = rows.appearance(rows.article(), person)
    rows.unresolved(link.article)
    of = person.pk if kind == "appearance" else "Putin"
    assert words in judge_many(curator, kind, of, sure="1", **sent).content.decode()
    assert judgements() == ["proposed"]
