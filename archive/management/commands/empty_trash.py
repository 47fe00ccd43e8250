from django.core.management.base import BaseCommand

from archive.trash import empty_trash


class Command(BaseCommand):
    help = (
        "Delete for good what has lain in the trash for thirty days, and who sent the reports that were closed so long "
        "ago. The worker does this by itself."
    )

    def handle(self, *args: object, verbosity: int, **options: object) -> None:
        number = empty_trash.call()
        if verbosity:
            self.stdout.write(f"{number} record{'' if number == 1 else 's'} deleted for good.")
