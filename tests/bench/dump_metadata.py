"""Title, author and date of real pages, ours from their text alone beside trafilatura's from the HTML, by exact match.

    python -m tests.bench.dump_metadata ../shared

The halves are those of dump_kinds.csv: a page was tuned on where the SHA-256 of its id is even. A title is compared as
it is printed, authors as a set of names whatever their case, a date as a day. Some values stand in a page's markup
only: "in text" counts the pages whose dump holds the true value, and the rates after it are over these. "right of said"
is the share of right values among those that were given.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from trafilatura import extract_metadata

from archive.ingest.authority import Gazetteer
from archive.ingest.lines import plain
from archive.ingest.understanding import NothingToReadError, understand

FIELDS = ("title", "author", "date")
Values = dict[str, Any]
_ROW = "{:<8}{:<8}{:<10}{:>6}{:>16}{:>9}{:>16}{:>16}"


class Match(NamedTuple):
    """Whether a field of one page was read exactly, read at all, and could be read from the text."""

    field: str
    half: str
    language: str
    in_text: bool
    ours: bool
    theirs: bool
    ours_said: bool
    theirs_said: bool


def half_of(page: str) -> str:
    return "unseen" if hashlib.sha256(page.encode()).digest()[-1] % 2 else "tune"


def names(text: str | None) -> set[str]:
    return {plain(name).casefold() for name in (text or "").split(";") if name.strip()}


def values(title: str | None, author: str | None, date: str | None) -> Values:
    return {"title": plain(title or ""), "author": names(author), "date": date or ""}


def read_by_us(text: str) -> Values:
    try:
        reading = understand(text, Gazetteer())
    except NothingToReadError:
        return values("", "", "")
    dating = reading.dating if reading.dating and reading.dating.basis == "stated" else None
    title = "" if reading.title_is_devised else reading.title
    return values(title, ";".join(author.name for author in reading.authors), dating.span.edtf if dating else "")


def read_by_trafilatura(data: bytes) -> Values:
    found = extract_metadata(data)
    return values(found.title, found.author, found.date)


def is_in(text: str, field: str, truth: Any) -> bool:
    """Whether a dump holds a true value: a title as printed, every author, a day in figures or beside any word."""
    if field == "title":
        return truth in plain(text)
    if field == "author":
        folded = plain(text).casefold()
        return all(name in folded for name in truth)
    year, month, day = truth.split("-")
    y, m, d = rf"(?:{year}|{year[2:]})", rf"0?{int(month)}", rf"0?{int(day)}"
    between, word = r"\s?[./|-]\s?", r"\W{1,4}(?:de |of )?[^\W\d_]{3,}\W{1,4}(?:de )?"
    figures = (f"{d}{between}{m}{between}{y}", f"{m}{between}{d}{between}{y}", f"{year}{between}{m}{between}{d}")
    words = (rf"{d}(?:st|nd|rd|th|er)?{word}{y}", rf"[^\W\d_]{{3,}}\W{{1,2}}{d}(?:st|nd|rd|th)?,?\s{y}")
    return bool(re.search(rf"(?<!\d)(?:{'|'.join((*figures, *words))})", text))


def matches(shared: Path, with_trafilatura: bool = True) -> Iterator[Match]:
    corpora = shared / "corpora"
    with (corpora / "html-news" / "index.jsonl").open(encoding="utf-8") as lines:
        pages = [page for page in map(json.loads, lines) if any(page[field] for field in FIELDS)]
    for page in pages:
        name = page["file"].removesuffix(".html.gz")
        truth = values(page["title"], page["author"], page["date"])
        text = (corpora / "text-dumps" / f"{name}.txt").read_text(encoding="utf-8")
        ours = read_by_us(text)
        html = gzip.decompress((corpora / "html-news" / page["file"]).read_bytes()) if with_trafilatura else b""
        theirs = read_by_trafilatura(html) if with_trafilatura else {}
        language = "English" if page["language"] == "en" else "other"
        for field in FIELDS:
            if truth[field]:
                right = (read.get(field) == truth[field] for read in (ours, theirs))
                said = (bool(read.get(field)) for read in (ours, theirs))
                in_text = is_in(text, field, truth[field])
                yield Match(field, half_of(name), language, in_text, *right, *said)


def main() -> None:
    found: dict[tuple[str, str, str], list[Match]] = defaultdict(list)
    for match in matches(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")):
        for language in (match.language, "all"):
            found[match.field, match.half, language].append(match)
    print("rates as: ours on the text / trafilatura on the HTML")
    print(_ROW.format("field", "half", "language", "pages", "exact", "in text", "exact", "right of said"))
    for (field, half, language), those in sorted(found.items()):
        reachable = [match for match in those if match.in_text]
        ours, theirs = ([m for m in those if m.ours_said], [m for m in those if m.theirs_said])
        said = f"{rate(ours, 'ours')} / {rate(theirs, 'theirs')}"
        print(_ROW.format(field, half, language, len(those), rates(those), len(reachable), rates(reachable), said))


def rates(those: list[Match]) -> str:
    return f"{rate(those, 'ours')} / {rate(those, 'theirs')}"


def rate(those: list[Match], by: str) -> str:
    return f"{sum(getattr(match, by) for match in those) / len(those):.3f}" if those else "-"


if __name__ == "__main__":
    main()
