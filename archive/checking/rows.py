"""Rows against each other and against the originals: each article with its accession and its links."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from archive import originals
from archive.checking.articles import Held, Link, Reading, problems
from archive.checking.findings import Finding, Kind, Progress, pause
from archive.ingest.decoding import DecodingError, decode
from archive.ingest.versions import RULES_VERSION
from archive.models import Accession, Appearance, Article, Coverage, UnresolvedName

SUMS = Kind("Accessions without a sum", "put the database from a backup in its place")
TEXTS = Kind(
    "Reading texts that are not their originals’", "put the database from a backup in its place", is_repairable=True
)
RENEWED = Kind("Reading texts made anew from their originals", is_off=False)

_TOGETHER = 50  # articles; each may have twenty million characters
# These are beyond doubt. Which other encoding bytes are in is told by a library, which may change its mind.
_CERTAIN_ENCODINGS = ("utf-8", "utf-16", "utf-32")
_TEXT_FILE = re.compile(r"(?!.*\.warc(\.gz)?#).*\.txt", re.IGNORECASE | re.DOTALL)


def count() -> int:
    return Article.objects.count()


def check(progress: Progress) -> list[Finding]:
    """Look at every article, and tell `progress` of each; what is off was seen twice."""
    first = list(_first_look(progress))
    if not first:
        return []
    pause()
    seen = {(finding.kind, finding.pk) for finding in first}
    found = list(_sums())
    for pks in _batches(sorted({finding.pk for finding in first if finding.kind != SUMS})):
        found += [finding for article in _held(pks) for finding in _findings(article)]
    return [finding for finding in found if (finding.kind, finding.pk) in seen]


def repair(findings: Sequence[Finding], progress: Progress) -> Iterator[Finding]:
    """Make reading texts anew from their originals, where everything that was cut from them fits; tells which."""
    for finding in findings:
        if finding.kind != TEXTS:
            continue
        for article in _held([finding.pk]):
            text = _decoded(article.reading) if article.reading else None
            if text is None or list(problems(_with_text(article, text), RULES_VERSION)):
                continue
            Accession.objects.filter(article=article.pk, is_current=True).update(reading_text=text)
            yield Finding(RENEWED, finding.where, "its blocks cut its body from it again")


def _first_look(progress: Progress) -> Iterator[Finding]:
    yield from _sums()
    last = 0
    while pks := list(Article.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:_TOGETHER]):
        for article in _held(pks):
            yield from _findings(article)
        progress(len(pks))
        last = pks[-1]


def _sums() -> Iterator[Finding]:
    without = Accession.objects.kept().exclude(sha256__regex=r"^[0-9a-f]{64}\Z").order_by("pk")
    for pk, path, sha256 in without.values_list("pk", "path", "sha256"):
        yield Finding(SUMS, path, f"its accession has {sha256 or 'nothing'} for a sum", pk)


def _findings(article: Held) -> Iterator[Finding]:
    for kind, what in problems(article, RULES_VERSION):
        yield Finding(kind, article.slug, what, article.pk)
    text = _decoded(article.reading) if article.reading else None
    if article.reading and text is not None and text != article.reading.text and _is_only_text(article):
        what = f"the two part at character {_first_difference(text, article.reading.text)}"
        yield Finding(TEXTS, article.slug, what, article.pk)


def _decoded(reading: Reading) -> str | None:
    """What decoding the original gives, where that is certain: a text file, read by the present rules, bytes whole.

    The text of a web page is what libraries make of its markup, and may be another with another version of them.
    """
    is_certain = reading.encoding in _CERTAIN_ENCODINGS and _TEXT_FILE.fullmatch(reading.path)
    if reading.rules != RULES_VERSION or not is_certain:
        return None
    try:
        data = originals.path_of(reading.sha256).read_bytes()
    except OSError:  # told where the originals are looked at
        return None
    if hashlib.sha256(data).hexdigest() != reading.sha256:
        return None
    try:
        return decode(data).text
    except DecodingError:
        return None


def _is_only_text(article: Held) -> bool:
    """Whether the same bytes were never taken in as a page, which they may have been read as."""
    same = Accession.objects.filter(article=article.pk, sha256=article.reading.sha256 if article.reading else "")
    return all(_TEXT_FILE.fullmatch(path) for path in same.values_list("path", flat=True))


def _first_difference(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _with_text(article: Held, text: str) -> Held:
    return replace(article, reading=replace(article.reading, text=text) if article.reading else None)


def _held(pks: Sequence[int]) -> Iterator[Held]:
    """These articles with what belongs to them, in order."""
    readings = {
        article: Reading(*values)
        for article, *values in Accession.objects.filter(article__in=pks, is_current=True).values_list(
            "article", "sha256", "path", "encoding", "reading_text", "rules_version"
        )
    }
    links: dict[int, list[Link]] = defaultdict(list)
    for model, target in ((Appearance, "person"), (Coverage, "event")):
        rows = model.objects.filter(article__in=pks).order_by("pk")
        for article, slug, *spans in rows.values_list("article", f"{target}__slug", "spans", "title_spans"):
            links[article].append(Link(f"{target} {slug}", *spans))
    names = UnresolvedName.objects.filter(article__in=pks).order_by("pk")
    for article, text, spans in names.values_list("article", "text", "spans"):
        links[article].append(Link(f"unresolved name {text}", spans))
    columns = ("pk", "slug", "title", "body", "paragraph_numbers", "blocks", "provenance")
    articles = Article.objects.filter(pk__in=pks).order_by("pk").values_list(*columns)
    for pk, slug, title, body, numbers, blocks, provenance in articles:
        is_curated = _origin_of_body(provenance) == "curator"
        yield Held(pk, slug, title, body, numbers, blocks, is_curated, links[pk], readings.get(pk))


def _origin_of_body(provenance: Any) -> Any:
    said = provenance.get("body") if isinstance(provenance, dict) else None
    return said.get("origin") if isinstance(said, dict) else None


def _batches(pks: Sequence[int]) -> Iterator[Sequence[int]]:
    yield from (pks[start : start + _TOGETHER] for start in range(0, len(pks), _TOGETHER))
