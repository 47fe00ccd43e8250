"""What the page of one article shows beside its record: the annotated body, its evidence, what was set aside."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Case, Prefetch, When

from archive.annotating import data_block, linked_title
from archive.export import embedded
from archive.export.citing import citation
from archive.export.records import described
from archive.export.styles import printed
from archive.models import Accession, Appearance, Article, Authorship, Coverage, Judgement, Person
from archive.rights import evidence_within, shown_of
from archive.search.jumping import Spans
from archive.views.article_beside import beside
from archive.views.article_files import citation_links
from archive.views.article_links import mentions_of, named_in
from archive.views.article_text import gaps_of, sections_of, units_of
from archive.views.date_strip import DateStrip, date_strip
from archive.views.evidence import evidence_notes, loose_quotations, phase_reason
from archive.views.reasons import reason_of

_ACCESSION = ("pk", "article", "path", "sha256", "size", "encoding", "url", "captured_at", "is_current", "created_at")
# Languages written from right to left, by their ISO 639-1 codes.
RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})


def reading_page(article: Article, whole: Article, spans: Spans = ()) -> dict[str, Any]:
    """Everything the template needs; links a curator rejected are left out. `spans` of the body are marked.

    `article` has as much of the text as the reader may see, which need not be the `whole` of it.
    """
    people = Person.objects.published().prefetch_related("tenures")
    appearances = list(
        article.appearances.shown().order_by("-role", "person__sort_name").prefetch_related(Prefetch("person", people))
    )
    coverages = list(article.coverages.shown().select_related("event").order_by("-role", "event__start", "pk"))
    authorships = list(article.authorships.shown().select_related("person").order_by("position"))
    subjects = [link for link in coverages if link.role == Coverage.Role.SUBJECT]
    if article is not whole:
        for link in subjects:
            link.phase_evidence = evidence_within(article, link.phase_evidence)
    appearances.sort(key=lambda link: link.role != Appearance.Role.SUBJECT)
    named = named_in(article, appearances, coverages)
    notes = evidence_notes(article, subjects)
    units = units_of(article, named, notes, spans, article.pinned_passages.select_related("event", "topic").order_by())
    accession, earlier = accessions_of(article)
    gaps = gaps_of(article, accession)
    return {
        "is_rtl": article.language in RIGHT_TO_LEFT,
        "authorships": authorships,
        "subjects": subjects,
        "phases": [(link, phase_reason(link), loose_quotations(link, notes)) for link in subjects],
        "people": [one for one in named if one.kind == "person"],
        "events": [one for one in named if one.kind == "event"],
        "named": named,
        "title": linked_title(article.title, mentions_of(named, in_title=True)),
        "has_proposed": any(link.judgement == Judgement.PROPOSED for link in (*appearances, *coverages, *authorships)),
        "notes": notes,
        "sections": list(sections_of(units, gaps)),
        "strip": strip_of(article, subjects),
        "lettered_date_notes": [note for note in notes if note.letter and note.is_about_date],
        "loose_date_notes": [note for note in notes if not note.letter and note.is_about_date],
        "published_reason": reason_of(article.provenance.get("published", {}).get("rule", "")),
        "provenance": sorted(article.provenance.items()),
        "title_reason": reason_of(article.provenance.get("title", {}).get("rule", "")),
        "word_count": len(whole.body.split()),
        "paragraph_count": len(whole.paragraph_numbers),
        "shown": shown_of(whole),
        "is_cut": article is not whole,
        "goes_on": len(article.body) < len(whole.body),
        "excerpt_words": settings.EXCERPT_WORDS,
        "accession": accession,
        "earlier_accessions": earlier,
        "gaps": gaps,
        "blocks_set_aside": sum(len(gap.blocks) for gap in gaps),
        "words_set_aside": sum(gap.words for gap in gaps),
        **beside(whole, subjects),
        "corrections": list(article.corrections.all()),
        **cited_as(whole, authorships, appearances, coverages),
    }


def cited_as(
    article: Article, authorships: list[Authorship], appearances: list[Appearance], coverages: list[Coverage]
) -> dict[str, Any]:
    """The article's citation for readers, and in the head of the page for programs."""
    record = described(article, authorships, appearances, coverages)
    cited = citation(record)
    return {
        "citations": printed(cited, settings.SITE_NAME),
        "citation_links": citation_links(article),
        "coins": embedded.coins(cited),
        "meta": embedded.meta(cited, record),
        "data_block": data_block(embedded.schema_org(cited, record)),
        "share_type": "article",
        "known_day": cited.known_day,
    }


def accessions_of(article: Article) -> tuple[Accession | None, list[Accession]]:
    """The one it is read from, and those of other bytes it was read from before, the latest first, each sum once.

    Only the first has its `reading_text`: the others' can be long, and nobody asks for them.
    """
    text = Case(When(is_current=True, then="reading_text"))
    found = list(article.accessions.only(*_ACCESSION).annotate(text=text))
    current = next((accession for accession in found if accession.is_current), None)
    if current:
        current.reading_text = current.text
    seen = {current.sha256 if current else "", ""}
    earlier = []
    for accession in found:
        if accession.sha256 not in seen:
            seen.add(accession.sha256)
            earlier.append(accession)
    return current, earlier


def strip_of(article: Article, subjects: list[Coverage]) -> DateStrip | None:
    """The article's days drawn beside the days of the first summit it is about that has any."""
    dated = next((link for link in subjects if link.event.start), None)
    if dated is None or not article.published_edtf:
        return None
    return date_strip(article.published_earliest, article.published_latest, dated.event, dated.phase)
