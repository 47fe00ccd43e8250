"""What may qualify a meeting word in a text: names of series and places, countries, dates, people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.ingest.authority import Gazetteer
from archive.ingest.countries import CountryMention, find_countries
from archive.ingest.dates import DateMention, YearMention, find_dates, find_years
from archive.ingest.folding import fold
from archive.ingest.lexicon import Hit
from archive.ingest.names import Naming
from archive.ingest.ranges import R, Range, Taken, starting_in
from archive.ingest.sentences import Sentence

_NAME_GOES_ON = re.compile(
    r"['’]?\s(?:process|Package|Cooperation|Final Act|Accords?|Agreements?|Group|Commission|University|Protocols?|"
    r"Convention|Treaty|Declaration|format|agreements?|airport|stock|exchange|based|police|office|bureau)\b|-based"
)


def find_event_places(text: str, folded: str, gazetteer: Gazetteer) -> list[Hit]:
    """Where `text` names places of events, not as part of another name: “Helsinki process”, “Petersburg Forum”."""
    hits = [hit for hit in gazetteer.places.find(folded) if not _NAME_GOES_ON.match(text, hit.end)]
    series = Taken(gazetteer.series_names.find(folded) if hits else ())
    return [hit for hit in hits if not series.overlaps(hit.start, hit.end)]


@dataclass(frozen=True)
class Clues:
    """All that could qualify a meeting word, found once for a whole text; offsets are the text's."""

    aliases: Sequence[Hit]
    series: Sequence[Hit]
    places: Sequence[Hit]
    countries: Sequence[CountryMention]
    dates: Sequence[DateMention]
    years: Sequence[YearMention]
    people: Sequence[Naming]

    @classmethod
    def of(cls, text: str, people: Sequence[Naming], gazetteer: Gazetteer) -> Clues:
        """The clues of a text in which `people` were found."""
        folded = fold(text)
        return cls(
            gazetteer.event_aliases.find(folded),
            gazetteer.series_names.find(folded),
            find_event_places(text, folded, gazetteer),
            find_countries(folded),
            find_dates(text),
            find_years(text),
            people,
        )

    def within(self, sentence: Sentence) -> Clues:
        """The clues of one sentence."""

        def here(items: Sequence[R]) -> Sequence[R]:
            return starting_in(items, sentence.start, sentence.end)

        return Clues(
            here(self.aliases),
            here(self.series),
            here(self.places),
            here(self.countries),
            here(self.dates),
            here(self.years),
            here(self.people),
        )

    def known_names(self) -> list[Range]:
        """Everything here that is named: places, people, events."""
        return [*self.places, *self.people, *self.aliases, *self.dates]
