"""Title, author and date of real web pages, ours beside trafilatura's, by exact match.

    python -m tests.bench.html_metadata FOLDER

FOLDER holds `corpora/` with `kremlin-html` and `html-news` (its README says what they are). Pages with an even number
in the index were tuned on, those with an odd number were not.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from trafilatura import extract_metadata

from archive.ingest.authority import Gazetteer
from archive.ingest.decoding import DecodingError
from archive.ingest.html_pages import decode_page, read_page
from archive.ingest.lines import plain
from archive.ingest.understanding import NothingToReadError, understand

FIELDS = ("title", "author", "date")
Values = dict[str, object]


def read_by_us(data: bytes) -> Values:
    try:
        page = read_page(data)
        reading = understand(page.text, Gazetteer(), page=page)
    except (DecodingError, NothingToReadError):
        return {}
    span = reading.dating.span if reading.dating else None
    return {
        "title": "" if reading.title_is_devised else plain(reading.title),
        "author": {author.name.casefold() for author in reading.authors},
        "date": span.edtf if span else "",
    }


def read_by_trafilatura(data: bytes) -> Values:
    found = extract_metadata(decode_page(data).text)
    return {"title": plain(found.title or ""), "author": names(found.author), "date": found.date or ""}


def names(text: str | None) -> set[str]:
    """The authors of the truth and of trafilatura, which both put semicolons between them."""
    return {plain(name).casefold() for name in (text or "").split(";") if name.strip()}


def html_news(corpora: Path) -> Iterator[tuple[str, str, bytes, Values]]:
    """`(half, language, page, truth)` of every page that has any truth."""
    with (corpora / "html-news" / "index.jsonl").open(encoding="utf-8") as index:
        for number, row in enumerate(map(json.loads, index)):
            truth = {"title": plain(row["title"] or ""), "author": names(row["author"]), "date": row["date"]}
            if any(truth.values()):
                half = "unseen" if number % 2 else "tuned on"
                language = "English" if row["language"] == "en" else "other"
                yield half, language, gzip.decompress((corpora / "html-news" / row["file"]).read_bytes()), truth


def kremlin(corpora: Path) -> Iterator[tuple[bytes, Values]]:
    with gzip.open(corpora / "kremlin-news.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = {str(record["id"]): record for record in map(json.loads, lines)}
    for path in sorted((corpora / "kremlin-html").glob("*.html.gz")):
        record = records[path.name.split(".")[0]]
        yield gzip.decompress(path.read_bytes()), {"title": plain(record["title"]), "date": record["date"]}


def main(folder: Path) -> None:
    rows = [("kremlin.ru", "", data, truth) for data, truth in kremlin(folder / "corpora")]
    rows += html_news(folder / "corpora")
    count: Counter[tuple[str, str, str]] = Counter()
    ours: Counter[tuple[str, str, str]] = Counter()
    theirs: Counter[tuple[str, str, str]] = Counter()
    for half, language, data, truth in rows:
        by_us, by_trafilatura = read_by_us(data), read_by_trafilatura(data)
        for field in FIELDS:
            if truth.get(field):
                key = (half, language, field)
                count[key] += 1
                ours[key] += by_us.get(field) == truth[field]
                theirs[key] += by_trafilatura[field] == truth[field]
    print(f"{'pages':<12}{'language':<10}{'field':<8}{'number':>7}{'ours':>8}{'trafilatura':>13}")
    for key, number in count.items():
        half, language, field = key
        print(f"{half:<12}{language:<10}{field:<8}{number:>7}{ours[key] / number:>8.3f}{theirs[key] / number:>13.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
