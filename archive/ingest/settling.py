"""Which of the events that words allow is meant: what is named outright settles what is only alluded to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from archive.edtf import EdtfSpan
from archive.ingest.authority import EventEntry, Gazetteer
from archive.ingest.cases import Evidence, best_supported
from archive.ingest.event_namings import EventNaming
from archive.ingest.events import ONLY_TALKS, WHO_MEETS
from archive.ingest.places import PLACE_ALONE, PLACE_AND_MONTH
from archive.ingest.tense import Stance

_FAR = 400  # days: “the last G20 summit” is no older, “the next” no farther off
_NARROW = 14  # days: an article dated so closely can be told from the meetings around it
_AROUND = timedelta(days=45)
_MONTHS, _WEEKS = timedelta(days=120), timedelta(days=14)
_EVE = timedelta(days=3)
_BESIDE = 200  # characters
_SLACK = timedelta(days=2)  # tenses are read off single words: a meeting that opens tomorrow may be told in the past

_YEARS_BACK = re.compile(r"\b(?:years?|months?)\s(?:ago|earlier|before)\b|\blast\s(?:year|time)\b", re.IGNORECASE)

_MET_AT = re.compile(r"\b(?:meetings?|summits?|met|gathered)\s(?:[\w’'.-]+,?\s){0,6}$", re.IGNORECASE)


@dataclass(frozen=True)
class Settled:
    """Namings by the event they mean, in order of the text; and those that stay open."""

    by_event: Mapping[str, tuple[EventNaming, ...]]
    open: tuple[EventNaming, ...]


def settle(
    namings: Sequence[EventNaming],
    gazetteer: Gazetteer,
    published: EdtfSpan | None,
    evidence: Evidence,
    anchored: frozenset[str] = frozenset(),
) -> Settled:
    """Give each naming its event where exactly one is possible.

    `anchored` are events known from elsewhere: the other of title and body, or the case that the whole text makes.
    """
    settled: dict[str, list[EventNaming]] = defaultdict(list)
    waiting: list[tuple[EventNaming, list[EventEntry]]] = []
    for naming in namings:
        candidates = [gazetteer.event_by_slug[slug] for slug in sorted(naming.candidates)]
        possible = [event for event in candidates if _is_possible(event, naming, published)]
        likely = [event for event in possible if _is_likely(event, naming, published)]
        is_alone = naming.is_weak or (published is None and naming.rule in _ANY_YEARS)
        if len(likely) == 1 and not is_alone:
            settled[likely[0].slug].append(naming)
        elif likely:
            waiting.append((naming, likely))
        elif (slug := _looked_back_on(naming, possible, evidence, settled)) is not None:
            settled[slug].append(naming)
    open_namings = []
    for naming, possible in waiting:
        known = {**settled, **{slug: [] for slug in anchored if slug not in settled}}
        slug = _allusion(naming, possible, known, published, evidence)
        if slug:
            settled[slug].append(naming)
        elif not naming.is_weak:
            open_namings.append(naming)
    by_event = {slug: tuple(sorted(found, key=lambda n: n.start)) for slug, found in settled.items()}
    return Settled(by_event, tuple(open_namings))


# “They will meet on June 20”, “Hamburg in July”: without the text's date it may be any year's.
_ANY_YEARS = (PLACE_AND_MONTH, WHO_MEETS, f"{WHO_MEETS}+dated")
_TELLING = ("series", "countries", "alias", "dated", "year", "month")


def _is_likely(event: EventEntry, naming: EventNaming, published: EdtfSpan | None) -> bool:
    """A place alone tells of no meeting months away, people and “NATO talks” of none weeks away, and none of them of a
    cancelled one."""
    if _is_another_years(event, naming, published):
        return False
    if naming.rule != ONLY_TALKS and any(word in naming.rule for word in _TELLING):
        return True
    if event.is_cancelled:
        return False
    if published is None or event.start is None or event.end is None:
        return True
    first, last = published.earliest, published.latest
    if first is None or last is None or (last - first).days > _NARROW:
        return True
    is_placed = "place" in naming.rule or (len(event.participants) == 2 and naming.rule not in (WHO_MEETS, ONLY_TALKS))
    reach = _MONTHS if is_placed else _WEEKS
    return event.start - reach <= last and first <= event.end + reach


def _names_one(naming: EventNaming) -> bool:
    """Whether words leave no choice, whatever the tense around them: “agreed to meet at the G20 summit in Hamburg”."""
    is_full = "series" in naming.rule and any(word in naming.rule for word in ("place", "dated", "year"))
    return len(naming.candidates) == 1 and (is_full or "alias" in naming.rule)


def _is_another_years(event: EventEntry, naming: EventNaming, published: EdtfSpan | None) -> bool:
    """“In November”, “the coming summit”: without a year, beside a known date, it is no farther than the next one."""
    if published is None or published.earliest is None or published.latest is None or not event.start or not event.end:
        return False
    if not (naming.stance is Stance.AHEAD or "dated" in naming.rule or "month" in naming.rule):
        return False
    if "year" in naming.rule or "alias" in naming.rule or (published.latest - published.earliest).days > _NARROW:
        return False
    if "dated" not in naming.rule and "month" not in naming.rule:
        return (event.start - published.latest).days > _FAR
    return event.start.year > published.latest.year + 1 or event.end.year < published.earliest.year - 1


def _is_possible(event: EventEntry, naming: EventNaming, published: EdtfSpan | None) -> bool:
    """Nothing that has happened lies after the article's last possible day, nothing to come before its first.

    But where words leave no choice, what is said in the past may be something about a meeting still to come.
    """
    stance = naming.stance
    if published is None or event.start is None or event.end is None:
        return True
    is_later = published.latest is not None and event.start > published.latest + _SLACK
    if stance in (Stance.OVER, Stance.NOW) and is_later and not _names_one(naming):
        return False
    return not (stance is Stance.AHEAD and published.earliest and event.end < published.earliest)


def _allusion(
    naming: EventNaming,
    possible: list[EventEntry],
    settled: Mapping[str, Sequence[EventNaming]],
    published: EdtfSpan | None,
    evidence: Evidence,
) -> str | None:
    # What is only dated in passing (“Brussels in May 2017”) does not lend its name to the Brussels of today.
    outright = {
        s for s, found in settled.items() if not found or any(not n.rule.startswith(PLACE_AND_MONTH) for n in found)
    }
    if "series" in naming.rule and (slug := _at_hand(possible, published)):
        return slug
    named = [event for event in possible if event.slug in outright]
    if len(named) == 1:
        return named[0].slug
    if len(named) > 1:
        before = [
            (other.start, event.slug) for event in named for other in settled[event.slug] if other.start <= naming.start
        ]
        return max(before)[1] if before else None
    if naming.is_weak:
        return _looked_back_on(naming, possible, evidence, settled)
    nearest = _nearest(naming.stance, possible, published) if published else None
    if nearest:
        return nearest
    best = best_supported(possible, evidence)
    return best.slug if best else None


def telling(
    by_event: Mapping[str, Sequence[EventNaming]], gazetteer: Gazetteer, published: EdtfSpan | None
) -> dict[str, list[EventNaming]]:
    """The namings that tell what a text is about: not a place alone, weeks before or after what happened there."""
    found = {
        slug: [n for n in namings if n.rule != PLACE_ALONE or _is_near(gazetteer.event_by_slug[slug], published)]
        for slug, namings in by_event.items()
    }
    return {slug: namings for slug, namings in found.items() if namings}


def _is_near(event: EventEntry, published: EdtfSpan | None) -> bool:
    """Whether an event lies within two weeks of a known date; True where the date is not known so closely."""
    if published is None or published.earliest is None or published.latest is None or not event.start or not event.end:
        return True
    if (published.latest - published.earliest).days > _NARROW:
        return True
    return event.start - _WEEKS <= published.latest and published.earliest <= event.end + _WEEKS


def _at_hand(possible: list[EventEntry], published: EdtfSpan | None) -> str | None:
    """“the G20 summit”, in an article of its days: that one, whichever others are named beside it."""
    if published is None or published.earliest is None or published.latest is None:
        return None
    days = [
        event.slug
        for event in possible
        if event.start and event.end
        if event.start - _EVE <= published.earliest and published.latest <= event.end + _EVE
    ]
    return days[0] if len(days) == 1 else None


def _looked_back_on(
    naming: EventNaming,
    possible: list[EventEntry],
    evidence: Evidence,
    settled: Mapping[str, Sequence[EventNaming]],
) -> str | None:
    """“the rioting at Genoa four years ago”, in a text on the G8: the one meeting of a named series at that place.

    Only where the sentence speaks of meetings or of years gone by, or another place has just been so named: much else
    happens at the places of summits.
    """
    if naming.stance is not Stance.OVER or naming.rule != PLACE_ALONE:
        return None
    held = [event for event in possible if not event.is_cancelled]
    if len(held) != 1 or held[0].series not in evidence.series:
        return None
    said, start = naming.sentence.text, naming.start - naming.sentence.start
    listed = (n for found in settled.values() for n in found if n.rule == PLACE_ALONE and n.stance is Stance.OVER)
    if _MET_AT.search(said[:start]) or _YEARS_BACK.search(said) or any(_is_close(n, naming) for n in listed):
        return held[0].slug
    return None


def _is_close(earlier: EventNaming, later: EventNaming) -> bool:
    return 0 < later.start - earlier.end < _BESIDE


def _nearest(stance: Stance, possible: list[EventEntry], published: EdtfSpan) -> str | None:
    """The only one around the article's day; else the last one before it, or the next one after, as the words say."""
    first, last = published.earliest, published.latest
    if first and last and (last - first).days <= _NARROW:
        around = [
            event.slug
            for event in possible
            if event.start and event.end and event.start - _AROUND <= last and event.end + _AROUND >= first
        ]
        if len(around) == 1:
            return around[0]
    days = [(event.start, event.slug) for event in possible if event.start]
    if stance is Stance.OVER and last and (first is None or (last - first).days <= _FAR):
        newest = max(((start, slug) for start, slug in days if start <= last), default=None)
        return newest[1] if newest and (last - newest[0]).days <= _FAR else None
    if stance is Stance.AHEAD and first and (last is None or (last - first).days <= _FAR):
        next_one = min(((start, slug) for start, slug in days if start >= first), default=None)
        return next_one[1] if next_one and (next_one[0] - first).days <= _FAR else None
    return None
