"""Putting originals right where that is certain: one comes back only from bytes that have its sum."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from archive import originals
from archive.checking.findings import IN_VAIN, Finding, Kind, Progress
from archive.checking.originals import DAMAGED, MISPLACED, MISSING, STRAY, UNFINISHED, UNPROTECTED
from archive.models import Accession
from archive.models.accession import AccessionQuerySet

RESTORED = Kind("Originals restored", is_off=False)
DROPPED = Kind("Second copies removed", is_off=False)
PROTECTED = Kind("Originals protected", is_off=False)
SWEPT = Kind("Unfinished files removed", is_off=False)


def repair(findings: Sequence[Finding], progress: Progress) -> Iterator[Finding]:
    """Mend what can be mended; tells what was done, and what was tried in vain."""
    by_kind: dict[Kind, list[Finding]] = {}
    for finding in findings:
        by_kind.setdefault(finding.kind, []).append(finding)
    lost = by_kind.get(DAMAGED, []) + by_kind.get(MISSING, [])
    aside = list(_files(by_kind.get(MISPLACED, []) + by_kind.get(STRAY, []))) if lost else []
    for kind, mended, mend in (
        (RESTORED, lost, lambda finding: _restored(finding, aside)),
        (DROPPED, by_kind.get(MISPLACED, []), _dropped),
        (PROTECTED, by_kind.get(UNPROTECTED, []), _protected),
        (SWEPT, by_kind.get(UNFINISHED, []), _swept),
    ):
        yield from _each(kind, mended, mend, progress)


def _each(
    kind: Kind, findings: Iterable[Finding], mend: Callable[[Finding], str], progress: Progress
) -> Iterator[Finding]:
    for finding in findings:
        try:
            if done := mend(finding):
                yield Finding(kind, finding.where, done)
        except OSError as error:
            yield Finding(IN_VAIN, finding.where, error.strerror or str(error))
        progress(1)


def _restored(finding: Finding, aside: Iterable[Path]) -> str:
    """Put an original in its place again, if its very bytes are found. Raises OSError."""
    accessions = Accession.objects.kept().filter(sha256=finding.sha256)
    sizes = set(accessions.values_list("size", flat=True))
    for path in (*aside, *_taken_in_from(accessions)):
        data = _bytes_of(path, sizes)
        if data is None:
            continue
        try:
            originals.restore(finding.sha256, data)
        except ValueError:  # other bytes
            continue
        return f"from {path}"
    return ""


def _files(findings: Iterable[Finding]) -> Iterator[Path]:
    """The files there are where none should be, and in such folders."""
    for path in filter(None, (finding.path for finding in findings)):
        yield path
        for folder, _, names in os.walk(path):
            yield from (Path(folder, name) for name in names)


def _taken_in_from(accessions: AccessionQuerySet) -> Iterator[Path]:
    """Where the file may still lie that an original was made of."""
    for path, roots in accessions.values_list("path", "run__paths"):
        for root in map(Path, roots):
            yield root if root.name == path else root / path


def _bytes_of(path: Path, sizes: set[int | None]) -> bytes | None:
    """What a file holds, if it is one of such a size."""
    try:
        status = path.stat()
        if stat.S_ISREG(status.st_mode) and status.st_size in sizes:
            return path.read_bytes()
    except (OSError, ValueError):  # a ValueError: no file has such a name
        pass
    return None


def _dropped(finding: Finding) -> str:
    """Remove a second copy of an original that is whole in its place. Raises OSError."""
    path = finding.path or Path()
    in_place = originals.path_of(path.name)
    if not in_place.exists() or {originals.sum_of(path), originals.sum_of(in_place)} != {path.name}:
        return ""
    path.unlink()
    return "the same bytes are in their place"


def _protected(finding: Finding) -> str:
    """Take the right to write away. Raises OSError."""
    path = originals.path_of(finding.sha256)
    if not path.stat().st_mode & 0o222:
        return ""
    path.chmod(originals.KEPT_MODE)
    return f"its mode is {originals.KEPT_MODE:o}"


def _swept(finding: Finding) -> str:
    (finding.path or Path()).unlink()
    return "nobody was at work on it"
