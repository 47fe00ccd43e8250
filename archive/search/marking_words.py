"""Which words mark each phase and each source of a summit's coverage, counted from the postings of the index.

Only articles in one language are compared with each other: else every Russian word would mark the phase that Russian
sources wrote most in. Forms of a word count as one, as they do in a search. Left out are the stop words of the
language, the names of who took part, numbers, and in a source's words its own name.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TypedDict

import numpy as np
from django.db.models import Q
from haystack import connections

from archive.models import Article, Coverage, Event, Person, PersonAlias, Source
from archive.search.engine.analysis import stems, terms
from archive.search.engine.arrayfile import Array
from archive.search.engine.snapshot import Snapshot
from archive.search.engine.stemming import stem
from archive.search.log_odds import z_scores
from archive.search.search_indexes import UNKNOWN
from archive.search.stop_words import stop_stems
from archive.search.tallies import tally

RULES = 2  # whoever changes what is counted raises this: all is then counted again

PHASES = (Coverage.Phase.BEFORE, Coverage.Phase.DURING, Coverage.Phase.AFTER)
WORDS = 10  # of a part
LANGUAGES = 3  # those of most articles
SOURCES = 8  # those of most articles
FEWEST_OF_SOURCE = 3  # articles
LEAST_Z = 1.96  # what chance alone gives to one word in forty
POSSIBLE_Z, POSSIBLE, LEAST_COUNT = 1.28, 5, 3  # one in ten: so many at most, where a part has no surer ones
SEVERAL = 4  # articles from which on a word has to stand in two of them
READ_FOR_SPELLING = 200  # articles at most


class Word(TypedDict):
    """`count` times in `articles` of the part, `rest` times in all other parts of the same language."""

    word: str
    count: int
    articles: int
    rest: int
    z: float


class Part(TypedDict):
    """A phase or a source (`value` is its slug) with its words, the most telling first."""

    value: str
    articles: int
    words: int
    marked: list[Word]


class InLanguage(TypedDict):
    language: str
    articles: int
    phases: list[Part]
    sources: list[Part]


Masks = dict[str, Array]


def basis_of(event: Event) -> str:
    """A sum of what would be counted: it stays the same while no part has other articles or words."""
    snapshot = _snapshot()
    lengths = snapshot.lengths("text")
    told = [str(RULES), *sorted(_names_apart(event))]
    for language, mask in _languages(snapshot, event).items():
        for value, part in {**_phases(snapshot, event), **_sources(snapshot, event, mask)}.items():
            kept = part & mask
            told.append(f"{language} {value} {np.count_nonzero(kept)} {lengths[kept].sum(dtype=np.int64)}")
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def marking_words(event: Event) -> list[InLanguage]:
    """The words by language, that of most articles first. Raises IndexNotReadyError."""
    snapshot = _snapshot()
    names = _names_apart(event)
    found = []
    for language, mask in _languages(snapshot, event).items():
        code = "" if language == UNKNOWN else language
        apart = stop_stems(code) | {stem(name, code) for name in names}
        sources = _sources(snapshot, event, mask)
        own = {slug: _stems_of(name, code) for slug, name in _source_names(sources)}
        by_phase = _marked(snapshot, _phases(snapshot, event), mask, apart, {})
        by_source = _marked(snapshot, sources, mask, apart, own) if len(sources) > 1 else []
        _spell(chain(by_phase, by_source), event, code)
        found.append(
            InLanguage(language=code, articles=int(np.count_nonzero(mask)), phases=by_phase, sources=by_source)
        )
    return found


def _languages(snapshot: Snapshot, event: Event) -> Masks:
    """The articles about the summit in each of its languages."""
    about = snapshot.having("event", [event.slug])
    languages = list(tally("language", {"event": [event.slug]}))[:LANGUAGES]
    return {language: about & snapshot.having("language", [language]) for language in languages}


def _phases(snapshot: Snapshot, event: Event) -> Masks:
    return {phase: snapshot.having("event_phase", [f"{event.slug}:{phase}"]) for phase in PHASES}


def _sources(snapshot: Snapshot, event: Event, mask: Array) -> Masks:
    """Those with enough of the articles in `mask`, the fullest first."""
    slugs = [slug for slug in tally("source", {"event": [event.slug]}) if slug != UNKNOWN]
    masks = {slug: snapshot.having("source", [slug]) & mask for slug in slugs}
    counts = Counter({slug: int(np.count_nonzero(of)) for slug, of in masks.items()})
    return {slug: masks[slug] for slug, count in counts.most_common(SOURCES) if count >= FEWEST_OF_SOURCE}


def _marked(
    snapshot: Snapshot, parts: Masks, mask: Array, apart: frozenset[str], own: dict[str, set[str]]
) -> list[Part]:
    """The words of each part against the other parts, within the articles in `mask`."""
    groups = np.zeros(snapshot.size, dtype=np.uint8)
    for number, part in enumerate(parts.values(), 1):
        groups[part & mask] = number
    totals = snapshot.term_totals("stems", groups, len(parts))
    told = np.array([_tells(term) and term not in apart for term in totals.terms], dtype=bool)
    counts, documents = totals.occurrences[:, told], totals.documents[:, told]
    words = [term for term, is_told in zip(totals.terms, told, strict=True) if is_told]
    scores, in_all = z_scores(counts), counts.sum(axis=0)
    found = []
    for row, value in enumerate(parts):
        articles = int(np.count_nonzero(groups == row + 1))
        telling = (scores[row] >= POSSIBLE_Z) & (documents[row] >= (2 if articles >= SEVERAL else 1))
        telling &= counts[row] < counts.sum()  # nothing to compare with: a part that is all there is
        best = sorted(np.flatnonzero(telling).tolist(), key=lambda term: (-scores[row][term], words[term]))
        marked = [
            Word(
                word=words[term],
                count=int(counts[row][term]),
                articles=int(documents[row][term]),
                rest=int(in_all[term] - counts[row][term]),
                z=round(float(scores[row][term]), 2),
            )
            for term in best
            if words[term] not in own.get(value, ())
        ]
        found.append(Part(value=str(value), articles=articles, words=int(counts[row].sum()), marked=_best(marked)))
    return found


def _best(marked: list[Word]) -> list[Word]:
    """Those that are sure; where none is, a few that are possible."""
    sure = [word for word in marked if word["z"] >= LEAST_Z]
    return sure[:WORDS] or [word for word in marked if word["count"] >= LEAST_COUNT][:POSSIBLE]


def _tells(term: str) -> bool:
    return len(term) > 1 and not any(letter.isdigit() for letter in term)


def _names_apart(event: Event) -> set[str]:
    """The words of the names of who took part or was host, in every script."""
    people = Person.objects.published().filter(Q(participations__event=event) | Q(hosted_events=event))
    aliases = PersonAlias.objects.filter(person__in=people, is_blocked=False)
    names = chain(people.values_list("name", flat=True), aliases.values_list("text", flat=True))
    return {term.text for name in names for term in terms(name)}


def _source_names(slugs: Iterable[str]) -> Iterable[tuple[str, str]]:
    return Source.objects.published().filter(slug__in=list(slugs)).values_list("slug", "name")


def _stems_of(name: str, language: str) -> set[str]:
    return {term.text for term in stems(name, language)}


def _spell(parts: Iterable[Part], event: Event, language: str) -> None:
    """Give each word the form in which the articles print it most; in lower case, where they have that too."""
    words = [word for part in parts for word in part["marked"]]
    wanted = {word["word"] for word in words}
    forms: dict[str, Counter[str]] = {}
    for body in _bodies(event, language):
        if not wanted - forms.keys():
            break
        for term in stems(body, language):
            if term.text in wanted:
                forms.setdefault(term.text, Counter())[body[term.start : term.end]] += 1
    for word in words:
        if word["word"] in forms:
            word["word"] = _usual(forms[word["word"]])


def _bodies(event: Event, language: str) -> Iterator[str]:
    about = Coverage.objects.shown().subjects().filter(event=event, article__language=language)
    articles = Article.objects.published().filter(pk__in=about.values("article")).order_by("pk")
    return articles.values_list("body", flat=True)[:READ_FOR_SPELLING].iterator(chunk_size=20)


def _usual(forms: Counter[str]) -> str:
    lowered: Counter[str] = Counter()
    for form, count in forms.items():
        lowered[form.lower()] += count
    form = min(lowered, key=lambda form: (-lowered[form], form))
    as_printed = {printed: count for printed, count in forms.items() if printed.lower() == form}
    return form if form in forms else max(as_printed, key=lambda printed: as_printed[printed])


def _snapshot() -> Snapshot:
    found: Snapshot = connections["default"].get_backend().snapshot()
    return found
