from argparse import ArgumentTypeError

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.ingest.spacy_names import NoModelError
from archive.ingest.suggesting import renew_suggestions

FEWEST = 3


def article_count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise ArgumentTypeError("a number from 1 on")
    return int(text)


class Command(BaseCommand):
    help = "List the names that several articles print and no record has. The admin shows them until the next count."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--min", type=article_count, default=FEWEST, metavar="N", help=f"in at least so many articles ({FEWEST})"
        )
        parser.add_argument(
            "--ner", default="", metavar="MODEL", help="find names with a spaCy model too (see requirements-ner.txt)"
        )

    def handle(self, *args: object, verbosity: int, **options: object) -> None:
        try:
            found = renew_suggestions(int(str(options["min"])), str(options["ner"]))
        except NoModelError as error:
            raise CommandError(str(error)) from error
        if not verbosity:
            return
        for suggestion in found:
            self.stdout.write(f"{suggestion.article_count}\t{suggestion.name}\t({suggestion.rule})")
            for sentence in suggestion.sentences:
                self.stdout.write(f"\t{sentence['article']}: {sentence['text']}")
        self.stdout.write(f"{len(found)} names without a record.")
