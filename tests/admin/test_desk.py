"""The desk: what needs a hand is counted as its list shows it, and what people did is told."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from archive.admin import desk
from archive.admin.needs import GROUPS, Need
from archive.models import (
    Accession,
    Appearance,
    Article,
    Duplicate,
    ErrorReport,
    EventAlias,
    IngestRun,
    Likeness,
    Merge,
    PersonAlias,
    SourceAlias,
    Suggestion,
)
from archive.models.history import Agent, recorded_as
from tests.admin import rows

pytestmark = pytest.mark.django_db

NEEDS = [need for group in GROUPS for need in group.needs]
# How many rows of each kind `everything` makes; each list has others beside them.
EXPECTED = {
    "appearance judgement": 2,
    "coverage judgement": 1,
    "authorship judgement": 1,
    "duplicate judgement": 1,
    "suggestion ": 1,
    "article difference": 1,
    "article date": 2,
    "article span": 1,
    "article source": 1,
    "article title": 1,
    "errorreport answer": 1,
    "accession file": 1,
    "likeness decision": 1,
    "person names": 1,
    "event names": 1,
    "source names": 1,
    "source rights": 1,
    "event days": 1,
    "merge time": 1,
    "article index": 1,
}
GONE = {"trashed_at": timezone.now()}
WITHDRAWN = {"withdrawn_at": timezone.now(), "withdrawal_notice": "Withdrawn."}


def name_of(need: Need) -> str:
    return f"{need.model._meta.model_name} {need.name}"


def dated(first: str, last: str | None) -> dict[str, object]:
    basis = {"published_edtf": f"{first}/{last or '..'}", "published_basis": "stated"}
    return basis | {"published_earliest": first, "published_latest": last, "published_sort": first}


@pytest.fixture
def everything(db: None) -> None:
    """Rows of every kind that need a hand, and rows much like them that do not."""
    run, person, event = IngestRun.objects.create(), rows.person(), rows.event()
    source = rows.source(domains=["gazette.example"])
    PersonAlias.objects.create(person=person, text="Putin")
    EventAlias.objects.create(event=event, text="Helsinki")
    SourceAlias.objects.create(source=rows.source("Known"), text="The Known")
    rows.source("Nameless")
    decided = rows.source("Decided", domains=["decided.example"], shown="full")
    former = rows.source("Former", domains=["former.example"])
    rows.event("Another", start=None, end=None)
    whole = dated("2018-07-16", "2018-07-16") | {"source": source}
    plain = rows.article("Plain", **whole, index_pending=True)
    second = rows.article("Second", **whole)
    rows.article("Unlinked", **whole | {"source": None})
    rows.article("Devised", **whole, title_is_devised=True)
    rows.article("Undated", source=source)
    rows.article("Open", **dated("2018-07-16", None), source=source)
    rows.article("Wide", **dated("2018-01-01", "2018-12-31"), source=source)
    rows.article("A month", **dated("2018-07-01", "2018-07-31"), source=source)
    rows.article("Differing", **whole, has_differences=True, is_reviewed=True)
    for n, out in enumerate(({"is_reviewed": True}, GONE, WITHDRAWN)):
        rows.article(f"Out {n}", title_is_devised=True, **out)
        rows.article(f"Wide and out {n}", **dated("2018-01-01", "2018-12-31"), **out)
    rows.article("Shown", **whole | {"source": decided})
    rows.article("Not published", source=former, **WITHDRAWN)
    lost = rows.article("Lost", has_differences=True, index_pending=True, **GONE)
    withdrawn = rows.article("Withdrawn", **WITHDRAWN)
    other = rows.person("Igor Ivanov")
    for article in (plain, second, lost, withdrawn):
        rows.appearance(article, person)
    rows.appearance(plain, other, judgement="confirmed")
    rows.coverage(plain, event)
    rows.coverage(second, event, judgement="rejected")
    rows.authorship(plain)
    rows.authorship(lost)
    Duplicate.objects.create(first=plain, second=second, similarity=0.9)
    Duplicate.objects.create(first=plain, second=lost, similarity=0.9)
    ErrorReport.objects.create(article=plain, message="Wrong.")
    ErrorReport.objects.create(article=plain, message="Wrong.", answer="no-error", closed_at=timezone.now())
    Suggestion.objects.create(name="Unknown Name", article_count=2)
    for path, outcomes in {"a.txt": "FFC", "b.txt": "FF", "c.txt": "C"}.items():
        for outcome in outcomes:
            made = {"outcome": "failed"} if outcome == "F" else {"outcome": "created", "article": plain}
            Accession.objects.create(run=run, path=path, **made)
    pair = {"kind": "person", "first_id": person.pk}
    Likeness.objects.create(**pair, second_id=other.pk)
    Likeness.objects.create(**pair, second_id=2_000_000, is_distinct=True)
    Likeness.objects.create(**pair, second_id=1_000_000)
    Merge.objects.create(kind="person", merged_id=0, survivor_id=person.pk)
    Merge.objects.create(kind="person", merged_id=0, survivor_id=person.pk, state="done")


@pytest.mark.parametrize("need", [need for need in NEEDS if not need.queue], ids=name_of)
def test_each_count_is_that_of_the_list_it_leads_to(curator: Client, everything: None, need: Need) -> None:
    listed = curator.get(need.address).context["cl"]
    assert listed.result_count == EXPECTED[name_of(need)]
    lines = [line for _, lines in desk.lines_for(get_user_model().objects.get()) for line in lines]
    assert [line.number for line in lines if line.address == need.address] == [listed.result_count]
    if need.name:
        assert listed.full_result_count > listed.result_count


def test_count_of_names_leads_to_the_review_queue(curator: Client) -> None:
    for n, absent in enumerate(({}, {}, GONE)):
        rows.unresolved(rows.article(f"Article {n}", **absent), "Ivanov")
    (need,) = (need for need in NEEDS if need.queue)
    assert f'{need.address}"><span class="count">2</span>' in curator.get(reverse("admin:index")).content.decode()
    assert [name.count for name in curator.get(need.address).context["names"]] == [2]


def test_what_is_done_is_shown_without_a_link(curator: Client) -> None:
    rows.article("Undated")
    page = curator.get(reverse("admin:index")).content.decode()
    assert '?needs=date"><span class="count">1</span>' in page
    assert "?needs=span" not in page
    assert '<li class="done"><span class="count">0</span> <span>dated to more than a month</span></li>' in page


def test_of_very_many_it_is_only_said_that_they_are_more(curator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "COUNTED", 2)
    for n in range(4):
        rows.article(f"Undated {n}")
    assert (
        '<span class="count">2<span aria-hidden="true">+</span>' in curator.get(reverse("admin:index")).content.decode()
    )


@pytest.mark.parametrize(
    ("role", "sees", "does_not_see"),
    [
        ("viewer", [], ["needs=judgement", "needs=date", "needs=time"]),
        ("curator", ["appearance/?needs=judgement", "article/?needs=date"], ["merge/?needs=time"]),
        ("editor", ["appearance/?needs=judgement", "merge/?needs=time"], []),
    ],
)
def test_each_role_sees_what_it_may_do(
    client: Client, everything: None, role: str, sees: list[str], does_not_see: list[str]
) -> None:
    user = get_user_model().objects.create_user("anna", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    page = client.get(reverse("admin:index")).content.decode()
    assert [address for address in sees if address not in page] == []
    assert [address for address in does_not_see if address in page] == []


def test_recent_changes_name_what_who_and_when_and_lead_to_its_history(curator: Client) -> None:
    user, person = get_user_model().objects.get(), rows.person()
    with recorded_as(Agent.CURATOR, user=user, reason="As printed"):
        PersonAlias.objects.create(person=person, text="W. W. Putin")
    page = curator.get(reverse("admin:index")).content.decode()
    assert "W. W. Putin" in page
    assert reverse("admin:archive_person_history", args=[person.pk]) in page
    assert "curator, <time" in page
    assert "As printed" in page


def test_many_links_judged_together_are_one_recent_change(curator: Client) -> None:
    user, person = get_user_model().objects.get(), rows.person()
    for n in range(12):
        rows.appearance(rows.article(f"Article {n}"), person)
    with recorded_as(Agent.CURATOR, user=user):
        person.note = "Noted."
        person.save()
        Appearance.objects.update(judgement="confirmed")
    assert [(change.number, change.kind) for change in desk.recent_changes(user)] == [
        (12, "appearances"),
        (1, "people"),
    ]


def test_what_a_machine_changed_hides_nothing_that_people_did(curator: Client) -> None:
    user, article = get_user_model().objects.get(), rows.article()
    with recorded_as(Agent.CURATOR, user=user):
        Article.objects.update(language="fi")
    for n in range(12):
        with recorded_as(Agent.INGEST):
            Article.objects.update(url=f"https://gazette.example/{n}")
    assert [change.row.id for change in desk.recent_changes(user)] == [article.pk]


def test_changes_are_told_to_those_only_who_may_see_the_record(client: Client) -> None:
    user = get_user_model().objects.create_user("anna", is_staff=True)
    with recorded_as(Agent.CURATOR, user=user):
        rows.person()
    assert desk.recent_changes(user) == []


def test_longer_desk_takes_no_more_queries(curator: Client, everything: None) -> None:
    user = get_user_model().objects.get()

    def change(number: int) -> int:
        for n in range(number):
            with recorded_as(Agent.CURATOR, user=user):
                Article.objects.filter(title="Plain").update(published_evidence=f"{number} {n} {date.today()}")
        with CaptureQueriesContext(connection) as queries:
            assert curator.get(reverse("admin:index")).status_code == 200
        return len(queries)

    change(1)
    assert change(2) == change(9) <= 50
