"""What the engine has to say about a search, in the language of the page."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext

from archive.search.engine.budget import Cut


def shortcomings(cuts: Collection[Cut]) -> list[str]:
    """What the answer may lack, and why."""
    words = {
        Cut.TERMS: gettext("A pattern stands for too many words; only the most frequent were sought."),
        Cut.TIME: gettext("The search took too long; not all of it was carried out."),
    }
    return [words[cut] for cut in Cut if cut in cuts]
