"""Whether a day, month or year that a text prints may be an event's."""

from __future__ import annotations

from datetime import timedelta

from archive.ingest.authority import EventEntry
from archive.ingest.dates import DateMention

_TOLERANCE = timedelta(days=3)


def fits(event: EventEntry, mention: DateMention) -> bool:
    """Whether a printed day may be one of the event's, give or take how long the meetings around it last."""
    if event.start is None or event.end is None:
        return False
    for year in {mention.year} if mention.year else {event.start.year, event.end.year}:
        try:
            first, last = mention.first(year), mention.last(year)
        except ValueError:
            continue
        if first <= event.end + _TOLERANCE and last >= event.start - _TOLERANCE and first <= event.end:
            return True
    return False


def falls_in(event: EventEntry, mention: DateMention) -> bool:
    if event.start is None or event.end is None:
        return False
    if mention.day:
        return fits(event, mention)
    return event.start.month == mention.month and mention.year in (None, event.start.year)


def is_in_year(event: EventEntry, year: int) -> bool:
    return event.start is not None and event.end is not None and event.start.year <= year <= event.end.year
