"""What the search page says about a search: its heading, its chips, and what to do when nothing is found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

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
    number = f"{count:,} article{'' if count == 1 else 's'}" if count else "No article"
    if not request.query.is_empty:
        text = request.query.text
        return f"{number} on {text}" if '"' in text or "“" in text else f"{number} on “{text}”"
    return f"All {number}" if count > 1 and not request.is_narrowed else number


def subject(request: SearchRequest) -> str:
    """What is sought in a few words, as the name of a feed: the words and the choices."""
    parts = [request.query.text, *(chip.label for chip in chips(request))]
    return ", ".join(part for part in parts if part) or "all articles"


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
            facet.singular,
            label,
            request.without(facet.name, value).address(),
            phase=value if facet.name == "phase" else "",
        )
        for facet in FACETS
        for value, label in request.choices.get(facet.name, {}).items()
    ]
    if request.first:
        made.append(Chip("From", f"From {_in_words(request.first)}", request.without("from").address()))
    if request.last:
        made.append(Chip("To", f"To {_in_words(request.last)}", request.without("to").address()))
    return made


def alternatives(request: SearchRequest, scarce: Sequence[str]) -> list[Alternative]:
    """What would be found without one of the choices, without the `scarce` words, without quotation marks, or without
    any words. What finds nothing either is left out.
    """
    tried = [
        (f"Without {facet.label}: {', '.join(request.choices[facet.name].values())}", request.without(facet.name))
        for facet in FACETS
        if request.choices.get(facet.name)
    ]
    if request.first:
        tried.append((f"Without the date from {_in_words(request.first)}", request.without("from")))
    if request.last:
        tried.append((f"Without the date to {_in_words(request.last)}", request.without("to")))
    rest = " ".join(text for text in _leaves(request) if text not in scarce)
    if scarce and rest:
        tried.append((f"Only {rest}", request.with_words(rest)))
    if request.query.has_phrase:
        unquoted = request.query.unquoted
        tried.append((f"The words {unquoted} in any order", request.with_words(unquoted)))
    if not request.query.is_empty and request.is_narrowed:
        tried.append((f"Everything chosen, without the words {request.query.text}", request.with_words("")))
        everywhere = replace(request, choices={}, first=None, last=None, page=1)
        tried.append((f"Only the words {request.query.text}", everywhere))
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
