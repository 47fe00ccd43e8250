"""The history that a curator sees, and what setting a change back does."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import models
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from archive.admin.blocks import set_kinds
from archive.models import Accession, Appearance, Article, Coverage, IngestRun, Person, PersonAlias, Topic
from archive.models.history import Agent, recorded_as
from tests.admin import rows
from tests.admin.conftest import Save

pytestmark = pytest.mark.django_db

TEXT = {"title": {"origin": "text", "rule": "headline", "evidence": "Old"}}


def history_address(record: models.Model) -> str:
    return reverse(f"admin:archive_{record._meta.model_name}_history", args=[record.pk])


def lines(client: Client, record: models.Model) -> list[Any]:
    return client.get(history_address(record)).context["lines"]


def differences(line: Any) -> dict[str, tuple[str, str]]:
    return {found.field: (found.before, found.after) for found in line.differences}


def messages_of(response: HttpResponse) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def set_back(client: Client, record: models.Model, number: int = 0) -> str:
    """Set one of the changes on a record's page back; what the page then says."""
    return messages_of(client.post(lines(client, record)[number].revert, follow=True))


def test_page_says_who_changed_which_field(save: Save, curator: Client) -> None:
    article = rows.article("Old", provenance=TEXT)
    save(article, title="New")
    (line,) = lines(curator, article)
    assert line.entry.row.history_user.get_username() == "curator"
    assert differences(line) == {"title": ("Old", "New"), "origin of: title": ("text", "curator")}
    page = curator.get(history_address(article)).content.decode()
    assert "Revert this change" in page and "style=" not in page.split("<main")[1].split("</main>")[0]
    assert "<script" not in page.split("<main")[1].split("</main>")[0]


def test_page_of_an_article_has_its_links_and_names_the_run_of_a_machine(curator: Client) -> None:
    article, run = rows.article(), IngestRun.objects.create()
    link = rows.appearance(article, rows.person())
    with recorded_as(Agent.INGEST, run=run):
        link.role = "subject"
        link.save()
        link.delete()
    deleted, changed = lines(curator, article)
    assert (deleted.title, deleted.entry.row.history_type) == ("appearance: Vladimir Putin", "-")
    assert differences(changed) == {"role": ("mentioned", "subject")}
    page = curator.get(history_address(article)).content.decode()
    assert reverse("admin:archive_ingestrun_change", args=[run.pk]) in page
    run.delete()
    assert "the machine" in curator.get(history_address(article)).content.decode()


def test_judging_many_links_is_on_the_page_of_each_article(curator: Client) -> None:
    who = rows.person()
    links = [rows.appearance(rows.article(f"No {number}"), who) for number in range(2)]
    chosen = {"action": "reject", "_selected_action": [link.pk for link in links]}
    curator.post(reverse("admin:archive_appearance_changelist"), chosen)
    for link in links:
        (line,) = lines(curator, link.article)
        assert differences(line) == {"judgement": ("proposed", "rejected")}
        assert [differences(own) for own in lines(curator, link)] == [differences(line)]


def test_record_that_nobody_changed_says_so(curator: Client) -> None:
    assert "Nothing was changed" in curator.get(history_address(rows.article())).content.decode()


def test_address_without_a_record_is_not_found(curator: Client) -> None:
    for pk in ("99", "nonsense"):
        assert curator.get(reverse("admin:archive_article_history", args=[pk])).status_code == 404


def test_changed_text_is_told_by_its_paragraphs_and_cannot_be_reverted(curator: Client) -> None:
    article = rows.article(
        body="One.\n\nTwo.", blocks=[[0, 4, "paragraph", "", "machine"], [6, 10, "paragraph", "", ""]]
    )
    Accession.objects.create(
        run=IngestRun.objects.create(), article=article, path="a.txt", reading_text="One.\n\nTwo.", outcome="created",
        is_current=True,
    )  # fmt: skip
    set_kinds(article, {(6, 10, "paragraph"): "caption"})
    (line,) = lines(curator, article)
    assert differences(line) == {"text": ("2 paragraphs", "1 paragraph")}
    assert line.revert == ""


def test_reverted_field_has_its_provenance_again(save: Save, curator: Client) -> None:
    article = rows.article("Old", provenance=TEXT, differences={"title": {"title": "Newer"}}, has_differences=True)
    link = rows.appearance(article, rows.person(), title_spans=[[0, 3]])
    save(article, title="The Old")
    Article.objects.update(index_pending=False)
    assert "Set back" in set_back(curator, article)
    article.refresh_from_db()
    link.refresh_from_db()
    assert (article.title, article.provenance, article.has_differences) == ("Old", TEXT, False)
    assert link.title_spans == [[0, 3]]
    assert article.index_pending
    assert "Set back" in LogEntry.objects.first().change_message
    newest = lines(curator, article)[0]
    assert differences(newest)["title"] == ("The Old", "Old")
    assert newest.entry.row.history_change_reason == "A change was set back"


def test_revert_can_be_reverted(save: Save, curator: Client) -> None:
    article = rows.article("Old", provenance=TEXT)
    save(article, title="New")
    set_back(curator, article)
    set_back(curator, article)
    article.refresh_from_db()
    assert (article.title, article.provenance["title"]["origin"]) == ("New", "curator")


def test_later_change_stands_in_the_way(save: Save, curator: Client) -> None:
    article = rows.article("One", provenance=TEXT)
    save(article, title="Two")
    save(article, title="Three")
    assert "Changed again since: title" in set_back(curator, article, 1)
    set_back(curator, article, 0)
    article.refresh_from_db()
    assert (article.title, article.provenance["title"]["origin"]) == ("Two", "curator")
    set_back(curator, article, 2)
    article.refresh_from_db()
    assert (article.title, article.provenance) == ("One", TEXT)


def test_other_fields_changed_later_stay(save: Save, curator: Client) -> None:
    article = rows.article("One")
    save(article, title="Two")
    save(article, language="de")
    set_back(curator, article, 1)
    article.refresh_from_db()
    assert (article.title, article.language) == ("One", "de")


def test_machine_change_that_is_reverted_is_the_word_of_a_curator(curator: Client) -> None:
    article = rows.article("Old", provenance=TEXT)
    link = rows.appearance(article, rows.person())
    with recorded_as(Agent.INGEST):
        article.title = "New"
        article.save()
        link.role = "subject"
        link.save()
    for number, line in enumerate(lines(curator, article)):
        assert "Set back" in set_back(curator, article, 2 * number), line.title
    article.refresh_from_db()
    link.refresh_from_db()
    assert (article.title, article.provenance["title"]["origin"]) == ("Old", "curator")
    assert (link.role, link.judgement) == ("mentioned", "confirmed")


def test_proposal_that_the_machine_withdrew_comes_back_confirmed(curator: Client) -> None:
    article = rows.article()
    link = rows.appearance(article, rows.person())
    with recorded_as(Agent.INGEST):
        Appearance.objects.get().delete()
    set_back(curator, article)
    back = Appearance.objects.get()
    assert (back.pk, back.person, back.judgement) == (link.pk, link.person, "confirmed")


def test_date_that_is_reverted_takes_its_bounds_and_phases_along(save: Save, curator: Client) -> None:
    article = rows.article(published_edtf="2018-07-18", published_earliest=date(2018, 7, 18),
        published_latest=date(2018, 7, 18), published_sort=date(2018, 7, 18), published_basis="stated")  # fmt: skip
    link = rows.coverage(article, rows.event())
    save(article, published_edtf="2018-07-01")
    assert Coverage.objects.get().phase == "before"
    number = next(n for n, line in enumerate(lines(curator, article)) if line.entry.model is Article)
    set_back(curator, article, number)
    article.refresh_from_db()
    link.refresh_from_db()
    assert (article.published_edtf, article.published_basis) == ("2018-07-18", "stated")
    assert (article.published_sort, link.phase) == (date(2018, 7, 18), "after")


def test_address_that_is_reverted_still_leads_on(save: Save, curator: Client) -> None:
    person = rows.person()
    save(person, slug="putin")
    number = next(n for n, line in enumerate(lines(curator, person)) if "slug" in differences(line))
    set_back(curator, person, number)
    person.refresh_from_db()
    assert person.slug == "vladimir-putin"
    assert list(person.former_slugs.values_list("slug", flat=True)) == ["putin"]


def test_field_of_a_person_is_again_that_of_the_authority_files(save: Save, curator: Client) -> None:
    person = rows.person()
    save(person, note="Of a curator")
    number = next(n for n, line in enumerate(lines(curator, person)) if "note" in differences(line))
    set_back(curator, person, number)
    person.refresh_from_db()
    assert (person.note, person.curated_fields) == ("", [])


def test_field_of_a_person_that_files_changed_is_kept_from_them(curator: Client) -> None:
    person = rows.person(note="Good")
    with recorded_as(Agent.AUTHORITIES):
        person.note = "Bad"
        person.save()
    set_back(curator, person)
    person.refresh_from_db()
    assert (person.note, person.curated_fields) == ("Good", ["note"])


def test_alias_comes_back_on_the_page_of_its_person(curator: Client) -> None:
    person = rows.person()
    article = rows.article()
    rows.appearance(article, person)
    PersonAlias.objects.create(person=person, text="VVP").delete()
    set_back(curator, person)
    assert PersonAlias.objects.get().text == "VVP"
    article.refresh_from_db()
    assert article.index_pending
    set_back(curator, person)
    assert not PersonAlias.objects.exists()


def test_revert_that_breaks_a_constraint_is_refused(save: Save, curator: Client) -> None:
    person = rows.person(wikidata_id="Q7747")
    save(person, wikidata_id="")
    rows.person("Other Putin", wikidata_id="Q7747")
    number = next(n for n, line in enumerate(lines(curator, person)) if line.differences[0].field == "Wikidata id")
    assert "Not set back" in set_back(curator, person, number)
    person.refresh_from_db()
    assert person.wikidata_id == ""


def test_added_record_that_is_in_use_is_not_deleted(curator: Client) -> None:
    with recorded_as(Agent.CURATOR, user=get_user_model().objects.get()):
        person = rows.person()
    rows.appearance(rows.article(), person)
    assert "Other records need it" in set_back(curator, person)
    assert Person.objects.exists()


def test_deleted_article_keeps_its_history_and_does_not_come_back(curator: Client) -> None:
    article = rows.article()
    pk = article.pk
    article.delete()
    article.pk = pk
    (line,) = lines(curator, article)
    assert "Not all of it was kept" in messages_of(curator.post(line.revert, follow=True))


def test_deleted_topic_comes_back(curator: Client) -> None:
    topic = Topic.objects.create(slug="syria", name="Syria")
    pk = topic.pk
    topic.delete()
    topic.pk = pk
    set_back(curator, topic)
    assert Topic.objects.get() == topic


def test_who_may_only_look_cannot_revert(client: Client, save: Save) -> None:
    article = rows.article("Old")
    save(article, title="New")
    address = f"{history_address(article)}article/{Article.history.latest().history_id}/"
    viewer = get_user_model().objects.create_user("viewer", is_staff=True)
    viewer.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(viewer)
    assert [line.revert for line in lines(client, article)] == [""]
    assert client.post(address).status_code == 403
    viewer.user_permissions.clear()
    assert client.get(history_address(article)).status_code == 403
    article.refresh_from_db()
    assert article.title == "New"


def test_reverting_asks_for_a_button_not_a_link(save: Save, curator: Client) -> None:
    article = rows.article("Old")
    save(article, title="New")
    assert curator.get(lines(curator, article)[0].revert).status_code == 403


def test_long_history_takes_few_statements_and_several_pages(
    curator: Client, django_assert_max_num_queries: Any
) -> None:
    article = rows.article()
    for number in range(60):
        rows.appearance(article, rows.person(f"Person {number}"))
    Appearance.objects.update(judgement="confirmed")
    with django_assert_max_num_queries(80):
        assert len(lines(curator, article)) == 50
    assert len(curator.get(f"{history_address(article)}?p=2").context["lines"]) == 10
