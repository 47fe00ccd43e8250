from django.core.management.base import BaseCommand, CommandError

from archive.sample import load_sample
from archive.search.indexing import index_pending


class Command(BaseCommand):
    help = "Take in the sample collection that comes with the archive."

    def handle(self, *args: object, verbosity: int, **options: object) -> None:
        outcomes = list(load_sample())
        failed = [outcome for outcome in outcomes if outcome.outcome == "failed"]
        index_pending()
        for outcome in failed:
            self.stderr.write(f"{outcome.file}: {outcome.reason}")
        if failed:
            raise CommandError(f"{len(failed)} sample articles could not be taken in.")
        if verbosity:
            self.stdout.write(f"Sample collection: {len(outcomes)} articles. `manage.py remove_sample` takes them out.")
