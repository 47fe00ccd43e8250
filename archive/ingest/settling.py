"""Which of the events that words allow is meant: what is named outright settles what is only alluded to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archive.edtf import EdtfSpan
from archive.ingest.authority import EventEntry, Gazetteer
from archive.ingest.events import EventNaming
from archive.ingest.tense import Stance

_FAR = 400  # days: “the last G20 summit” is no older, “the next” no farther off


@dataclass(frozen=True)
class Settled:
    """Namings by the event they mean, in order of the text; and those that stay open."""

    by_event: Mapping[str, tuple[EventNaming, ...]]
    open: tuple[EventNaming, ...]


def settle(
    namings: Sequence[EventNaming], gazetteer: Gazetteer, published: EdtfSpan | None, anchored: frozenset[str] = frozenset()
) -> Settled:
    """Give each naming its event where exactly one is possible. `anchored` are events known from elsewhere (the body)."""
    settled: dict[str, list[EventNaming]] = defaultdict(list)
    waiting: list[tuple[EventNaming, list[EventEntry]]] = []
    for naming in namings:
        possible = [
            event
            for event in (gazetteer.event_by_slug[slug] for slug in sorted(naming.candidates))
            if _is_possible(event, naming.stance, published)
        ]
        if len(possible) == 1 and not naming.is_weak:
            settled[possible[0].slug].append(naming)
        elif possible:
            waiting.append((naming, possible))
    open_namings = []
    for naming, possible in waiting:
        slug = _allusion(naming, possible, {**settled, **{slug: [] for slug in anchored if slug not in settled}}, published)
        if slug:
            settled[slug].append(naming)
        elif not naming.is_weak:
            open_namings.append(naming)
    by_event = {slug: tuple(sorted(found, key=lambda n: n.start)) for slug, found in settled.items()}
    return Settled(by_event, tuple(open_namings))


def _is_possible(event: EventEntry, stance: Stance, published: EdtfSpan | None) -> bool:
    """Nothing that has happened lies after the article's last possible day, nothing to come before its first."""
    if published is None or event.start is None or event.end is None:
        return True
    if stance is Stance.OVER and published.latest and event.start > published.latest:
        return False
    if stance is Stance.NOW and published.latest and event.start > published.latest:
        return False
    return not (stance is Stance.AHEAD and published.earliest and event.end < published.earliest)


def _allusion(
    naming: EventNaming,
    possible: list[EventEntry],
    settled: Mapping[str, Sequence[EventNaming]],
    published: EdtfSpan | None,
) -> str | None:
    named = [event for event in possible if event.slug in settled]
    if len(named) == 1:
        return named[0].slug
    if len(named) > 1:
        before = [
            (other.start, event.slug) for event in named for other in settled[event.slug] if other.start <= naming.start
        ]
        return max(before)[1] if before else None
    if naming.is_weak or published is None:
        return None
    return _nearest(naming.stance, possible, published)


def _nearest(stance: Stance, possible: list[EventEntry], published: EdtfSpan) -> str | None:
    """The last one before, or the next one after, an article whose date is known well enough to tell."""
    days = [(event.start, event.slug) for event in possible if event.start]
    if stance is Stance.OVER and published.latest:
        past = [(start, slug) for start, slug in days if start <= published.latest]
        newest = max(past, default=None)
        if newest and (published.latest - newest[0]).days <= _FAR and _is_clear(newest[0], published):
            return newest[1]
    if stance is Stance.AHEAD and published.earliest:
        coming = [(start, slug) for start, slug in days if start >= published.earliest]
        next_one = min(coming, default=None)
        if next_one and (next_one[0] - published.earliest).days <= _FAR and _is_clear(next_one[0], published):
            return next_one[1]
    return None


def _is_clear(_start: object, published: EdtfSpan) -> bool:
    """Whether the article's date is narrow enough that nearest means nearest."""
    if published.earliest is None or published.latest is None:
        return published.latest is not None and published.earliest is None
    return (published.latest - published.earliest).days <= _FAR
