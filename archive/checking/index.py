"""The index against the rows, and what still waits to be put into it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.conf import settings

from archive.checking.findings import Finding, Kind, Progress, pause
from archive.models import Article
from archive.search.comparing import NO_DIFFERENCE, Comparison, compare, compare_at_rest, drop_leftovers
from archive.search.indexing import index_articles, index_pending, rebuild, remove_articles

_ANEW = "make it anew: manage.py rebuild_index"
UNREADABLE = Kind("The search index", _ANEW, is_repairable=True)
STRANGE = Kind("Documents of the index that are nobody’s", _ANEW, is_repairable=True)
MISSING = Kind("Articles that are not in the index", "put it in: --repair", is_repairable=True)
REPEATED = Kind("Articles that are in the index more than once", "put it in once: --repair", is_repairable=True)
UNPUBLISHED = Kind("Documents of the index without an article", "take it out: --repair", is_repairable=True)
WAITING = Kind("Articles that wait for the index", "the worker puts them in, or --repair", False, True)
LEFTOVER = Kind("Leftovers of interrupted rebuilds", "the next rebuild removes it, or --repair", False, True)
MENDED = Kind("The search index mended", is_off=False)

_TOGETHER = 500  # articles


def count() -> int:
    return Article.objects.published().count()


def check(progress: Progress) -> list[Finding]:
    """Compare the index with the rows. What differs did so twice, the second time while nobody wrote the index."""
    found = compare()
    if found != NO_DIFFERENCE:
        pause()
        found = compare_at_rest()
    progress(count())
    waiting = Article.objects.awaiting_index().count()
    findings = list(_findings(found))
    if waiting:
        findings.append(
            Finding(WAITING, settings.INDEX_DIR.name, f"articles that are not in it as they now are: {waiting:,}")
        )
    return findings


def repair(findings: Sequence[Finding], progress: Progress) -> Iterator[Finding]:
    """Bring the index up to date, or make it anew and tell `progress` of each article; tells what was done."""
    keys: dict[Kind, list[int]] = {}
    for finding in findings:
        keys.setdefault(finding.kind, []).append(finding.pk)
    if UNREADABLE in keys or STRANGE in keys:
        yield _done(f"made anew, articles: {rebuild(progress):,}")
        return
    if UNPUBLISHED in keys:
        remove_articles(keys[UNPUBLISHED])
        yield _done(f"documents taken out: {len(keys[UNPUBLISHED]):,}")
    if lacking := keys.get(MISSING, []) + keys.get(REPEATED, []):
        yield _done(f"articles put in: {index_articles(lacking):,}")
    if WAITING in keys:
        yield _done(f"articles brought up to date: {index_pending():,}")
    if LEFTOVER in keys:
        drop_leftovers()
        yield _done(f"leftovers removed: {len(keys[LEFTOVER])}")


def _done(what: str) -> Finding:
    return Finding(MENDED, settings.INDEX_DIR.name, what)


def _findings(found: Comparison) -> Iterator[Finding]:
    index = settings.INDEX_DIR.name
    if found.fault:
        yield Finding(UNREADABLE, index, found.fault.rstrip("."))
    for name in found.strangers:
        yield Finding(STRANGE, index, f"a document is called {name}")
    yield from _of_articles(MISSING, found.missing, "it is published, and searches do not find it")
    yield from _of_articles(REPEATED, found.repeated, "searches find it several times")
    for pk in found.unpublished:
        yield Finding(UNPUBLISHED, index, f"there is no published article {pk}", pk)
    for path in found.leftovers:
        yield Finding(LEFTOVER, f"{index}/{path.name}", "nobody reads it")


def _of_articles(kind: Kind, pks: Sequence[int], what: str) -> Iterator[Finding]:
    for start in range(0, len(pks), _TOGETHER):
        of_these = Article.objects.filter(pk__in=pks[start : start + _TOGETHER]).order_by("pk")
        for pk, slug in of_these.values_list("pk", "slug"):
            yield Finding(kind, slug, what, pk)
