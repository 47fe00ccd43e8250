"""How long the server takes for each page of the archive: median processor time, through Django's test client.

    python -m tests.bench pages FOLDER [--times N] [PAGE ...]

FOLDER holds the database and index of a made archive, as `search --folder` leaves it; it is only read. Before each
page a loop that does nothing is timed as well: by it figures of different hours and machines can be compared.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path

import tests.conftest  # noqa: F401 - settings and folders, before anything else is imported

# isort: split
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.bench.search_corpus import Corpus
from tests.bench.search_rows import use_folder

LIMIT = 50  # milliseconds
LOOP = 200_000  # steps

# A name and an address; `{event}`, `{person}` and `{source}` are those with most articles, `{article}` is any, and
# `{each}` the number of another one each time.
PAGES = {
    "article": "/articles/{article}/",
    "article: new each time": "/articles/made-{each}/",
    "article: a search marked": "/articles/made-{each}/?q=treaty",
    "article: set aside, open": "/articles/made-{each}/?aside=1",
    "article: RIS": "/articles/made-{each}.ris",
    "article: CSL-JSON": "/articles/made-{each}.csl",
    "articles": "/articles/",
    "articles: last page": "/articles/?page=2000",
    "search for programs": "/search.json?q=treaty",
    "feed": "/search.atom",
    "feed of a summit": "/search.atom?event={event}",
    "site map": "/sitemap.xml",
    "site map: a page": "/sitemap-articles.xml?p=120",
    "home": "/",
    "people": "/people/",
    "people: by articles": "/people/?sort=articles",
    "people: a name": "/people/?q=sa",
    "person": "/people/{person}/",
    "person: quotes of a phase": "/people/{person}/?phase=before",
    "sources": "/sources/",
    "source": "/sources/{source}/",
    "about": "/about/",
    "timeline": "/timeline/",
    "timeline: decade": "/timeline/2010s/",
    "timeline: year": "/timeline/2018/",
    "timeline: month": "/timeline/2018/07/",
    "compare: choose": "/compare/",
    "compare: sources of an event": "/compare/?event={event}",
    "compare: words typed": "/compare/?a=treaty&b={article}",
    "compare: articles": "/compare/?a={article}&b={other}",
    "compare: sources": "/compare/?a=source:{source}&b=source:{other_source}",
    "compare: sources, one event": "/compare/?event={event}&a=source:{source}&b=source:{other_source}",
    "compare: events": "/compare/?a=event:{event}&b=event:{other_event}",
    "summit": "/summits/{event}/",
    "summit: fewer articles": "/summits/{other_event}/",
    "summits": "/summits/",
    "summits: by articles": "/summits/?sort=articles",
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench pages")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=15)
    parser.add_argument("pages", nargs="*", help="the names of pages, or how they begin; all without any")
    options = parser.parse_args()
    use_folder(options.folder)
    corpus, client = Corpus(), Client()
    names = {
        "event": corpus.events[0].slug,
        "other_event": corpus.events[1].slug,
        "person": corpus.people[0].slug,
        "source": corpus.sources[0].slug,
        "other_source": corpus.sources[1].slug,
        "article": "made-7",
        "other": "made-8",
    }
    slow = []
    print(
        f"{'page':28} {'first':>8} {'median':>8} {'loop':>6} {'queries':>8} {'kB':>6}   milliseconds of the processor"
    )
    for page, address in PAGES.items():
        if options.pages and not any(page.startswith(wanted) for wanted in options.pages):
            continue
        first, median, loop, queries, size = measured(client, address, names, options.times)
        print(f"{page:28} {first:8.1f} {median:8.1f} {loop:6.1f} {queries:8} {size / 1000:6.1f}", flush=True)
        if median > LIMIT:
            slow.append(page)
    if slow:
        sys.exit(f"Slower than {LIMIT} ms: {', '.join(slow)}")


def measured(client: Client, address: str, names: dict[str, str], times: int) -> tuple[float, float, float, int, int]:
    """The first time, the median of the others and of the loop, the queries of one, the size of the answer in bytes."""
    taken, looped = [], []
    for each in range(times + 1):
        asked = address.format(**names, each=101 + 37 * each)
        since = time.process_time()
        for _ in range(LOOP):
            pass
        begun = time.process_time()
        response = client.get(asked)
        size = len(response.getvalue())  # of a feed this is where the work is done
        taken.append(1000 * (time.process_time() - begun))
        looped.append(1000 * (begun - since))
        if response.status_code != 200:
            raise AssertionError(f"{asked} answered {response.status_code}.")
    with CaptureQueriesContext(connection) as queries:
        client.get(asked).getvalue()
    return taken[0], statistics.median(taken[1:]), statistics.median(looped), len(queries), size


if __name__ == "__main__":
    main()
