"""What cannot be is refused beside its field, and nothing of it is half saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from archive.models import Article, Event, Person
from tests.admin import rows
from tests.admin.conftest import Save, change_address

pytestmark = pytest.mark.django_db

MARKUP = '<script>alert("x")</script>'


def parents() -> Event:
    first = rows.event("First", short_name="First")
    second = rows.event("Second", parent=first)
    return rows.event("Third", parent=second)


def article() -> Article:
    rows.article("Taken", slug="taken")
    return rows.article()


def person() -> Person:
    rows.person("Donald Trump", slug="taken", wikidata_id="Q22686")
    return rows.person()


Make = Callable[[], Model]


@pytest.mark.parametrize(
    ("make", "changes", "field", "reason"),
    [
        (article, {"title": "T" * 5000}, "title", "at most 1000 characters (it has 5000)"),
        (article, {"title": " "}, "title", "required"),
        (article, {"slug": "taken"}, "slug", "already exists"),
        (article, {"slug": "a b"}, "slug", "valid"),
        (article, {"slug": "S" * 500}, "slug", "at most 80"),
        (article, {"url": "javascript:alert(1)"}, "url", "valid URL"),
        (article, {"published_edtf": "2018-07-16/2018-07-10"}, "published_edtf", "ends before it begins"),
        (article, {"published_edtf": "2018-02-30"}, "published_edtf", "no day"),
        (article, {"published_edtf": "[2018-07-16," * 9}, "published_edtf", "100 characters"),
        (article, {"source": "999"}, "source", "valid choice"),
        (person, {"name": "N" * 5000}, "name", "at most 300 characters (it has 5000)"),
        (person, {"slug": "taken"}, "slug", "already exists"),
        (person, {"slug": "unknown"}, "slug", "reserved"),
        (person, {"wikidata_id": "Q22686"}, "wikidata_id", ""),
        (rows.event, {"start": "2018-07-17", "end": "2018-07-16"}, "end", "before the first"),
        (rows.event, {"end": ""}, "end", "both days"),
        (rows.event, {"start": "2018-13-01"}, "start", "valid date"),
    ],
)
def test_bad_value_is_told_beside_its_field_and_nothing_is_saved(
    save: Save, make: Make, changes: dict[str, str], field: str, reason: str
) -> None:
    record = make()
    before = type(record).objects.values().get(pk=record.pk)
    other = {"language": "fi"} if isinstance(record, Article) else {"note": "Also changed"}

    response = save(record, **other, **changes)

    assert response.status_code == 200
    errors = response.context["adminform"].form.errors
    assert reason in " ".join(errors.get(field, [])), errors
    assert type(record).objects.values().get(pk=record.pk) == before


def test_event_is_no_part_of_what_is_part_of_it(save: Save) -> None:
    third = parents()
    first = third.parent.parent
    for parent in (first, third.parent, third):
        errors = save(first, parent=parent.pk).context["adminform"].form.errors
        assert "part of itself" in errors["parent"][0]
    first.refresh_from_db()
    assert first.parent is None


def test_wrong_row_keeps_the_record_and_the_other_rows_as_they_were(save: Save) -> None:
    record = rows.person()
    record.aliases.create(text="Putin")
    new = {"aliases-TOTAL_FORMS": 2, "aliases-1-id": "", "aliases-1-person": record.pk, "aliases-1-kind": "short"}
    response = save(record, note="New", **{"aliases-0-text": "Vova"}, **new, **{"aliases-1-text": "A" * 400})
    assert response.status_code == 200
    record.refresh_from_db()
    assert (record.note, [alias.text for alias in record.aliases.all()]) == ("", ["Putin"])


def test_office_that_ends_before_it_begins_is_told_beside_it(save: Save) -> None:
    record = rows.person()
    tenure = record.tenures.create(office="president", country="RU", held="2000-05-07/..")
    response = save(record, note="New", **{"tenures-0-held": "2000-05-07/1999-01-01"})
    assert response.status_code == 200
    formset = next(
        each.formset for each in response.context["inline_admin_formsets"] if each.formset.prefix == "tenures"
    )
    assert "ends before it begins" in formset.forms[0].errors["held"][0]
    tenure.refresh_from_db()
    record.refresh_from_db()
    assert (tenure.held, record.note) == ("2000-05-07/..", "")


def test_markup_in_names_is_words_everywhere(curator: Client, save: Save) -> None:
    who, what = rows.person(), rows.event()
    about = rows.article(source=rows.source())
    rows.appearance(about, who)
    rows.coverage(about, what)
    for record, field in ((who, "name"), (what, "name"), (about.source, "name"), (about, "title")):
        assert save(record, **{field: MARKUP}).status_code == 302
    save(who, sort_name=MARKUP)
    save(about, title=f"{MARKUP} again")

    addresses: list[Any] = [change_address(record) for record in (who, what, about.source, about)]
    addresses += [reverse(f"admin:archive_{kind}_changelist") for kind in ("person", "event", "source", "article")]
    addresses += [
        reverse(f"admin:archive_{kind}_history", args=[each.pk]) for kind, each in (("person", who), ("article", about))
    ]
    addresses += [reverse("admin:archive_article_blocks", args=[about.pk])]
    addresses += [reverse("admin:archive_article_paragraph", args=[about.pk, "1"])]
    addresses += [each.get_absolute_url() for each in (about, who, what)]
    for address in addresses:
        page = curator.get(address, follow=True)
        assert page.status_code == 200, address
        assert "<script>alert" not in page.content.decode(), address
