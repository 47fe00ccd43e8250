from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from archive.search.indexing import index_pending
from archive.tasks import count_words


class Command(BaseCommand):
    help = (
        "Bring into the search index what awaits it, as the worker does; articles it has not seen yet, changed ones, "
        "and those whose task was lost. (It takes the place of Haystack’s command, which knows nothing of these.)"
    )

    def handle(self, *args: Any, **options: Any) -> None:
        count = index_pending()
        count_words.enqueue()
        if options["verbosity"] > 0:
            self.stdout.write(f"{count} article{'' if count == 1 else 's'} indexed.")
