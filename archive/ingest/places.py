"""Where a text names the place of a meeting, or takes a meeting up again, without a meeting word of its own there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from archive.ingest.authority import Gazetteer
from archive.ingest.clues import find_event_places
from archive.ingest.dates import DateMention, find_dates
from archive.ingest.event_days import falls_in, fits
from archive.ingest.event_namings import EventNaming, naming_of
from archive.ingest.events import PLACED
from archive.ingest.folding import fold
from archive.ingest.lexicon import Hit
from archive.ingest.lowering import lowered
from archive.ingest.meeting_words import find_meeting_words
from archive.ingest.ranges import Taken, starting_in
from archive.ingest.sentences import Sentence, sentence_at

PLACE_ALONE, PLACE_AND_MONTH, TAKEN_UP = "place-alone", "place+month", "taken-up"

# Capitals that stand for their governments: only “in Moscow” is a place.
METONYMS = {
    "Moscow", "Washington", "Beijing", "Brussels", "Berlin", "Paris", "London", "Tokyo", "Seoul", "Pyongyang", "Rome",
    "Warsaw", "Astana", "Москва", "Москвы", "Вашингтон", "Вашингтона",
}  # fmt: skip
_NOUN_WITHIN = 25  # characters
_OTHER_TALKS = re.compile(
    r"\b(?:deputy|under-?secretar\w+|diplomats|experts|negotiators|delegations|ministers|ministerial|officials)\b"
)


def find_places(
    text: str, sentences: Sequence[Sentence], named: Sequence[EventNaming], gazetteer: Gazetteer
) -> list[EventNaming]:
    """Places of events where no meeting word qualifies them: weak by themselves, telling when they recur."""
    found = []
    dates = find_dates(text)
    taken = Taken(named)
    for hit in find_event_places(text, fold(text), gazetteer):
        sentence = sentence_at(sentences, hit.start)
        if sentence is None or taken.overlaps(hit.start, hit.end):
            continue
        before = text[max(sentence.start, hit.start - 30) : hit.start]
        if _OTHER_TALKS.search(lowered(sentence.text)):
            continue
        if text[hit.start : hit.end] in METONYMS and not PLACED.search(before):
            continue
        here = starting_in(dates, sentence.start, sentence.end)
        near = [mention for mention in here if mention.day and abs(mention.start - hit.end) < 60]
        slugs = frozenset(
            slug for slug in hit.slugs if all(fits(gazetteer.event_by_slug[slug], mention) for mention in near)
        )
        if slugs:
            found.append(_of_place(text, sentence, hit, slugs, here, gazetteer))
    return found


def _of_place(
    text: str, sentence: Sentence, hit: Hit, slugs: frozenset[str], dates: Sequence[DateMention], gazetteer: Gazetteer
) -> EventNaming:
    """“Hamburg in July”, “Minsk, in February 2015”, “the G20 in Hamburg”: a month or series makes a place tell."""
    events = [gazetteer.event_by_slug[slug] for slug in sorted(slugs)]
    month = next((d for d in dates if 0 <= d.start - hit.end <= 20 and d.end <= sentence.end), None)
    if month:
        in_month = frozenset(event.slug for event in events if falls_in(event, month))
        if in_month:
            rule = f"{PLACE_AND_MONTH}+year" if month.year else PLACE_AND_MONTH
            return naming_of(sentence, hit.start, month.end, in_month, rule)
    for named in gazetteer.series_names.find(fold(sentence.text)):
        start, end = sentence.start + named.start, sentence.start + named.end
        of_series = frozenset(event.slug for event in events if event.series in named.slugs)
        between = text[end : hit.start]
        if of_series and len(between) <= 30 and PLACED.search(between) and not find_meeting_words(between):
            return naming_of(sentence, start, hit.end, of_series, "series+place")
    return naming_of(sentence, hit.start, hit.end, slugs, PLACE_ALONE, is_weak=True)


def find_series(text: str, gazetteer: Gazetteer) -> list[Hit]:
    """Where a text names series; of two countries only before a meeting word: much else is “Russian-American”."""
    of_two = {series.slug for series in gazetteer.series if len(series.members) == 2}
    words = find_meeting_words(text)

    def is_before_noun(hit: Hit) -> bool:
        reach = hit.end + _NOUN_WITHIN
        return any(word.end <= reach for word in starting_in(words, hit.end, reach))

    return [hit for hit in gazetteer.series_names.find(fold(text)) if not hit.slugs <= of_two or is_before_noun(hit)]


def find_taken_up(
    text: str, sentences: Sequence[Sentence], series: str, candidates: frozenset[str], gazetteer: Gazetteer
) -> list[EventNaming]:
    """Words that stand for an event which the text never names: its series, or “the summit”, “their talks”."""
    spans = [(hit.start, hit.end) for hit in find_series(text, gazetteer) if series in hit.slugs]
    spans = spans or list(_taken_up(text))
    spans = spans or [(word.start, word.end) for word in find_meeting_words(text)]
    found = []
    for start, end in spans:
        sentence = sentence_at(sentences, start)
        if sentence:
            found.append(naming_of(sentence, start, end, candidates, TAKEN_UP))
    return found


# “the summit”, “their talks”: what was named before, or goes without saying, is taken up.
_TAKEN_UP = re.compile(
    r"\b(?:the|this|that|these|those|their|his|her|both)\s(?:\w+\s)?(?:summit|meeting|talks|leaders|negotiations)\b|"
    r"\b(?:саммит\w*|встреч\w+|переговор\w*)\b|\b(?:der|dem|das|den)\s(?:\w*gipfel\w*|treffen)|\b(?:le|du|au)\ssommet\b|\bla\srencontre\b"
)
_BEFORE_NOUN = 60  # characters: “these long-awaited ” and the like
_LEADERS = re.compile(r"leaders\b")
_SUMMIT = re.compile(r"summit|саммит|gipfel|sommet")


@lru_cache(maxsize=4)
def _taken_up(text: str) -> tuple[tuple[int, int], ...]:
    """Where `_TAKEN_UP` is; it is looked for only around its nouns."""
    lower = lowered(text)
    ends = [word.end for word in find_meeting_words(text)] + [match.end() for match in _LEADERS.finditer(lower)]
    found: list[tuple[int, int]] = []
    for end in sorted(ends):
        match = _TAKEN_UP.search(lower, max(found[-1][1] if found else 0, end - _BEFORE_NOUN), end)
        if match:
            found.append(match.span())
    return tuple(found)


def taken_up(text: str, as_summit: bool = False) -> list[int]:
    """Where a text takes a meeting up again, as offsets; `as_summit` leaves out “the talks”, “their meeting”."""
    return [start for start, end in _taken_up(text) if not as_summit or _SUMMIT.search(lowered(text[start:end]))]
