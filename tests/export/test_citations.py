"""RIS, BibTeX, CSL JSON, CSV and Atom, each read by a program that others wrote."""

from __future__ import annotations

import csv as csv_reader
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import bibtexparser
import feedparser
import pytest
import rispy
from lxml import etree

from archive.export import atom, bibtex, csl, csv, ris

HOSTILE = 'A } & {"b} %\\ $x$ <script>alert(1)</script>\r\nER  - \r\nTY  - BOOK\x00\x1b ]]> é'
NASTY_CELLS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "\n=1", "plain"]


def record(**changed: Any) -> dict[str, Any]:
    return {
        "file": "a/one.txt", "sha256": "ab" * 32, "slug": "rain-at-helsinki-1234abcd", "title": "Rain at Helsinki",
        "title_is_devised": False, "source": "The Harbour Gazette", "language": "en", "url": "https://example.org/a",
        "body": "Rain fell. " * 100,
        "authors": [
            {"name": "Tobias Renfrew", "name_as_printed": "T. Renfrew", "person": None, "judgement": "confirmed"},
            {"name": "Rock and Sand, Ltd", "name_as_printed": "", "person": None, "judgement": "proposed"},
            {"name": "Not Me", "name_as_printed": "", "person": None, "judgement": "rejected"},
        ],
        "published": {"edtf": "2018-07-16", "earliest": "2018-07-16", "latest": "2018-07-16", "basis": "stated"},
        "people": [
            {"name": "Sauli Niinistö", "slug": "s", "role": "subject", "judgement": "confirmed"},
            {"name": "Vladimir Putin", "slug": "v", "role": "subject", "judgement": "proposed"},
            {"name": "Rejected Person", "slug": "r", "role": "subject", "judgement": "rejected"},
        ],
        "events": [
            {"name": "Helsinki summit", "slug": "h", "role": "subject", "phase": "after", "judgement": "proposed"}
        ],
    } | changed  # fmt: skip


def dated(edtf: str, earliest: str | None, latest: str | None, basis: str = "stated") -> dict[str, Any]:
    return {"edtf": edtf, "earliest": earliest, "latest": latest, "basis": basis}


def read_ris(*records: dict[str, Any]) -> list[dict[str, Any]]:
    return list(rispy.loads("".join(ris.chunks(records))))


def read_bibtex(*records: dict[str, Any]) -> list[dict[str, Any]]:
    parser = bibtexparser.bparser.BibTexParser(interpolate_strings=False, common_strings=False)
    return list(parser.parse("".join(bibtex.chunks(records))).entries)


def read_csl(*records: dict[str, Any]) -> list[dict[str, Any]]:
    return list(json.loads("".join(csl.chunks(records))))


def read_csv(*records: dict[str, Any]) -> list[dict[str, str]]:
    return list(csv_reader.DictReader(io.StringIO("".join(csv.chunks(records)), newline="")))


def feed_text(*records: dict[str, Any]) -> str:
    moment = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    feed = atom.Feed(
        "Rain & <b>snow</b>", "http://a/search.atom?q=a&b=c", "http://a/search/?q=a&b=c", "Archive", moment
    )
    return "".join(atom.chunks(feed, ((each, moment) for each in records)))


def test_ris_says_who_wrote_what_when_and_where() -> None:
    [entry] = read_ris(record())
    assert entry["type_of_reference"] == "NEWS"
    assert entry["title"] == "Rain at Helsinki"
    assert entry["authors"] == ["Renfrew, Tobias", "Rock and Sand, Ltd"]
    assert entry["secondary_title"] == "The Harbour Gazette"
    assert (entry["year"], entry["date"]) == ("2018", "2018/07/16")
    assert entry["urls"] == ["http://127.0.0.1:8000/articles/rain-at-helsinki-1234abcd/"]
    assert entry["keywords"] == ["Sauli Niinistö", "Vladimir Putin (proposed)", "Helsinki summit (proposed)"]


def test_bibtex_says_who_wrote_what_when_and_where() -> None:
    [entry] = read_bibtex(record())
    assert (entry["ENTRYTYPE"], entry["ID"]) == ("article", "rain-at-helsinki-1234abcd")
    assert entry["title"] == "{Rain at Helsinki}"
    assert entry["author"] == "Renfrew, Tobias and {Rock and Sand, Ltd}"
    assert entry["journal"] == "The Harbour Gazette"
    assert (entry["year"], entry["month"], entry["date"]) == ("2018", "07", "2018-07-16")
    assert entry["url"] == "http://127.0.0.1:8000/articles/rain-at-helsinki-1234abcd/"


def test_csl_says_who_wrote_what_when_and_where() -> None:
    [item] = read_csl(record())
    assert item["title"] == "Rain at Helsinki"
    assert item["author"] == [{"family": "Renfrew", "given": "Tobias"}, {"literal": "Rock and Sand, Ltd"}]
    assert item["container-title"] == "The Harbour Gazette"
    assert item["issued"] == {"date-parts": [[2018, 7, 16]]}


def test_csv_has_one_row_an_article_under_named_columns() -> None:
    [row] = read_csv(record())
    assert row["title"] == "Rain at Helsinki"
    assert row["authors"] == "Tobias Renfrew; Rock and Sand, Ltd (proposed)"
    assert row["people"] == "Sauli Niinistö; Vladimir Putin (proposed)"
    assert row["events"] == "Helsinki summit (proposed): after"
    assert (row["published"], row["earliest"], row["latest"]) == ("2018-07-16",) * 3


def test_feed_says_who_wrote_what_when_and_where() -> None:
    feed = feedparser.parse(feed_text(record(), record(slug="other-1", published=None)))
    assert not feed.bozo
    assert feed.version == "atom10"
    assert (feed.feed.id, feed.feed.link) == ("http://a/search.atom?q=a&b=c", "http://a/search/?q=a&b=c")
    first, second = feed.entries
    assert first.id == first.link == "http://127.0.0.1:8000/articles/rain-at-helsinki-1234abcd/"
    assert (first.title, first.published, first.updated) == (
        "Rain at Helsinki", "2018-07-16T00:00:00Z", "2026-01-02T03:04:05Z",
    )  # fmt: skip
    assert [author.name for author in first.authors] == ["Tobias Renfrew", "Rock and Sand, Ltd"]
    assert len(first.summary) < 420
    assert first.summary.endswith(" …")
    assert "published" not in second


@pytest.mark.parametrize("place", ["title", "source", "authors", "people"])
def test_markup_and_line_breaks_stay_one_field_of_one_entry(place: str) -> None:
    named = [{"name": HOSTILE, "slug": "x", "role": "subject", "person": None, "judgement": "confirmed"}]
    hostile = record(**{place: HOSTILE if place in ("title", "source") else named})
    plain = record(slug="plain-1")

    assert [entry["id"] for entry in read_ris(hostile, plain)] == ["rain-at-helsinki-1234abcd", "plain-1"]
    assert [entry["ID"] for entry in read_bibtex(hostile, plain)] == ["rain-at-helsinki-1234abcd", "plain-1"]
    assert [item["id"] for item in read_csl(hostile, plain)] == ["rain-at-helsinki-1234abcd", "plain-1"]
    assert [row["slug"] for row in read_csv(hostile, plain)] == ["rain-at-helsinki-1234abcd", "plain-1"]
    assert len(feedparser.parse(feed_text(hostile, plain)).entries) == 2


def test_feed_is_xml_without_foreign_elements_whatever_a_title_holds() -> None:
    tree = etree.fromstring(feed_text(record(title=HOSTILE, body=HOSTILE)).encode())
    assert {etree.QName(element).namespace for element in tree.iter()} == {"http://www.w3.org/2005/Atom"}
    assert tree.findtext(".//{*}entry/{*}title") == HOSTILE.replace("\x00", "").replace("\x1b", "").replace(
        "\r\n", "\n"
    )


@pytest.mark.parametrize("cell", NASTY_CELLS)
def test_cell_that_a_spreadsheet_would_carry_out_begins_with_an_apostrophe(cell: str) -> None:
    [row] = read_csv(record(title=cell))
    assert row["title"] == (cell if cell == "plain" else f"'{cell}")


@pytest.mark.parametrize(
    ("published", "year", "day", "issued"),
    [
        (dated("2017-11-04/2017-11-10", "2017-11-04", "2017-11-10"), "2017", None,
         {"date-parts": [[2017, 11, 4], [2017, 11, 10]]}),
        (dated("2018-07-16/..", "2018-07-16", None), None, None, {"literal": "16 July 2018 or later"}),
        (dated("2018-07-16~", "2018-07-16", "2018-07-16"), "2018", None,
         {"date-parts": [[2018, 7, 16]], "circa": True}),
        (dated("2017-11-04/2017-11-10", "2017-11-04", "2017-11-10", "inferred"), "2017", None,
         {"date-parts": [[2017, 11, 4], [2017, 11, 10]], "circa": True}),
        (None, None, None, None),
    ],
)  # fmt: skip
def test_uncertain_date_is_no_day_in_a_citation(
    published: dict[str, Any] | None, year: str | None, day: str | None, issued: Any
) -> None:
    [entry] = read_ris(record(published=published))
    assert (entry.get("year"), entry.get("date")) == (year, day)
    assert "Published" in entry["notes"][0] if published else entry["notes"] == ["No date is known."]
    [item] = read_csl(record(published=published))
    assert item.get("issued") == issued
    [bib] = read_bibtex(record(published=published))
    assert bib.get("date") == (published["edtf"] if published else None)
    assert "month" not in bib


def test_devised_title_stands_in_square_brackets_and_unknown_source_makes_a_misc() -> None:
    changed = record(title_is_devised=True, source=None)
    assert read_ris(changed)[0]["title"] == "[Rain at Helsinki]"
    assert read_bibtex(changed)[0]["ENTRYTYPE"] == "misc"


def test_records_are_written_one_by_one() -> None:
    def endless() -> Iterator[dict[str, Any]]:
        while True:
            yield record()

    for format_ in (ris, bibtex, csl, csv):
        written = format_.chunks(endless())
        assert len("".join(next(written) for _ in range(3))) > 100


def test_nothing_found_is_still_a_file() -> None:
    assert read_ris() == read_bibtex() == read_csl() == read_csv() == []
    assert feedparser.parse(feed_text()).entries == []
