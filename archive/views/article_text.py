"""The body of an article as its page prints it: numbered units, and between them what was set aside there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.safestring import SafeString

from archive.annotating import Evidence, annotate
from archive.ingest.blocks import BODY_KINDS
from archive.ingest.numbering import led_to
from archive.models import Accession, Article, PinnedPassage
from archive.rule_words import kind_in_words, why_set_aside
from archive.search.jumping import Spans
from archive.views.article_links import Named, mentions_of
from archive.views.evidence import Note

_BULLET = re.compile(r"(?:[•*▪●◦‣–—-]|\(?\w{1,2}[.)])\s")


@dataclass(frozen=True)
class Unit:
    """A numbered piece of the body, as it is printed: kind, safe HTML, and what stands beside it."""

    number: str
    kind: str
    html: SafeString
    notes: tuple[Note, ...]
    named: tuple[Named, ...] = ()
    pins: tuple[PinnedPassage, ...] = ()
    has_bullet: bool = False
    formerly: tuple[str, ...] = ()  # numbers given up for this one, which citations may still name


@dataclass(frozen=True)
class SetAside:
    """A block of the reading text that is no part of the body."""

    kind: str
    rule: str
    origin: str
    text: str

    @property
    def kind_words(self) -> str:
        return kind_in_words(self.kind)

    @property
    def reason(self) -> str:
        return why_set_aside(self.rule)

    @property
    def words(self) -> int:
        return len(self.text.split())


@dataclass(frozen=True)
class Gap:
    """Blocks that stood together between two units, before the first or after the last; numbered from 1."""

    number: int
    blocks: tuple[SetAside, ...]
    before: str = ""  # the number of the paragraph they stand before; empty at the end

    @property
    def kinds(self) -> list[str]:
        """The kinds in it, each once."""
        return list(dict.fromkeys(block.kind_words for block in self.blocks))

    @property
    def words(self) -> int:
        return sum(block.words for block in self.blocks)


@dataclass(frozen=True)
class Section:
    """What follows each other in the text: a gap, the items of one list, or other units."""

    kind: str
    parts: tuple[Unit | Gap, ...]


def units_of(
    article: Article,
    named: Sequence[Named],
    notes: Sequence[Note],
    spans: Spans = (),
    pins: Iterable[PinnedPassage] = (),
) -> list[Unit]:
    """The body as numbered units; the n-th block of a body kind says what the n-th unit is.

    Whoever is named has a place beside the first unit that names them, a pin beside the unit it quotes.
    """
    evidence = [
        Evidence(start, end, note.letter, note.phase) for note in notes if note.letter for start, end in note.spans
    ]
    by_letter = {note.letter: note for note in notes if note.letter}
    by_anchor = {one.anchor: one for one in named}
    by_number: dict[str, list[PinnedPassage]] = {}
    for pin in pins:
        by_number.setdefault(pin.paragraph, []).append(pin)
    paragraphs = annotate(article.body, article.paragraphs, mentions_of(named), evidence, spans)
    led = led_to(article.paragraph_numbers, article.former_paragraphs)
    kinds = _kinds(article, len(paragraphs)) or ["paragraph"] * len(paragraphs)
    return [
        Unit(
            unit.number,
            kind,
            unit.html,
            tuple(by_letter[letter] for letter in unit.letters),
            tuple(by_anchor[anchor] for anchor in unit.named),
            tuple(by_number.get(unit.number, ())),
            _has_bullet(unit.html),
            tuple(led.get(unit.number, ())),
        )
        for unit, kind in zip(paragraphs, kinds, strict=True)
    ]


def gaps_of(article: Article, accession: Accession | None) -> list[Gap]:
    """What was set aside, in the order of the page it came from.

    All of it is one gap, after the text, where blocks and paragraphs do not agree.
    """
    if accession is None:
        return []
    text = accession.reading_text
    numbers = article.paragraph_numbers if _kinds(article, len(article.paragraph_numbers)) else []
    gaps: list[Gap] = []
    place = 0
    for is_body, blocks in groupby(article.blocks, key=lambda block: block[2] in BODY_KINDS):
        if is_body:
            place += len(list(blocks))
            continue
        aside = tuple(SetAside(kind, rule, origin, text[start:end]) for start, end, kind, rule, origin in blocks)
        gaps.append(Gap(len(gaps) + 1, aside, numbers[place] if place < len(numbers) else ""))
    if gaps and not numbers:
        return [Gap(1, tuple(block for gap in gaps for block in gap.blocks))]
    return gaps


def sections_of(units: Iterable[Unit], gaps: Iterable[Gap]) -> Iterator[Section]:
    """Units and gaps in their order; items of a list that follow each other make one list."""
    for kind, group in groupby(_in_order(units, gaps), key=_kind_of_section):
        yield Section(kind, tuple(group))


def _in_order(units: Iterable[Unit], gaps: Iterable[Gap]) -> Iterator[Unit | Gap]:
    before = {gap.before: gap for gap in gaps}
    for unit in units:
        if unit.number in before:
            yield before.pop(unit.number)
        yield unit
    yield from before.values()


def _kind_of_section(part: Unit | Gap) -> str:
    if isinstance(part, Gap):
        return f"gap {part.number}"
    return "list" if part.kind == "list-item" else "text"


def _kinds(article: Article, count: int) -> list[str]:
    """What each unit is; nothing where the blocks of the body are not as many."""
    kinds = [block[2] for block in article.blocks if block[2] in BODY_KINDS]
    return kinds if len(kinds) == count else []


def _has_bullet(html: SafeString) -> bool:
    """Whether a list item carries the sign or number it was printed with."""
    return _BULLET.match(html) is not None
