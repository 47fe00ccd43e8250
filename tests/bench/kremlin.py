"""The Kremlin's records as articles: how they are read in, and the hand-checked truth about them."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.test.utils import setup_databases

from archive.authorities import load_authorities
from archive.edtf import between
from archive.ingest.authority import Gazetteer
from archive.ingest.gazetteer import build_gazetteer
from archive.ingest.understanding import Given
from tests.conftest import REPO_ROOT

RECORDS = "corpora/kremlin-news.jsonl.gz"
TRUTH_FOLDER = REPO_ROOT / "tests" / "ingest"


@dataclass(frozen=True)
class Record:
    """One news item; `text` without title and lead, `people` the tags as printed (“Trump Donald”)."""

    id: str
    title: str
    place: str
    day: date | None
    lead: str
    text: str
    people: tuple[str, ...]

    @property
    def body(self) -> str:
        return "\n\n".join(filter(None, (self.lead, self.text)))

    def given(self) -> Given:
        return Given(self.title, between(self.day, self.day) if self.day else None)

    def as_file(self) -> str:
        """The record as it would be handed in: title, a line of place and date, lead, text."""
        dateline = ", ".join(filter(None, (self.place, self.day.isoformat() if self.day else "")))
        return "\n\n".join(filter(None, (self.title, dateline, self.body)))


def read_records(shared: Path) -> Iterator[Record]:
    with gzip.open(shared / RECORDS, "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = json.loads(line)
            yield Record(
                str(fields["id"]),
                fields["title"],
                fields["place"] or "",
                date.fromisoformat(fields["date"]) if fields["date"] else None,
                fields["lead"] or "",
                fields["text"],
                tuple(name for kind, name in fields["tags"] if kind == "person"),
            )


def read_truth(name: str) -> list[dict[str, str]]:
    with (TRUTH_FOLDER / name).open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def gazetteer_of_files() -> Gazetteer:
    """What the archive knows after `load_authorities`, in a database that ends with the program."""
    setup_databases(verbosity=0, interactive=False)
    load_authorities(REPO_ROOT / "fixtures" / "authorities")
    return build_gazetteer()


def by_id(shared: Path, ids: Mapping[str, object]) -> dict[str, Record]:
    return {record.id: record for record in read_records(shared) if record.id in ids}
