"""Rows stored without the ORM are those that the ORM would store."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model

from archive.ingest.rows import insert, insert_keyed
from archive.models import Accession, Appearance, Article, IngestRun, Person

pytestmark = pytest.mark.django_db


def article(slug: str, **values: Any) -> dict[str, Any]:
    return {"slug": slug, "title": "Talks", "body": "Words.", **values}


def columns(record: Model) -> dict[str, Any]:
    """Every column of a row but its key and its times."""
    values = type(record)._default_manager.filter(pk=record.pk).values().get()
    return {name: value for name, value in values.items() if name not in ("id", "slug", "created_at", "updated_at")}


def test_columns_that_are_not_given_have_the_defaults_of_their_fields() -> None:
    (key,) = insert_keyed(Article, [article("talks-1")])

    stored, other = Article.objects.get(pk=key), Article.objects.create(**article("talks-2"))
    assert columns(stored) == columns(other)
    assert abs(stored.created_at - other.created_at).total_seconds() < 60
    assert abs(stored.updated_at - other.updated_at).total_seconds() < 60


def test_values_of_every_kind_are_stored_as_the_orm_stores_them() -> None:
    given = {
        "title_is_devised": True,
        "paragraph_numbers": ["1"],
        "blocks": [[0, 6, "paragraph", "prose", "machine"]],
        "former_paragraphs": {},
        "provenance": {"title": {"origin": "text", "rule": "„É“", "evidence": "Встреча"}},
        "published_edtf": "2018-07-16",
        "published_earliest": date(2018, 7, 16),
        "published_latest": None,
        "published_basis": Article.DateBasis.STATED,
    }
    (key,) = insert_keyed(Article, [article("talks-1", **given)])

    assert columns(Article.objects.get(pk=key)) == columns(Article.objects.create(**article("talks-2", **given)))


def test_times_and_keys_of_other_records_are_stored() -> None:
    run, record = IngestRun.objects.create(), Article.objects.create(**article("talks"))
    captured_at = datetime(2018, 7, 16, 12, 30, tzinfo=UTC)
    row = {"run_id": run.pk, "article_id": record.pk, "path": "a.txt", "outcome": Accession.Outcome.CREATED}

    insert(Accession, [{**row, "captured_at": captured_at}])

    stored = Accession.objects.get()
    assert (stored.run, stored.article, stored.captured_at) == (run, record, captured_at)
    assert (stored.outcome, stored.size, stored.sidecar) == ("created", None, {})


def test_keys_come_in_the_order_of_the_rows() -> None:
    slugs = [f"talks-{number}" for number in (3, 1, 2)]

    keys = insert_keyed(Article, [article(slug) for slug in slugs])

    assert [Article.objects.get(pk=key).slug for key in keys] == slugs


def test_no_rows_are_nothing_to_do() -> None:
    insert(Article, [])
    assert insert_keyed(Article, []) == []


def test_what_the_database_does_not_allow_is_refused() -> None:
    record, person = Article.objects.create(**article("talks")), Person.objects.create(slug="ivo", name="Ivo")
    link = {"article_id": record.pk, "person_id": person.pk, "spans": [[0, 5]]}

    with pytest.raises(IntegrityError), transaction.atomic():
        insert(Appearance, [link, link])
    assert not Appearance.objects.exists()
