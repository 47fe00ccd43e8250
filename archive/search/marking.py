"""What of a question is marked in the articles it finds."""

from __future__ import annotations

import re
from functools import partial

from whoosh.support.levenshtein import levenshtein

from archive.search.composing import FUZZY_PREFIX
from archive.search.engine.analysis import is_filler, terms
from archive.search.engine.folding import folded
from archive.search.engine.likely import Fit
from archive.search.engine.spotting import Wanted
from archive.search.query.tree import Fuzzy, Node, Pattern, Phrase, Text, Word, sought

_WILD = ("*", "?")


def wanted(node: Node) -> Wanted:
    """The words sought, phrases as one and compounds in either spelling; names and dates are not marked."""
    asked = [item for item in sought(node) if isinstance(item, Text)]
    essential = [item for item in asked if not (isinstance(item, Word) and is_filler(item.text))]
    runs: set[tuple[str, ...]] = set()
    fit: list[Fit] = []
    for item in essential or asked:
        match item:
            case Pattern(text):
                fit.append(_fits_pattern(text))
            case Fuzzy(text, _, distance):
                fit += [_close_to(term.text, distance) for term in terms(text)]
            case Phrase(text, _, apart) if apart:
                runs.update((term.text,) for term in terms(text) if not term.is_joined)
            case _:
                found = list(terms(item.text))
                runs.add(tuple(term.text for term in found if not term.is_joined))
                if isinstance(item, Word):
                    runs.update((term.text,) for term in found if term.is_joined)
    return Wanted(frozenset(run for run in runs if run), tuple(fit))


def _fits_pattern(text: str) -> Fit:
    parts = [folded(part) for part in re.split(r"([*?])", text)]
    found = re.compile("".join({"*": r"\w*", "?": r"\w"}.get(part) or re.escape(part) for part in parts))
    longest = max((part for part in parts if part not in _WILD), key=len)
    return Fit(lambda word: found.fullmatch(word) is not None, longest, begins=longest == parts[0])


def _close_to(word: str, distance: int) -> Fit:
    return Fit(partial(_is_close, word, distance), word[:FUZZY_PREFIX], begins=True)


def _is_close(sought_word: str, distance: int, word: str) -> bool:
    if word[:FUZZY_PREFIX] != sought_word[:FUZZY_PREFIX] or abs(len(word) - len(sought_word)) > distance:
        return False
    return bool(levenshtein(sought_word, word, distance) <= distance)
