"""Names that many articles print and no record has: suggestions for a curator, by a rule that needs no model."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from archive.ingest.authority import Gazetteer
from archive.ingest.countries import find_countries
from archive.ingest.dates import find_dates
from archive.ingest.folding import fold
from archive.ingest.lexicon import Hit
from archive.ingest.ranges import Taken
from archive.ingest.sentences import sentence_at, split_sentences

RULE = "capitals"
MOST_WORDS, LONGEST = 4, 100
SENTENCES_KEPT = 3  # of different articles

_WORD = r"[^\W\d_a-zа-яёß][^\W\d_]*(?:[-'’][^\W\d_]+)*"
_SMALL = r"(?:of the|of|for|de la|del|de|da|van der|van|von der|von|al|bin|ibn)"
_NAME = re.compile(rf"(?<![\w@.])(?:[A-Z]\. ?)*{_WORD}(?:(?: {_SMALL})? (?:[A-Z]\. ?)*{_WORD}){{1,7}}(?!\w)")
_JOINT = re.compile(r" (?:of the|of|for) ")
_OWNER = re.compile(r"['’]s?$")
# Words that stand before a name without belonging to it: offices, forms of address, and what sentences begin with.
_BEFORE = frozenset(
    "president vice prime minister chancellor secretary general state foreign defence defense ambassador senator "
    "governor mayor king queen prince princess emperor chairman chairwoman chief director deputy first head leader "
    "spokesman spokeswoman professor doctor colonel admiral marshal captain judge justice pope sheikh ayatollah "
    "mr mrs ms dr sir dame lord lady herr frau presidents ministers former acting the a an this that these those "
    "but and when while if as for with after before once since although though both then now so yet also what why how "
    "like unlike only even in on at to by from or not because where here there between until given despite following "
    "under over today yesterday tomorrow earlier later meanwhile instead our his her their its my we he she it they "
    "is was will did does has had can could should would may dear thank thanks well yes no question answer".split()
)
# Capitalised, but no record of a person or an organisation.
_NEVER = frozenset(
    "Middle East|Far East|Near East|Cold War|World War|Second World War|First World War|Great Patriotic War|New Year|"
    "Latin America|South America|North America|Central Asia|Central America|Eastern Europe|Western Europe|North Africa|"
    "Black Sea|Baltic Sea|Caspian Sea|New York|Red Square|Christmas Eve|Ladies and Gentlemen|Mr President|"
    "Asia Pacific|Asia-Pacific Region|South East Asia|Southeast Asia".casefold().split("|")
)


@dataclass(frozen=True)
class UnknownName:
    """A name that a body prints, and the sentence of its first place there."""

    text: str
    sentence: str


@dataclass
class Suggestion:
    """A name, in how many articles it stands, and sentences of some of them, each with the key of its article.

    `rules` are those that found it.
    """

    name: str
    article_count: int = 0
    sentences: list[tuple[int, str]] = field(default_factory=list)
    rules: set[str] = field(default_factory=set)


Finder = Callable[[str, Gazetteer], list[UnknownName]]


def suggestions(
    articles: Iterable[tuple[int, str]], gazetteer: Gazetteer, at_least: int, more: Mapping[str, Finder] | None = None
) -> list[Suggestion]:
    """The unknown names of `(key, body)` pairs that stand in `at_least` articles; the most frequent first.

    `more` are further rules that find names, each by what it is called.
    """
    finders = {RULE: unknown_names, **(more or {})}
    found: dict[str, Suggestion] = {}
    for key, body in articles:
        here: dict[str, UnknownName] = {}
        for rule, finder in finders.items():
            for name in finder(body, gazetteer):
                folded = fold(name.text).casefold()
                here.setdefault(folded, name)
                found.setdefault(folded, Suggestion(name.text)).rules.add(rule)
        for folded, name in here.items():
            suggestion = found[folded]
            suggestion.article_count += 1
            if len(suggestion.sentences) < SENTENCES_KEPT:
                suggestion.sentences.append((key, name.sentence))
    frequent = (suggestion for suggestion in found.values() if suggestion.article_count >= at_least)
    return sorted(frequent, key=lambda suggestion: (-suggestion.article_count, suggestion.name))


def unknown_names(body: str, gazetteer: Gazetteer) -> list[UnknownName]:
    """Capitalised names of two to four words that no record has, each once.

    “Melania Trump” is one although Trump is known; “Trump Administration” is none.
    """
    sentences = split_sentences(body)
    taken = Taken(list(known_ranges(body, gazetteer)))
    surnames = {hit.start for hit in gazetteer.short_names.find(fold(body))}
    found: dict[str, UnknownName] = {}
    for match in _NAME.finditer(body):
        start, end = without_words_before(body, match.start(), match.end())
        end = _without_known_words_after(body, start, end, taken)
        name = _OWNER.sub("", body[start:end])
        if not _is_name(name) or start in surnames or taken.overlaps(start, end):
            continue
        sentence = sentence_at(sentences, start)
        found.setdefault(fold(name).casefold(), UnknownName(name, sentence.text if sentence else name))
    return list(found.values())


def _is_name(name: str) -> bool:
    words = [word for word in name.split() if word[:1].isupper()]
    if not 2 <= len(words) <= MOST_WORDS or len(name) > LONGEST:
        return False
    if words[-1].casefold() in _BEFORE:  # “the Russian President”
        return False
    return name.casefold() not in _NEVER and not name.isupper()


def known_ranges(body: str, gazetteer: Gazetteer) -> Iterator[Hit]:
    """Where records, countries and dates are named."""
    folded = fold(body)
    for lexicon in (
        gazetteer.full_names,
        gazetteer.event_aliases,
        gazetteer.series_names,
        gazetteer.places,
        gazetteer.sources_in_text,
    ):
        yield from lexicon.find(folded)
    yield from (Hit(country.start, country.end, frozenset()) for country in find_countries(body))
    yield from (Hit(said.start, said.end, frozenset()) for said in find_dates(body))


def without_words_before(body: str, start: int, end: int) -> tuple[int, int]:
    """The range without offices and words that only open a sentence: “Yesterday President Ada Writer” is Ada Writer."""
    while True:
        word, _, rest = body[start:end].partition(" ")
        if not rest or word.casefold().rstrip(".") not in _BEFORE | {"of"}:
            return start, end
        start = end - len(rest)


def _without_known_words_after(body: str, start: int, end: int, taken: Taken) -> int:
    """The end of a name without what it is said to be of: “Ada Writer of Finland” is Ada Writer."""
    while taken.overlaps(start, end):
        last = [match.start() for match in _JOINT.finditer(body, start, end)][-1:]
        if not last:
            break
        end = last[0]
    return end
