"""One record per article, as programs read it: the promised form that all export formats are made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Left

from archive.ingest.marked import BODY_KINDS
from archive.models import Accession, Appearance, Article, Authorship, Coverage, Duplicate, Judgement, UnresolvedName
from archive.rights import Shown, permitted, shown_of, spans_within

Record = dict[str, Any]
Read = Callable[[Article], Record]
Fetch = Callable[[QuerySet[Article]], QuerySet[Article]]

_BATCH = 200


def records(articles: QuerySet[Article], read: Read | None = None) -> Iterator[Record]:
    """Records in the order of the slugs, with constant memory and a fixed number of queries per batch.

    `read` makes one of them, `record_of` unless another is given.
    """
    return map(read or record_of, prepared(articles).order_by("slug").iterator(chunk_size=_BATCH))


def articles_in_order(keys: Iterable[int], fetch: Fetch | None = None) -> Iterator[Article]:
    """Published articles in the order of these primary keys, with what `fetch` adds, else all that `record_of` needs.

    Takes constant memory and a fixed number of queries a batch; an article that is gone by now is left out.
    """
    waiting = iter(keys)
    while batch := list(islice(waiting, _BATCH)):
        found = (fetch or prepared)(Article.objects.published()).in_bulk(batch)
        yield from (found[key] for key in batch if key in found)


def in_slug_order(keys: Iterable[int]) -> list[int]:
    """The keys of these published articles in the order of their slugs."""
    slugs: list[tuple[str, int]] = []
    waiting = iter(keys)
    while batch := list(islice(waiting, _BATCH)):
        slugs += Article.objects.published().filter(pk__in=batch).order_by().values_list("slug", "pk")
    return [key for _, key in sorted(slugs)]


def prepared(articles: QuerySet[Article]) -> QuerySet[Article]:
    """With all that `record_of` and `citable_of` need, in a fixed number of queries."""
    current = Accession.objects.filter(is_current=True)
    copies = Duplicate.objects.shown().published()
    names = UnresolvedName.objects.filter(judgement=Judgement.PROPOSED).order_by("text")
    return articles.select_related("source", "republisher").prefetch_related(
        Prefetch("accessions", queryset=current, to_attr="current_accessions"),
        Prefetch("authorships", queryset=Authorship.objects.select_related("person").order_by("position")),
        Prefetch("appearances", queryset=Appearance.objects.select_related("person").order_by("person__slug")),
        Prefetch("coverages", queryset=Coverage.objects.select_related("event").order_by("event__slug")),
        Prefetch("unresolved_names", queryset=names, to_attr="open_names"),
        Prefetch("duplicates_after", queryset=copies.select_related("second"), to_attr="copies_after"),
        Prefetch("duplicates_before", queryset=copies.select_related("first"), to_attr="copies_before"),
    )


def with_openings(articles: QuerySet[Article], length: int) -> QuerySet[Article]:
    """With what `opening_of` needs and nothing more: of each text the first `length` code points."""
    authors = Authorship.objects.shown().select_related("person")
    people = Appearance.objects.shown().select_related("person").only("article", "judgement", "person__name")
    events = Coverage.objects.shown().select_related("event").only("article", "judgement", "event__name")
    return (
        articles.select_related("source")
        .only(
            "slug", "title", "title_is_devised", "language", "url", "updated_at", "source__name",
            "source__shown",
            "published_edtf", "published_earliest", "published_latest", "published_basis", "published_evidence",
        )
        .annotate(opening=Left("body", length))
        .prefetch_related(
            Prefetch("authorships", authors.order_by("position"), to_attr="shown_authors"),
            Prefetch("appearances", people.order_by("person__slug"), to_attr="shown_people"),
            Prefetch("coverages", events.order_by("event__slug"), to_attr="shown_events"),
        )
    )  # fmt: skip


def record_of(article: Article) -> Record:
    """The record of one article; spans are half-open code-point offsets into `body` or `title`."""
    accession = next(iter(article.current_accessions), None)  # type: ignore[attr-defined]  # set by the prefetch
    return {
        "file": accession.path if accession else "",
        "sha256": accession.sha256 if accession else "",
        "slug": article.slug,
        "title": article.title,
        "title_is_devised": article.title_is_devised,
        "authors": [_author(authorship) for authorship in article.authorships.all()],
        "source": article.source.name if article.source else None,
        "source_as_printed": article.source_as_printed or None,
        "republisher": article.republisher.name if article.republisher else None,
        "published": _published(article),
        "language": article.language,
        "url": article.url,
        "body": article.body,
        "blocks": _set_aside(article, accession),
        "people": [_person(article, appearance) for appearance in article.appearances.all()],
        "events": [_event(article, coverage) for coverage in article.coverages.all()],
        "unresolved": [_open_name(article, name) for name in article.open_names],  # type: ignore[attr-defined]  # by the prefetch
        "provenance": article.provenance,
        "duplicates": _duplicates(article),
    }


def citable_of(article: Article) -> Record:
    """The record with what only citations need."""
    return record_of(article) | _for_citations(article, article.authorships.all())


def described(
    article: Article,
    authorships: Iterable[Authorship],
    appearances: Iterable[Appearance],
    coverages: Iterable[Coverage],
) -> Record:
    """What citations need of an article, and no more, from links that are fetched already."""
    people = [_person(article, appearance) for appearance in appearances]
    events = [_event(article, coverage) for coverage in coverages]
    return _head(article, authorships) | {"people": people, "events": events} | _for_citations(article, authorships)


def opening_of(article: Any) -> Record:
    """What an entry of a list needs of an article: how it is cited, who and what it is about, how its text begins."""
    return _head(article, article.shown_authors) | {
        "people": [{"name": link.person.name, "judgement": link.judgement} for link in article.shown_people],
        "events": [{"name": link.event.name, "judgement": link.judgement} for link in article.shown_events],
        "body": permitted(article.opening, shown_of(article)),
    }


def _head(article: Article, authorships: Iterable[Authorship]) -> Record:
    return {
        "slug": article.slug,
        "title": article.title,
        "title_is_devised": article.title_is_devised,
        "authors": [_author(authorship) for authorship in authorships],
        "source": article.source.name if article.source else None,
        "published": _published(article),
        "language": article.language,
        "url": article.url,
    }


def _for_citations(article: Article, authorships: Iterable[Authorship]) -> Record:
    """How the authors' records sort (by slug), the kind of the source, rights and length of the whole text."""
    people = [authorship.person for authorship in authorships if authorship.person]
    return {
        "sort_names": {person.slug: person.sort_name for person in people},
        "source_kind": article.source.kind if article.source else "",
        "rights": article.rights or (article.source.rights_note if article.source else ""),
        "is_shown_in_full": shown_of(article) == Shown.FULL,
        "word_count": len(article.body.split()),
    }


def _author(authorship: Authorship) -> Record:
    return {
        "name": authorship.name,
        "name_as_printed": authorship.name_as_printed,
        "person": authorship.person.slug if authorship.person else None,
        "judgement": authorship.judgement,
    }


def _published(article: Article) -> Record | None:
    if not article.published_edtf:
        return None
    earliest, latest = article.published_earliest, article.published_latest
    return {
        "edtf": article.published_edtf,
        "earliest": earliest.isoformat() if earliest else None,
        "latest": latest.isoformat() if latest else None,
        "basis": article.published_basis,
        "evidence": article.published_evidence,
    }


def _set_aside(article: Article, accession: Accession | None) -> list[Record]:
    """The blocks that are not in the body; numbers count all blocks of the reading text from 1."""
    text = accession.reading_text if accession else ""
    return [
        {"number": number, "kind": kind, "rule": rule, "text": text[start:end]}
        for number, (start, end, kind, rule, _origin) in enumerate(article.blocks, 1)
        if kind not in BODY_KINDS
    ]


def _person(article: Article, appearance: Appearance) -> Record:
    return {
        "name": appearance.person.name,
        "slug": appearance.person.slug,
        "role": appearance.role,
        "judgement": appearance.judgement,
        "spans": spans_within(article, appearance.spans),
        "title_spans": appearance.title_spans,
    }


def _event(article: Article, coverage: Coverage) -> Record:
    return {
        "name": coverage.event.name,
        "slug": coverage.event.slug,
        "role": coverage.role,
        "phase": coverage.phase or None,
        "judgement": coverage.judgement,
        "spans": spans_within(article, coverage.spans),
        "title_spans": coverage.title_spans,
    }


def _open_name(article: Article, name: UnresolvedName) -> Record:
    return {"text": name.text, "spans": spans_within(article, name.spans), "candidates": name.candidates}


def _duplicates(article: Article) -> list[Record]:
    """The articles with much the same text, the most similar first; links that a curator rejected are left out."""
    copies = [(link.similarity, link.second.slug) for link in article.copies_after]  # type: ignore[attr-defined]
    copies += [(link.similarity, link.first.slug) for link in article.copies_before]  # type: ignore[attr-defined]
    return [
        {"slug": slug, "similarity": similarity}
        for similarity, slug in sorted(copies, key=lambda copy: (-copy[0], copy[1]))
    ]
