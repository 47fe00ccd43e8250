"""Haystack's own way of asking, and what the engine answers beyond it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from haystack.exceptions import SearchBackendError
from haystack.query import SearchQuerySet

from archive.models import Article
from archive.search.engine.generations import IndexNotReadyError
from archive.search.engine.nodes import And, Not, Or, Phrase, Word
from archive.search.engine.queries import ChoiceSearchQuerySet
from archive.search.indexing import rebuild
from tests.search.factories import make_article


@pytest.fixture(autouse=True)
def _articles(index_dir: Path) -> None:
    make_article("Helsinki", "A treaty was signed.", source="meridian-wire", people=["joe-biden"], published="2018")
    make_article("Geneva", "No treaty, a handshake.", source="meridian-wire", published="2021")
    make_article("Da Nang", "A handshake.", source="baltic-courier", people=["joe-biden", "guy-parmelin"])
    rebuild()


def titles(results: Any) -> set[str]:
    keys = [int(result.pk) for result in results[:100]]
    return set(Article.objects.filter(pk__in=keys).values_list("title", flat=True))


def test_haystacks_filters_narrowing_models_and_objects_work() -> None:
    results = SearchQuerySet().models(Article)
    assert titles(results) == {"Helsinki", "Geneva", "Da Nang"}
    assert titles(results.filter(content="treaty")) == {"Helsinki", "Geneva"}
    assert titles(results.filter(content="geneva")) == {"Geneva"}  # a word in the title, no field named
    assert titles(results.filter(content="treaty").exclude(content="handshake")) == {"Helsinki"}
    assert titles(results.narrow('source:"meridian-wire"')) == {"Helsinki", "Geneva"}
    assert titles(results.filter(title="helsinki")) == {"Helsinki"}
    assert [result.object.title for result in results.filter(content="helsinki").load_all()] == ["Helsinki"]


def test_search_that_finds_nothing_still_has_facets() -> None:
    results = ChoiceSearchQuerySet().choose("source", ["meridian-wire"]).choose("person", ["guy-parmelin"])
    counted = results.facet("source").facet("person").facet_counts()["fields"]
    assert len(results) == 0
    assert dict(counted["source"]) == {"baltic-courier": 1}
    assert dict(counted["person"]) == {"joe-biden": 1, "unknown": 1}


def test_facets_are_counted_most_first() -> None:
    counted = SearchQuerySet().facet("source").facet_counts()["fields"]
    assert counted["source"] == [("meridian-wire", 2), ("baltic-courier", 1)]


def test_mixed_directions_of_sorting_are_possible() -> None:
    results = SearchQuerySet().order_by("-day", "django_id")
    assert [result.object.title for result in results] == ["Geneva", "Helsinki", "Da Nang"]


def test_trees_are_answered() -> None:
    results = ChoiceSearchQuerySet()
    treaty, handshake = Word("treaty"), Word("handshake")
    assert titles(results.matching(And((treaty, handshake)))) == {"Geneva"}
    assert titles(results.matching(And((treaty, Not(handshake))))) == {"Helsinki"}
    assert titles(results.matching(Or((Phrase("was signed"), Word("nang"))))) == {"Helsinki", "Da Nang"}
    assert titles(results.matching(Word("…"))) == set()
    assert titles(results.matching(treaty).filter(content="geneva")) == {"Geneva"}


def test_choices_and_spans_narrow() -> None:
    results = ChoiceSearchQuerySet()
    assert titles(results.choose("person", ["guy-parmelin", "nobody"])) == {"Da Nang"}
    assert titles(results.overlapping("span", date(2018, 5, 1), None)) == {"Helsinki", "Geneva"}
    assert titles(results.overlapping("span", None, date(2018, 5, 1))) == {"Helsinki"}


def test_values_of_a_field_are_listed() -> None:
    assert ChoiceSearchQuerySet().values("source") == ["baltic-courier", "meridian-wire"]
    assert ChoiceSearchQuerySet().values("source", "m") == ["meridian-wire"]


def test_text_is_not_stored(index_dir: Path) -> None:
    result = SearchQuerySet().filter(content="helsinki")[0]
    assert set(result.get_stored_fields().values()) == {None}
    assert result.id.startswith("archive.article.")


@pytest.mark.parametrize("asked", ["highlight", "more_like_this"])
def test_what_the_backend_cannot_do_is_an_error(asked: str) -> None:
    results = SearchQuerySet()
    with pytest.raises(SearchBackendError, match=asked):
        len(results.highlight() if asked == "highlight" else results.more_like_this(Article.objects.all()[0]))


def test_haystacks_clearing_empties_the_index() -> None:
    backend = ChoiceSearchQuerySet().query.backend
    backend.clear([Article])
    assert len(ChoiceSearchQuerySet()) == 0
    rebuild()
    backend.clear()
    assert len(ChoiceSearchQuerySet()) == 0


def test_missing_index_is_an_error_of_its_own(index_dir: Path) -> None:
    (index_dir / "CURRENT").unlink()
    with pytest.raises(IndexNotReadyError):
        len(ChoiceSearchQuerySet())
