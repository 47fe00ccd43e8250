"""Fields beside their provenance: locked against the machine, left to it again, or given its word."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils.html import escape

from archive.models import Person
from tests.admin import rows
from tests.admin.conftest import Save, change_address

pytestmark = pytest.mark.django_db

CURATOR = {"origin": "curator", "rule": "", "evidence": ""}
PRINTED = {"origin": "text", "rule": "printed-date", "evidence": "July <16>, 2018"}
DIFFERENCE = {
    "published_edtf": "2018-07-16",
    "published_earliest": "2018-07-16",
    "published_latest": "2018-07-16",
    "published_sort": "2018-07-16",
    "published_basis": "stated",
    "published_evidence": "July <16>, 2018",
    "provenance": PRINTED,
}


def test_each_field_stands_beside_where_it_comes_from(curator: Client, save: Save) -> None:
    article = rows.article(provenance={"language": {"origin": "inference", "rule": "letters", "evidence": "<i>the"}})
    save(article, title="Five hours in Helsinki")
    form = curator.get(change_address(article)).context["adminform"].form

    language, title = form.fields["language"].help_text, str(form.fields["title"].help_text)
    assert "inferred from the text, <code>letters</code>" in str(language)
    assert "&lt;i&gt;the" in str(language)
    assert "set by a curator" in title
    assert "· curator," in title


def test_changed_field_is_locked_and_box_leaves_it_to_the_machine_again(save: Save) -> None:
    article = rows.article(differences={"title": {"title": "Four"}}, has_differences=True)
    save(article, title="Five hours")
    article.refresh_from_db()
    assert article.provenance["title"] == CURATOR

    save(article, lock_title=None)
    article.refresh_from_db()
    assert (article.title, article.provenance, article.differences) == ("Five hours", {}, {})
    assert not article.has_differences


def test_field_that_is_right_is_locked_as_it_is(save: Save) -> None:
    article = rows.article(language="en", provenance={"language": PRINTED})
    save(article, lock_language="on")
    article.refresh_from_db()
    assert article.provenance == {"language": PRINTED | {"origin": "curator"}}
    assert article.index_pending


def test_machines_word_is_shown_and_taken_with_where_it_comes_from(curator: Client, save: Save) -> None:
    article = rows.article(
        published_edtf="2018",
        published_basis="curator",
        provenance={"published": CURATOR},
        differences={"published": DIFFERENCE},
        has_differences=True,
    )
    page = curator.get(change_address(article)).content.decode()
    assert "The machine now says:" in page
    assert "<bdi>16 July 2018</bdi>" in page

    save(article, take_published="on")
    article.refresh_from_db()
    assert article.published_earliest.isoformat() == article.published_sort.isoformat() == "2018-07-16"
    assert (article.published_basis, article.published_evidence) == ("stated", "July <16>, 2018")
    assert article.provenance == {"published": PRINTED}
    assert (article.differences, article.has_differences) == ({}, False)
    assert escape("July <16>, 2018") in curator.get(change_address(article)).content.decode()


def test_machines_title_moves_the_spans_as_a_typed_one_would(save: Save) -> None:
    article = rows.article(
        "Putin in Helsinki",
        provenance={"title": CURATOR},
        differences={"title": {"title": "Helsinki waits for Putin", "title_is_devised": False}},
        has_differences=True,
    )
    link = rows.appearance(article, rows.person(), title_spans=[[0, 5]])
    save(article, take_title="on")
    link.refresh_from_db()
    article.refresh_from_db()
    assert article.title == "Helsinki waits for Putin"
    assert link.title_spans == [[19, 24]]


def test_machines_source_is_taken_by_its_record_and_refused_where_it_is_gone(save: Save) -> None:
    gazette = rows.source()
    said = {"source": gazette.slug, "source_as_printed": "HARBOUR GAZETTE"}
    article = rows.article(provenance={"source": CURATOR}, differences={"source": said}, has_differences=True)
    save(article, take_source="on")
    article.refresh_from_db()
    assert (article.source, article.source_as_printed) == (gazette, "HARBOUR GAZETTE")

    other = rows.article(
        "Other", provenance={"source": CURATOR}, differences={"source": {"source": "gone"}}, has_differences=True
    )
    response = save(other, take_source="on")
    assert "source" in response.context["adminform"].form.errors
    other.refresh_from_db()
    assert (other.source, other.has_differences) == (None, True)


def test_typing_what_the_machine_says_ends_the_difference(save: Save) -> None:
    article = rows.article(
        provenance={"title": CURATOR}, differences={"title": {"title": "Five hours"}}, has_differences=True
    )
    save(article, title="Five hours")
    article.refresh_from_db()
    assert (article.provenance["title"], article.has_differences) == (CURATOR, False)


def test_fields_of_authority_records_are_locked_and_left_to_the_files_again(save: Save) -> None:
    person = rows.person()
    save(person, note="By hand")
    assert Person.objects.get().curated_fields == ["note"]
    save(person, lock_note=None, lock_name="on")
    assert Person.objects.get().curated_fields == ["name"]
    save(person, lock_name=None, name="V. Putin")
    assert Person.objects.get().curated_fields == ["name"]
