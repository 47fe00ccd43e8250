import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from archive.models import Appearance, Article, Coverage
from tests.admin import rows
from tests.admin.conftest import Save, change_address

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["appearance", "coverage", "authorship"])
@pytest.mark.parametrize(("action", "judgement"), [("confirm", "confirmed"), ("reject", "rejected")])
def test_selected_links_are_judged_and_their_articles_indexed(
    curator: Client, kind: str, action: str, judgement: str
) -> None:
    made = {
        "appearance": lambda article: rows.appearance(article, rows.person(f"Person {article.pk}")),
        "coverage": lambda article: rows.coverage(article, rows.event(f"Event {article.pk}")),
        "authorship": rows.authorship,
    }[kind]
    chosen, other = made(rows.article("Chosen")), made(rows.article("Other"))
    # Judged in a list that shows proposed links only: the change takes the link out of the list itself.
    address = f"{reverse(f'admin:archive_{kind}_changelist')}?judgement__exact=proposed"
    curator.post(address, {"action": action, "_selected_action": [chosen.pk]})
    chosen.refresh_from_db()
    other.refresh_from_db()
    assert (chosen.judgement, other.judgement) == (judgement, "proposed")
    assert [article.title for article in Article.objects.awaiting_index()] == ["Chosen"]
    assert LogEntry.objects.get().object_id == str(chosen.pk)


def test_what_is_judged_so_already_keeps_its_reason(curator: Client) -> None:
    link = rows.appearance(rows.article(), rows.person(), judgement="rejected", judgement_reason="Not this one.")
    curator.post(reverse("admin:archive_appearance_changelist"), {"action": "reject", "_selected_action": [link.pk]})
    link.refresh_from_db()
    assert link.judgement_reason == "Not this one."


def test_judgement_in_the_form_of_an_article_is_kept(save: Save) -> None:
    article = rows.article()
    link = rows.appearance(article, rows.person())
    save(article, **{"appearances-0-judgement": "rejected", "appearances-0-judgement_reason": "A namesake"})
    link.refresh_from_db()
    article.refresh_from_db()
    assert (link.judgement, link.judgement_reason, link.spans != []) == ("rejected", "A namesake", True)
    assert article.index_pending


def test_changed_link_is_confirmed_unless_judged_otherwise(save: Save) -> None:
    article = rows.article()
    seen = rows.appearance(article, rows.person())
    covered = rows.coverage(article, rows.event())
    save(
        article, **{"appearances-0-role": "subject", "coverages-0-phase": "during", "coverages-0-judgement": "rejected"}
    )
    seen.refresh_from_db()
    covered.refresh_from_db()
    assert (seen.role, seen.judgement) == ("subject", "confirmed")
    assert (covered.phase, covered.judgement) == ("during", "rejected")


def test_link_added_by_a_curator_is_confirmed(save: Save) -> None:
    article, person = rows.article(), rows.person()
    new = {"appearances-TOTAL_FORMS": 1, "appearances-0-person": person.pk, "appearances-0-role": "subject"}
    save(article, **new, **{"appearances-0-judgement": "proposed"})
    assert Appearance.objects.get(article=article, person=person).judgement == "confirmed"


def test_existing_link_cannot_be_turned_to_another_record(save: Save) -> None:
    article = rows.article()
    link = rows.appearance(article, rows.person())
    save(article, **{"appearances-0-person": rows.person("Igor Ivanov").pk})
    link.refresh_from_db()
    assert link.person.name == "Vladimir Putin"


def test_phase_comes_and_goes_with_the_role(save: Save) -> None:
    article = rows.article()
    link = rows.coverage(article, rows.event())
    save(article, **{"coverages-0-role": "background"})
    link.refresh_from_db()
    assert (link.role, link.phase) == ("background", "")
    save(link, role="subject")
    link.refresh_from_db()
    assert (link.role, link.phase) == (Coverage.Role.SUBJECT, Coverage.Phase.UNDETERMINED)


def test_author_is_given_a_record(save: Save) -> None:
    article, person = rows.article(), rows.person("Ada Writer")
    link = rows.authorship(article)
    save(article, **{"authorships-0-person": person.pk})
    link.refresh_from_db()
    assert (link.person, link.judgement) == (person, "confirmed")


def test_link_is_neither_added_nor_deleted_in_its_own_list(curator: Client) -> None:
    link = rows.appearance(rows.article(), rows.person())
    assert curator.get(reverse("admin:archive_appearance_add")).status_code == 403
    address = reverse("admin:archive_appearance_delete", args=[link.pk])
    assert curator.post(address, {"post": "yes"}).status_code == 403


def test_form_of_a_link_shows_its_words(curator: Client) -> None:
    link = rows.coverage(rows.article(), rows.event(), evidence="named in the title")
    page = curator.get(change_address(link)).content.decode()
    assert "Four hours in <mark>Helsinki</mark>" in page
    assert "The two presidents met in <mark>Helsinki</mark> on Monday." in page
    assert "named in the title" in page
