from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from tqdm import tqdm

from archive.models import Article
from archive.search.indexing import rebuild
from archive.tasks import count_words


class Command(BaseCommand):
    help = "Make the search index anew beside the live one, and put it in its place."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--workers", type=int, choices=(1, 2), default=1, help="processes that index (1)")

    def handle(self, *args: Any, workers: int, **options: Any) -> None:
        total = Article.objects.published().count()
        is_quiet = True if options["verbosity"] == 0 else None  # None: no bar where nobody looks
        with tqdm(total=total, unit=" articles", disable=is_quiet) as bar:
            count = rebuild(bar.update, workers)
        count_words.enqueue()
        if options["verbosity"] > 0:
            self.stdout.write(f"{count} article{'' if count == 1 else 's'} indexed.")
