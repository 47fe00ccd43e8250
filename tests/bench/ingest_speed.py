"""How many articles a second are taken in, what one costs in processor time, and how memory grows.

    .venv/bin/python -m tests.bench.ingest_speed [--articles 3000] [--workers 2] [--folder DIR]

Texts of 900 words are made (see `clippings`) and taken in by `manage.py ingest --no-index` into a new SQLite database
with the archive's authority records. Said are articles a second by the clock, from the first article to the last;
milliseconds of processor time an article, of all processes; and the memory of the writing process, in bytes an article,
between the first quarter of the run and its end.
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

from tests.bench.clippings import write_clippings
from tests.conftest import REPO_ROOT

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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=3000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="texts that are there already, instead of made ones")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.folder or Path(scratch) / "texts"
        if not given.folder:
            write_clippings(folder, given.articles)
        environment = prepared(Path(scratch) / "data")
        measure(folder, given.workers, environment, Path(scratch) / "report.jsonl")


def measure(folder: Path, workers: int, environment: dict[str, str], report: Path) -> None:
    """Run the command once and print what it took."""
    total = sum(1 for _ in folder.rglob("*.txt"))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [*_MANAGE, "ingest", str(folder), f"--workers={workers}", "--no-index", "-v0", f"--report={report}"]
    process = subprocess.Popen(command, env=environment)  # noqa: S603  # our own command
    first, memory = 0.0, {}
    while process.poll() is None:
        time.sleep(0.02)
        done = report.read_bytes().count(b"\n") if report.exists() else 0
        if done and not first:
            first, done_first = time.perf_counter(), done
        if resident := resident_bytes(process.pid):
            memory[done] = resident
    wall = time.perf_counter() - first
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    quarter = min((done for done in memory if done >= total / 4), default=0)
    last = max(memory)
    print(f"articles: {total}   workers: {workers}")
    print(f"articles a second: {(total - done_first) / wall:.0f}")
    print(f"processor time: {1000 * processor / total:.1f} ms an article, starting included")
    print(
        f"memory of the writing process: {memory[last] / 1e6:.0f} MB at the end; since the first quarter it grew by "
        f"{(memory[last] - memory[quarter]) / max(last - quarter, 1):.0f} bytes an article"
    )


if __name__ == "__main__":
    main()
