"""The floors under the figures of bodies.py: a little below what is reached, on the half tuned on and on the other."""

from __future__ import annotations

import statistics
from pathlib import Path

import pytest

from tests.bench.bodies import Score, compared, interval, scores
from tests.bench.dump_metadata import matches

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def found() -> list[Score]:
    shared = Path(__file__).resolve().parents[2].parent / "shared"
    if not shared.is_dir():
        pytest.skip(f"There is no folder {shared}.")
    return scores(shared)


@pytest.mark.parametrize(("half", "mean", "median"), [("tune", 0.955, 0.97), ("unseen", 0.92, 0.96)])
def test_bodies_of_articles_are_read_as_well_as_before(
    found: list[Score], half: str, mean: float, median: float
) -> None:
    f1 = [score.f1 for score in found if score.half == half and score.kind == "article"]

    assert statistics.mean(f1) >= mean
    assert statistics.median(f1) >= median


def test_bodies_of_all_pages_are_read_as_well_as_before(found: list[Score]) -> None:
    assert statistics.median(score.f1 for score in found) >= 0.96


def test_score_of_the_same_text_is_one_and_of_another_none() -> None:
    assert compared("a b c d e", "a b c d e") == (1.0, 1.0, 1.0)
    assert compared("a b c d", "e f g h") == (0.0, 0.0, 0.0)
    assert compared("a b c d e", "a b c d")[0] == 0.5


def test_interval_holds_the_figure_it_is_of() -> None:
    low, high = interval([0.1, 0.5, 0.9, 1.0], "mean")

    assert 0.1 <= low <= 0.625 <= high <= 1.0


@pytest.mark.parametrize(("field", "floor"), [("title", 0.48), ("author", 0.32), ("date", 0.6)])
def test_title_author_and_date_are_read_as_often_as_before(field: str, floor: float) -> None:
    shared = Path(__file__).resolve().parents[2].parent / "shared"
    if not shared.is_dir():
        pytest.skip(f"There is no folder {shared}.")

    found = [match.ours for match in matches(shared, with_trafilatura=False) if match.field == field]

    assert statistics.mean(found) >= floor
