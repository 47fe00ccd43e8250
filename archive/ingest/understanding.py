"""From a reading text and the gazetteer to everything the machine says of an article, each thing with its evidence."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from archive.edtf import EdtfSpan
from archive.ingest.authority import Gazetteer
from archive.ingest.blocks import Block, classify
from archive.ingest.body import Body, assemble
from archive.ingest.bylines import read_signed, tidy_name
from archive.ingest.cases import events_at_hand, events_meant, weigh
from archive.ingest.dating import Dating, Witness, infer_date, printed_date
from archive.ingest.events import EventNaming, find_events
from archive.ingest.names import Naming, UnresolvedName, find_in_title, find_people
from archive.ingest.phases import Phase, phase_of, stance_towards
from archive.ingest.places import find_places, find_taken_up
from archive.ingest.publishers import Publisher, find_publisher, find_republisher
from archive.ingest.roles import subject_events, subject_people
from archive.ingest.sentences import Sentence, split_sentences
from archive.ingest.settling import Settled, settle
from archive.ingest.tense import Stance
from archive.ingest.titles import DEVISED, find_title

RULES_VERSION = "1"

MAX_ROUNDS = 3
_LANGUAGE_SAMPLE = 1200

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Author:
    name: str
    name_as_printed: str
    person: str
    rule: str
    evidence: str


@dataclass(frozen=True)
class PersonFound:
    slug: str
    role: str
    spans: Spans
    title_spans: Spans
    evidence: str


@dataclass(frozen=True)
class EventFound:
    slug: str
    role: str
    spans: Spans
    title_spans: Spans
    evidence: str
    phase: Phase | None = None


@dataclass(frozen=True)
class Given:
    """What is known before reading, and beats it: the fields of a sidecar."""

    title: str = ""
    published: EdtfSpan | None = None
    language: str = ""


@dataclass(frozen=True)
class Reading:
    """All the machine says of one article. Spans are half-open code-point offsets into `body` or `title`."""

    blocks: tuple[Block, ...]
    body: str
    title: str
    title_is_devised: bool
    title_rule: str
    language: str
    authors: tuple[Author, ...]
    publisher: Publisher | None
    republisher: Publisher | None
    dating: Dating | None
    people: tuple[PersonFound, ...]
    events: tuple[EventFound, ...]
    unresolved: tuple[UnresolvedName, ...] = field(default=())


class NothingToReadError(ValueError):
    """A text without a single paragraph of running text."""


def understand(text: str, gazetteer: Gazetteer, given: Given | None = None) -> Reading:
    """Read an article. Names, events, date and phases are settled together, in at most MAX_ROUNDS rounds.

    Raises NothingToReadError where no line of the text is prose.
    """
    given = given or Given()
    blocks = classify(text, gazetteer.source_names)
    body = assemble(blocks)
    if not body.text:
        raise NothingToReadError("no paragraph of running text was found")
    title, rule = find_title(blocks, body.text, gazetteer, given.title)
    printed_title = title if rule != DEVISED else ""
    people, unresolved = find_people(body.text, gazetteer)
    title_people = find_in_title(printed_title, gazetteer, frozenset(naming.slug for naming in people))
    meetings = _Meetings(blocks, body, printed_title, people, title_people, gazetteer)
    dating = meetings.settle_with_date(blocks, given)
    publisher = find_publisher(blocks, gazetteer)
    return Reading(
        blocks=blocks,
        body=body.text,
        title=title,
        title_is_devised=not printed_title,
        title_rule=rule,
        language=given.language or detect_language(body.text),
        authors=_authors(blocks, gazetteer),
        publisher=publisher,
        republisher=find_republisher(blocks, gazetteer, publisher),
        dating=dating,
        people=_people_found(body, people, title_people),
        events=meetings.found(dating),
        unresolved=(*unresolved, *meetings.open_names()),
    )


class _Meetings:
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
        in_title = [Sentence(0, len(title), title)] if title else []
        self.title_namings = find_events(title, in_title, title_people, gazetteer)
        self.title_places = find_places(title, in_title, self.title_namings, gazetteer)
        self.evidence = weigh(
            body,
            [*self.namings, *self.places],
            [*self.title_namings, *self.title_places],
            [block.text for block in blocks if block.kind == "dateline"],
            frozenset(naming.slug for naming in (*people, *title_people)),
            gazetteer,
        )
        self.settled = Settled({}, ())
        self.in_title = Settled({}, ())
        self.subjects: frozenset[str] = frozenset()

    def settle_with_date(self, blocks: Sequence[Block], given: Given) -> Dating | None:
        """The event often gives an article its year, and the date tells which event is meant: until nothing changes."""
        dating = printed_date(blocks, self.body.text, None)
        published = given.published or (dating.span if dating else None)
        for _ in range(MAX_ROUNDS):
            self._settle(published)
            dating = self._date(blocks)
            span = given.published or (dating.span if dating else None)
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
            namings += find_taken_up(self.body.text, self.sentences, series, frozenset({slug}), self.gazetteer)
        known = (self.gazetteer, published, self.evidence)
        in_body = settle(namings, *known, meant)
        self.in_title = settle(titled, *known, meant | frozenset(in_body.by_event))
        self.settled = settle(namings, *known, meant | frozenset(self.in_title.by_event))
        self.subjects = subject_events(
            self.body,
            self.settled.by_event,
            self.in_title.by_event,
            events_at_hand(meant, self.gazetteer, published),
        )

    def _date(self, blocks: Sequence[Block]) -> Dating | None:
        witnesses = [witness for slug in self._slugs() if (witness := self._witness(slug)) is not None]
        anchors = [w.event.start for w in witnesses if w.event.start and w.is_subject] or [
            w.event.start for w in witnesses if w.event.start
        ]
        printed = printed_date(blocks, self.body.text, anchors[0] if anchors else None)
        return printed or infer_date(self.body.text, self.sentences, witnesses)

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

    def found(self, dating: Dating | None) -> tuple[EventFound, ...]:
        published = dating.span if dating else None
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


_identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect_language(body: str) -> str:
    """ISO 639-1 code from the first characters of a body; empty where it is too short or too mixed to tell."""
    sample = body[:_LANGUAGE_SAMPLE]
    if len(re.findall(r"\w+", sample)) < 8:
        return ""
    language, probability = _identifier.classify(sample)
    return str(language) if probability > 0.9 else ""


def _authors(blocks: Sequence[Block], gazetteer: Gazetteer) -> tuple[Author, ...]:
    authors: dict[str, Author] = {}
    for block in blocks:
        if block.kind != "byline":
            continue
        signed = read_signed(block.text)
        for printed in signed.names if signed else (block.text,):
            name = tidy_name(printed)
            hits = [hit for hit in gazetteer.full_names.find(name) if (hit.start, hit.end) == (0, len(name))]
            slugs = hits[0].slugs if hits else frozenset()
            person = next(iter(slugs)) if len(slugs) == 1 else ""
            authors.setdefault(name.casefold(), Author(name, printed, person, block.rule, block.text))
    return tuple(authors.values())


def _people_found(body: Body, people: Sequence[Naming], titled: Sequence[Naming]) -> tuple[PersonFound, ...]:
    spans: Mapping[str, list[Naming]] = defaultdict(list)
    for naming in people:
        spans[naming.slug].append(naming)
    title_spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for naming in titled:
        title_spans[naming.slug].append((naming.start, naming.end))
    subjects = subject_people(body, spans, frozenset(title_spans))
    return tuple(
        PersonFound(
            slug,
            "subject" if slug in subjects else "mentioned",
            tuple((naming.start, naming.end) for naming in spans.get(slug, ())),
            tuple(title_spans.get(slug, ())),
            ", ".join(f"{rule} ({count})" for rule, count in Counter(n.rule for n in spans.get(slug, ())).items()),
        )
        for slug in sorted({*spans, *title_spans})
    )
