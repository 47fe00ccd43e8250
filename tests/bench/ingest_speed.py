"""How many articles a second are taken in, what one costs in processor time, and how memory grows.

    .venv/bin/python -m tests.bench.ingest_speed [--articles 3000] [--workers 2] [--plain | --folder DIR]

Texts of 900 words are made (see `clippings`: full of names, or `--plain` ones) and taken in by `manage.py ingest
--no-index` into a new SQLite database with the archive's authority records. Said are articles a second by the clock,
from the first article to the last;
milliseconds of processor time an article, of all processes, beside what a loop of plain Python takes in the same minute
(machines are noisy: the ratio is what can be compared); and by how much the memory of the writing process grew between
the first quarter of the run and its last.

All it makes is deleted at its end. Linux's ext4 takes up to a millisecond longer to create each file for some minutes
after thousands were deleted: wait that long before the next run.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.clippings import clippings, plain_texts, write_texts
from tests.conftest import REPO_ROOT

_LOOP = 1_000_000
_POLL = 0.05  # seconds
_MANAGE = (sys.executable, str(REPO_ROOT / "manage.py"))


def prepared(data: Path) -> dict[str, str]:
    """The environment of an empty archive with its authority records."""
    environment = {**os.environ, "ARCHIVE_DATA_DIR": str(data)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    for command in (("migrate",), ("load_authorities",)):
        subprocess.run([*_MANAGE, *command, "-v0"], env=environment, check=True)  # noqa: S603  # our own command
    return environment


def resident_bytes(pid: int) -> int:
    """The resident memory of a process; 0 once it has ended. Linux only."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * resource.getpagesize()


def loop_seconds() -> float:
    """The processor time of a loop that does the same everywhere; about 0.1 s on a core that has nothing else to do."""
    start, total = time.process_time(), 0
    for number in range(_LOOP):
        total += number * number % 7
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=3000)
    parser.add_argument("--workers", type=int, default=2)
    texts = parser.add_mutually_exclusive_group()
    texts.add_argument("--plain", action="store_true", help="texts of made words, with few names")
    texts.add_argument("--folder", type=Path, help="texts that are there already, instead of made ones")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.folder or Path(scratch) / "texts"
        if not given.folder:
            write_texts(folder, (plain_texts if given.plain else clippings)(given.articles))
        environment = prepared(Path(scratch) / "data")
        measure(folder, given.workers, environment, Path(scratch) / "report.jsonl")


def measure(folder: Path, workers: int, environment: dict[str, str], report: Path) -> None:
    """Run the command once and print what it took."""
    total = sum(1 for _ in folder.rglob("*.txt"))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [*_MANAGE, "ingest", str(folder), f"--workers={workers}", "--no-index", "-v0", f"--report={report}"]
    process = subprocess.Popen(command, env=environment)  # noqa: S603  # our own command
    loops, done, first, memory = [loop_seconds()], 0, 0.0, {0: 0}
    report.touch()
    with report.open("rb") as lines:
        while process.poll() is None:
            time.sleep(_POLL)
            done += lines.read().count(b"\n")  # only what is new: looking on must cost nothing
            if done and not first:
                first, done_first = time.perf_counter(), done
            memory[done] = max(memory.get(done, 0), resident_bytes(process.pid))
    wall = time.perf_counter() - first
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    loops.append(loop_seconds())
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    early = max(size for done, size in memory.items() if done <= total / 4)
    late = max(size for done, size in memory.items() if done >= 3 * total / 4)
    loop = sum(loops) / len(loops)
    print(f"articles: {total}   workers: {workers}   the loop: {loop:.3f} s")
    rate = (total - done_first) / wall
    print(f"articles a second: {rate:.0f}; in the time of one loop {rate * loop:.0f}")
    print(
        f"processor time: {1000 * processor / total:.1f} ms an article, starting included; "
        f"{total * loop / processor:.1f} articles for one loop"
    )
    print(
        f"memory of the writing process: {late / 1e6:.0f} MB; since the first quarter of the run it grew by "
        f"{(late - early) / (total / 2):.0f} bytes an article"
    )


if __name__ == "__main__":
    main()
