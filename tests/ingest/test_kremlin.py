"""People and events of the Kremlin's records, against tags and what was checked by hand: never worse than this."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.ingest.authority import Gazetteer
from tests.bench.kremlin_events import check_events, score
from tests.bench.kremlin_people import measure

pytestmark = [pytest.mark.corpus, pytest.mark.django_db]  # the gazetteer is made from rows


def test_tagged_people_are_found_and_links_are_right(shared: Path, gazetteer_of_files: Gazetteer) -> None:
    figures = measure(shared, gazetteer_of_files)

    assert figures.recall >= 0.99
    assert set(figures.samples) == {"random", "rare"}
    for judged in figures.samples.values():
        assert judged.still_made >= 0.95 * judged.sampled
        assert judged.precision >= 0.99


def test_subject_events_are_found_and_right(shared: Path, gazetteer_of_files: Gazetteer) -> None:
    figures = score(check_events(shared, gazetteer_of_files))

    assert figures.precision >= 0.95
    assert figures.recall >= 0.87
    assert figures.phases >= 0.98
