"""manage.py suggest_records: names for a curator, and no link to anything."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from archive.export.records import records
from archive.ingest.loader import Ingest
from archive.models import Article, Suggestion
from tests.ingest.rows import store_records
from tests.ingest.texts import BRIDGE, HELSINKI, write


@pytest.fixture
def articles(tmp_path: Path) -> None:
    store_records()
    folder = tmp_path / "articles"
    write(folder, "one.txt", HELSINKI.replace("Nobody in the harbour", "Ada Lovelace"))
    write(folder, "two.txt", BRIDGE.replace("a clerk", "Ada Lovelace and Charles Babbage"))
    list(Ingest([folder]).outcomes())


def suggest(*arguments: str, **options: object) -> list[str]:
    out = io.StringIO()
    call_command("suggest_records", *arguments, stdout=out, **options)
    return out.getvalue().splitlines()


def test_names_are_listed_with_counts_and_sentences(articles: None) -> None:
    name, first, second, count = suggest("--min", "2")

    assert name == "2\tAda Lovelace\t(capitals)"
    assert first.startswith("\thelsinki-waits")
    assert ": Ada Lovelace knows what" in first
    assert second.startswith("\ta-bridge-is-opened")
    assert count == "1 names without a record."
    assert suggest() == ["0 names without a record."]
    assert suggest(verbosity=0) == []


def test_curators_see_the_last_count_alone(articles: None) -> None:
    suggest("--min", "1")
    assert set(Suggestion.objects.values_list("name", "article_count")) == {("Ada Lovelace", 2), ("Charles Babbage", 1)}
    suggest("--min", "2")

    (suggestion,) = Suggestion.objects.all()
    assert suggestion.sentences[1]["text"].startswith("The new bridge over the river was opened")
    assert Article.objects.filter(slug=suggestion.sentences[1]["article"]).exists()


def test_counting_changes_no_article(articles: None) -> None:
    before = list(records(Article.objects.all())), list(Article.objects.values())
    suggest("--min", "1")

    assert (list(records(Article.objects.all())), list(Article.objects.values())) == before


@pytest.mark.parametrize("number", ["0", "-1", "many"])
def test_number_that_means_nothing_is_refused(articles: None, number: str) -> None:
    with pytest.raises(CommandError):
        suggest(f"--min={number}")
