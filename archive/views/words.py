"""The words that mark each phase and each source of a summit's coverage, as its page shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.http import urlencode

from archive.models import Event, MarkingWords, Source
from archive.models.addresses import address_of
from archive.search.marking_words import LEAST_Z, InLanguage, Part
from archive.search.search_indexes import UNKNOWN


@dataclass(frozen=True)
class Marked:
    """A word with its counts in one part (see `marking_words.Word`); `width` of its bar is that of z, in percent.

    `address` is the search for it in the articles of its part.
    """

    word: str
    address: str
    count: int
    articles: int
    rest: int
    z: float
    width: float

    @property
    def is_sure(self) -> bool:
        return self.z >= LEAST_Z


@dataclass(frozen=True)
class MarkedPart:
    """A phase, or a source with its `name`."""

    value: str
    name: str
    articles: int
    words: tuple[Marked, ...]


@dataclass(frozen=True)
class Words:
    """What was counted in articles in one language; `languages` are all that were, with their articles."""

    language: str
    articles: int
    languages: tuple[tuple[str, int], ...]
    phases: tuple[MarkedPart, ...]
    sources: tuple[MarkedPart, ...]
    computed_at: datetime

    @property
    def are_there(self) -> bool:
        return any(part.words for part in (*self.phases, *self.sources))

    @property
    def are_sure(self) -> bool:
        return all(word.is_sure for part in (*self.phases, *self.sources) for word in part.words)


def words_of(event: Event, language: str = "") -> Words | None:
    """The words in one of the languages, else in that of most articles; None where nothing was counted yet."""
    stored = MarkingWords.objects.filter(event=event).first()
    if stored is None or not stored.languages:
        return None
    found: InLanguage = next((each for each in stored.languages if each["language"] == language), stored.languages[0])
    names = dict(
        Source.objects.published()
        .filter(slug__in=[part["value"] for part in found["sources"]])
        .values_list("slug", "name")
    )
    chosen = {"event": event.slug, "language": found["language"] or UNKNOWN}
    scores = [word["z"] for part in (*found["phases"], *found["sources"]) for word in part["marked"]]
    widest = max(2 * LEAST_Z, *scores, 0)  # so that the bar of a word that is not sure stays short
    return Words(
        language=found["language"],
        articles=found["articles"],
        languages=tuple((each["language"], each["articles"]) for each in stored.languages),
        phases=tuple(_parts(found["phases"], chosen, "phase", widest)),
        sources=tuple(_parts(found["sources"], chosen, "source", widest, names)),
        computed_at=stored.computed_at,
    )


def _parts(
    parts: Iterable[Part], chosen: dict[str, str], parameter: str, widest: float, names: dict[str, str] | None = None
) -> Iterable[MarkedPart]:
    """A source that is no more has no name, and is left out."""
    search = f"{address_of('search')}?{urlencode(chosen)}"
    for part in parts:
        value = part["value"]
        if names is not None and value not in names:
            continue
        marked = tuple(
            Marked(
                word["word"],
                f"{search}&{urlencode({parameter: value, 'q': word['word']})}",
                word["count"], word["articles"], word["rest"], word["z"],
                round(100 * word["z"] / widest, 1),
            )
            for word in part["marked"]
        )  # fmt: skip
        yield MarkedPart(value, (names or {}).get(value, ""), part["articles"], marked)
