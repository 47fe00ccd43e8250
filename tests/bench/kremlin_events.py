"""Which summits hand-checked Kremlin records are about: `python -m tests.bench.kremlin_events ../shared [tune]`.

Title and date are given, as by a sidecar: what is measured here is the reading of events, not of the page.

Right is a subject event that the reader (tests/ingest/kremlin_events.csv) named too; precision is right among those
said, recall right among those the reader named. Phases are counted over the right ones.

Parts of the truth: `tune` and `unseen` by the parity of the id's sum, both spent. Then what was left of the corpus:
`fresh`, all that was said to have a subject, all filed from the place and days of an event, and 75 drawn of those
that name a summit or a series; `later`, 44 more of the last kind and the last record said to have a subject. Both were
labelled from the text before they were read. Hardly any record about a summit is left.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from archive.ingest.authority import Gazetteer
from archive.ingest.understanding import understand
from tests.bench.kremlin import Record, by_id, gazetteer_of_files, read_truth

TRUTH = "kremlin_events.csv"
HALVES = ("tune", "unseen", "fresh", "later")


@dataclass(frozen=True)
class Checked:
    """One record: subject events with phases as read by hand and as said by the machine, with the words' rules."""

    record: Record
    half: str
    expected: dict[str, str]
    background: frozenset[str]
    said: dict[str, str]
    said_background: frozenset[str]
    rules: dict[str, str]
    note: str


@dataclass(frozen=True)
class Score:
    said: int
    expected: int
    right: int
    phases_right: int

    @property
    def precision(self) -> float:
        return self.right / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    @property
    def phases(self) -> float:
        return self.phases_right / self.right if self.right else 1.0


def check_events(shared: Path, gazetteer: Gazetteer) -> list[Checked]:
    """Every record of the truth, read by the machine, in the order of the file."""
    truth = {row["id"]: row for row in read_truth(TRUTH)}
    records = by_id(shared, truth)
    return [_checked(records[number], row, gazetteer) for number, row in truth.items()]


def _checked(record: Record, row: dict[str, str], gazetteer: Gazetteer) -> Checked:
    events = understand(record.as_file(), gazetteer, record.given()).events
    pairs = [part.partition(":") for part in row["subjects"].split(";") if part]
    return Checked(
        record,
        row["half"],
        {slug: phase for slug, _, phase in pairs},
        frozenset(filter(None, row["background"].split(";"))),
        {event.slug: event.phase.value for event in events if event.phase},
        frozenset(event.slug for event in events if not event.phase),
        {event.slug: event.evidence for event in events},
        row["note"],
    )


def score(checked: Iterable[Checked]) -> Score:
    rows = list(checked)
    right = [(row, slug) for row in rows for slug in row.said if slug in row.expected]
    return Score(
        sum(len(row.said) for row in rows),
        sum(len(row.expected) for row in rows),
        len(right),
        sum(row.said[slug] == row.expected[slug] for row, slug in right),
    )


def background_score(checked: Iterable[Checked]) -> Score:
    """The same for events named in passing; an event said to be the subject is no right background."""
    rows = list(checked)
    right = sum(len(row.said_background & row.background) for row in rows)
    return Score(sum(len(row.said_background) for row in rows), sum(len(row.background) for row in rows), right, right)


def _print(name: str, figures: Score) -> None:
    print(
        f"{name:20} precision {figures.precision:.3f} ({figures.right}/{figures.said})  "
        f"recall {figures.recall:.3f} ({figures.right}/{figures.expected})  phases {figures.phases:.3f}"
    )


def main(shared: Path, halves: tuple[str, ...]) -> None:
    checked = check_events(shared, gazetteer_of_files())
    for half in HALVES:
        rows = [row for row in checked if row.half == half]
        _print(f"{half} ({len(rows)} records)", score(rows))
        _print(f"{half}, background", background_score(rows))
    for row in (row for row in checked if row.half in halves and row.said != row.expected):
        added = {slug: f"{phase} by {row.rules[slug]}" for slug, phase in row.said.items() if slug not in row.expected}
        missed = [slug for slug in row.expected if slug not in row.said]
        print(f"{row.record.id} {row.half}: {row.record.title[:80]}")
        for slug, rule in added.items():
            print(f"    added  {slug} ({rule})")
        for slug in missed:
            print(f"    missed {slug} ({'background by ' + row.rules[slug] if slug in row.rules else 'not found'})")
        for slug in set(row.said) & set(row.expected):
            if row.said[slug] != row.expected[slug]:
                print(f"    phase  {slug}: {row.said[slug]}, not {row.expected[slug]}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), tuple(sys.argv[2:]) or HALVES)
