"""The promised record of an article: keys, types, and spans that hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.export.records import Record, records
from archive.models import Appearance, Article, Authorship, Judgement, Person, Source

KEYS = [
    "file", "sha256", "slug", "title", "title_is_devised", "authors", "source", "source_as_printed", "republisher",
    "published", "language", "url", "body", "blocks", "people", "events", "unresolved", "provenance", "duplicates",
]  # fmt: skip
TYPES: dict[str, type | tuple[type, ...]] = {
    "title_is_devised": bool,
    "source": (str, type(None)),
    "source_as_printed": (str, type(None)),
    "republisher": (str, type(None)),
    "published": (dict, type(None)),
    "provenance": dict,
} | dict.fromkeys(("authors", "blocks", "people", "events", "unresolved", "duplicates"), list)


@pytest.fixture
def exported(articles: Path) -> list[Record]:
    return list(records(Article.objects.published()))


def test_records_are_in_the_order_of_slugs(exported: list[Record]) -> None:
    slugs = [record["slug"] for record in exported]

    assert len(slugs) == 2
    assert slugs == sorted(slugs)


def test_keys_are_those_promised_in_their_order(exported: list[Record]) -> None:
    assert [list(record) for record in exported] == [KEYS, KEYS]


def test_values_have_the_promised_types(exported: list[Record]) -> None:
    for record in exported:
        assert [key for key in KEYS if not isinstance(record[key], TYPES.get(key, str))] == []


def test_parts_have_the_promised_keys(exported: list[Record]) -> None:
    bridge, helsinki = exported

    assert list(helsinki["authors"][0]) == ["name", "name_as_printed", "person", "judgement"]
    assert list(helsinki["published"]) == ["edtf", "earliest", "latest", "basis", "evidence"]
    assert list(helsinki["blocks"][0]) == ["number", "kind", "rule", "text"]
    assert list(helsinki["people"][0]) == ["name", "slug", "role", "judgement", "spans", "title_spans"]
    assert list(helsinki["events"][0]) == ["name", "slug", "role", "phase", "judgement", "spans", "title_spans"]
    assert list(bridge["unresolved"][0]) == ["text", "spans", "candidates"]
    assert list(helsinki["provenance"]["title"]) == ["origin", "rule", "evidence"]


def test_record_says_what_the_article_says(exported: list[Record]) -> None:
    bridge, helsinki = exported

    assert helsinki["file"] == "a/one.txt"
    assert helsinki["source"] == "The Harbour Gazette"
    assert helsinki["url"] == "https://example.org/one"
    assert (
        helsinki["published"]["edtf"]
        == helsinki["published"]["earliest"]
        == helsinki["published"]["latest"]
        == "2018-07-16"
    )
    assert helsinki["published"]["basis"] == "stated"
    assert [(e["slug"], e["role"], e["phase"]) for e in helsinki["events"]] == [
        ("us-russia-helsinki-2018", "subject", "during")
    ]
    assert (bridge["source"], bridge["source_as_printed"], bridge["republisher"]) == (None, None, None)
    assert bridge["unresolved"][0]["text"] == "Ivanov"
    assert bridge["unresolved"][0]["candidates"] == ["igor-ivanov", "sergei-ivanov"]
    assert bridge["people"] == []


def test_spans_slice_the_names_out_of_body_and_title(exported: list[Record]) -> None:
    for record in exported:
        for found in [*record["people"], *record["unresolved"]]:
            names = {record["body"][start:end] for start, end in found["spans"]}
            assert names
            assert all(name in (found.get("name") or found["text"]) for name in names)
    event = exported[1]["events"][0]
    assert [exported[1]["body"][start:end] for start, end in event["spans"]] == ["meet at the Helsinki summit"]


def test_blocks_are_the_set_aside_ones_with_their_text(exported: list[Record]) -> None:
    _, helsinki = exported

    assert [(block["number"], block["kind"], block["text"]) for block in helsinki["blocks"]] == [
        (1, "title", "Helsinki waits for two presidents"),
        (2, "dateline", "16 July 2018"),
        (3, "byline", "By Tobias Renfrew"),
        (7, "footer", "© 2018 The Harbour Gazette"),
    ]


def test_rejected_links_stand_in_the_record_and_say_so(articles: Path) -> None:
    Appearance.objects.filter(person__slug="donald-trump").update(judgement=Judgement.REJECTED)

    _, helsinki = records(Article.objects.published())

    assert {person["slug"]: person["judgement"] for person in helsinki["people"]} == {
        "donald-trump": "rejected",
        "vladimir-putin": "proposed",
    }


def test_author_with_a_record_is_named_by_its_slug(articles: Path) -> None:
    Authorship.objects.filter(name="Tobias Renfrew").update(person=Person.objects.get(slug="igor-ivanov"))

    _, helsinki = records(Article.objects.published())

    assert helsinki["authors"] == [
        {
            "name": "Tobias Renfrew",
            "name_as_printed": "Tobias Renfrew",
            "person": "igor-ivanov",
            "judgement": "proposed",
        }
    ]


def test_undated_article_has_no_published(db: None) -> None:
    Article.objects.create(slug="made", title="Made by hand", body="Words.", paragraph_numbers=["1"])

    (record,) = records(Article.objects.published())

    assert record["published"] is None
    assert (record["file"], record["sha256"], record["blocks"]) == ("", "", [])


def test_open_ends_are_null(db: None) -> None:
    Article.objects.create(
        slug="made", title="Made", body="Words.", published_edtf="2018-07-16/..", published_earliest="2018-07-16",
        published_sort="2018-07-16", published_basis="inferred",
    )  # fmt: skip

    (record,) = records(Article.objects.published())

    assert (record["published"]["earliest"], record["published"]["latest"]) == ("2018-07-16", None)


def test_number_of_queries_does_not_grow_with_the_articles(articles: Path) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            list(records(Article.objects.published()))
        return len(captured)

    few = queries()
    source = Source.objects.get(slug="second-press")
    Article.objects.bulk_create(
        Article(slug=f"a-{i}", title="A", body="Words.", paragraph_numbers=["1"], source=source) for i in range(20)
    )

    assert queries() == few


def test_two_exports_are_the_same(articles: Path) -> None:
    def export() -> list[dict[str, Any]]:
        return list(records(Article.objects.published()))

    assert export() == export()
