"""Contestants in a process apart, asked through a pipe: a JSON object a line in, one a line out.

    python -m tests.bench.search_worker FOLDER CLOCK

`{"do": NAME OF A JOB, "name": NAME OF A CONTESTANT, …}` is answered with that job's measurement (see `_JOBS`); times
are in milliseconds, but those of building in seconds, by the clock on the wall or by that of the processor (_CLOCKS).
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
import warnings
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

warnings.simplefilter("ignore", SyntaxWarning)  # Whoosh 2.7.4 has some

from tests.bench.search_contestants import Answer, Contestant, Stopwatch  # noqa: E402
from tests.bench.search_corpus import Corpus  # noqa: E402
from tests.bench.search_fts5 import Fts5  # noqa: E402
from tests.bench.search_haystack import Ours, Shipped  # noqa: E402
from tests.bench.search_page import ask_pages, find_edits  # noqa: E402
from tests.bench.search_questions import Kind, Question  # noqa: E402
from tests.bench.search_rows import make_rows, use_folder  # noqa: E402
from tests.bench.search_tantivy import Tantivy  # noqa: E402

CONTESTANTS: dict[str, type[Contestant]] = {"ours": Ours, "shipped": Shipped, "fts5": Fts5, "tantivy": Tantivy}

_CLOCKS: dict[str, Callable[[], float]] = {"wall": time.perf_counter, "processor": time.process_time}

Order = Mapping[str, Any]
Measured = dict[str, Any]


def _rows(contestant: Contestant, order: Order) -> Measured:
    with Stopwatch() as watch:
        make_rows(Corpus(), order["articles"])
    return {"seconds": watch.seconds}


def _build(contestant: Contestant, order: Order) -> Measured:
    seconds = contestant.build(Corpus(), order["articles"])
    files = [contestant.index()] if contestant.index().is_file() else contestant.index().rglob("*")
    return {"seconds": seconds, "bytes": sum(file.stat().st_size for file in files if file.is_file())}


def _build_by_two(contestant: Contestant, order: Order) -> Measured:
    """Ours with two processes; what is asked later is the index that one process makes after it."""
    return {"seconds": contestant.built_with(processes=2)} if isinstance(contestant, Ours) else {}


def _open(contestant: Contestant, order: Order) -> Measured:
    """The first answer of this process, opening included."""
    with Stopwatch() as watch:
        contestant.open()
        contestant.search(_question(order["question"]))
    return {"ms": watch.ms}


def _ask(contestant: Contestant, order: Order) -> Measured:
    """The questions one after another, until `seconds` are over (five at least); `how` is "search" or "whole".

    `sums` of the facets are the same where the facets are.
    """
    measured: Measured = {"ms": [], "totals": [], "sums": []}
    answer_to = contestant.whole if order["how"] == "whole" else contestant.search
    until = time.perf_counter() + order["seconds"]
    for asked in order["questions"]:
        if time.perf_counter() > until and len(measured["ms"]) >= 5:
            break
        question = _question(asked)
        with Stopwatch() as watch:
            answer = answer_to(question)
        measured["ms"].append(watch.ms)
        measured["totals"].append(answer.total)
        measured["sums"].append(_sum_of(answer))
    return measured


def _memory(contestant: Contestant, order: Order) -> Measured:
    """The resident memory of this process now."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return {"bytes": int(pages) * resource.getpagesize()}


def _pages(contestant: Contestant, order: Order) -> Measured:
    return ask_pages([_question(asked) for asked in order["questions"]], order["seconds"])


def _edits(contestant: Contestant, order: Order) -> Measured:
    return {"ms": find_edits(order["numbers"])}


_JOBS: dict[str, Callable[[Contestant, Order], Measured]] = {
    "rows": _rows,
    "build": _build,
    "build-by-two": _build_by_two,
    "open": _open,
    "ask": _ask,
    "memory": _memory,
    "pages": _pages,
    "edits": _edits,
}


def _question(asked: list[str]) -> Question:
    kind, *words = asked
    return Question(Kind(kind), tuple(words))


def _sum_of(answer: Answer) -> int:
    facets = [[facet, sorted(counted.items())] for facet, counted in sorted(answer.facets.items())]
    return zlib.crc32(json.dumps(facets).encode()) if answer.total else 0


def main() -> None:
    folder = Path(sys.argv[1])
    Stopwatch.clock = _CLOCKS[sys.argv[2]]
    # What is printed on the way must not come between the answers.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    use_folder(folder)
    known: dict[str, Contestant] = {}
    for line in sys.stdin:
        order = json.loads(line)
        name = order["name"]
        if name not in known:
            known[name] = CONTESTANTS[name](folder)
        print(json.dumps(_JOBS[order["do"]](known[name], order)), file=answers, flush=True)


if __name__ == "__main__":
    main()
