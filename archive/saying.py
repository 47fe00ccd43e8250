"""What pure code has to say, in the language of the page."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext

from archive.messages import Message


def said(message: Message) -> str:
    """A message in the language of the page, its numbers written as there."""
    return gettext(message.text) % {
        name: number_format(value, force_grouping=True) if isinstance(value, int) else value
        for name, value in message.parameters
    }
