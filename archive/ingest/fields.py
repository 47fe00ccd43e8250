"""A reading as the fields of an article, each with its provenance."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from archive.edtf import EdtfSpan, parse_edtf
from archive.ingest.blocks import Block
from archive.ingest.dating import Dating
from archive.ingest.reading import ReadItem
from archive.ingest.records import Records
from archive.ingest.understanding import Reading
from archive.models import Article, Source

Provenance = dict[str, dict[str, str]]

NAMED = "named-with-the-command"


class FieldValues(NamedTuple):
    """`values` by article field; `provenance` by the name the field has for readers."""

    values: dict[str, Any]
    provenance: Provenance


# Fields that stand or fall together, by the one name that provenance and curators know them under.
GROUPS: dict[str, tuple[str, ...]] = {
    "title": ("title", "title_is_devised"),
    "body": ("body", "blocks"),
    "language": ("language",),
    "url": ("url",),
    "rights": ("rights",),
    "source": ("source", "source_as_printed"),
    "republisher": ("republisher",),
    "published": (
        "published_edtf",
        "published_earliest",
        "published_latest",
        "published_sort",
        "published_basis",
        "published_evidence",
    ),
}


def stored_blocks(blocks: Iterable[Block]) -> list[list[Any]]:
    """Blocks as an article keeps them: ranges of the reading text, with kind, rule and origin."""
    return [[block.start, block.end, block.kind, block.rule, block.origin] for block in blocks]


def field_values(item: ReadItem, records: Records, source: Source | None) -> FieldValues:
    """What the machine and the sidecar say of every field. `source` was given on the command line and beats both."""
    reading, sidecar = item.reading, item.sidecar
    values: dict[str, Any] = {
        "title": reading.title[:1000],
        "title_is_devised": reading.title_is_devised,
        "body": reading.body,
        "blocks": stored_blocks(reading.blocks),
        "language": reading.language,
        "url": sidecar.url or (item.url.value if item.url else ""),
        "rights": sidecar.rights,
    }
    provenance: Provenance = {
        "title": _said(
            "sidecar" if sidecar.title else "inference" if reading.title_is_devised else "text",
            reading.title_rule,
            reading.title_evidence,
        ),
        "body": _said("inference", "blocks"),
        "language": _said(
            "sidecar" if sidecar.language else "inference", "" if sidecar.language else "letters-and-words"
        ),
    }
    if item.url:
        provenance["url"] = _said("text", item.url.rule, item.url.evidence)
    provenance |= {name: _said("sidecar") for name in ("url", "rights") if getattr(sidecar, name)}
    for part in (_sources(item, records, source), _published(reading, sidecar.published)):
        values |= part.values
        provenance |= part.provenance
    return FieldValues(values, {name: said for name, said in provenance.items() if said})


def _said(origin: str, rule: str = "", evidence: str = "") -> dict[str, str]:
    return {"origin": origin, "rule": rule, "evidence": evidence}


def _sources(item: ReadItem, records: Records, given: Source | None) -> FieldValues:
    reading, sidecar = item.reading, item.sidecar
    publisher, republisher = reading.publisher, reading.republisher
    values: dict[str, Any] = {
        "source": records.sources.get(publisher.slug) if publisher else None,
        "source_as_printed": publisher.as_printed[:500] if publisher else "",
        "republisher": records.sources.get(republisher.slug) if republisher else None,
    }
    provenance: Provenance = {}
    if publisher:
        origin = "inference" if publisher.rule == "house-of-the-author" else "text"
        provenance["source"] = _said(origin, publisher.rule, publisher.evidence)
    if republisher:
        provenance["republisher"] = _said("text", republisher.rule, republisher.evidence)
    if sidecar.source:
        known = Source.objects.named(sidecar.source)
        values |= {"source": known, "source_as_printed": "" if known else sidecar.source}
        provenance["source"] = _said("sidecar")
    if given:
        values |= {"source": given}
        provenance["source"] = _said("sidecar", NAMED)
    return FieldValues(values, provenance)


def _published(reading: Reading, from_sidecar: str) -> FieldValues:
    if from_sidecar:
        span = parse_edtf(from_sidecar)
        return FieldValues(published_values(span, Article.DateBasis.SIDECAR), {"published": _said("sidecar")})
    dating = reading.dating
    if dating is None:
        return FieldValues(dict.fromkeys(GROUPS["published"], "") | published_values(None, ""), {})
    values = published_values(dating.span, dating.basis, dating.evidence)
    return FieldValues(values, {"published": _said(_origin(dating), dating.rule, dating.evidence)})


def _origin(dating: Dating) -> str:
    return "text" if dating.basis == Article.DateBasis.STATED else "inference"


def published_values(span: EdtfSpan | None, basis: str, evidence: str = "") -> dict[str, Any]:
    """The date fields of an article for an EDTF value; all empty for None. Lists sort by the first or last day."""
    earliest: date | None = span.earliest if span else None
    latest: date | None = span.latest if span else None
    return {
        "published_edtf": span.edtf if span else "",
        "published_earliest": earliest,
        "published_latest": latest,
        "published_sort": earliest or latest,
        "published_basis": basis if span else "",
        "published_evidence": evidence,
    }
