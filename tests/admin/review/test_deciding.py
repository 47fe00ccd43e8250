"""One decision at a time: what each does to the links, to the history and to the index, and how it is undone."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from archive.models import Appearance, Article, Coverage, EventAlias, PersonAlias
from archive.models.judgement import JudgedLink
from tests.admin import rows
from tests.admin.review.asking import address, decide, undo

pytestmark = pytest.mark.django_db


def awaiting() -> set[str]:
    return set(Article.objects.awaiting_index().values_list("title", flat=True))


def judged(link: JudgedLink) -> tuple[str, str]:
    link.refresh_from_db()
    return link.judgement, link.judgement_reason


@pytest.fixture(params=["appearance", "coverage", "authorship"])
def link(request: pytest.FixtureRequest) -> Any:
    article = rows.article()
    if request.param == "authorship":
        return rows.authorship(article)
    return (
        rows.appearance(article, rows.person())
        if request.param == "appearance"
        else rows.coverage(article, rows.event())
    )


def test_accepted_link_is_confirmed_and_its_article_indexed(curator: Client, link: JudgedLink) -> None:
    decide(curator, link, decision="accept")
    assert judged(link) == ("confirmed", "")
    assert awaiting() == {"Four hours in Helsinki"}


def test_rejected_link_keeps_the_reason(curator: Client, link: JudgedLink) -> None:
    decide(curator, link, decision="reject", reason="A namesake")
    assert judged(link) == ("rejected", "A namesake")
    assert awaiting() == {"Four hours in Helsinki"}


def test_decision_is_in_the_history_with_the_name_of_the_curator(curator: Client, link: JudgedLink) -> None:
    decide(curator, link, decision="reject")
    last = link.history.first()
    assert (last.judgement, last.history_agent, last.history_user.username) == ("rejected", "curator", "curator")


@pytest.mark.parametrize("decision", ["accept", "reject"])
def test_undone_link_waits_again(curator: Client, link: JudgedLink, decision: str) -> None:
    decide(curator, link, decision=decision, reason="No")
    Article.objects.update(index_pending=False)
    undo(curator)
    assert judged(link) == ("proposed", "")
    assert awaiting() == {"Four hours in Helsinki"}
    assert link.history.first().history_change_reason == "Undone in the review queue"


def test_only_the_last_decision_is_undone_and_only_once(curator: Client) -> None:
    article = rows.article()
    first, second = (rows.appearance(article, rows.person(name)) for name in ("Vladimir Putin", "Donald Trump"))
    decide(curator, first, decision="accept")
    decide(curator, second, decision="accept")
    undo(curator)
    assert "There is nothing to undo." in undo(curator).content.decode()
    assert [judged(each)[0] for each in (first, second)] == ["confirmed", "proposed"]


def test_what_somebody_changed_since_is_not_undone(curator: Client) -> None:
    link = rows.appearance(rows.article(), rows.person())
    decide(curator, link, decision="accept")
    Appearance.objects.update(judgement="rejected")
    assert "changed since" in undo(curator).content.decode()
    assert judged(link)[0] == "rejected"


def test_another_record_is_confirmed_in_the_same_places_and_the_proposed_one_rejected(curator: Client) -> None:
    link = rows.appearance(rows.article(), rows.person(), role="subject", title_spans=[[0, 4]])
    other = rows.person("Igor Putin")
    decide(curator, link, record=f"person-{other.pk}")
    chosen = Appearance.objects.get(person=other)
    assert judged(link) == ("rejected", "It is Igor Putin.")
    assert (chosen.judgement, chosen.role, chosen.spans, chosen.title_spans) == (
        "confirmed", "subject", link.spans, [[0, 4]],
    )  # fmt: skip
    undo(curator)
    assert judged(link) == ("proposed", "")
    assert not Appearance.objects.filter(person=other).exists()


def test_link_that_the_other_record_has_gets_the_places_as_well(curator: Client) -> None:
    article, other = rows.article(), rows.person("Igor Putin")
    link, present = rows.appearance(article, rows.person()), rows.appearance(article, other, spans=[[0, 3]])
    decide(curator, link, record=f"person-{other.pk}")
    assert judged(present)[0] == "confirmed"
    assert present.spans == [[0, 3], *link.spans]
    undo(curator)
    present.refresh_from_db()
    assert (present.judgement, present.spans) == ("proposed", [[0, 3]])


def test_other_summit_as_subject_has_the_phase_that_the_dates_decide(curator: Client) -> None:
    article = rows.article(published_edtf="2018-07-10", published_basis="stated")
    link, other = rows.coverage(article, rows.event()), rows.event("Another summit")
    decide(curator, link, record=f"event-{other.pk}")
    chosen = Coverage.objects.get(event=other)
    assert (chosen.role, chosen.phase, judged(link)[0]) == ("subject", "before", "rejected")


def test_author_is_given_a_record(curator: Client) -> None:
    link, person = rows.authorship(rows.article()), rows.person("Ada Writer")
    decide(curator, link, record=f"person-{person.pk}")
    assert judged(link)[0] == "confirmed"
    assert link.person == person


def test_name_is_given_a_record_and_is_open_no_longer(curator: Client) -> None:
    name, person = rows.unresolved(rows.article()), rows.person()
    decide(curator, name, record=f"person-{person.pk}")
    chosen = Appearance.objects.get()
    assert judged(name) == ("confirmed", "It is Vladimir Putin.")
    assert (chosen.person, chosen.judgement, chosen.role, chosen.spans) == (
        person,
        "confirmed",
        "mentioned",
        name.spans,
    )
    undo(curator)
    assert judged(name) == ("proposed", "")
    assert not Appearance.objects.exists()


def test_name_that_may_be_a_summit_is_given_one(curator: Client) -> None:
    name, event = rows.unresolved(rows.article(), "Helsinki"), rows.event()
    decide(curator, name, record=f"event-{event.pk}")
    assert (Coverage.objects.get().role, Coverage.objects.get().judgement) == ("background", "confirmed")


def test_barred_name_stays_with_the_record_and_the_link_is_rejected(curator: Client) -> None:
    person = rows.person()
    alias = PersonAlias.objects.create(person=person, text="Putin", kind="short")
    link = rows.appearance(rows.article(), person)
    decide(curator, link, decision="reject", never="Putin")
    alias.refresh_from_db()
    person.refresh_from_db()
    assert (alias.is_blocked, person.curated_fields, judged(link)[0]) == (True, ["aliases"], "rejected")
    assert alias.history.first().history_user.username == "curator"
    undo(curator)
    alias.refresh_from_db()
    person.refresh_from_db()
    assert (alias.is_blocked, person.curated_fields, judged(link)[0]) == (False, [], "proposed")


def test_name_is_added_to_the_record_that_is_chosen(curator: Client) -> None:
    name, person = rows.unresolved(rows.article()), rows.person()
    rows.authorship(rows.article("Signed"), person=person)
    decide(curator, name, record=f"person-{person.pk}", name="Putin", name_kind="short")
    alias = PersonAlias.objects.get()
    assert (alias.person, alias.text, alias.kind) == (person, "Putin", "short")
    assert awaiting() == {"Four hours in Helsinki", "Signed"}
    undo(curator)
    assert not PersonAlias.objects.exists()


def test_name_is_added_to_a_summit(curator: Client) -> None:
    name, event = rows.unresolved(rows.article(), "Helsinki"), rows.event()
    decide(curator, name, record=f"event-{event.pk}", name="The Helsinki talks")
    assert EventAlias.objects.get().text == "The Helsinki talks"


@pytest.mark.parametrize(
    ("sent", "field", "words"),
    [
        ({}, "record", "Say which record it is"),
        ({"decision": "accept"}, "record", "Say which record it is"),
        ({"record": "person-0"}, "record", "There is no such record."),
        ({"record": "source-1"}, "record", "There is no such record."),
        ({"decision": "reject", "reason": "x" * 501}, "reason", "at most 500"),
        ({"record": "person", "name": "x" * 301}, "name", "at most 300"),
        ({"record": "person", "name": "Barred", "name_kind": "full"}, "name", "never to be taken for Vladimir Putin"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_changes_nothing(
    curator: Client, sent: dict[str, str], field: str, words: str
) -> None:
    name, person = rows.unresolved(rows.article()), rows.person()
    PersonAlias.objects.create(person=person, text="Barred", is_blocked=True)
    response = decide(curator, name, **{key: f"person-{person.pk}" if v == "person" else v for key, v in sent.items()})
    (error,) = response.context["form"].errors[field]
    assert words in error
    assert f'<ul class="errorlist" id="id_{field}_error">' in response.content.decode()
    assert judged(name) == ("proposed", "")
    assert not Appearance.objects.exists()
    assert awaiting() == set()


def test_summit_signs_nothing(curator: Client) -> None:
    link = rows.authorship(rows.article())
    response = decide(curator, link, record=f"event-{rows.event().pk}")
    assert response.context["form"].errors["record"] == ["An author is a person."]


def test_name_that_the_record_does_not_have_cannot_be_barred(curator: Client) -> None:
    link = rows.appearance(rows.article(), rows.person())
    response = decide(curator, link, decision="reject", never="Trump")
    assert "no name of Vladimir Putin" in response.context["form"].errors["never"][0]
    assert judged(link)[0] == "proposed"


def test_second_curator_is_told_who_judged_meanwhile(curator: Client) -> None:
    link = rows.appearance(rows.article(), rows.person())
    decide(curator, link, decision="reject", reason="A namesake")
    other = Client()
    other.force_login(get_user_model().objects.create_superuser("ben", password="a long password"))
    page = decide(other, link, decision="accept").content.decode()
    assert "Curator has judged this meanwhile: rejected. Nothing was changed." in page
    assert judged(link) == ("rejected", "A namesake")


def test_proposal_that_a_new_reading_took_away_is_told(curator: Client) -> None:
    link = rows.appearance(rows.article(), rows.person())
    Appearance.objects.filter(pk=link.pk).delete()
    assert "no longer proposed" in decide(curator, link, decision="accept").content.decode()


def test_new_record_leads_back_to_its_proposal(curator: Client) -> None:
    name = rows.unresolved(rows.article())
    page = curator.get(address(name), {"back": reverse("review-article", args=[name.article_id])})
    (form,) = (where for kind, where in page.context["new"] if kind == "person")
    filled = curator.get(form).context["adminform"].form.initial
    assert (filled["name"], filled["slug"], filled["sort_name"]) == ("Putin", "putin", "Putin")
    sent = {"name": "Vladimir Putin", "sort_name": "Putin, Vladimir", "slug": "vladimir-putin"}
    sent |= {f"{prefix}-{kind}_FORMS": 0 for prefix in ("aliases", "tenures") for kind in ("TOTAL", "INITIAL")}
    response: HttpResponse = curator.post(form, sent, follow=True)
    assert response.redirect_chain[0][0].startswith(address(name))
    assert [known.record.name for known in response.context["found"]] == ["Vladimir Putin"]


def test_decision_leads_to_the_next_card_and_from_the_last_to_the_next_article(curator: Client) -> None:
    first, second = rows.article("First"), rows.article("Second")
    links = [rows.appearance(first, rows.person(f"Person {n}"), spans=[[n, n + 1]]) for n in range(2)]
    last = rows.appearance(second, rows.person())
    here = reverse("review-article", args=[first.pk])
    cards = curator.get(here).context["cards"]
    assert [card.following for card in cards] == [f"appearance-{link.pk}" for link in reversed(links)]
    sent = {"decision": "accept", "back": here, "following": cards[0].following}
    assert curator.post(address(links[0]), sent)["Location"] == f"{here}#appearance-{links[1].pk}"
    assert curator.post(address(links[1]), sent)["Location"] == reverse("review-article", args=[second.pk])
    there = reverse("review-article", args=[second.pk])
    assert curator.post(address(last), {"decision": "accept", "back": there})["Location"] == reverse("review")


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "/admin/", "/admin/review/\\evil"])
def test_it_leads_back_into_the_queue_only(curator: Client, back: str) -> None:
    link = rows.appearance(rows.article(), rows.person())
    response = curator.post(address(link), {"decision": "accept", "back": back})
    assert response["Location"].partition("#")[0] == reverse("review")
