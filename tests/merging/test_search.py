"""What was merged is right in the search at once: before its articles are indexed again, and whoever is indexing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from archive.merging import work
from archive.merging.splitting import Selection
from archive.merging.work import continue_merges, merge, readdressed, split, undo
from archive.models import Article, Event, Merge, Person, Source
from archive.search.indexing import index_pending, rebuild
from tests.search.conftest import titles
from tests.search.factories import make_article, make_person, make_source

pytestmark = pytest.mark.django_db

Found = Callable[..., dict[str, Any]]


@pytest.fixture(autouse=True)
def nobody_indexes(index_dir: Any) -> None:
    """Nothing here is indexed but by a test itself."""


@pytest.fixture
def committed(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Callable[..., Any]:
    """Call something and what it has left for the end of its transaction."""

    def call(act: Callable[..., Any], *args: Any) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return act(*args)

    return call


def values(answer: dict[str, Any], facet: str) -> dict[str, int]:
    return {value["value"]: value["count"] for value in answer["facets"][facet]}


def test_people_are_one_in_filters_and_counts_from_the_next_search_on(found: Found, committed: Any) -> None:
    kept, gone = make_person("vladimir-putin"), make_person("w-putin")
    make_article("One", people=["w-putin"], authors=[gone])
    make_article("Both", people=["w-putin", "vladimir-putin"])
    make_article("Other", people=["donald-trump"])
    assert titles(found(person="vladimir-putin")) == ["Both"]
    done = committed(merge, gone, kept)
    assert Article.objects.awaiting_index().exists()
    assert set(titles(found(person="vladimir-putin"))) == {"One", "Both"}
    assert titles(found(author="vladimir-putin")) == ["One"]
    assert values(found(), "person") == {"vladimir-putin": 2, "donald-trump": 1}

    committed(undo, done)
    assert set(titles(found(person="w-putin"))) == {"One", "Both"}
    assert titles(found(person="vladimir-putin")) == ["Both"]
    index_pending()
    assert set(titles(found(person="w-putin"))) == {"One", "Both"}
    assert values(found(), "person") == {"w-putin": 2, "vladimir-putin": 1, "donald-trump": 1}


def test_summits_and_their_phases_are_one(found: Found, committed: Any) -> None:
    make_article("Before", events={"helsinki": "before"}, background=["geneva-2021"])
    make_article("After", events={"helsinki-2018": "after"})
    assert titles(found(event="helsinki-2018")) == ["After"]
    committed(merge, Event.objects.get(slug="helsinki"), Event.objects.get(slug="helsinki-2018"))
    assert set(titles(found(event="helsinki-2018"))) == {"Before", "After"}
    assert titles(found(event="helsinki-2018", phase="before")) == ["Before"]
    assert values(found(), "mentions") == {"helsinki-2018": 2, "geneva-2021": 1}


def test_sources_are_one(found: Found, committed: Any) -> None:
    make_article("One", source="wire")
    make_article("Two", source="meridian-wire")
    assert values(found(), "source") == {"meridian-wire": 1, "wire": 1}
    committed(merge, *Source.objects.order_by("-slug"))
    assert values(found(), "source") == {"meridian-wire": 2}


@pytest.fixture
def moving(found: Found, committed: Any, monkeypatch: pytest.MonkeyPatch) -> Person:
    """One who is becoming Vladimir Putin: two of five articles name him already."""
    monkeypatch.setattr(work, "STEP", 2)
    kept, gone = make_person("vladimir-putin"), make_person("w-putin")
    for number in range(5):
        make_article(f"Article {number}", people=["w-putin"])
    found()
    committed(merge, gone, kept)
    return gone


def test_large_merge_is_right_while_its_links_are_still_moved(found: Found, committed: Any, moving: Person) -> None:
    rebuild()
    while Merge.objects.unfinished().exists():
        assert found(person="vladimir-putin")["count"] == 5
        index_pending()  # articles that still name the one that goes are indexed under its name
        assert found(person="vladimir-putin")["count"] == 5
        committed(continue_merges.call)
    index_pending()
    assert values(found(), "person") == {"vladimir-putin": 5}


def test_slug_changed_while_a_merge_moves_links_leads_on(found: Found, committed: Any, moving: Person) -> None:
    moving.slug = "wladimir-putin"
    moving.save()
    committed(readdressed, moving, "w-putin")
    assert found(person="vladimir-putin")["count"] == 5
    index_pending()
    assert found(person="vladimir-putin")["count"] == 5


def test_undone_split_is_one_again_and_the_next_one_has_its_articles(found: Found, committed: Any) -> None:
    kept = make_person("vladimir-putin")
    article = make_article("One", people=["vladimir-putin"])
    found()

    def divided() -> Merge:
        made = Person(slug="p-putin", name="P. Putin", sort_name="Putin, P.")
        done: Merge = committed(split, kept, made, Selection(articles=(article.pk,)), {})
        return done

    done = committed(divided)
    index_pending()
    assert titles(found(person="p-putin")) == ["One"]
    committed(undo, done)
    assert titles(found(person="vladimir-putin")) == ["One"]
    kept.former_slugs.all().delete()  # as by a curator who gives the address to somebody else after all
    committed(divided)
    index_pending()
    assert titles(found(person="p-putin")) == ["One"]


def test_renames_are_dropped_when_nothing_waits(found: Found, committed: Any, index_dir: Any) -> None:
    make_article("One", source="wire")
    found()
    committed(merge, make_source("wire"), make_source("meridian-wire"))
    assert list(index_dir.glob("*/RENAMED"))
    index_pending()
    assert not list(index_dir.glob("*/RENAMED"))
    assert values(found(), "source") == {"meridian-wire": 1}
