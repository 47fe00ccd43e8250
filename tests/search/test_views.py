from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from archive.models import Event, EventFormerSlug
from archive.search.engine.snapshot import Snapshot
from archive.search.indexing import rebuild
from tests.search.conftest import titles
from tests.search.factories import EVENTS, PEOPLE, make_archive, make_article, make_event, make_person

SCRIPTS = ["/static/django_htmx/htmx-2.min.js", "/static/js/suggest.js", "/static/js/search.js"]
Found = Callable[..., dict[str, Any]]


class Page(HTMLParser):
    """What of a page these tests look at: ids, accessible names of ticks and chips, the marked words, the elements."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def texts(self, pattern: str) -> list[str]:
        """The text inside each match's first group, tags taken out and spaces put together."""
        return [" ".join(re.sub(r"<[^>]+>", "", inner).split()) for inner in re.findall(pattern, self.html, re.DOTALL)]

    @property
    def heading(self) -> str:
        return self.texts(r"<h1>(.*?)</h1>")[0]

    @property
    def notices(self) -> list[str]:
        part = re.search(r'<ul class="notices".*?</ul>', self.html, re.DOTALL)
        return Page(part[0]).texts(r"<li>(.*?)</li>") if part else []


@pytest.fixture
def fetch(index_dir: Path, client: Client) -> Callable[..., Page]:
    """Rebuild the index at the first call, then fetch the page; the status has to be 200."""
    built = False

    def get(**parameters: Any) -> Page:
        nonlocal built
        if not built:
            rebuild()
            built = True
        response = client.get("/search/", parameters)
        assert response.status_code == 200
        return Page(response.content.decode())

    return get


def test_page_shows_what_an_article_is(fetch: Callable[..., Page]) -> None:
    make_event("da-nang-2017", "Da Nang 2017")
    make_article(
        "A hallway", "Arms control was not discussed.", title_is_devised=True, events={"da-nang-2017": "before"},
        people=["donald-trump"], source="the-harbour-gazette", published="2017-11-04/2017-11-10",
    )  # fmt: skip
    shown = fetch(q="arms")
    assert shown.heading == "1 article on “arms”"
    hit = " ".join(shown.texts(r'<li class="hit">(.*?)</li>'))
    for part in ("between 4 and 10 November 2017", "uncertain date", "Before Da Nang 2017", "[A hallway]",
                 "The Harbour Gazette", "English", "Donald Trump"):  # fmt: skip
        assert part in hit
    assert shown.texts(r"<mark>(.*?)</mark>") == ["Arms"]


@pytest.mark.parametrize(
    ("parameters", "heading"),
    [
        ({}, "All 3 articles"),
        ({"language": "en"}, "2 articles"),
        ({"q": "treaty"}, "3 articles on “treaty”"),
        ({"q": '"a treaty"'}, "3 articles on &quot;a treaty&quot;"),
        ({"q": "xyzzy"}, "No article on “xyzzy”"),
        ({"year": "1999"}, "No article"),
    ],
)
def test_heading_says_what_is_shown(fetch: Callable[..., Page], parameters: dict[str, str], heading: str) -> None:
    for language in ("en", "en", "ru"):
        make_article(body="A treaty.", language=language)
    assert fetch(**parameters).heading == heading


def test_markup_in_texts_and_parameters_is_shown_not_run(fetch: Callable[..., Page], client: Client) -> None:
    evil = '<script>alert("1")</script>'
    make_person("evil", evil)
    make_event("evil-2018", evil)
    make_article(f"{evil} title", f"{evil} summit <img src=x onerror=alert(1)>", people=["evil"],
                 events=["evil-2018"], authors=[evil], source="evil")  # fmt: skip
    for parameters in ({"q": "summit"}, {"q": "script"}, {"q": evil}, {"q": f'"{evil}" summit'},
                       {"person": evil, "from": evil, "sort": evil, "page": evil}, {"event": "evil-2018"}):  # fmt: skip
        shown = fetch(**parameters)
        assert [script.get("src") for script in shown.all("script")] == SCRIPTS
        assert [image for image in shown.all("img") if image.get("src") == "x"] == []
        assert evil not in shown.html
    assert fetch(q="script").texts(r"<mark>(.*?)</mark>") == ["script"] * 4  # in title and text


def test_ticks_have_distinct_names_with_their_counts_and_ids_are_unique(fetch: Callable[..., Page]) -> None:
    make_archive(60)
    shown = fetch(q="treaty", phase=["before", "after"], event="helsinki-2018")
    groups = re.findall(r"<legend[^>]*>(.*?)</legend>(.*?)</fieldset>", shown.html, re.DOTALL)
    assert [legend for legend, _ in groups][:3] == ["Phase", "Summits and events", "Leaders and people"]
    for _, inner in groups:
        names = Page(inner).texts(r'<label class="tick">(.*?)</label>')
        assert len(set(names)) == len(names)
    assert re.search(r"Helsinki 2018, \d+ articles?", " ".join(shown.texts(r'<label class="tick">(.*?)</label>')))
    ids = [attributes["id"] for _, attributes in shown.elements if "id" in attributes]
    assert len(set(ids)) == len(ids)


def test_chips_take_back_one_choice_each(fetch: Callable[..., Page]) -> None:
    make_event("helsinki-2018", "Helsinki 2018")
    make_event("geneva-2021", "Geneva 2021")
    make_article(events={"helsinki-2018": "before"})
    shown = fetch(q="body", event=["helsinki-2018", "geneva-2021"], phase="before", **{"from": "2017"}, page="1")
    chips = {link["aria-label"]: link["href"] for link in shown.all("a") if link.get("class") == "chip"}
    assert chips == {
        "Remove Phase: Before": "?q=body&event=geneva-2021&event=helsinki-2018&from=2017",
        "Remove Summit: Helsinki 2018": "?q=body&phase=before&event=geneva-2021&from=2017",
        "Remove Summit: Geneva 2021": "?q=body&phase=before&event=helsinki-2018&from=2017",
        "Remove From: From 2017": "?q=body&phase=before&event=geneva-2021&event=helsinki-2018",
    }


def test_canonical_address_is_one_for_all_orders_of_parameters(fetch: Callable[..., Page]) -> None:
    make_article(source="meridian-wire")
    one = fetch(sort="newest", year="2018", source="meridian-wire", nonsense="1")
    other = fetch(source="meridian-wire", year="2018", language="nope")
    links = [[link["href"] for link in shown.all("link") if link["rel"] == "canonical"] for shown in (one, other)]
    assert links[0] == links[1]
    assert links[0][0].endswith("/search/?source=meridian-wire&year=2018")


def test_empty_page_names_scarce_words_and_what_would_be_found(fetch: Callable[..., Page]) -> None:
    make_article("One", "Arms and control.", source="meridian-wire", published="2018-01-01")
    make_article("Two", "Arms and bread.", source="baltic-courier", published="2019-01-01")
    shown = fetch(q='"arms control" arms', source="meridian-wire")
    assert "Nowhere in the archive: &quot;arms control&quot;" in shown.texts(r'<div class="nothing">(.*?)</div>')[0]
    assert shown.texts(r"<li>(<a href=[^>]* rel=.nofollow.*?)</li>") == [
        "Only arms: 1 article",
        "The words arms control arms in any order: 1 article",
        "Everything chosen, without the words &quot;arms control&quot; arms: 1 article",
    ]
    narrowed = fetch(source="meridian-wire", year="2019", language="en")
    assert narrowed.texts(r"<li>(<a href=[^>]* rel=.nofollow.*?)</li>") == [
        "Without Sources: Meridian Wire: 1 article",
        "Without Year: 2019: 1 article",
    ]


def test_empty_archive_says_so(fetch: Callable[..., Page]) -> None:
    assert "There are no articles in the archive yet." in fetch().html


@pytest.mark.parametrize(
    ("parameters", "notice"),
    [
        ({"person": "nobody"}, "Leaders and people: “nobody” means nothing here and was left out."),
        ({"year": "20188"}, "Year: “20188” means nothing here and was left out."),
        ({"month": "2018-13"}, "Month: “2018-13” means nothing here and was left out."),
        ({"reviewed": "unknown"}, "Reviewed by a curator: “unknown” means nothing here and was left out."),
        ({"phase": "later"}, "Phase: “later” means nothing here and was left out."),
        ({"from": "soon"}, "From: “soon” is not a date; it was left out. Write 2018, 2018-07 or 2018-07-16."),
        ({"to": "2018/.."}, "To: 2018/.. has no last day; it was left out."),
        (
            {"from": "2019", "to": "2018"},
            "From 2019 to 2018: the end lies before the beginning; both were left out.",
        ),
        ({"sort": "best"}, "Sort: “best” is no order; this is newest first."),
        ({"page": "two"}, "Page: “two” is no page; this is the first."),
        ({"page": "0"}, "Page: “0” is no page; this is the first."),
        ({"page": "999999"}, "There is no page 999,999. There is only one page."),
        (
            {"source": [f"source-{number}" for number in range(300)]},
            "Sources: only the first 100 of 300 choices were kept.",
        ),
    ],
)
def test_value_that_means_nothing_is_left_out_and_named(
    fetch: Callable[..., Page], parameters: dict[str, Any], notice: str
) -> None:
    make_article()
    shown = fetch(**parameters)
    assert notice in shown.notices
    assert shown.heading == "1 article"


@pytest.mark.parametrize("strange", ["\x00", "a\x00b", "\ud800", "%", "';--", "x" * 10_000, "[" * 500, "²", "٣", " "])
def test_strange_input_never_fails(fetch: Callable[..., Page], strange: str) -> None:
    make_article()
    sent = strange.encode("utf-8", "surrogatepass")
    for name in ("q", "event", "author", "year", "month", "language", "from", "to", "sort", "page"):
        fetch(**{name: [sent, "unknown"]})
        fetch(**{name: sent})


def test_late_page_is_the_last(found: Found) -> None:
    for number in range(45):
        make_article(f"Article {number}", published=f"2018-01-{number % 28 + 1:02}")
    answer = found(page="999999")
    assert (answer["page"], answer["pages"], len(answer["results"])) == (3, 3, 5)
    assert answer["notices"] == ["There is no page 999,999. There are 3 pages; this is the last."]
    everything = [title for number in (1, 2, 3) for title in titles(found(page=str(number)))]
    assert len(set(everything)) == 45


def test_former_slug_leads_to_the_record(found: Found) -> None:
    make_article(events=["helsinki-2018"])
    EventFormerSlug.objects.create(slug="helsinki", record=Event.objects.get())
    answer = found(event="helsinki")
    assert answer["notices"] == []
    assert [choice for choice in answer["facets"]["event"] if choice["selected"]][0]["value"] == "helsinki-2018"


def test_json_says_what_the_page_says(found: Found) -> None:
    article = make_article(
        "A & B", "The summit.", events={"helsinki-2018": "before"}, people=["joe-biden"], published="2018-07-16/.."
    )
    answer = found(q="summit")
    assert answer["results"] == [
        {
            "slug": article.slug,
            "url": f"/articles/{article.slug}/",
            "title": "A & B",
            "title_is_devised": False,
            "source": None,
            "language": "en",
            "published": {"edtf": "2018-07-16/..", "earliest": "2018-07-16", "latest": None, "basis": "stated"},
            "phases": [{"event": "helsinki-2018", "phase": "before"}],
            "people": [{"slug": "joe-biden", "name": "Joe Biden"}],
            "snippet": "The summit.",
        }
    ]
    assert set(answer) == {
        "count", "page", "pages", "notices", "mistakes", "corrected", "meanings", "results", "facets",
    }  # fmt: skip


@pytest.mark.parametrize(("path", "queries"), [("/search/", 12), ("/search.json", 11)])
def test_number_of_queries_does_not_grow_with_the_archive(
    index_dir: Path, client: Client, path: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    parameters = {"q": "treaty", "event": EVENTS, "person": ["unknown", *PEOPLE], "author": "ivanov-igor"}
    for size in (40, 60):
        make_archive(size)
        rebuild()
        with django_assert_num_queries(queries):
            client.get(path, parameters)


def test_no_question_is_worked_out_twice(index_dir: Path, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    make_archive(30)
    rebuild()
    asked = []
    match = Snapshot.match
    monkeypatch.setattr(Snapshot, "match", lambda self, *args: asked.append(args) or match(self, *args))
    for page in ("1", "999"):
        client.get("/search/", {"q": "treaty", "page": page, "phase": "before"})
    client.get("/search/", {"q": "treaty", "year": "2017", "person": "joe-biden"})
    questions = [(repr(query), is_scored) for query, is_scored, _ in asked]
    assert len(questions) == len(set(questions))


@pytest.mark.parametrize("damage", ["missing", "pointer", "torn"])
def test_index_that_cannot_be_read_is_said_to_be_built(index_dir: Path, client: Client, damage: str) -> None:
    make_article()
    if damage != "missing":
        rebuild()
    if damage == "pointer":
        (index_dir / "CURRENT").write_text("generation-gone")
    if damage == "torn":
        for file in index_dir.glob("generation-*/*.toc"):
            file.write_bytes(file.read_bytes()[:20])
    response = client.get("/search/")
    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert "The index is being built" in response.content.decode()
    assert client.get("/search.json").json() == {"error": "The index is being built."}


def test_page_that_updates_in_place_gets_only_what_changes(index_dir: Path, client: Client) -> None:
    make_article("Sauna <b>talks</b>")
    rebuild()
    whole = client.get("/search/", {"q": "talks"})
    part = client.get("/search/", {"q": "talks", "sort": "relevance"}, headers={"HX-Request": "true"})
    html = part.content.decode()
    assert html.startswith("<title>talks · Search · ")
    assert 'id="finder"' in html
    assert '<header class="masthead">' not in html
    assert part["HX-Push-Url"] == "/search/?q=talks"
    assert "HX-Push-Url" not in whole
    for response in (whole, part):
        assert "HX-Request" in response["Vary"]
