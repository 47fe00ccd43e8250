"""Where an article stands to an event: by its date bounds if they decide, else by its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from archive.edtf import EdtfSpan
from archive.ingest.authority import EventEntry
from archive.ingest.event_namings import EventNaming
from archive.ingest.places import PLACE_ALONE
from archive.ingest.tense import Stance

BEFORE, DURING, AFTER, UNDETERMINED = "before", "during", "after", "undetermined"
_BY_STANCE = {Stance.AHEAD: BEFORE, Stance.NOW: DURING, Stance.OVER: AFTER}


@dataclass(frozen=True)
class Phase:
    value: str
    rule: str
    evidence: str = ""


def phase_of(
    event: EventEntry, published: EdtfSpan | None, namings: Sequence[EventNaming], stance: Stance, evidence: str
) -> Phase:
    """The phase of an article about `event`. `stance` is how the article as a whole speaks of it, `evidence` where."""
    if event.start is None or event.end is None:
        return Phase(UNDETERMINED, "event-without-days")
    by_date = phase_by_date(event.start, event.end, published, evidence)
    if by_date:
        return by_date
    if stance in _BY_STANCE:
        return Phase(_BY_STANCE[stance], f"words-say-{stance.value}", evidence)
    return Phase(UNDETERMINED, "nothing-decides")


def phase_by_date(first: date, last: date, published: EdtfSpan | None, evidence: str = "") -> Phase | None:
    """The phase where an article's date bounds lie wholly before, within or after an event's days; else None."""
    if published is None:
        return None
    if published.latest and published.latest < first:
        return Phase(BEFORE, "date-lies-before", evidence)
    if published.earliest and published.earliest > last:
        return Phase(AFTER, "date-lies-after", evidence)
    if published.lies_within(first, last):
        return Phase(DURING, "date-lies-within", evidence)
    return None


def stance_towards(
    namings: Sequence[EventNaming], in_title: Sequence[EventNaming]
) -> tuple[Stance, EventNaming | None]:
    """How an article speaks of one event, with the first naming that says so.

    Its title and first words count most. Where only the place is named, something past there need not be the event.
    """
    votes: Counter[Stance] = Counter()
    witness: dict[Stance, EventNaming] = {}
    weighted = [(2, naming) for naming in in_title] + [(3 if i < 2 else 1, naming) for i, naming in enumerate(namings)]
    for weight, naming in weighted:
        if naming.stance is Stance.UNCLEAR:
            continue
        votes[naming.stance] += (
            min(weight, _PLACE_VOTES.get(naming.stance, 1)) if naming.rule == PLACE_ALONE else weight
        )
        witness.setdefault(naming.stance, naming)
    if not votes:
        return Stance.UNCLEAR, None
    winner = votes.most_common(1)[0][0]
    return winner, witness[winner]


_PLACE_VOTES = {Stance.AHEAD: 2}
