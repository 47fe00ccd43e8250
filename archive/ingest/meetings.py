"""The meetings one article speaks of: found, settled together with its date, given their role and phase."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from archive.edtf import EdtfSpan
from archive.ingest.authority import Gazetteer
from archive.ingest.blocks import Block
from archive.ingest.body import Body
from archive.ingest.cases import (
    events_at_hand,
    events_filed_from,
    events_long_past,
    events_meant,
    events_past,
    events_to_come,
    weigh,
)
from archive.ingest.dating import Dating, Witness, infer_date, printed_date
from archive.ingest.event_namings import EventNaming
from archive.ingest.events import WHO_MEETS, find_events
from archive.ingest.lower_meetings import is_about_lower_meeting
from archive.ingest.names import Naming, UnresolvedName
from archive.ingest.phases import Phase, phase_of, stance_towards
from archive.ingest.place_lines import is_place_line, place_lines
from archive.ingest.places import TAKEN_UP, find_places, find_taken_up, taken_up
from archive.ingest.roles import subject_events
from archive.ingest.sentences import Sentence, split_sentences
from archive.ingest.settling import Settled, settle, telling
from archive.ingest.tense import Stance

MAX_ROUNDS = 3

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class EventFound:
    slug: str
    role: str
    spans: Spans
    title_spans: Spans
    evidence: str
    phase: Phase | None = None


class Meetings:
    """The events of one article while their settling goes on."""

    def __init__(
        self,
        blocks: Sequence[Block],
        body: Body,
        title: str,
        people: Sequence[Naming],
        title_people: Sequence[Naming],
        gazetteer: Gazetteer,
    ) -> None:
        self.body, self.title, self.gazetteer = body, title, gazetteer
        self.sentences = split_sentences(body.text)
        self.namings = find_events(body.text, self.sentences, people, gazetteer)
        self.places = find_places(body.text, self.sentences, self.namings, gazetteer)
        self.in_title_only = in_title = [Sentence(0, len(title), title)] if title else []
        self.title_namings = find_events(title, in_title, title_people, gazetteer)
        self.title_places = find_places(title, in_title, self.title_namings, gazetteer)
        self.datelines = place_lines(blocks)
        self.evidence = weigh(
            body,
            [*self.namings, *self.places],
            [*self.title_namings, *self.title_places],
            self.datelines,
            people,
            title_people,
            gazetteer,
            title,
        )
        self.of_two = frozenset(event.slug for event in gazetteer.events if len(event.participants) == 2)
        self.settled = Settled({}, ())
        self.in_title = Settled({}, ())
        self.subjects: frozenset[str] = frozenset()

    def settle_with_date(self, blocks: Sequence[Block], given: EdtfSpan | None) -> Dating | None:
        """The event often gives an article its year, and the date tells which event is meant: until nothing changes."""
        dating = printed_date(blocks, self.body.text, None)
        published = given or (dating.span if dating else None)
        for _ in range(MAX_ROUNDS):
            self._settle(published)
            dating = self._date(blocks)
            span = given or (dating.span if dating else None)
            if span == published:
                break
            published = span
        return dating

    def _settle(self, published: EdtfSpan | None) -> None:
        meant: frozenset[str] = frozenset()
        if published or not settle(self.namings, self.gazetteer, published, self.evidence).by_event:
            meant = events_meant(self.evidence, self.gazetteer, published)
        namings, titled = [*self.namings, *self.places], [*self.title_namings, *self.title_places]
        for slug in meant - {slug for naming in (*namings, *titled) for slug in naming.candidates}:
            series = self.gazetteer.event_by_slug[slug].series
            again = find_taken_up(self.body.text, self.sentences, series, frozenset({slug}), self.gazetteer)
            namings += again
            if not again and slug in self.evidence.filed_from:
                titled += find_taken_up(self.title, self.in_title_only, series, frozenset({slug}), self.gazetteer)
        known = (self.gazetteer, published, self.evidence)
        in_body = settle(namings, *known, meant)
        self.in_title = settle(titled, *known, meant | frozenset(in_body.by_event))
        self.settled = settle(namings, *known, meant | frozenset(self.in_title.by_event))
        elsewhere = self._opens_with_others()
        in_text = telling(self.settled.by_event, self.gazetteer, published)
        self.subjects = subject_events(
            self.body,
            {slug: told for slug, told in in_text.items() if slug not in elsewhere or not _only_taken_up(told)},
            self.in_title.by_event,
            self._at_hand(meant, published) - elsewhere,
            events_filed_from(self.evidence, self.gazetteer, published) - elsewhere,
            self.of_two,
            events_past(self.settled.by_event, self.gazetteer, published),
            events_to_come(self.in_title.by_event, self.gazetteer, published),
        )
        self.subjects -= events_long_past(self.settled.by_event, self.in_title.by_event, self.gazetteer, published)
        self.subjects -= self._only_lower()

    def _at_hand(self, meant: frozenset[str], published: EdtfSpan | None) -> frozenset[str]:
        """Events of the days around of whose participants the text names two, unless it was written elsewhere."""
        here = events_filed_from(self.evidence, self.gazetteer, published)
        near = frozenset(
            slug
            for slug in events_at_hand(meant, self.gazetteer, published)
            if self.evidence.participants(self.gazetteer.event_by_slug[slug]) >= 2
        )
        return near & here if any(is_place_line(line) for line in self.datelines) else near

    def _only_lower(self) -> frozenset[str]:
        """Where the title is about a business forum or a ministers' meeting: events that no words name outright."""
        if not is_about_lower_meeting(self.title):
            return frozenset()
        told = [*self.namings, *self.title_namings]
        return frozenset(self.gazetteer.event_by_slug) - {s for n in told if not n.is_weak for s in n.candidates}

    def _opens_with_others(self) -> frozenset[str]:
        """Events that nothing names outright, in a text that opens with no two leaders and speaks of no summit: a stand
        at a fair of its days."""
        if taken_up(self.body.text, as_summit=True):
            return frozenset()
        named = {
            slug
            for found in (self.settled.by_event, self.in_title.by_event)
            for slug, namings in found.items()
            if any(not n.is_weak and n.rule not in (TAKEN_UP, WHO_MEETS) for n in namings)
        }
        events = (self.gazetteer.event_by_slug[slug] for slug in self._slugs() if slug not in named)
        return frozenset(event.slug for event in events if not self.evidence.has_leaders(event))

    def _date(self, blocks: Sequence[Block]) -> Dating | None:
        witnesses = [witness for slug in self._slugs() if (witness := self._witness(slug)) is not None]
        anchors = [w.event.start for w in witnesses if w.event.start and w.is_subject] or [
            w.event.start for w in witnesses if w.event.start
        ]
        printed = printed_date(blocks, self.body.text, anchors[0] if anchors else None)
        return printed or infer_date(self.body.text, self.sentences, witnesses, self.datelines)

    def _slugs(self) -> list[str]:
        return sorted({*self.settled.by_event, *self.in_title.by_event})

    def _stance(self, slug: str) -> tuple[Stance, EventNaming | None]:
        return stance_towards(self.settled.by_event.get(slug, ()), self.in_title.by_event.get(slug, ()))

    def _witness(self, slug: str) -> Witness | None:
        stance, naming = self._stance(slug)
        namings = (*self.settled.by_event.get(slug, ()), *self.in_title.by_event.get(slug, ()))
        if not namings:
            return None
        event = self.gazetteer.event_by_slug[slug]
        return Witness(event, stance, naming or namings[0], slug in self.subjects, namings)

    def found(self, published: EdtfSpan | None) -> tuple[EventFound, ...]:
        result = []
        for slug in self._slugs():
            namings, titled = self.settled.by_event.get(slug, ()), self.in_title.by_event.get(slug, ())
            stance, witness = self._stance(slug)
            phase = None
            if slug in self.subjects:
                quote = witness.sentence.text if witness else ""
                phase = phase_of(self.gazetteer.event_by_slug[slug], published, namings, stance, quote)
            rules = dict.fromkeys(naming.rule for naming in (*titled, *namings))
            result.append(
                EventFound(
                    slug,
                    "subject" if slug in self.subjects else "background",
                    tuple((n.start, n.end) for n in namings),
                    tuple((n.start, n.end) for n in titled),
                    ", ".join(rules),
                    phase,
                )
            )
        return tuple(result)

    def open_names(self) -> tuple[UnresolvedName, ...]:
        spans: dict[tuple[str, tuple[str, ...]], list[tuple[int, int]]] = defaultdict(list)
        for naming in self.settled.open:
            spans[self.body.text[naming.start : naming.end], tuple(sorted(naming.candidates))].append(
                (naming.start, naming.end)
            )
        return tuple(UnresolvedName(text, tuple(where), who) for (text, who), where in sorted(spans.items()))


def _only_taken_up(namings: Sequence[EventNaming]) -> bool:
    return all(naming.rule == TAKEN_UP for naming in namings)
