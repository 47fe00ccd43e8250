"""Django's command with what this project always asks for: every language, no files but code and templates."""

from __future__ import annotations

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.commands import makemessages


class Command(makemessages.Command):
    # What pure modules say is a `Message`: translated only where it is shown.
    xgettext_options = [*makemessages.Command.xgettext_options, "--keyword=Message:1"]

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(
            locale=[code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE],
            extensions=["html", "py"],
            ignore_patterns=["tests/*", "fixtures/*", "docs/*", "var/*"],
            add_location="file",
            no_obsolete=True,
        )
