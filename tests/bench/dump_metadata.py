"""Title, author and date of real pages, ours from their text alone beside trafilatura's from the HTML, by exact match.

    python -m tests.bench.dump_metadata ../shared

The halves are those of dump_kinds.csv: a page was tuned on where the SHA-256 of its id is even. A title is compared as
it is printed, authors as a set of names whatever their case, a date as a day.
"""

from __future__ import annotations

import gzip
import hashlib
import json
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


class Match(NamedTuple):
    """Whether a field of one page was read exactly."""

    field: str
    half: str
    language: str
    ours: bool
    theirs: bool


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


def matches(shared: Path, with_trafilatura: bool = True) -> Iterator[Match]:
    corpora = shared / "corpora"
    with (corpora / "html-news" / "index.jsonl").open(encoding="utf-8") as lines:
        pages = [page for page in map(json.loads, lines) if any(page[field] for field in FIELDS)]
    for page in pages:
        name = page["file"].removesuffix(".html.gz")
        truth = values(page["title"], page["author"], page["date"])
        ours = read_by_us((corpora / "text-dumps" / f"{name}.txt").read_text(encoding="utf-8"))
        html = gzip.decompress((corpora / "html-news" / page["file"]).read_bytes()) if with_trafilatura else b""
        theirs = read_by_trafilatura(html) if with_trafilatura else {}
        language = "English" if page["language"] == "en" else "other"
        for field in FIELDS:
            if truth[field]:
                is_ours, is_theirs = (read.get(field) == truth[field] for read in (ours, theirs))
                yield Match(field, half_of(name), language, is_ours, is_theirs)


def main() -> None:
    found: dict[tuple[str, str, str], list[Match]] = defaultdict(list)
    for match in matches(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")):
        for language in (match.language, "all"):
            found[match.field, match.half, language].append(match)
    print(f"{'field':<8}{'half':<8}{'language':<10}{'pages':>6}{'ours on text':>14}{'trafilatura on HTML':>21}")
    for (field, half, language), those in sorted(found.items()):
        ours, theirs = (sum(getattr(match, by) for match in those) / len(those) for by in ("ours", "theirs"))
        print(f"{field:<8}{half:<8}{language:<10}{len(those):>6}{ours:>14.3f}{theirs:>21.3f}")


if __name__ == "__main__":
    main()
