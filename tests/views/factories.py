"""Records for the tests of pages, made without ingest: what a test does not name does not matter to it."""

from __future__ import annotations

from datetime import date
from itertools import count

from django.utils.text import slugify

from archive.edtf import parse_edtf
from archive.models import (
    Accession,
    Appearance,
    Article,
    Authorship,
    Coverage,
    Event,
    EventSeries,
    IngestRun,
    Judgement,
    Person,
    Source,
    Tenure,
)

_numbers = count(1)


def make_source(name: str = "Meridian Wire", **fields) -> Source:
    return Source.objects.create(slug=fields.pop("slug", slugify(name)), name=name, **fields)


def make_person(name: str = "Sauli Niinistö", *, office: str = "", **fields) -> Person:
    first, _, last = name.rpartition(" ")
    person = Person.objects.create(
        slug=fields.pop("slug", slugify(name)),
        name=name,
        sort_name=fields.pop("sort_name", f"{last}, {first}" if first else last),
        **fields,
    )
    if office:
        Tenure.objects.create(person=person, office=office, country="FI", held="2012-03-01/2024-03-01", is_highest=True)
    return person


def make_event(short_name: str = "Helsinki 2018", start: str = "2018-07-16", end: str = "", **fields) -> Event:
    series = fields.pop("series", None)
    if isinstance(series, str):
        series, _ = EventSeries.objects.get_or_create(slug=slugify(series), defaults={"name": series})
    return Event.objects.create(
        slug=fields.pop("slug", slugify(short_name)),
        name=fields.pop("name", f"{short_name} summit"),
        short_name=short_name,
        place=fields.pop("place", short_name.rpartition(" ")[0]),
        series=series,
        start=date.fromisoformat(start) if start else None,
        end=date.fromisoformat(end or start) if start else None,
        **fields,
    )


def make_article(
    title: str = "What Helsinki left on the table", *paragraphs: str, published: str = "", **fields
) -> Article:
    paragraphs = paragraphs or ("The summit is over.",)
    if published:
        span = parse_edtf(published)
        fields = {
            "published_earliest": span.earliest,
            "published_latest": span.latest,
            "published_sort": span.earliest or span.latest,
            "published_basis": Article.DateBasis.INFERRED,
        } | fields
    return Article.objects.create(
        slug=fields.pop("slug", f"{slugify(title)[:60] or 'article'}-{next(_numbers):08x}"),
        title=title,
        body="\n\n".join(paragraphs),
        paragraph_numbers=fields.pop("paragraph_numbers", [str(n) for n in range(1, len(paragraphs) + 1)]),
        published_edtf=published,
        **fields,
    )


def cover(article: Article, event: Event, phase: str = "after", **fields) -> Coverage:
    """The article is about the event; without a phase it only looks back on it."""
    role = Coverage.Role.SUBJECT if phase else Coverage.Role.BACKGROUND
    return Coverage.objects.create(article=article, event=event, role=role, phase=phase, **fields)


def name_person(article: Article, person: Person, *words: str, **fields) -> Appearance:
    """The person appears in the article under these words, each found once in the body."""
    spans = [[article.body.index(text), article.body.index(text) + len(text)] for text in words]
    return Appearance.objects.create(article=article, person=person, spans=spans, **fields)


def sign(article: Article, name: str, person: Person | None = None, **fields) -> Authorship:
    position = article.authorships.count() + 1
    return Authorship.objects.create(article=article, name=name, person=person, position=position, **fields)


def accede(article: Article, reading_text: str, blocks: list[list], **fields) -> Accession:
    """The article was read from this text, cut into these blocks."""
    run = IngestRun.objects.create()
    accession = Accession.objects.create(
        run=run,
        article=article,
        path=fields.pop("path", "texts/one.txt"),
        sha256=fields.pop("sha256", "0" * 64),
        size=len(reading_text.encode()),
        encoding=fields.pop("encoding", "utf-8"),
        reading_text=reading_text,
        outcome=Accession.Outcome.CREATED,
        is_current=True,
        **fields,
    )
    article.blocks = blocks
    article.save(update_fields=["blocks"])
    return accession


CONFIRMED, REJECTED = Judgement.CONFIRMED, Judgement.REJECTED
