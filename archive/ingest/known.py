"""What the archive already holds of the items it is given, looked up for many at once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archive.ingest.items import Item
from archive.ingest.sidecars import SidecarError, parse_sidecar
from archive.ingest.versions import RULES_VERSION
from archive.models import Accession, Source

_COLUMNS = (
    *("path", "sha256", "size", "encoding", "sidecar", "rules_version", "gazetteer_version"),
    *("article__slug", "article__source", "article__trashed_at", "article__trashed_with", "article__withdrawn_at"),
)


@dataclass(frozen=True)
class Unchanged:
    """An item that need not be read again: its article was read from the same bytes by the same rules, or stays out."""

    item: Item
    accession: Accession


def told_apart(items: Sequence[Item], gazetteer_version: str, source: Source | None) -> Iterator[Item | Unchanged]:
    """Each item, with the sidecar that counts for it, or that it is unchanged.

    Unchanged is what has the same sum, sidecar, rules and gazetteer, and the `source` that is given for all, if any;
    and whatever belongs to an article that was withdrawn or lies in the trash.
    """
    found = Accession.objects.filter(is_current=True, article__isnull=False, sha256__in=[item.sha256 for item in items])
    current = {accession.sha256: accession for accession in found.select_related("article").only(*_COLUMNS)}
    for item in items:
        accession = current.get(item.sha256)
        if accession is None:
            yield item
            continue
        if accession.article and accession.article.stays_out:
            yield Unchanged(item, accession)
            continue
        known = _with_known_sidecar(item, accession)
        is_there = not (accession.article and accession.article.absence)
        is_same = is_there and _is_same(known, accession, gazetteer_version, source)
        yield Unchanged(known, accession) if is_same else known


def _with_known_sidecar(item: Item, accession: Accession) -> Item:
    """A copy of a file says nothing against the sidecar beside the file that the article is read from."""
    if accession.path == item.name or (item.sidecar and not accession.sidecar):
        return item
    return replace(item, sidecar=json.dumps(accession.sidecar) if accession.sidecar else "")


def _is_same(item: Item, accession: Accession, gazetteer_version: str, source: Source | None) -> bool:
    if (accession.rules_version, accession.gazetteer_version) != (RULES_VERSION, gazetteer_version):
        return False
    if source and accession.article and accession.article.source_id != source.pk:
        return False
    try:
        return bool(accession.sidecar == parse_sidecar(item.sidecar).as_given())
    except SidecarError:
        return False
