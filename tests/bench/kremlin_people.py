"""Which people the machine names in the Kremlin's records: `python -m tests.bench.kremlin_people ../shared`.

Recall is over people tagged on a record whose surname occurs in its text; precision over links judged by a reader in
their sentences (tests/ingest/kremlin_people.csv). The `random` sample is drawn from all links, so most are of one
president in full; the `rare` one is of links that rest on less (offices, surnames, initials, other spellings), few of
any one person. Offsets there are those of title, lead and text joined by blank lines; they do not depend on how lines
are sorted into blocks. `--draw` writes a new random sample.
"""

from __future__ import annotations

import csv
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from archive.ingest.authority import Gazetteer
from archive.ingest.folding import fold
from archive.ingest.names import find_in_title, find_people
from tests.bench.kremlin import TRUTH_FOLDER, Record, gazetteer_of_files, read_records, read_truth

TRUTH = "kremlin_people.csv"
SEED, SAMPLE = 20170707, 200


@dataclass(frozen=True)
class Link:
    record: str
    person: str
    start: int


@dataclass(frozen=True)
class Judged:
    """Of one sample of links: the right ones among those still made, those still made, all, and the wrong ones."""

    right: int
    still_made: int
    sampled: int
    wrong: tuple[Link, ...]

    @property
    def precision(self) -> float:
        return self.right / self.still_made


@dataclass(frozen=True)
class Figures:
    """Tagged people found, and all of them; how the links of each sample were judged."""

    found: int
    tagged: int
    missed: tuple[tuple[str, str], ...]
    samples: Mapping[str, Judged]

    @property
    def recall(self) -> float:
        return self.found / self.tagged


def links_of(record: Record, gazetteer: Gazetteer) -> list[Link]:
    """Every place where the machine links a person, in title and body."""
    given = record.given()
    in_body, _ = find_people(record.body, gazetteer, given.published)
    in_title = find_in_title(record.title, gazetteer, frozenset(naming.slug for naming in in_body))
    shift = len(record.title) + 2
    return [
        *(Link(record.id, naming.slug, naming.start) for naming in in_title),
        *(Link(record.id, naming.slug, naming.start + shift) for naming in in_body),
    ]


def tagged_people(record: Record, gazetteer: Gazetteer) -> Iterator[str]:
    """Slugs of the tagged people who have a record and whose surname occurs in the text as read."""
    words = set(re.findall(r"[^\W\d_]+", fold(f"{record.title} {record.body}")))
    for tag in record.people:
        slug = _slug_of(tag, gazetteer)
        surnames = {fold(name) for name in gazetteer.person_by_slug[slug].short_names} if slug else set()
        if any(set(re.findall(r"[^\W\d_]+", surname)) <= words for surname in surnames):
            yield slug


def _slug_of(tag: str, gazetteer: Gazetteer) -> str:
    """The record of a tag as printed, “Trump Donald”: its words in any order, or each turn of them."""
    parts = tag.split()
    for turn in range(len(parts)):
        name = fold(" ".join(parts[turn:] + parts[:turn]))
        hits = [hit for hit in gazetteer.full_names.find(name) if (hit.start, hit.end) == (0, len(name))]
        if hits and len(hits[0].slugs) == 1:
            return next(iter(hits[0].slugs))
    return ""


def measure(shared: Path, gazetteer: Gazetteer) -> Figures:
    made: set[Link] = set()
    missed: list[tuple[str, str]] = []
    tagged = 0
    for record in read_records(shared):
        links = links_of(record, gazetteer)
        made.update(links)
        named = {link.person for link in links}
        for slug in tagged_people(record, gazetteer):
            tagged += 1
            if slug not in named:
                missed.append((record.id, slug))
    return Figures(tagged - len(missed), tagged, tuple(missed), _judged(made))


def _judged(made: Set[Link]) -> dict[str, Judged]:
    samples: dict[str, dict[Link, bool]] = defaultdict(dict)
    for row in read_truth(TRUTH):
        samples[row["sample"]][Link(row["id"], row["person"], int(row["start"]))] = row["correct"] == "yes"
    judged = {}
    for name, truth in samples.items():
        kept = [link for link in truth if link in made]
        wrong = tuple(link for link in kept if not truth[link])
        judged[name] = Judged(len(kept) - len(wrong), len(kept), len(truth), wrong)
    return judged


def draw(shared: Path, gazetteer: Gazetteer) -> None:
    """Write a random sample that is still to be judged, in place of the one before."""
    links = [link for record in read_records(shared) for link in links_of(record, gazetteer)]
    sample = random.Random(SEED).sample(links, SAMPLE)
    others = [row for row in read_truth(TRUTH) if row["sample"] != "random"]
    with (TRUTH_FOLDER / TRUTH).open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("id", "person", "start", "sample", "correct"))
        rows.writerows((link.record, link.person, link.start, "random", "") for link in sample)
        rows.writerows(row.values() for row in others)


def main(shared: Path) -> None:
    figures = measure(shared, gazetteer_of_files())
    print(f"recall of tagged people whose surname occurs   {figures.recall:.3f} ({figures.found}/{figures.tagged})")
    for record, slug in figures.missed:
        print(f"    missed {record} {slug}")
    for name, judged in figures.samples.items():
        print(
            f"precision over {f'{name} links judged by hand':<31} {judged.precision:.3f} "
            f"({judged.right}/{judged.still_made}, "
            f"{judged.sampled - judged.still_made} of {judged.sampled} no longer made)"
        )
        for link in judged.wrong:
            print(f"    wrong  {link.record} {link.person} at {link.start}")


if __name__ == "__main__":
    if "--draw" in sys.argv:
        draw(Path(sys.argv[1]), gazetteer_of_files())
    else:
        main(Path(sys.argv[1]))
