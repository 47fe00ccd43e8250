"""The case for an event from a whole text: its place and series recur, those who met are named, and the date allows it.

A text may be about a summit without ever calling it so. What it says of place, series and people is weighed together
with its date; an event is taken as meant only where it is the one that all of them point to.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from archive.edtf import EdtfSpan
from archive.ingest.authority import EventEntry, Gazetteer
from archive.ingest.body import Body
from archive.ingest.event_namings import EventNaming
from archive.ingest.folding import fold
from archive.ingest.lowering import lowered
from archive.ingest.meeting_words import find_meeting_words
from archive.ingest.names import Naming
from archive.ingest.places import METONYMS, find_series

_WEEKS_BEFORE, _WEEKS_AFTER = timedelta(days=45), timedelta(days=60)
_MONTHS_BEFORE, _YEAR_AFTER = timedelta(days=120), timedelta(days=400)
_NARROW = timedelta(days=14)
_OPENING = 600  # characters
_LEADER = re.compile(
    r"\b(?:presidents?|prime minister|chancellor|premier|king|queen|emperor|sultan|crown prince|chairman|leaders|"
    r"heads of state|канцлер\w*|президент\w*|премьер\w*|präsident\w*|bundeskanzler\w*|président\w*)\b"
)
_HALF_A_YEAR = timedelta(days=183)


@dataclass(frozen=True)
class Evidence:
    """What a text says that may point to events: in how many paragraphs it names their places, from where it was filed,
    which series and people it names, how much it is about meetings at all, and how many offices of leaders and which
    people its title and opening name."""

    places: dict[str, int]
    filed_from: frozenset[str]
    titled: frozenset[str]
    series: frozenset[str]
    people: frozenset[str]
    meeting_words: int
    leaders: int = 0
    only_by_capital: frozenset[str] = frozenset()
    opening: frozenset[str] = frozenset()

    def participants(self, event: EventEntry) -> int:
        return len(event.participants & self.people)

    def has_leaders(self, event: EventEntry) -> bool:
        """Whether title and opening name leaders who meet: two offices, “the leaders”, or half of who met there."""
        here = len(event.participants & self.opening)
        return self.leaders >= 2 or (here >= 2 and 2 * here >= len(event.participants))

    def support(self, event: EventEntry) -> int:
        """How many kinds of evidence there are for an event, from 0 to 4."""
        is_placed = bool(self.places.get(event.slug)) or event.slug in self.titled
        return (
            is_placed
            + (event.series in self.series)
            + (self.participants(event) >= 2)
            + (self.places.get(event.slug, 0) + (event.slug in self.titled) >= 2)
        )


def weigh(
    body: Body,
    placed: Iterable[EventNaming],
    titled: Iterable[EventNaming],
    datelines: Sequence[str],
    people: Sequence[Naming],
    title_people: Sequence[Naming],
    gazetteer: Gazetteer,
    title: str = "",
) -> Evidence:
    """Gather the evidence of a text once. `placed` and `titled` name places, in body and title."""
    paragraphs: dict[str, set[int]] = defaultdict(set)
    for naming in (naming for naming in placed if "place" in naming.rule):
        for slug in naming.candidates:
            paragraphs[slug].add(body.paragraph_at(naming.start))
    filed_from = frozenset(slug for line in datelines for slug in _filed(line, gazetteer))
    by_town = {slug for line in datelines for slug in _filed(line, gazetteer) if not _is_capital(line)}
    only_by_capital = filed_from - set(paragraphs) - by_town
    for slug in filed_from:
        paragraphs[slug].add(-1)
    return Evidence(
        {slug: len(found) for slug, found in paragraphs.items()},
        filed_from,
        frozenset(slug for naming in titled if "place" in naming.rule for slug in naming.candidates),
        frozenset(slug for hit in find_series(body.text, gazetteer) for slug in hit.slugs),
        frozenset(naming.slug for naming in (*people, *title_people)),
        len(find_meeting_words(body.text)),
        _count_leaders(f"{title}\n{body.text[:_OPENING]}"),
        only_by_capital,
        frozenset(n.slug for n in (*title_people, *(n for n in people if n.start < _OPENING))),
    )


def _count_leaders(opening: str) -> int:
    """How many offices of leaders are named; a plural counts for two."""
    return sum(
        2 if found in ("leaders", "presidents", "heads of state") else 1 for found in _LEADER.findall(lowered(opening))
    )


def _filed(line: str, gazetteer: Gazetteer) -> set[str]:
    return {slug for hit in gazetteer.places.find(fold(line.title())) for slug in hit.slugs}


def _is_capital(line: str) -> bool:
    """Whether a dateline names a capital: everyday news of its government is filed from there too."""
    return any(capital in line.title() for capital in METONYMS)


def events_meant(evidence: Evidence, gazetteer: Gazetteer, published: EdtfSpan | None) -> frozenset[str]:
    """Events that the evidence points to, each the best of those at its place or in its series."""
    is_dated = published is not None and _is_narrow(published)
    makes_case = _dated_case if is_dated else _undated_case
    fitting = [event for event in gazetteer.events if makes_case(event, evidence, published)]
    return frozenset(event.slug for event in fitting if _is_best(event, fitting, evidence))


def events_at_hand(meant: frozenset[str], gazetteer: Gazetteer, published: EdtfSpan | None) -> frozenset[str]:
    """Of the events meant, those of the ten days around a known date."""
    if published is None or not _is_narrow(published) or published.earliest is None or published.latest is None:
        return frozenset()
    days = timedelta(days=10)
    return frozenset(
        slug
        for slug in meant
        if (event := gazetteer.event_by_slug[slug]).start
        and event.end
        and event.start - days <= published.latest
        and published.earliest <= event.end + days
    )


def events_past(named: Iterable[str], gazetteer: Gazetteer, published: EdtfSpan | None) -> frozenset[str]:
    """Of the events a text names, those over before its first possible day."""
    first = published.earliest if published else None
    ends = {slug: gazetteer.event_by_slug[slug].end for slug in named}
    return frozenset(slug for slug, end in ends.items() if first and end and end < first)


def events_to_come(named: Iterable[str], gazetteer: Gazetteer, published: EdtfSpan | None) -> frozenset[str]:
    """Of the events a text names, those that begin after its last possible day."""
    last = published.latest if published else None
    starts = {slug: gazetteer.event_by_slug[slug].start for slug in named}
    return frozenset(slug for slug, start in starts.items() if last and start and start > last)


def events_filed_from(evidence: Evidence, gazetteer: Gazetteer, published: EdtfSpan | None) -> frozenset[str]:
    """Events from whose place the text was filed, on their days or a day beside them where its date is known."""
    if published is None or not _is_narrow(published) or published.earliest is None or published.latest is None:
        return evidence.filed_from
    day = timedelta(days=1)
    return frozenset(
        slug
        for slug in evidence.filed_from
        if (event := gazetteer.event_by_slug[slug]).start
        and event.end
        and event.start - day <= published.earliest
        and published.latest <= event.end + day
    )


def events_long_past(
    named: Iterable[str], titled: Iterable[str], gazetteer: Gazetteer, published: EdtfSpan | None
) -> frozenset[str]:
    """Of the events a text names, those that a known date puts more than half a year away: looked back on, unless the
    title names them."""
    if published is None or not _is_narrow(published) or published.earliest is None or published.latest is None:
        return frozenset()
    far = [
        event.slug
        for event in (gazetteer.event_by_slug[slug] for slug in named)
        if event.start and event.end
        if event.end + _HALF_A_YEAR < published.earliest or event.start - _HALF_A_YEAR > published.latest
    ]
    return frozenset(far) - frozenset(titled)


def best_supported(possible: Sequence[EventEntry], evidence: Evidence) -> EventEntry | None:
    """The one of several events that the text supports more than any other, if there is one."""
    ranked = sorted(possible, key=evidence.support, reverse=True)
    if len(ranked) > 1 and evidence.support(ranked[0]) > max(1, evidence.support(ranked[1])):
        return ranked[0]
    return None


def _is_narrow(published: EdtfSpan) -> bool:
    return bool(published.earliest and published.latest and published.latest - published.earliest <= _NARROW)


def _dated_case(event: EventEntry, evidence: Evidence, published: EdtfSpan | None) -> bool:
    """Beside a known date two kinds of evidence do: place and series, place and people, or who met on the very day."""
    if published is None or event.start is None or event.end is None or event.is_online:
        return False
    first, last = published.earliest, published.latest
    if first is None or last is None or last < event.start - _WEEKS_BEFORE or first > event.end + _WEEKS_AFTER:
        return False
    met = evidence.participants(event)
    is_placed = bool(evidence.places.get(event.slug)) or event.slug in evidence.titled
    in_series = event.series in evidence.series
    is_close = event.start - timedelta(days=5) <= last and first <= event.end + timedelta(days=5)
    is_filed = event.slug in evidence.filed_from and event.slug not in evidence.only_by_capital
    if met < 2 and not is_filed and (event.slug in evidence.only_by_capital or len(event.participants) == 2):
        return False
    if event.slug in evidence.only_by_capital and len(event.participants) == 2 and not in_series:
        is_placed = event.participants <= evidence.opening
    if is_placed and (in_series or met >= 2 or (met == 1 and is_close and evidence.leaders >= 2)):
        return True
    if len(event.participants) != 2:
        return is_close and met >= 2 and in_series
    if in_series:
        return is_close and met == 2
    is_there = event.slug in evidence.filed_from and event.start <= first and last <= event.end
    return is_close and event.participants <= evidence.opening and (evidence.meeting_words >= 1 or is_there)


def _undated_case(event: EventEntry, evidence: Evidence, published: EdtfSpan | None) -> bool:
    """Without a date: who met, and the place again and again or with its series."""
    if event.start is None or event.end is None or event.is_online or evidence.participants(event) < 2:
        return False
    if published and published.latest and published.latest < event.start - _MONTHS_BEFORE:
        return False
    if published and published.earliest and published.earliest > event.end + _YEAR_AFTER:
        return False
    places = evidence.places.get(event.slug, 0) + (event.slug in evidence.titled)
    if evidence.meeting_words < 2:
        return False
    return places >= 2 or (places >= 1 and event.series in evidence.series)


def _is_best(event: EventEntry, fitting: Sequence[EventEntry], evidence: Evidence) -> bool:
    """Whether no other fitting event of the same place or series has as much for it."""
    rivals = [
        other
        for other in fitting
        if other is not event and (set(other.places) & set(event.places) or other.series == event.series)
    ]
    return all(evidence.support(event) > evidence.support(rival) for rival in rivals)
