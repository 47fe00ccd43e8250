"""What the search page says about a search: its heading, its chips, and what to do when nothing is found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext, pgettext

from archive.date_words import in_words
from archive.edtf import EdtfSpan
from archive.search.facets import FACETS
from archive.search.finding import count_of
from archive.search.forms import SearchRequest
from archive.search.query.parser import Query
from archive.search.query.tree import Leaf, sought
from archive.search.query.writing import written

MAX_WORDS = 8  # looked up one by one when nothing is found
MAX_CORRECTIONS = 3  # a field put right may name somebody whom nobody knows


@dataclass(frozen=True)
class Chip:
    """A choice that can be taken back: `address` is the search without it."""

    kind: str
    label: str
    address: str
    phase: str = ""


@dataclass(frozen=True)
class Alternative:
    """A search close to one that found nothing, and what it finds."""

    label: str
    count: int
    address: str


def heading(request: SearchRequest, count: int) -> str:
    """“37 articles on “arms control””, “All 35 articles”, “No article on …”."""
    number = number_format(count, force_grouping=True)
    if not request.query.is_empty:
        text = request.query.text
        words = text if '"' in text or "“" in text else gettext("“%(words)s”") % {"words": text}
        if not count:
            return gettext("No article on %(words)s") % {"words": words}
        found = ngettext("%(count)s article on %(words)s", "%(count)s articles on %(words)s", count)
        return found % {"count": number, "words": words}
    if not count:
        return gettext("No article")
    if count > 1 and not request.is_narrowed:
        return ngettext("All %(count)s article", "All %(count)s articles", count) % {"count": number}
    return ngettext("%(count)s article", "%(count)s articles", count) % {"count": number}


def subject(request: SearchRequest) -> str:
    """What is sought in a few words, as the name of a feed: the words and the choices."""
    parts = [request.query.text, *(chip.label for chip in chips(request))]
    return ", ".join(part for part in parts if part) or gettext("all articles")


def correction(request: SearchRequest) -> SearchRequest | None:
    """The search as it was probably meant, with the same choices; None where nothing is wrong, or nothing is left."""
    corrected = request
    for _ in range(MAX_CORRECTIONS):
        if not corrected.query.corrected:
            break
        corrected = corrected.with_words(corrected.query.corrected)
    return None if corrected is request else corrected


def chips(request: SearchRequest) -> list[Chip]:
    """One for each value chosen, and for either end of the dates."""
    made = [
        Chip(
            str(facet.singular),
            label,
            request.without(facet.name, value).address(),
            phase=value if facet.name == "phase" else "",
        )
        for facet in FACETS
        for value, label in request.choices.get(facet.name, {}).items()
    ]
    if request.first:
        label = gettext("From %(day)s") % {"day": _in_words(request.first)}
        made.append(Chip(pgettext("dates", "From"), label, request.without("from").address()))
    if request.last:
        label = gettext("To %(day)s") % {"day": _in_words(request.last)}
        made.append(Chip(pgettext("dates", "To"), label, request.without("to").address()))
    return made


def alternatives(request: SearchRequest, scarce: Sequence[str]) -> list[Alternative]:
    """What would be found without one of the choices, without the `scarce` words, without quotation marks, or without
    any words. What finds nothing either is left out.
    """
    tried = [
        (
            gettext("Without %(facet)s: %(values)s")
            % {"facet": facet.label, "values": ", ".join(request.choices[facet.name].values())},
            request.without(facet.name),
        )
        for facet in FACETS
        if request.choices.get(facet.name)
    ]
    if request.first:
        label = gettext("Without the date from %(day)s") % {"day": _in_words(request.first)}
        tried.append((label, request.without("from")))
    if request.last:
        label = gettext("Without the date to %(day)s") % {"day": _in_words(request.last)}
        tried.append((label, request.without("to")))
    rest = " ".join(text for text in _leaves(request) if text not in scarce)
    if scarce and rest:
        tried.append((gettext("Only %(words)s") % {"words": rest}, request.with_words(rest)))
    if request.query.has_phrase:
        unquoted = request.query.unquoted
        label = gettext("The words %(words)s in any order") % {"words": unquoted}
        tried.append((label, request.with_words(unquoted)))
    if not request.query.is_empty and request.is_narrowed:
        typed = {"words": request.query.text}
        tried.append((gettext("Everything chosen, without the words %(words)s") % typed, request.with_words("")))
        everywhere = replace(request, choices={}, first=None, last=None, page=1)
        tried.append((gettext("Only the words %(words)s") % typed, everywhere))
    counted = ((label, count_of(other), other.address()) for label, other in tried)
    return [Alternative(label, count, address) for label, count, address in counted if count]


def scarce_words(request: SearchRequest) -> list[str]:
    """Those of the first words, phrases, names and dates that no article in the archive has."""
    first = list(_leaves(request).items())[:MAX_WORDS]
    return [text for text, leaf in first if not count_of(SearchRequest(query=Query(text, leaf)))]


def _leaves(request: SearchRequest) -> dict[str, Leaf]:
    """What is sought, by how it is typed."""
    return {written(leaf): leaf for leaf in sought(request.query.node)}


def _in_words(span: EdtfSpan) -> str:
    return in_words(span.edtf)
