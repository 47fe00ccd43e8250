import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.export import jsonl
from archive.export.records import records
from archive.models import Article

FORMATS = {"jsonl": jsonl.write}


class Command(BaseCommand):
    help = "Write articles with everything the archive says of them, in the order of their slugs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=sorted(FORMATS), default="jsonl")
        parser.add_argument("--out", metavar="FILE", help="a file instead of standard output")

    def handle(self, *args: object, verbosity: int, **options: object) -> None:
        write = FORMATS[str(options["format"])]
        found = records(Article.objects.published())
        if not options["out"]:
            write(found, sys.stdout)
            return
        try:
            with Path(str(options["out"])).open("w", encoding="utf-8") as out:
                count = write(found, out)
        except OSError as error:
            raise CommandError(f"{options['out']} cannot be written: {error.strerror}") from error
        if verbosity:
            self.stdout.write(f"{count} articles written to {options['out']}.")
