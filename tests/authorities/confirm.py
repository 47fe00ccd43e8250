"""Which facts of fixtures/authorities are confirmed by which file: `python tests/authorities/confirm.py ../shared`.

Prints the counts side by side, then all contradictions (and with `--remarks` what is neither); exit status 1 if there
is any contradiction.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # so that this file can be started by its path

from tests.authorities import kremlin, reference  # noqa: E402 - the path comes first
from tests.authorities.records import Findings, load  # noqa: E402


def compare_all(shared: Path) -> dict[str, Findings]:
    """Findings by the file (and question) they come from."""
    people, events = load("people"), load("events")
    tables, news_file = shared / "reference", shared / "corpora" / "kremlin-news.jsonl.gz"
    news = kremlin.read_news(news_file)
    return {
        "leaders.csv": reference.compare_leaders(people, tables / "leaders.csv"),
        "summits.csv": reference.compare_summits(events, tables / "summits.csv"),
        "g7_g8_summits.json": reference.compare_g7(events, tables / "g7_g8_summits.json"),
        "Kremlin, person tags": kremlin.compare_tags(people, kremlin.read_tags(news_file)),
        "Kremlin, days and places": kremlin.compare_days(events, news),
        "Kremlin, sentences": kremlin.compare_sentences(events, news),
        "Kremlin, offices": kremlin.compare_offices(people, news),
        "Kremlin, attendance": kremlin.compare_attendance(events, people, news),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="the folder that holds reference/ and corpora/")
    parser.add_argument("--remarks", action="store_true", help="also print what neither confirms nor contradicts")
    arguments = parser.parse_args()
    print("Records:", ", ".join(f"{name} {len(load(name))}" for name in ("people", "series", "events", "sources")))
    print("Participants in", dict(reference.covered_days(load("people"), load("events"))))
    findings = compare_all(arguments.shared)
    for source, found in findings.items():
        counts = ", ".join(f"{count} {kind}" for kind, count in found.confirmed.items())
        print(f"{source:26} {counts or 'nothing'}; {len(found.contradictions)} contradictions")
    for source, found in findings.items():
        for contradiction in found.contradictions:
            print(f"CONTRADICTION {source}: {contradiction}")
        for remark in found.remarks if arguments.remarks else ():
            print(f"remark {source}: {remark}")
    return 1 if any(found.contradictions for found in findings.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
