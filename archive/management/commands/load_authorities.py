from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.authorities import AuthorityError, load_authorities
from archive.likeness.finding import find_likenesses
from archive.search.indexing import index_pending


class Command(BaseCommand):
    help = "Load people, series, events and sources from YAML files; what a curator changed stays as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=settings.BASE_DIR / "fixtures" / "authorities")

    def handle(self, *args: object, folder: Path, verbosity: int, **options: object) -> None:
        try:
            counts = load_authorities(folder)
        except AuthorityError as error:
            raise CommandError(str(error)) from error
        if counts["updated"]:
            index_pending()
        if counts["created"] or counts["updated"]:
            find_likenesses.call()
        if verbosity:
            words = ", ".join(f"{counts[outcome]} {outcome}" for outcome in ("created", "updated", "unchanged"))
            deleted = f", {counts['deleted']} left out: deleted here, or in the trash" if counts["deleted"] else ""
            merged = f", {counts['merged']} left out: merged with another here" if counts["merged"] else ""
            self.stdout.write(f"Authority records: {words}{deleted}{merged}.")
