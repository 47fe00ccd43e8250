"""One row an article, for spreadsheets: lists are joined by semicolons, what no curator confirmed says “(proposed)”."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from archive.export.citing import Record, article_address, labelled, shown

COLUMNS = (
    "slug", "title", "title_is_devised", "authors", "source", "published", "earliest", "latest", "date_basis",
    "language", "events", "events_mentioned", "people", "address", "url", "file", "sha256",
)  # fmt: skip

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def chunks(records: Iterable[Record]) -> Iterator[str]:
    """The text of the file, the heading and then one piece a record."""
    yield _line(COLUMNS)
    for record in records:
        yield _line(map(_harmless, _cells(record)))


def _cells(record: Record) -> Iterator[str]:
    published = record["published"] or {}
    events = shown(record["events"])
    yield record["slug"]
    yield record["title"]
    yield "yes" if record["title_is_devised"] else "no"
    yield _joined(map(labelled, shown(record["authors"])))
    yield record["source"] or ""
    for name in ("edtf", "earliest", "latest", "basis"):
        yield published.get(name) or ""
    yield record["language"]
    yield _joined(f"{labelled(link)}: {link['phase']}" for link in events if link["role"] == "subject")
    yield _joined(labelled(link) for link in events if link["role"] != "subject")
    yield _joined(map(labelled, shown(record["people"])))
    yield article_address(record["slug"])
    yield record["url"]
    yield record["file"]
    yield record["sha256"]


def _joined(names: Iterable[str]) -> str:
    return "; ".join(names)


def _harmless(cell: str) -> str:
    """An apostrophe before what a spreadsheet would carry out as a formula, spaces before it left aside."""
    text = cell.replace("\0", "")
    return f"'{text}" if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text


def _line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
