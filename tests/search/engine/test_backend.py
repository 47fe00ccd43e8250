"""Haystack's own way of asking, and what the engine answers beyond it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from haystack import connections, reset_search_queries
from haystack.exceptions import SearchBackendError
from haystack.query import SearchQuerySet
from whoosh.query import And, AndNot, Or, Phrase, Term

from archive.models import Article
from archive.search.engine.budget import Cut
from archive.search.engine.generations import IndexNotReadyError
from archive.search.engine.nodes import Parsed
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


def test_queries_of_whoosh_are_answered() -> None:
    treaty, handshake = Term("text", "treaty"), Term("text", "handshake")

    def found(query: Any) -> set[str]:
        return titles(ChoiceSearchQuerySet().matching(Parsed(repr(query), query)))

    assert found(And([treaty, handshake])) == {"Geneva"}
    assert found(AndNot(treaty, handshake)) == {"Helsinki"}
    assert found(Or([Phrase("text", ["was", "signed"]), Term("title", "nang")])) == {"Helsinki", "Da Nang"}
    asked = ChoiceSearchQuerySet().matching(Parsed(repr(treaty), treaty))
    assert titles(asked.filter(content="geneva")) == {"Geneva"}


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


def test_similar_objects_share_telling_words_and_leave_the_object_itself_out() -> None:
    helsinki = Article.objects.get(title="Helsinki")
    assert titles(SearchQuerySet().more_like_this(helsinki)) == {"Geneva", "Da Nang"}
    assert titles(SearchQuerySet().more_like_this(helsinki).filter(source="meridian-wire")) == {"Geneva"}


def test_highlighting_marks_what_was_asked_for_and_escapes_the_rest() -> None:
    make_article("Markup", "<script>alert(1)</script> of a <b>treaty</b>.")
    rebuild()
    marked = [result.highlighted for result in SearchQuerySet().filter(content="treaty").highlight()]
    assert {"text": ["A <em>treaty</em> was signed."]} in marked
    assert {"text": ["&lt;script&gt;alert(1)&lt;/script&gt; of a &lt;b&gt;<em>treaty</em>&lt;/b&gt;."]} in marked


def test_words_that_nothing_has_are_put_right() -> None:
    assert SearchQuerySet().spelling_suggestion("tretay and handshak") == "treaty and handshake"
    assert SearchQuerySet().spelling_suggestion("treaty") is None
    assert SearchQuerySet().filter(content="handshak").spelling_suggestion() == "(handshake)"


def test_words_are_put_right_without_a_search_for_them(settings: Any) -> None:
    settings.DEBUG = True  # then Haystack notes each search
    reset_search_queries()
    assert SearchQuerySet().spelling_suggestion("tretay") == "treaty"
    assert connections["default"].queries == []


def test_dates_are_counted_by_stretches_of_time() -> None:
    results = SearchQuerySet().date_facet("day", date(2017, 1, 1), date(2022, 1, 1), "year", 2)
    counted = results.facet_counts()["dates"]["day"]
    assert dict(counted) == {
        (datetime(2017, 1, 1), datetime(2019, 1, 1)): 1,
        (datetime(2021, 1, 1), datetime(2023, 1, 1)): 1,
        None: 1,
    }


def test_values_raw_search_boost_and_lookups_work() -> None:
    everything = SearchQuerySet()
    key = str(Article.objects.get(title="Helsinki").pk)
    assert list(everything.filter(content="helsinki").values_list("pk", flat=True)) == [key]
    assert list(everything.filter(content="helsinki").values("pk", "score"))[0]["pk"] == key
    assert titles(everything.raw_search("title:helsinki OR title:geneva")) == {"Helsinki", "Geneva"}
    assert titles(everything.filter(content__startswith="hand")) == {"Geneva", "Da Nang"}
    assert titles(everything.filter(content__fuzzy="treety")) == {"Helsinki", "Geneva"}
    assert titles(everything.filter(day__gte=date(2019, 1, 1))) == {"Geneva"}
    assert titles(everything.filter(day__range=(date(2017, 1, 1), date(2019, 1, 1)))) == {"Helsinki"}
    assert titles(everything.filter(source__in=["meridian-wire", "nobody"])) == {"Helsinki", "Geneva"}
    boosted = everything.filter(content="treaty").boost("handshake", 2.0)
    assert titles(boosted) == {"Geneva"}
    assert everything.filter(content="treaty").count() == 2
    assert everything.filter(content="helsinki").best_match().pk == key


def test_answer_says_what_was_cut() -> None:
    results = ChoiceSearchQuerySet().filter(content__startswith="s")
    assert results.cuts() == frozenset()
    options = connections["default"].options
    options["LIMITS"] = {"max_terms": 0}
    connections["default"].reset_sessions()
    try:
        rebuild()
        assert ChoiceSearchQuerySet().filter(content__startswith="s").cuts() == {Cut.TERMS}
    finally:
        del options["LIMITS"]
        connections["default"].reset_sessions()


@pytest.mark.parametrize(
    "typed", ["text: OR ~ ANDNOT REQUIRE REQUIRE", "\"~text:]'](", "{ ~ REQUIRE NOT REQUIRE ' } ANDMAYBE"]
)
def test_query_that_whoosh_stumbles_over_is_an_error_of_the_backend(typed: str) -> None:
    with pytest.raises(SearchBackendError, match="cannot read"):
        len(SearchQuerySet().raw_search(typed))


def test_what_the_backend_cannot_do_is_an_error() -> None:
    with pytest.raises(SearchBackendError, match="query_facets"):
        SearchQuerySet().query_facet("source", "[a TO b]").facet_counts()


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
