"""From a reading text and the gazetteer to everything the machine says of an article, each thing with its evidence."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from archive.edtf import EdtfSpan
from archive.ingest.authority import Gazetteer
from archive.ingest.blocks import Block, classify
from archive.ingest.body import Body, assemble
from archive.ingest.bylines import read_signed, tidy_name
from archive.ingest.dating import Dating, printed_date
from archive.ingest.meetings import EventFound, Meetings, Spans
from archive.ingest.names import Naming, UnresolvedName, find_in_title, find_people
from archive.ingest.offices import RULE as OFFICE_RULE
from archive.ingest.offices import office_mentions
from archive.ingest.page_blocks import Page, classify_page
from archive.ingest.page_facts import PageFacts
from archive.ingest.page_reading import not_after_capture, page_dating, page_publisher
from archive.ingest.publishers import Publisher, find_publisher, find_republisher
from archive.ingest.roles import subject_people
from archive.ingest.titles import DEVISED, find_title

_LANGUAGE_SAMPLES = 240, 1200  # characters: a longer one where a shorter leaves a doubt
_BEYOND_DOUBT, _LIKELY = 0.999, 0.9
_FEWEST_WORDS = 8


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
    title_evidence: str = ""


class NothingToReadError(ValueError):
    """A text without a single paragraph of running text."""


def understand(text: str, gazetteer: Gazetteer, given: Given | None = None, page: Page | None = None) -> Reading:
    """Read an article. Names, events, date and phases are settled together, in a few rounds.

    What a web page says of itself in its markup goes before what its text says; what is given goes before both.
    Raises NothingToReadError where no line of the text is prose.
    """
    given = given or Given()
    facts = page.facts if page else PageFacts()
    blocks = classify_page(page, gazetteer.source_names) if page else classify(text, gazetteer.source_names)
    body = assemble(blocks)
    if not body.text:
        raise NothingToReadError("no paragraph of running text was found")
    title, rule = find_title(blocks, body.text, gazetteer, given.title)
    printed_line = next((block.text for block in blocks if block.kind == "title"), "")
    in_markup = None if given.title else facts.title
    if in_markup:
        title, rule = in_markup.value, in_markup.rule
    printed_title = title if rule != DEVISED else ""
    stated = page_dating(facts, blocks, body.text) if page else None
    if stated and not given.published:
        given = replace(given, published=stated.span)
    people, meetings, dating = _settled(blocks, body, printed_title, gazetteer, given)
    dating = not_after_capture(stated or dating, facts)
    publisher = page_publisher(facts, gazetteer) or find_publisher(blocks, gazetteer)
    return Reading(
        blocks=blocks,
        body=body.text,
        title=title,
        title_is_devised=not printed_title,
        title_rule=rule,
        language=given.language or detect_language(body.text) or facts.language[:2],
        authors=_authors(facts, blocks, gazetteer),
        publisher=publisher,
        republisher=find_republisher(blocks, gazetteer, publisher),
        dating=dating,
        people=_people_found(body, people),
        events=meetings.found(given.published or (dating.span if dating else None)),
        unresolved=(*people.unresolved, *meetings.open_names()),
        title_evidence=in_markup.evidence if in_markup else "" if given.title else printed_line,
    )


@dataclass(frozen=True)
class _People:
    in_body: Sequence[Naming]
    in_title: Sequence[Naming]
    unresolved: Sequence[UnresolvedName]


def _settled(
    blocks: Sequence[Block], body: Body, title: str, gazetteer: Gazetteer, given: Given
) -> tuple[_People, Meetings, Dating | None]:
    """People and meetings; once more where a date that was not printed tells which holder of an office is meant."""
    printed = printed_date(blocks, body.text, None)
    known = given.published or (printed.span if printed else None)
    people = _people(body, title, gazetteer, known)
    meetings = Meetings(blocks, body, title, people.in_body, people.in_title, gazetteer)
    dating = meetings.settle_with_date(blocks, given.published)
    settled = given.published or (dating.span if dating else None)
    if settled == known or not (people.unresolved or office_mentions(body.text)):
        return people, meetings, dating
    again = _people(body, title, gazetteer, settled)
    if again == people:
        return people, meetings, dating
    meetings = Meetings(blocks, body, title, again.in_body, again.in_title, gazetteer)
    return again, meetings, meetings.settle_with_date(blocks, given.published)


def _people(body: Body, title: str, gazetteer: Gazetteer, published: EdtfSpan | None) -> _People:
    in_body, unresolved = find_people(body.text, gazetteer, published)
    by_name = frozenset(naming.slug for naming in in_body if naming.rule != OFFICE_RULE)
    in_title = find_in_title(title, gazetteer, by_name)
    return _People(in_body, in_title, unresolved)


def prepare(gazetteer: Gazetteer) -> None:
    """Load now what would be loaded with the first text."""
    gazetteer.prepare()
    _identifier()


@cache
def _identifier() -> LanguageIdentifier:
    """Loaded when a text is read, and not by everything that imports this: it takes most of a second."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect_language(body: str) -> str:
    """ISO 639-1 code from the first characters of a body; empty where it is too short or too mixed to tell."""
    words = re.finditer(r"\w+", body[: _LANGUAGE_SAMPLES[-1]])
    if len(list(islice(words, _FEWEST_WORDS))) < _FEWEST_WORDS:
        return ""
    language, probability = "", 0.0
    for length in _LANGUAGE_SAMPLES:
        language, probability = _identifier().classify(body[:length])
        if probability > _BEYOND_DOUBT:
            break
    return str(language) if probability > _LIKELY else ""


def _authors(facts: PageFacts, blocks: Sequence[Block], gazetteer: Gazetteer) -> tuple[Author, ...]:
    stated = [(fact.value, fact.rule, fact.evidence) for fact in facts.authors]
    authors: dict[str, Author] = {}
    for printed, rule, evidence in stated or _printed_authors(blocks):
        name = tidy_name(printed)
        hits = [hit for hit in gazetteer.full_names.find(name) if (hit.start, hit.end) == (0, len(name))]
        slugs = hits[0].slugs if hits else frozenset()
        person = next(iter(slugs)) if len(slugs) == 1 else ""
        authors.setdefault(name.casefold(), Author(name, printed, person, rule, evidence))
    return tuple(authors.values())


def _printed_authors(blocks: Sequence[Block]) -> Iterator[tuple[str, str, str]]:
    """`(name as printed, rule, line)` for every name on a byline."""
    for block in blocks:
        if block.kind == "byline":
            signed = read_signed(block.text)
            yield from ((name, block.rule, block.text) for name in (signed.names if signed else (block.text,)))


def _people_found(body: Body, people: _People) -> tuple[PersonFound, ...]:
    spans: Mapping[str, list[Naming]] = defaultdict(list)
    for naming in people.in_body:
        spans[naming.slug].append(naming)
    titled: Mapping[str, list[Naming]] = defaultdict(list)
    for naming in people.in_title:
        titled[naming.slug].append(naming)
    subjects = subject_people(body, spans, frozenset(titled))
    return tuple(
        PersonFound(
            slug,
            "subject" if slug in subjects else "mentioned",
            tuple((naming.start, naming.end) for naming in spans.get(slug, ())),
            tuple((naming.start, naming.end) for naming in titled.get(slug, ())),
            ", ".join(
                f"{rule} ({count})"
                for rule, count in Counter(naming.rule for naming in spans.get(slug) or titled[slug]).items()
            ),
        )
        for slug in sorted({*spans, *titled})
    )
