"""Meetings of a series that are not its leaders' meeting."""

from __future__ import annotations

import pytest

from archive.ingest.events import find_events
from archive.ingest.lower_meetings import is_about_lower_meeting
from archive.ingest.sentences import split_sentences
from tests.ingest.gazetteers import SMALL


def has_naming(text: str) -> bool:
    return bool(find_events(text, split_sentences(text), [], SMALL))


@pytest.mark.parametrize(
    "text",
    [
        "The APEC Business Summit opened.",
        "The G20 finance ministers’ meeting ended.",
        "A meeting of the foreign ministers of the G20 ended.",
        "The ministers of the APEC countries will meet for the third time.",
        "The Youth G20 summit ended.",
        "The summit of G20 women entrepreneurs ended.",
        "The meeting of heads of government of APEC ended.",
    ],
)
def test_lower_meetings_are_no_summit(text: str) -> None:
    assert not has_naming(text)


@pytest.mark.parametrize(
    "text",
    [
        "The APEC summit opened.",
        "The meeting of heads of state and government of APEC ended.",
        "The G20 leaders’ meeting ended.",
        "The business of the G20 summit was done.",
    ],
)
def test_meetings_of_leaders_are(text: str) -> None:
    assert has_naming(text)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("The president spoke at the APEC Business Summit", True),
        ("Meeting of the G20 energy ministers", True),
        ("The G20 leaders met the Business Council", False),
        ("The G20 summit in Hamburg", False),
        ("Business as usual", False),
    ],
)
def test_title_tells_of_a_lower_meeting(title: str, expected: bool) -> None:
    assert is_about_lower_meeting(title) is expected
