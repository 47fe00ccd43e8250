"""Golden pairs: short texts of one trap each, and what a careful reader says of them (cases/NAME.json).

A JSON file holds only what its case is about. `events` gives role and phase of all events of the text.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archive.ingest.understanding import Reading, understand
from tests.ingest.gazetteers import SMALL

FOLDER = Path(__file__).parent / "cases"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))

# What the machine still reads otherwise: the pair stays as it should be.
KNOWN_LIMITS: dict[str, str] = {}

SAID: dict[str, Callable[[Reading], Any]] = {
    "title": lambda reading: reading.title,
    "title_is_devised": lambda reading: reading.title_is_devised,
    "authors": lambda reading: [author.name for author in reading.authors],
    "source": lambda reading: reading.publisher.slug if reading.publisher else None,
    "republisher": lambda reading: reading.republisher.slug if reading.republisher else None,
    "published": lambda reading: reading.dating.span.edtf if reading.dating else None,
    "basis": lambda reading: reading.dating.basis if reading.dating else None,
    "events": lambda reading: {e.slug: [e.role, e.phase.value if e.phase else None] for e in reading.events},
    "people": lambda reading: [person.slug for person in reading.people],
    "unresolved": lambda reading: sorted({name.text for name in reading.unresolved}),
    "paragraphs": lambda reading: len(reading.body.split("\n\n")),
    "set_aside": lambda reading: [block.rule for block in reading.blocks if not block.is_body],
}


def test_every_case_is_a_pair() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(NAMES)
    assert all((FOLDER / f"{name}.json").is_file() for name in NAMES)
    assert set(KNOWN_LIMITS) <= set(NAMES)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(
            name, marks=[pytest.mark.xfail(reason=KNOWN_LIMITS[name], strict=True)] if name in KNOWN_LIMITS else []
        )
        for name in NAMES
    ],
)
def test_text_is_read_as_a_careful_reader_does(name: str) -> None:
    expected = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    left_out = expected.pop("not_in_body", [])

    reading = understand((FOLDER / f"{name}.txt").read_text(encoding="utf-8"), SMALL)

    assert {key: SAID[key](reading) for key in expected} == expected
    assert [words for words in left_out if words in reading.body] == []
