"""What the page of one article shows beside its record: the annotated body, its notes, and what was set aside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import F
from django.utils.safestring import SafeString

from archive.annotating import Evidence, Mention, annotate
from archive.ingest.blocks import BODY_KINDS
from archive.models import Accession, Appearance, Article, Authorship, Coverage, Duplicate, Event, Judgement
from archive.search.jumping import Spans
from archive.views.date_strip import DateStrip, date_strip
from archive.views.evidence import Note, evidence_notes, loose_quotations, phase_reason
from archive.views.reasons import reason_of
from archive.views.relative_days import relative_day

_BULLET = re.compile(r"(?:[•*▪●◦‣–—-]|\(?\w{1,2}[.)])\s")
NEIGHBOUR_LIMIT = 5  # articles of the same coverage on either side


@dataclass(frozen=True)
class Unit:
    """A numbered piece of the body, as it is printed: kind, safe HTML, notes beside it."""

    number: str
    kind: str
    html: SafeString
    notes: tuple[Note, ...]
    has_bullet: bool = False


@dataclass(frozen=True)
class SetAside:
    """A block of the reading text that is no part of the body."""

    kind: str
    rule: str
    origin: str
    text: str

    @property
    def words(self) -> int:
        return len(self.text.split())


@dataclass(frozen=True)
class SameCoverage:
    """Other articles about one summit, in the order of their days; `total` counts them all."""

    event: Event
    articles: list[tuple[Coverage, str]]
    total: int


def reading_page(article: Article, spans: Spans = ()) -> dict[str, Any]:
    """Everything the template needs; links a curator rejected are left out. `spans` of the body are marked."""
    appearances = list(article.appearances.shown().select_related("person").order_by("-role", "person__sort_name"))
    coverages = list(article.coverages.shown().select_related("event").order_by("-role", "event__start", "pk"))
    authorships = list(article.authorships.shown().select_related("person"))
    subjects = [link for link in coverages if link.role == Coverage.Role.SUBJECT]
    notes = evidence_notes(article, subjects)
    units = body_units(article, appearances, coverages, notes, spans)
    accession = article.accessions.filter(is_current=True).first()
    aside = set_aside(article, accession)
    return {
        "appearances": sorted(appearances, key=lambda link: link.role != Appearance.Role.SUBJECT),
        "authorships": authorships,
        "subjects": subjects,
        "phases": [(link, phase_reason(link), loose_quotations(link, notes)) for link in subjects],
        "background": [link for link in coverages if link.role == Coverage.Role.BACKGROUND],
        "has_proposed": any(link.judgement == Judgement.PROPOSED for link in (*appearances, *coverages, *authorships)),
        "notes": notes,
        "sections": [(kind, list(group)) for kind, group in groupby(units, key=lambda unit: _element(unit.kind))],
        "strip": strip_of(article, subjects),
        "lettered_date_notes": [note for note in notes if note.letter and note.is_about_date],
        "loose_date_notes": [note for note in notes if not note.letter and note.is_about_date],
        "published_reason": reason_of(article.provenance.get("published", {}).get("rule", "")),
        "provenance": sorted(article.provenance.items()),
        "title_reason": reason_of(article.provenance.get("title", {}).get("rule", "")),
        "word_count": len(article.body.split()),
        "paragraph_count": len(units),
        "accession": accession,
        "set_aside": aside,
        "words_set_aside": sum(block.words for block in aside),
        "same_coverage": [same_coverage(article, link.event) for link in subjects],
        "copies": copies_of(article),
        "citation_authors": citation_authors(authorships),
    }


def body_units(
    article: Article, appearances: list[Appearance], coverages: list[Coverage], notes: list[Note], spans: Spans = ()
) -> list[Unit]:
    """The body as numbered units; the n-th block of a body kind says what the n-th unit is."""
    mentions = [
        Mention(start, end, record.get_absolute_url(), str(record), kind, link.judgement == Judgement.PROPOSED)
        for links, kind in ((appearances, "person"), (coverages, "event"))
        for link in links
        for record in [getattr(link, kind)]
        for start, end in link.spans
    ]
    evidence = [
        Evidence(start, end, note.letter, note.phase) for note in notes if note.letter for start, end in note.spans
    ]
    by_letter = {note.letter: note for note in notes if note.letter}
    kinds = [block[2] for block in article.blocks if block[2] in BODY_KINDS]
    paragraphs = annotate(article.body, article.paragraphs, mentions, evidence, spans)
    if len(kinds) != len(paragraphs):
        kinds = ["paragraph"] * len(paragraphs)
    return [
        Unit(unit.number, kind, unit.html, tuple(by_letter[letter] for letter in unit.letters), _has_bullet(unit.html))
        for unit, kind in zip(paragraphs, kinds, strict=True)
    ]


def _has_bullet(html: SafeString) -> bool:
    """Whether a list item carries the sign or number it was printed with."""
    return _BULLET.match(html) is not None


def _element(kind: str) -> str:
    """Items of a list that follow each other make one list; everything else stands by itself."""
    return "list" if kind == "list-item" else "text"


def set_aside(article: Article, accession: Accession | None) -> list[SetAside]:
    """Every block that is not in the body, in the order of the page it came from."""
    if accession is None:
        return []
    return [
        SetAside(kind, rule, origin, accession.reading_text[start:end])
        for start, end, kind, rule, origin in article.blocks
        if kind not in BODY_KINDS
    ]


def strip_of(article: Article, subjects: list[Coverage]) -> DateStrip | None:
    """The article's days drawn beside the days of the first summit it is about that has any."""
    dated = next((link for link in subjects if link.event.start), None)
    if dated is None or not article.published_edtf:
        return None
    return date_strip(article.published_earliest, article.published_latest, dated.event, dated.phase)


def same_coverage(article: Article, event: Event) -> SameCoverage:
    """The articles about the event next to this one in time, those without a date last."""
    others = Coverage.objects.shown().subjects().filter(event=event).exclude(article=article)
    others = others.select_related("article", "article__source")
    day = article.published_sort
    later = others.order_by(F("article__published_sort").asc(nulls_last=True), "article__title")
    if day is None:
        near = list(later[: 2 * NEIGHBOUR_LIMIT])
    else:
        earlier = others.filter(article__published_sort__lt=day).order_by("-article__published_sort", "-article__title")
        near = [*reversed(earlier[:NEIGHBOUR_LIMIT])]
        near += later.exclude(article__published_sort__lt=day)[: 2 * NEIGHBOUR_LIMIT - len(near)]
    return SameCoverage(event, [(link, relative_day(link.article, event)) for link in near], others.count())


def copies_of(article: Article) -> list[tuple[Article, Duplicate]]:
    """The articles with much the same text, the most similar first, each with its link."""
    links = Duplicate.objects.shown().of(article).select_related("first__source", "second__source")
    return [(link.second if link.first_id == article.pk else link.first, link) for link in links]


def citation_authors(authorships: list[Authorship]) -> str:
    """“A”, “A and B”, “A, B and C”, and from four on “A et al.”; empty where nobody signed."""
    names = [link.name for link in authorships]
    if len(names) > 3:
        return f"{names[0]} et al."
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
