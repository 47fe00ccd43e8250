import json
import sys
from argparse import ArgumentTypeError
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TextIO

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from tqdm import tqdm

from archive.ingest.loader import Ingest
from archive.ingest.outcomes import Outcome
from archive.models import Source
from archive.printing import on_one_line
from archive.search.indexing import index_pending
from archive.tasks import count_words


def worker_count(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 64:
        raise ArgumentTypeError("a number from 1 to 64")
    return int(text)


class Command(BaseCommand):
    help = "Take in articles: text files, or folders of them. What a curator decided is never overwritten."
    requires_system_checks: list[str] = []  # they need the pages; `manage.py check` and the tests do that

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")
        parser.add_argument("--report", metavar="FILE", help="write one JSON line a file (- for standard output)")
        parser.add_argument("--workers", type=worker_count, default=1, metavar="N", help="processes that read (1)")
        parser.add_argument("--source", metavar="SLUG", help="the source of all these articles")
        parser.add_argument("--no-index", action="store_true", help="leave the search index as it is for now")

    def handle(self, *args: object, paths: list[Path], verbosity: int, **options: object) -> None:
        source = self._source(options["source"])
        run = Ingest(paths, source, int(str(options["workers"])), bool(options["dry_run"]))
        with self._report(options["report"]) as report, self._interruptible(run):
            for outcome in tqdm(run.outcomes(), desc="Taking in", unit=" files", disable=None if verbosity else True):
                self._tell(outcome, verbosity)
                if options["dry_run"] and verbosity:
                    self._tell_changes(outcome)
                if report:
                    report.write(json.dumps(outcome.as_line(), ensure_ascii=False) + "\n")
        if not options["dry_run"] and not options["no_index"]:
            index_pending()
            count_words.enqueue()
        if not run.counts.total():
            self.stderr.write("Nothing to take in was found there.")
        words = ", ".join(f"{run.counts[name]} {name}" for name in ("created", "updated", "unchanged", "failed"))
        if verbosity:
            summary = self.stderr if options["report"] == "-" else self.stdout
            summary.write(("Would be: " if options["dry_run"] else "") + words)
        if run.counts["failed"]:
            raise CommandError(f"{run.counts['failed']} of {run.counts.total()} files could not be taken in.")

    @contextmanager
    def _interruptible(self, run: Ingest) -> Iterator[None]:
        try:
            yield
        except (KeyboardInterrupt, DatabaseError) as error:
            why = f": the database cannot be written ({error})" if isinstance(error, DatabaseError) else ""
            so_far = f"The {run.counts.total()} files so far are taken in; the same command goes on from there."
            raise CommandError(f"Stopped{why}. {so_far}") from error

    def _source(self, slug: object) -> Source | None:
        if not slug:
            return None
        source = Source.objects.published().filter(slug=str(slug)).first()
        if source is None:
            raise CommandError(f"There is no source “{slug}”; /sources/ and the admin list their slugs.")
        return source

    def _report(self, name: object) -> AbstractContextManager[TextIO | None]:
        if not name or name == "-":
            return nullcontext(sys.stdout if name else None)
        try:
            return Path(str(name)).open("w", encoding="utf-8", buffering=1)  # a line at a time, so that none is lost
        except OSError as error:
            raise CommandError(f"The report {name} cannot be written: {error.strerror}") from error

    def _tell(self, outcome: Outcome, verbosity: int) -> None:
        with tqdm.external_write_mode():
            if outcome.outcome == "failed":
                self.stderr.write(on_one_line(f"{outcome.file}: {outcome.reason}"))
            elif outcome.warning:
                self.stderr.write(on_one_line(f"{outcome.file}: {outcome.warning}"))
            elif outcome.reason and verbosity:
                self.stdout.write(on_one_line(f"{outcome.file}: left out, {outcome.slug} is {outcome.reason}"))
            elif verbosity > 1:
                self.stdout.write(on_one_line(f"{outcome.file}: {outcome.outcome} {outcome.slug}"))

    def _tell_changes(self, outcome: Outcome) -> None:
        with tqdm.external_write_mode():
            for change in outcome.changes:
                self.stdout.write(f"{outcome.file}: would change {change}")
