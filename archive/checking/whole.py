"""All checks one after another, and the mending of what can be mended."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace

from django.db import DatabaseError

from archive.checking import database, index, originals, restoring, rows
from archive.checking.findings import IN_VAIN, Finding, Progress


@dataclass(frozen=True)
class Section:
    """One check. `look_again` is for one that takes long: it looks only at what was off."""

    name: str
    count: Callable[[], int]
    check: Callable[[Progress], list[Finding]]
    repair: Callable[[Sequence[Finding], Progress], Iterator[Finding]]
    look_again: Callable[[Sequence[Finding]], list[Finding]] | None = None


SECTIONS = (
    Section("Database", database.count, database.check, database.repair),
    Section("Originals", originals.count, originals.check, restoring.repair, originals.look_again),
    Section("Articles", rows.count, rows.check, rows.repair),
    Section("Index", index.count, index.check, index.repair),
)

# Opens something that shows progress: its name, and how many there are to look at.
Show = Callable[[str, int], AbstractContextManager[Progress]]


@dataclass
class Examination:
    """What is off in the archive. Nothing is changed before `repair`. `counts`: how much was looked at, by section."""

    show: Show
    counts: dict[str, int] = field(default_factory=dict)
    _found: dict[str, list[Finding]] = field(default_factory=dict)

    @property
    def findings(self) -> list[Finding]:
        return [finding for found in self._found.values() for finding in found]

    def check(self) -> None:
        """Look at everything. Raises BusyError."""
        for section in SECTIONS:
            self._found[section.name] = self._checked(section)

    def repair(self) -> list[Finding]:
        """Mend what can be mended, and look again; returns what was done. Raises BusyError."""
        done: list[Finding] = []
        for section in SECTIONS:
            done += self._mended(section)
        for section in SECTIONS:
            self._found[section.name] = self._checked_again(section)
        return done

    def _checked_again(self, section: Section) -> list[Finding]:
        found = self._found[section.name]
        if section.look_again is None or any(finding.kind == database.DAMAGED for finding in found):
            return self._checked(section)
        try:
            return section.look_again(found)
        except DatabaseError as error:
            return [database.unreadable(error)]

    def _checked(self, section: Section) -> list[Finding]:
        try:
            self.counts[section.name] = section.count()
            with self.show(section.name, self.counts[section.name]) as progress:
                return section.check(progress)
        except DatabaseError as error:
            return [database.unreadable(error)]

    def _mended(self, section: Section) -> list[Finding]:
        found = self._found[section.name]
        done: list[Finding] = []
        if any(finding.kind.is_repairable for finding in found):
            try:
                with self.show(f"Mending: {section.name.lower()}", self.counts[section.name]) as progress:
                    done += section.repair(found, progress)
            except DatabaseError as error:
                done.append(replace(database.unreadable(error), kind=IN_VAIN))
        return done
