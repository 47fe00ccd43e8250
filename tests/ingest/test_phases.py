"""Before, during or after: the date decides, else the words."""

from __future__ import annotations

import pytest

from archive.edtf import parse_edtf
from archive.ingest.phases import phase_of
from archive.ingest.tense import Stance
from tests.ingest.gazetteers import event

HAMBURG = event("g20-hamburg-2017")  # 7 and 8 July


@pytest.mark.parametrize(
    ("published", "stance", "phase"),
    [
        ("2017-07-06", Stance.OVER, "before"),
        ("2017-07-01/2017-07-06", Stance.UNCLEAR, "before"),
        ("2017-07-07", Stance.AHEAD, "during"),
        ("2017-07-07/2017-07-08", Stance.OVER, "during"),
        ("2017-07-08", Stance.OVER, "during"),
        ("2017-07-09", Stance.AHEAD, "after"),
        ("2017-07-06/2017-07-07", Stance.UNCLEAR, "undetermined"),
        ("2017-07-08/2017-07-09", Stance.UNCLEAR, "undetermined"),
        ("2017-07-08/2017-07-09", Stance.OVER, "after"),
        ("2017-07-06/2017-07-09", Stance.NOW, "during"),
        ("2017-07-09/..", Stance.AHEAD, "after"),
        ("2017-07-08/..", Stance.OVER, "after"),
        ("2017-07-08/..", Stance.UNCLEAR, "undetermined"),
        ("2017-07-01/2017-07-07", Stance.AHEAD, "before"),
        ("2017-07-01/2017-07-07", Stance.NOW, "during"),
        ("../2017-07-06", Stance.OVER, "before"),
        ("2017", Stance.OVER, "after"),
        ("2017-07~", Stance.UNCLEAR, "undetermined"),
        ("[2017-07-05,2017-07-06]", Stance.UNCLEAR, "before"),
        ("[2017-07-06,2017-07-09]", Stance.UNCLEAR, "undetermined"),
        (None, Stance.AHEAD, "before"),
        (None, Stance.UNCLEAR, "undetermined"),
    ],
)
def test_date_bounds_decide_and_words_where_they_do_not(published: str | None, stance: Stance, phase: str) -> None:
    span = parse_edtf(published) if published else None

    assert phase_of(HAMBURG, span, (), stance, "words").value == phase


@pytest.mark.parametrize("stance", list(Stance))
def test_event_without_days_has_no_phase(stance: Stance) -> None:
    planned = event("us-russia-budapest-planned")

    assert phase_of(planned, parse_edtf("2017-07-06"), (), stance, "words").value == "undetermined"
