"""A run of ingest: files to items, items to readings, readings into the database, many in one commit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from django.utils import timezone

from archive import originals
from archive.ingest.authority import Gazetteer
from archive.ingest.gazetteer import build_gazetteer
from archive.ingest.items import Item, Problem
from archive.ingest.known import Unchanged, told_apart
from archive.ingest.opening import find_items
from archive.ingest.outcomes import Outcome
from archive.ingest.pool import read_groups
from archive.ingest.storing import Entry, Store
from archive.ingest.versions import RULES_VERSION
from archive.models import IngestRun, Source

_TOGETHER = 64  # items that are looked up, read and committed together …
_BYTES_TOGETHER = 2_000_000  # … unless they are large


@dataclass
class Ingest:
    """One run over files and folders. `source` is given for all items; a dry run writes nothing.

    `problems` are items that could not even be laid out in the folders: they fail. `named` is what the run says it was
    given, where that is not the paths; `user` is who asked for it.
    """

    paths: list[Path]
    source: Source | None = None
    workers: int = 1
    is_dry_run: bool = False
    is_sample: bool = False
    problems: Sequence[Problem] = ()
    named: Sequence[str] = ()
    user: Any = None
    counts: Counter[str] = field(default_factory=Counter)
    run: IngestRun | None = None
    gazetteer: Gazetteer = field(default_factory=Gazetteer)

    def outcomes(self) -> Iterator[Outcome]:
        """Take in every item, in the order of the files. What is yielded is committed."""
        self.gazetteer = build_gazetteer()
        if not self.is_dry_run:
            originals.sweep()
            self.run = IngestRun.objects.create(
                paths=list(self.named) or [str(path) for path in self.paths],
                user=self.user,
                rules_version=RULES_VERSION,
                gazetteer_version=self.gazetteer.version,
                is_sample=self.is_sample,
            )
        store = Store(self.run, self.gazetteer.version, self.source, self.is_sample)
        try:
            for entries in self._read(_ahead(_in_groups(chain(self.problems, find_items(self.paths))))):
                outcomes = store.store(entries)
                self.counts.update(outcome.outcome for outcome in outcomes)
                yield from outcomes
        finally:
            if self.run:
                self.run.counts, self.run.finished_at = dict(self.counts), timezone.now()
                self.run.save()

    def _read(self, groups: Iterable[Group]) -> Iterator[list[Entry]]:
        """Groups with everything in them read that has to be read, a few groups ahead."""
        ahead: list[list[Problem | Unchanged | Item]] = []

        def to_read() -> Iterator[list[Item]]:
            for group in groups:
                items = [entry for entry in group if isinstance(entry, Item)]
                known = iter(told_apart(items, self.gazetteer.version, self.source))
                ahead.append([next(known) if isinstance(entry, Item) else entry for entry in group])
                yield [entry for entry in ahead[-1] if isinstance(entry, Item)]

        for results in read_groups(to_read(), self.gazetteer, self.workers):
            result = iter(results)
            yield [next(result) if isinstance(entry, Item) else entry for entry in ahead.pop(0)]


Group = list[Item | Problem]


def _ahead(groups: Iterator[Group]) -> Iterator[Group]:
    """The same groups, the next one fetched from the disk while the last one is worked on."""
    with ThreadPoolExecutor(1) as thread:
        following = thread.submit(next, groups, None)
        while (group := following.result()) is not None:
            following = thread.submit(next, groups, None)
            yield group


def _in_groups(items: Iterable[Item | Problem]) -> Iterator[Group]:
    group: Group = []
    size = 0
    for item in items:
        group.append(item)
        size += len(item.data) if isinstance(item, Item) else 0
        if len(group) >= _TOGETHER or size >= _BYTES_TOGETHER:
            yield group
            group, size = [], 0
    if group:
        yield group
