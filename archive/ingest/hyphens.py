"""Names broken over two lines, “Mer- kel”: found as if they were whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from archive.ingest.lexicon import Hit, Lexicon, longest

# It begins with the hyphen, not with what stands before, so that a text without one is passed over at once.
_BREAK = re.compile(r"[-\u00ad](?:(?<=[^\W\d_](?P<hyphen>-))\s(?=[^\W\d_])|(?<=\u00ad)\s?)")


def find_over_breaks(lexicon: Lexicon, folded: str) -> list[Hit]:
    """Hits in a folded text, as `Lexicon.find`, those over a hyphen at a line's end among them."""
    hits = lexicon.find(folded)
    breaks = _breaks(folded)
    if not breaks:
        return hits
    found = set(hits)
    for kept in ("", "-"):  # “Mer- kel”, and “Jong- un” whose hyphen belongs to the name
        whole, offsets = _mended(folded, breaks, kept)
        for hit in lexicon.find(whole):
            start, end = offsets[hit.start], offsets[hit.end - 1] + 1
            if end - start > hit.end - hit.start:
                found.add(Hit(start, end, hit.slugs))
    return longest(found)


@lru_cache(maxsize=4)
def _breaks(folded: str) -> tuple[re.Match[str], ...]:
    return tuple(_BREAK.finditer(folded))


def without_breaks(folded: str) -> str:
    """A name as it is printed on one line."""
    return _BREAK.sub("", folded)


def _mended(folded: str, breaks: Sequence[re.Match[str]], kept: str) -> tuple[str, list[int]]:
    """The text without its breaks (or with their hyphens), and for each code point where it stood."""
    pieces, offsets, end = [], list[int](), 0
    for match in breaks:
        piece = folded[end : match.start()] + (kept if match["hyphen"] else "")
        pieces.append(piece)
        offsets += range(end, end + len(piece))
        end = match.end()
    pieces.append(folded[end:])
    offsets += range(end, len(folded))
    return "".join(pieces), offsets
