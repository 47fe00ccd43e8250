"""What a hit shows of its article: passages that have every word that was found, and the marked title."""

from __future__ import annotations

from archive.search.engine.snippets import Piece, passage, snippet
from archive.search.engine.spotting import Wanted, spotted

MORE = 3  # passages beside the first
NARROW = 110  # code points of one of these

Pieces = tuple[Piece, ...]


def passages(text: str, wanted: Wanted, language: str) -> Pieces:
    """The passage that answers best, and a short one for each run of words of the text that does not stand in it."""
    found = spotted(text, wanted, language)
    start, end, first = passage(text, found.spans())
    by_run = [found.of_run(run) for run in sorted(wanted.runs)] if len(wanted.runs) > 1 else []
    missing = [spans for spans in by_run if spans and not any(start <= at and to <= end for at, to, _ in spans)]
    pieces = list(first)
    for spans in missing[:MORE]:
        other = passage(text, spans, NARROW).pieces
        is_joined = bool(pieces) and pieces[-1].text == " …" and other[0].text == "… "
        pieces += [Piece(" ", False), *(other[1:] if is_joined else other)]
    return tuple(pieces)


def marked_title(title: str, wanted: Wanted, language: str) -> Pieces:
    """The whole title in pieces, one of them a match; empty where nothing of it is."""
    pieces = snippet(title, wanted, language, len(title))
    return pieces if any(piece.is_match for piece in pieces) else ()
