from django.core.management.base import BaseCommand

from archive.sample import remove_sample, sample_articles
from archive.search.indexing import remove_articles


class Command(BaseCommand):
    help = "Take the sample collection out again, with its invented publishers."

    def handle(self, *args: object, verbosity: int, **options: object) -> None:
        keys = sample_articles()
        remove_sample(keys)
        remove_articles(keys)
        if verbosity:
            self.stdout.write(f"{len(keys)} sample articles removed." if keys else "There is no sample article here.")
