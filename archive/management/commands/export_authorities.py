from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.authorities import export_authorities


class Command(BaseCommand):
    help = "Write all people, series, events and sources as YAML files, in the form that load_authorities reads."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: object, folder: Path, verbosity: int, **options: object) -> None:
        try:
            counts = export_authorities(folder)
        except OSError as error:
            raise CommandError(f"{folder}: {error.strerror}") from error
        if verbosity:
            for name, count in counts.items():
                self.stdout.write(f"{folder / name}: {count} records")
