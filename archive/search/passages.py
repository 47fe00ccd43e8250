"""What a hit shows of its article: passages that have every word that was found, and the marked title."""

from __future__ import annotations

from archive.search.engine.snippets import Piece, snippet
from archive.search.engine.spotting import Wanted, matches

MORE = 3  # passages beside the first
NARROW = 110  # code points of one of these

Pieces = tuple[Piece, ...]


def passages(text: str, wanted: Wanted, language: str) -> Pieces:
    """The passage that answers best, and a short one for each run of words of the text that does not stand in it."""
    first = snippet(text, wanted, language)
    shown = "".join(piece.text for piece in first)
    missing = [
        run
        for run in sorted(wanted.runs)
        if len(wanted.runs) > 1 and not _has(shown, run, language) and _has(text, run, language)
    ]
    pieces = list(first)
    for run in missing[:MORE]:
        other = snippet(text, Wanted(frozenset([run])), language, NARROW)
        is_joined = bool(pieces) and pieces[-1].text == " …" and other[0].text == "… "
        pieces += [Piece(" ", False), *(other[1:] if is_joined else other)]
    return tuple(pieces)


def marked_title(title: str, wanted: Wanted, language: str) -> Pieces:
    """The whole title in pieces, one of them a match; empty where nothing of it is."""
    pieces = snippet(title, wanted, language, len(title))
    return pieces if any(piece.is_match for piece in pieces) else ()


def _has(text: str, run: tuple[str, ...], language: str) -> bool:
    return bool(matches(text, Wanted(frozenset([run])), language))
