"""Where a text speaks of a meeting of leaders, and which of the archive's events the words allow.

A meeting word (summit, talks, met) with what qualifies it (series, place, country, the people or countries who meet,
a date) narrows the events down; a whole alias does so alone. What stays possible is listed; which one is meant is
settled later, together with the article's date (`understanding`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.ingest.authority import EventEntry, Gazetteer
from archive.ingest.clues import Clues
from archive.ingest.dates import DateMention
from archive.ingest.event_days import falls_in, fits, is_in_year
from archive.ingest.event_namings import EventNaming, merged, naming_of
from archive.ingest.lexicon import Hit
from archive.ingest.lower_meetings import is_lower, is_of_others
from archive.ingest.meeting_words import MeetingWord, find_meeting_words
from archive.ingest.names import Naming
from archive.ingest.ranges import starting_in
from archive.ingest.sentences import Sentence

_INDEFINITE = re.compile(
    r"\b(?:an?|another|any|new|future|next|regular|such|no|annual)\s(?:[\w.’'–-]+\s){0,3}$", re.IGNORECASE
)
PLACED = re.compile(
    r"\b(?:in|at|near|to|for|outside|from|after|before|since|of|в|на|nach|vor|à|de|au)\s(?:the\s|den\s|der\s|la\s|le\s)?"
    r"(?:[\w’'-]+\s){0,2}(?:capital,?\s|city of\s|resort of\s|island of\s|town of\s|capital city,?\s)?$",
    re.IGNORECASE,
)
_BETWEEN_SERIES_AND_NOUN = re.compile(
    r"(?:\)?(?:[’']s)?\s(?:council of\s)?heads of state(?: and government)?)?[\s)’'\w.,-]{0,32}", re.IGNORECASE
)
_AND_THEN = re.compile(r",\s(?:was|were|is|are|has|have|had|and|who|which|where)\b|\sin\sthe\s\w+$", re.IGNORECASE)
_SERIES_AFTER = re.compile(
    r"\s(?:of|at|in|within|in the margins of|on the sidelines of|de|du|der)\s(?:the\s|la\s|le\s)?"
    r"(?:(?:leaders|heads of state(?: and government)?|heads of delegations?)\s(?:of|from)\s(?:the\s)?)?(?:\w+\s)?$"
)
_JOINED = re.compile(r"\s(?:and|or)\s(?:the\s)?|/")
_WITH_WHOM = re.compile(r"\s(?:\w+\s){0,2}(?:between|with|of)\b", re.IGNORECASE)
_OF_A_COUNTRY = re.compile(r"(?<!capital )\bof\s(?:the\s)?$", re.IGNORECASE)  # “the President of Russia” is no host
_ELSEWHERE = re.compile(r"[();]|,\sand\sin\b")  # between a meeting and the day of another
_LEFT, _RIGHT = 70, 130
WHO_MEETS, ONLY_TALKS = "who-meets", "series+talks"
_TALKS = re.compile(r"talks|negotiations|discussions|session|переговор\w*|gespräche?n?|entretiens?", re.IGNORECASE)


def find_events(
    text: str, sentences: Sequence[Sentence], people: Sequence[Naming], gazetteer: Gazetteer
) -> list[EventNaming]:
    """Every place where `text` speaks of a meeting that one of the gazetteer's events may be, in order."""
    clues = Clues.of(text, people, gazetteer)
    words = find_meeting_words(text)
    found: list[EventNaming] = []
    for sentence in sentences:
        heads = starting_in(words, sentence.start, sentence.end)
        aliases = starting_in(clues.aliases, sentence.start, sentence.end)
        if heads or aliases:
            found += _in_sentence(text, sentence, heads, clues.within(sentence), gazetteer)
    return found


def _in_sentence(
    text: str, sentence: Sentence, heads: Sequence[MeetingWord], clues: Clues, gazetteer: Gazetteer
) -> list[EventNaming]:
    found: list[EventNaming] = []
    for hit in clues.aliases:
        found.append(naming_of(sentence, hit.start, hit.end, hit.slugs, "alias"))
    taken = sentence.start
    for i, head in enumerate(heads):
        left = max(sentence.start, head.start - _LEFT, heads[i - 1].end if i else 0, taken)
        right = min(sentence.end, head.end + _RIGHT, heads[i + 1].start if i + 1 < len(heads) else len(text))
        qualified = _Qualified(text, sentence, head, left, right, clues, gazetteer)
        naming = qualified.naming()
        if naming:
            found += [naming, *qualified.joined_to(naming)]
            taken = naming.end
    return merged(found)


class _Qualified:
    """One meeting word with its qualifiers, narrowed down step by step."""

    def __init__(
        self,
        text: str,
        sentence: Sentence,
        head: MeetingWord,
        left: int,
        right: int,
        clues: Clues,
        gazetteer: Gazetteer,
    ) -> None:
        self.text, self.sentence, self.head = text, sentence, head
        self.left, self.right, self.clues, self.gazetteer = left, right, clues, gazetteer
        self.start, self.end = head.start, head.end
        self.rules: list[str] = []
        self.series: Hit | None = None

    def naming(self) -> EventNaming | None:
        candidates = self._by_series()
        if is_lower(self.text, self.start, self.head.start, self.head.end):
            return None
        if candidates is None and is_of_others(self.text, self.head.start, self.head.end, self.clues.known_names()):
            return None
        placed = self._by_place()
        hosts = self._by_country()
        pair = self._people_meeting()
        if candidates is None and placed is not None:
            candidates = placed
        elif candidates is not None and placed is not None:
            candidates &= placed
        if candidates is None and len(pair) >= 2:
            candidates = {e.slug for e in self.gazetteer.events if pair <= e.participants and not e.is_online}
            self.rules.append(WHO_MEETS if self.head.is_weak else "summit-of-people")
        if not candidates:
            return None
        if hosts and candidates & hosts:
            candidates &= hosts
        if len(pair) >= 2:
            candidates = {slug for slug in candidates if self._may_attend(slug, pair)}
        dated = self._dates()
        candidates = {slug for slug in candidates if all(fits(self._event(slug), mention) for mention in dated)}
        month = self._month()
        if dated or month:
            self.rules.append("dated")
        if month:
            candidates = {slug for slug in candidates if falls_in(self._event(slug), month)}
        year = self._year()
        if year or any(mention.year for mention in (*dated, *filter(None, [month]))):
            self.rules.append("year")
        if year:
            candidates = {slug for slug in candidates if is_in_year(self._event(slug), year)}
        if not candidates or (self._is_indefinite() and placed is None and not dated and not year and not hosts):
            return None
        if self.rules == ["series"] and _TALKS.fullmatch(self.head.text):
            self.rules.append("talks")
        is_weak = self.head.is_weak and self.rules == ["place"] and len(pair) < 2
        return naming_of(self.sentence, self.start, self.end, frozenset(candidates), "+".join(self.rules), is_weak)

    def _event(self, slug: str) -> EventEntry:
        return self.gazetteer.event_by_slug[slug]

    def _may_attend(self, slug: str, pair: frozenset[str]) -> bool:
        attended = self._event(slug).participants
        return not attended or pair <= attended

    def _stretch(self, start: int, end: int) -> None:
        """Take more words into the span; a bracket that closes in it opens in it."""
        self.start, self.end = min(self.start, start), max(self.end, end)
        inside = self.text[self.start : self.end]
        if inside.count(")") > inside.count("(") and self.text[self.start - 1 : self.start] == "(":
            self.start -= 1

    def _by_series(self) -> set[str] | None:
        for hit in sorted(self.clues.series, key=lambda hit: abs(hit.start - self.head.start)):
            before = (
                self.left <= hit.start < self.head.start
                and _BETWEEN_SERIES_AND_NOUN.fullmatch(self.text, hit.end, self.head.start)
                and not _AND_THEN.search(self.text, hit.end, self.head.start)
            )
            after = self.head.end <= hit.start < self.right and _SERIES_AFTER.fullmatch(
                self.text, self.head.end, hit.start
            )
            if before or after:
                self._stretch(hit.start, hit.end)
                self.rules.append("series")
                self.series = hit
                return self._of_series(hit)
        members = self._countries_between()
        for series in self.gazetteer.series:
            if members and len(series.members) == 2 and set(series.members) <= members:
                self.rules.append("countries-between")
                return {event.slug for event in self.gazetteer.events if event.series == series.slug}
        return None

    def _of_series(self, hit: Hit) -> set[str]:
        return {event.slug for event in self.gazetteer.events if event.series in hit.slugs}

    def joined_to(self, naming: EventNaming) -> list[EventNaming]:
        """“the BRICS and SCO summits” name two meetings: that of the series joined to the one found."""
        for hit in self.clues.series:
            joined = self.series and (
                (hit.end < self.series.start and _JOINED.fullmatch(self.text, hit.end, self.series.start))
                or (self.series.end < hit.start and _JOINED.fullmatch(self.text, self.series.end, hit.start))
            )
            if joined and not hit.slugs & (self.series.slugs if self.series else frozenset()):
                year = self._year()
                events = {s for s in self._of_series(hit) if not year or is_in_year(self._event(s), year)}
                if events:
                    stance = naming.stance, naming.marker
                    return [EventNaming(hit.start, hit.end, frozenset(events), *stance, naming.rule, naming.sentence)]
        return []

    def _countries_between(self) -> set[str]:
        tail = self.text[self.head.end : self.right]
        if not re.match(r"\s(?:\w+\s){0,2}(?:between|of|with|zwischen|entre|между)\b", tail):
            return set()
        return {code for start, _, code in self.clues.countries if self.head.end <= start < self.right}

    def _by_place(self) -> set[str] | None:
        for hit in self.clues.places:
            beside = 0 <= self.head.start - hit.end <= 1 and hit.start >= self.left
            close = self.sentence.start <= hit.start < self.right and hit.start >= self.left
            before_series = close and hit.end < self.head.start and "series" in self.rules and hit.end + 30 > self.start
            placed = close and PLACED.search(self.text[max(self.sentence.start, hit.start - 40) : hit.start])
            if beside or placed or before_series:
                if not placed or hit.start - self.head.end < 60:
                    self._stretch(hit.start, hit.end)
                self.rules.append("place")
                return set(hit.slugs)
        return None

    def _by_country(self) -> set[str]:
        for start, end, code in self.clues.countries:
            before = self.text[max(0, start - 20) : start]
            if self.head.end <= start < self.right and PLACED.search(before) and not _OF_A_COUNTRY.search(before):
                if "series" in self.rules and start - self.head.end < 12:
                    self._stretch(start, end)
                return {event.slug for event in self.gazetteer.events if event.country == code}
        return set()

    def _people_meeting(self) -> frozenset[str]:
        head_start, head_end = self.head.start, self.head.end
        right = {p.slug for p in self.clues.people if head_end <= p.start < self.right}
        beside = {p.slug for p in self.clues.people if head_start - 30 <= p.start < head_start}
        joined = _WITH_WHOM.match(self.text, head_end)
        earlier = {p.slug for p in self.clues.people if self.sentence.start <= p.start < head_start}
        is_verb = self.head.text.casefold() in ("met", "meet", "meets")
        if is_verb or (joined and joined.group().rstrip().casefold().endswith("with")):
            return frozenset(right | earlier)
        if joined:
            return frozenset(right)
        return frozenset(beside) if len(beside) >= 2 else frozenset()

    def _dates(self) -> list[DateMention]:
        """Days printed beside the meeting word: “the July 16 meeting”, “summit in Vietnam on November 10-11”."""
        return [
            mention
            for mention in self.clues.dates
            if mention.day
            and (0 <= self.head.start - mention.end <= 12 or self.head.end <= mention.start < self.right)
            and not _ELSEWHERE.search(self.text, self.head.end, mention.start)
        ]

    def _month(self) -> DateMention | None:
        """A month right behind what is said of the meeting: “met in Washington last November”."""
        behind = (
            m for m in self.clues.dates if not m.day and 0 <= m.start - self.end <= 12 and m.end <= self.sentence.end
        )
        return next(behind, None)

    def _year(self) -> int | None:
        for start, end, year in self.clues.years:
            beside = 0 <= self.head.start - end <= 25 and start >= self.left
            behind = 0 <= start - self.end <= 8
            if beside or behind:
                return year
        return None

    def _is_indefinite(self) -> bool:
        return bool(_INDEFINITE.search(self.text[max(self.sentence.start, self.start - 40) : self.start]))
