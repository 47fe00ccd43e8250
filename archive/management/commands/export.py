import os
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet

from archive.export import jsonl
from archive.export.records import records
from archive.models import Article
from archive.search.engine.generations import IndexNotReadyError
from archive.search.facets import FACETS
from archive.search.finding import matching_articles
from archive.search.forms import read_request

FORMATS = {"jsonl": jsonl.write}
SEARCH_OPTIONS = ("q", *(facet.name for facet in FACETS), "from", "to")


class Command(BaseCommand):
    help = "Write articles with everything the archive says of them, in the order of their slugs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=sorted(FORMATS), default="jsonl")
        parser.add_argument("--out", metavar="FILE", help="a file instead of standard output")
        narrowing = parser.add_argument_group("only some articles, as on the search page (each may be given again)")
        for name in SEARCH_OPTIONS:
            narrowing.add_argument(f"--{name}", action="append", default=[], dest=f"search_{name}", metavar="VALUE")

    def handle(self, *args: object, out: str | None, verbosity: int, **options: object) -> None:
        write = FORMATS[str(options["format"])]
        found = records(self._articles(options))
        if out is None:
            try:
                write(found, sys.stdout)
                sys.stdout.flush()
            except BrokenPipeError:  # whoever reads (`| head`) has had enough
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return
        try:
            with Path(out).open("w", encoding="utf-8") as file:
                count = write(found, file)
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror}") from error
        if verbosity:
            self.stdout.write(f"{count} articles written to {out}.")

    def _articles(self, options: dict[str, object]) -> QuerySet[Article]:
        typed = {name: options[f"search_{name}"] for name in SEARCH_OPTIONS if options[f"search_{name}"]}
        if not typed:
            return Article.objects.published()
        try:
            request = read_request(typed)
            if request.notices:
                raise CommandError(" ".join(request.notices))
            keys = [int(result.pk) for result in matching_articles(request)]
        except IndexNotReadyError as error:
            raise CommandError("There is no search index yet: `manage.py rebuild_index` makes it.") from error
        return Article.objects.published().filter(pk__in=keys)
