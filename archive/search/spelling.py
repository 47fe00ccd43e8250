"""“Did you mean”: the search with words put right that no article has."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.search.engine.queries import ChoiceSearchQuerySet
from archive.search.finding import count_of
from archive.search.forms import SearchRequest


def did_you_mean(request: SearchRequest, scarce: Sequence[str]) -> SearchRequest | None:
    """The search with each of the `scarce` words (as they are typed) spelled like one that articles have.

    None where none of them is like one, or where that search finds nothing either. Raises IndexNotReadyError.
    """
    text = request.query.text
    for word in scarce:
        mended = ChoiceSearchQuerySet().spelling_suggestion(word)
        if mended:
            text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", lambda _match, mended=mended: mended, text)
    if text == request.query.text:
        return None
    meant = request.with_words(text)
    return meant if count_of(meant) else None
