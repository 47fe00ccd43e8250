"""What the search page has many of."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.test import Client

from archive.models import Event, Person
from archive.search.engine.snippets import Piece
from archive.search.facets import Choice
from archive.search.histogram import Counted, Uncertain
from archive.search.hits import Shown
from archive.search.indexing import rebuild
from archive.search.timeline import Summit, Timeline, drawn
from archive.templatetags import archive_tags, chart_tags, search_tags
from tests.search.factories import make_article, make_event, make_person

EVIL = '"><b>&'
ESCAPED = "&quot;&gt;&lt;b&gt;&amp;"


def chart(name: str = "Helsinki 2018") -> Timeline:
    """2017 to 2019: one sure article in 2018, one that may be of 2018 or 2019."""
    counted = Counted("year", {2018: 1200}, (Uncertain(((2018, 2019),), 2),), 0)
    summit = Summit(name, "/summits/helsinki-2018/", date(2018, 7, 16), date(2018, 7, 16))
    return drawn(counted, 2017, 2019, [summit], lambda first, last: f"?from={first}&to={last}")


def test_tick_has_value_label_and_count() -> None:
    html = search_tags.ticks(
        "source",
        (
            Choice("wire", "The Wire", 1234, True),
            Choice("one", "One", 1, False),
        ),
    )
    assert html == (
        '<label class="tick"><input type="checkbox" id="tick-source-wire" name="source" value="wire"'
        " checked><span>The Wire</span>"
        '<span class="n"><span class="sr">, </span>1,234<span class="sr"> articles</span></span></label>\n'
        '<label class="tick"><input type="checkbox" id="tick-source-one" name="source" value="one"><span>One</span>'
        '<span class="n"><span class="sr">, </span>1<span class="sr"> article</span></span></label>'
    )
    assert "#i-before" in search_tags.ticks("phase", [Choice("before", "Before", 1, False)])
    assert "<span>No summit</span>" in search_tags.ticks("phase", [Choice("unknown", "No summit", 1, False)])


def test_value_is_a_link_that_adds_it_or_takes_it_back() -> None:
    rows = [(Choice("a", "A", 1, False), "?source=a"), (Choice("b", "B", 2, True), "?")]
    assert search_tags.values(rows).split("\n") == [
        '<li><a href="/search/?source=a" rel="nofollow">A</a> '
        '<span class="n">1<span class="sr"> article</span></span></li>',
        '<li><a href="/search/?" rel="nofollow" aria-current="true"><span class="sr">Take back </span>B</a> '
        '<span class="n">2<span class="sr"> articles</span></span></li>',
    ]


def test_first_four_people_are_named() -> None:
    shown = [Shown(name, name.upper(), f"/people/{name}/") for name in "abcdef"]
    html = search_tags.people(shown)
    assert html.count("<a ") == 4
    assert html.startswith('<span class="keep"><a class="plain" href="/people/a/">A</a>,</span> <span class="keep">')
    assert html.endswith('D</a></span> <span class="keep">and 2 more</span>')
    assert "more" not in search_tags.people(shown[:4])
    assert search_tags.people(shown[:1]).count(",") == 0


def test_chart_says_its_numbers() -> None:
    timeline = chart()
    assert "<title>2018: 1,200, and 2 perhaps</title>" in chart_tags.bars(timeline)
    assert "<title>2019: 0, and 2 perhaps</title>" in chart_tags.bars(timeline)
    assert "2017" not in chart_tags.bars(timeline)
    assert "<title>2018 to 2019: 2</title>" in chart_tags.lines(timeline)
    assert chart_tags.lines(timeline).count('class="end"') == 2
    assert ">Helsinki 2018</text>" in chart_tags.flags(timeline)
    assert chart_tags.bar_rows(timeline).split("</tr>")[0] == (
        '<tr><th scope="row"><a href="?from=2018&amp;to=2018" rel="nofollow">2018</a></th><td class="num">1,200</td>'
        '<td class="num">2</td><td><a href="/summits/helsinki-2018/">Helsinki 2018</a></td>'
    )


def test_nothing_that_is_named_is_markup() -> None:
    timeline = chart(EVIL)
    for html in (
        search_tags.ticks(EVIL, [Choice(EVIL, EVIL, 1, False)]),
        search_tags.values([(Choice(EVIL, EVIL, 1, True), EVIL)]),
        search_tags.people([Shown(EVIL, EVIL, EVIL)]),
        search_tags.marked([Piece(EVIL, True), Piece(EVIL, False)]),
        archive_tags.lang(EVIL),
        chart_tags.flags(timeline),
        chart_tags.bar_rows(timeline),
    ):
        assert EVIL not in html
        assert ESCAPED in html


def test_renamed_records_are_shown_by_their_new_names_at_once(index_dir: Path, client: Client) -> None:
    make_person("somebody", "Old Name")
    make_event("somewhere-2018", "Old Place 2018")
    make_article(people=["somebody"], events=["somewhere-2018"])
    rebuild()
    assert client.get("/search/").content.decode().count("Old ") > 3
    Person.objects.update(name="New Name")
    Event.objects.update(short_name="New Place 2018")
    html = client.get("/search/").content.decode()
    assert "Old " not in html
    assert "New Name" in html
    assert "New Place 2018" in html
