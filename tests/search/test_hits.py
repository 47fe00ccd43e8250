"""What a hit shows, and what is offered where nothing is found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from archive.search.engine.budget import Cut
from archive.search.engine.queries import ChoiceSearchQuerySet
from archive.search.engine.snapshot import Snapshot
from archive.search.indexing import rebuild
from tests.search.factories import make_article

PADDING = "Nothing of note was said on that long afternoon. " * 30


def page(client: Client, **parameters: str) -> str:
    rebuild()
    response = client.get("/search/", parameters)
    assert response.status_code == 200
    return response.content.decode()


def marks(html: str, css: str) -> list[str]:
    part = re.search(rf'<(\w+) class="{css}".*?</\1>', html, re.DOTALL)
    return re.findall(r"<mark>(.*?)</mark>", part[0]) if part else []


def test_snippet_shows_every_word_that_was_found_however_far_apart(index_dir: Path, client: Client) -> None:
    make_article("One", f"Missiles first. {PADDING}Then warheads. {PADDING}At last bombers, and missiles again.")
    html = page(client, q="missiles warheads bombers")
    assert {word.lower() for word in marks(html, "snippet")} == {"missiles", "warheads", "bombers"}


def test_snippet_is_one_passage_where_the_words_stand_together(index_dir: Path, client: Client) -> None:
    make_article("One", f"{PADDING}Missiles and warheads. {PADDING}")
    html = page(client, q="missiles warheads")
    snippet = re.findall(r'<p class="snippet".*?</p>', html, re.DOTALL)[0]
    assert snippet.count("…") == 2
    assert marks(html, "snippet") == ["Missiles", "warheads"]


def test_matches_in_titles_are_marked_and_escaped(index_dir: Path, client: Client) -> None:
    make_article("A <b>treaty</b> & more", "Bread.", title_is_devised=True)
    html = page(client, q="treaty")
    assert '<span class="devised">[</span>A &lt;b&gt;<mark>treaty</mark>&lt;/b&gt; &amp; more' in html


def test_title_with_letters_from_right_to_left_stays_isolated(index_dir: Path, client: Client) -> None:
    make_article("treaty \u05d0\u05d1", "Bread.")
    assert "<bdi>treaty \u05d0\u05d1</bdi>" in page(client, q="treaty")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("misiles", "missiles"),
        ("missiles wareads", "missiles warheads"),
        ('"misiles warheads"', "&quot;missiles warheads&quot;"),
        ("xqzwy", None),
        ("missiles", None),
    ],
)
def test_misspelt_word_is_put_right_where_nothing_is_found(
    index_dir: Path, client: Client, typed: str, meant: str | None
) -> None:
    make_article("One", "The missiles warheads were counted.", published="2018-07-16")
    html = page(client, q=typed, year="2018")
    found = re.findall(r'Did you mean <a href="([^"]*)" rel="nofollow">(.*?)</a>', html)
    assert [words for _, words in found] == ([meant] if meant else [])
    assert all("year=2018" in address for address, _ in found)


def test_only_whole_words_are_put_right(index_dir: Path, client: Client) -> None:
    make_article("One", "A treaty was signed under a tree.", published="2018-07-16")
    assert re.findall(r"Did you mean <a[^>]*>(.*?)</a>", page(client, q="tre treaty")) == ["tree treaty"]


def test_meant_search_that_finds_nothing_is_not_offered(index_dir: Path, client: Client) -> None:
    make_article("One", "Missiles.", published="2018-07-16")
    make_article("Two", "Bread.", published="2017-07-16")
    assert "Did you mean" not in page(client, q="misiles", year="2017")


def test_the_archive_is_not_fetched_to_say_what_was_meant(
    index_dir: Path, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        make_article(f"Article {number}", "Missiles.")
    fetched: list[int] = []
    stored = Snapshot.stored
    monkeypatch.setattr(Snapshot, "stored", lambda self, numbers: fetched.extend(numbers) or stored(self, numbers))
    assert "Did you mean" in page(client, q="misiles")
    assert len(fetched) <= 1  # one to count those of the search that was meant


def test_what_was_cut_is_said_in_words(index_dir: Path, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    make_article("One", "Missiles.")
    monkeypatch.setattr(ChoiceSearchQuerySet, "cuts", lambda self: frozenset({Cut.TIME, Cut.TERMS}))
    html = page(client, q="miss*")
    assert "<li>A pattern stands for too many words; only the most frequent were sought.</li>" in html
    assert "<li>The search took too long; not all of it was carried out.</li>" in html
