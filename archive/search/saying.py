"""What the pure parser and the engine have to say about a search, in the language of the page."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.formats import number_format
from django.utils.translation import gettext

from archive.messages import Message
from archive.search.engine.budget import Cut


def said(message: Message) -> str:
    """A message in the language of the page, its numbers written as there."""
    return gettext(message.text) % {
        name: number_format(value, force_grouping=True) if isinstance(value, int) else value
        for name, value in message.parameters
    }


def shortcomings(cuts: Collection[Cut]) -> list[str]:
    """What the answer may lack, and why."""
    words = {
        Cut.TERMS: gettext("A pattern stands for too many words; only the most frequent were sought."),
        Cut.TIME: gettext("The search took too long; not all of it was carried out."),
    }
    return [words[cut] for cut in Cut if cut in cuts]
