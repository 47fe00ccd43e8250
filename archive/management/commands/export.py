import os
import sys
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.export import bibtex, csl, csv, jsonl, ris
from archive.export.records import Record, articles_in_order, citable_of, in_slug_order, record_of, records
from archive.models import Article
from archive.search.engine.generations import IndexNotReadyError
from archive.search.exporting import matching_keys
from archive.search.facets import FACETS
from archive.search.forms import read_request

FORMATS = {
    "jsonl": jsonl.chunks,
    "csv": csv.chunks,
    "ris": ris.chunks,
    "bibtex": bibtex.chunks,
    "csl": csl.chunks,
}
CITED = ("ris", "bibtex", "csl")  # formats that take names apart
SEARCH_OPTIONS = ("q", *(facet.name for facet in FACETS), "from", "to")


class Command(BaseCommand):
    help = (
        "Write articles with everything the archive says of them, in the order of their slugs. Texts are whole, "
        "whatever readers may see of them."
    )
    requires_system_checks: list[str] = []  # they need the pages; `manage.py check` and the tests do that

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=sorted(FORMATS), default="jsonl")
        parser.add_argument("--out", metavar="FILE", help="a file instead of standard output")
        narrowing = parser.add_argument_group("only some articles, as on the search page (each may be given again)")
        for name in SEARCH_OPTIONS:
            narrowing.add_argument(f"--{name}", action="append", default=[], dest=f"search_{name}", metavar="VALUE")

    def handle(self, *args: object, out: str | None, verbosity: int, **options: object) -> None:
        counted = _Counted(self._records(options))
        chunks = FORMATS[str(options["format"])](counted)
        if out is None:
            try:
                sys.stdout.writelines(chunks)
                sys.stdout.flush()
            except BrokenPipeError:  # whoever reads (`| head`) has had enough
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return
        try:
            with Path(out).open("w", encoding="utf-8", newline="") as file:
                file.writelines(chunks)
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror}") from error
        if verbosity:
            self.stdout.write(f"{counted.count} articles written to {out}.")

    def _records(self, options: dict[str, object]) -> Iterator[Record]:
        read = citable_of if options["format"] in CITED else record_of
        typed = {name: options[f"search_{name}"] for name in SEARCH_OPTIONS if options[f"search_{name}"]}
        if not typed:
            return records(Article.objects.published(), read)
        try:
            request = read_request(typed)
            if request.notices:
                raise CommandError(" ".join(request.notices))
            keys = in_slug_order(matching_keys(request))
        except IndexNotReadyError as error:
            raise CommandError("There is no search index yet: `manage.py rebuild_index` makes it.") from error
        return map(read, articles_in_order(keys))


class _Counted:
    """Records on their way, and how many have passed."""

    def __init__(self, found: Iterator[Record]) -> None:
        self._found = found
        self.count = 0

    def __iter__(self) -> Iterator[Record]:
        for record in self._found:
            self.count += 1
            yield record
