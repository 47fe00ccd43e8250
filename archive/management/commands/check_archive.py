from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from archive.checking.database import BusyError, is_prepared
from archive.checking.findings import Finding, Kind, Progress
from archive.checking.whole import Examination

LISTED = 10  # findings of a kind, unless all are asked for


class Command(BaseCommand):
    help = (
        "Check the originals against their sums, the rows against the originals, and the index against the rows. "
        "What is off is listed, and the exit status is 1."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--repair",
            action="store_true",
            help="mend what can be mended without losing anything, then look again",
        )

    def handle(self, *args: object, repair: bool, verbosity: int, **options: object) -> None:
        self.verbosity = verbosity
        if not is_prepared():
            raise CommandError("The database is not that of this version: `manage.py prepare` brings it up to date.")
        examination = Examination(self._bar)
        try:
            examination.check()
            if repair and any(finding.kind.is_repairable for finding in examination.findings):
                self._list(examination.repair())
        except BusyError as error:
            raise CommandError(f"Another process keeps the database to itself ({error}); try again later.") from error
        self._list(examination.findings)
        self._conclude(examination, repair)

    def _list(self, findings: list[Finding]) -> None:
        """What is off goes to standard error, what is only worth knowing to standard output."""
        by_kind: dict[Kind, list[Finding]] = {}
        for finding in findings:
            by_kind.setdefault(finding.kind, []).append(finding)
        for kind, found in by_kind.items():
            listed = found if self.verbosity > 1 else found[:LISTED]
            lines = [f"{kind.heading}: {len(found):,}", *(f"  {finding}" for finding in listed)]
            if len(found) > len(listed):
                lines.append(f"  and {len(found) - len(listed):,} more (--verbosity 2 lists them)")
            for line in lines:
                if kind.is_off:
                    self.stderr.write(line)
                else:
                    self._say(line)

    def _conclude(self, examination: Examination, is_repaired: bool) -> None:
        off = [finding.kind for finding in examination.findings if finding.kind.is_off]
        if off:
            hint = "" if is_repaired or not any(kind.is_repairable for kind in off) else " --repair mends what it can."
            raise CommandError(f"{len(off):,} thing{' is' if len(off) == 1 else 's are'} off.{hint}")
        originals, articles = examination.counts["Originals"], examination.counts["Articles"]
        self._say(f"Nothing is off: {originals:,} originals, {articles:,} articles and the index were looked at.")

    def _say(self, words: str) -> None:
        if self.verbosity > 0:
            self.stdout.write(words)

    @contextmanager
    def _bar(self, name: str, total: int) -> Iterator[Progress]:
        # `None`: no bar where nobody looks.
        with tqdm(desc=name, total=total, disable=None if self.verbosity else True, leave=False) as bar:
            yield bar.update
