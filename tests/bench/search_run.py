"""The product's search beside Haystack as shipped, SQLite FTS5 and Tantivy: the same articles, the same questions.

    .venv/bin/python -m tests.bench search [--articles 300 10000] [--questions 200] [--folder DIR] [--chart FILE.svg]

Articles are made (see `search_corpus`), every contestant indexes them in a process of its own and answers questions of
six kinds, none of them twice ("new"), then the same again ("repeated"). The contestants take turns kind by kind, so
that what else the machine does falls on all of them. An answer is the best twenty, the total and five facets; with
snippets, other questions are asked. The tables are printed as Markdown. With --folder, what was built there before is
used again: remove `build-ours.json` there to index anew with another engine.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

from tests.bench.search_chart import chart
from tests.bench.search_corpus import Corpus
from tests.bench.search_questions import Kind, Question, mixed, questions
from tests.bench.search_report import report
from tests.conftest import REPO_ROOT

NAMES = ("ours", "tantivy", "fts5", "shipped")
SHIPPED_QUESTIONS = 5  # of each kind: it takes seconds for one
EDITS = 5
WHOLE_QUESTIONS = 40  # of each kind

Result = dict[str, Any]


class Worker:
    """A process of `search_worker`, asked one order at a time."""

    def __init__(self, folder: Path, clock: str) -> None:
        program = ["-W", "ignore::SyntaxWarning", "-m", "tests.bench.search_worker", str(folder), clock]
        self._process = subprocess.Popen(
            [sys.executable, *program], cwd=REPO_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, do: str, name: str, **order: Any) -> Result:
        """What the worker measured, of one contestant. Raises RuntimeError where it has ended; stderr says why."""
        assert self._process.stdin and self._process.stdout
        print(json.dumps({"do": do, "name": name, **order}), file=self._process.stdin, flush=True)
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"The process that should {do} has ended.")
        answer: Result = json.loads(line)
        return answer

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()


def measure(count: int, names: Sequence[str], asked: int, seconds: float, folder: Path, clock: str) -> Result:
    """Everything there is to say about one size; `seconds` is how long a contestant may be asked one kind."""
    folder.mkdir(parents=True, exist_ok=True)
    result: Result = {"articles": count, "clock": clock, "contestants": {}}
    with Worker(folder, clock) as worker:
        _once(worker, folder, "rows", "ours", count)
        if "ours" in names:
            result["by_two"] = _once(worker, folder, "build-by-two", "ours", count)["seconds"]
        for name in names:
            result["contestants"][name] = {"build": _once(worker, folder, "build", name, count)}
    with ExitStack() as stack:
        workers = {name: stack.enter_context(Worker(folder, clock)) for name in names}
        _ask_all(workers, result["contestants"], asked, seconds)
        if "ours" in names:
            drawn = _as_json(mixed(Corpus(), 2 * asked, skip=asked + WHOLE_QUESTIONS))
            result["pages"] = workers["ours"].ask("pages", "ours", questions=drawn, seconds=seconds)
            numbers = [count * part // (EDITS + 1) + 1 for part in range(1, EDITS + 1)]
            result["edits"] = workers["ours"].ask("edits", "ours", numbers=numbers)["ms"]
    return result


def _once(worker: Worker, folder: Path, do: str, name: str, count: int) -> Result:
    """What a worker measured while making something that lasts; not made again where it was made before."""
    kept = folder / f"{do}-{name}.json"
    if not kept.exists():
        print(f"  {count:,} articles: {do}, {name} ...", file=sys.stderr)
        kept.write_text(json.dumps(worker.ask(do, name, articles=count)), encoding="ascii")
    made: Result = json.loads(kept.read_text(encoding="ascii"))
    return made


def _ask_all(workers: dict[str, Worker], results: Result, asked: int, seconds: float) -> None:
    corpus = Corpus()
    first = _as_json(questions(corpus, Kind.COMMON, 1, skip=500))[0]
    for name, worker in workers.items():
        results[name]["first_ms"] = worker.ask("open", name, question=first)["ms"]
        results[name]["kinds"] = {}
    for kind in Kind:
        drawn = _as_json(questions(corpus, kind, asked))
        others = _as_json(questions(corpus, kind, min(asked, WHOLE_QUESTIONS), skip=asked))
        for name, worker in workers.items():
            most = SHIPPED_QUESTIONS if name == "shipped" else asked
            results[name]["kinds"][kind] = _rounds(worker, name, drawn[:most], others[:most], seconds)
        print(f"  asked: {kind}", file=sys.stderr)
    for name, worker in workers.items():
        results[name]["memory"] = worker.ask("memory", name)["bytes"]


def _rounds(worker: Worker, name: str, drawn: list[list[str]], others: list[list[str]], seconds: float) -> Result:
    new = worker.ask("ask", name, how="search", questions=drawn, seconds=seconds)
    again = drawn[: len(new["ms"])]
    return {
        "new": new,
        "repeated": worker.ask("ask", name, how="search", questions=again, seconds=seconds),
        "whole": worker.ask("ask", name, how="whole", questions=others, seconds=seconds),
    }


def _as_json(drawn: list[Question]) -> list[list[str]]:
    return [[question.kind, *question.words] for question in drawn]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench search", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, nargs="*", default=[300], help="sizes, one after another")
    parser.add_argument("--questions", type=int, default=200, help="of each kind, up to 200 (the default)")
    parser.add_argument("--contestants", nargs="+", choices=NAMES, default=NAMES)
    parser.add_argument("--shipped-up-to", type=int, default=10_000, help="Haystack as shipped is left out above this")
    parser.add_argument("--seconds", type=float, default=60, help="for one kind, contestant and round, at most")
    parser.add_argument(
        "--clock", choices=("wall", "processor"), default="wall", help="processor: where others work too"
    )
    parser.add_argument("--folder", type=Path, help="where all is built and kept; otherwise in a temporary folder")
    parser.add_argument("--chart", type=Path, help="an SVG file: how times grow with the sizes in the folder")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        base = given.folder or Path(scratch)
        for count in given.articles:
            names = [name for name in given.contestants if name != "shipped" or count <= given.shipped_up_to]
            folder = base / str(count)
            result = measure(count, names, given.questions, given.seconds, folder, given.clock)
            (folder / "result.json").write_text(json.dumps(result), encoding="ascii")
            print(report(result), flush=True)
        if given.chart:
            measured = [json.loads(file.read_text(encoding="ascii")) for file in base.glob("*/result.json")]
            given.chart.write_text(chart(measured), encoding="utf-8")


if __name__ == "__main__":
    main()
