"""Words that say nothing of what a text is about, by its language: the lists that come with Whoosh."""

from __future__ import annotations

from functools import cache

from whoosh.lang.stopwords import stoplists

from archive.search.engine.analysis import terms
from archive.search.engine.stemming import stem

# What the analysis makes of contractions, and forms that the list lacks.
_MORE = {
    "en": "also aren arent cant couldn couldnt didn didnt doesn doesnt dont hadn hasn hasnt haven havent isn isnt let "
    "ll mr mrs ms re shouldn ve wasn wasnt weren won wont wouldn wouldnt yet",
}


@cache
def stop_stems(language: str) -> frozenset[str]:
    """The stems of the stop words of a language (ISO 639-1); empty where there is no list."""
    words = [*stoplists.get(language, ()), *_MORE.get(language, "").split()]
    return frozenset(stem(term.text, language) for word in words for term in terms(word))
