"""Names broken over two lines, “Mer- kel”: found as if they were whole."""

from __future__ import annotations

import re

from archive.ingest.authority import Hit, Lexicon, longest

_BREAK = re.compile(r"(?<=[^\W\d_])(?:(?P<hyphen>-)\s(?=[^\W\d_])|\u00ad\s?)")


def find_over_breaks(lexicon: Lexicon, folded: str) -> list[Hit]:
    """Hits in a folded text, as `Lexicon.find`, those over a hyphen at a line's end among them."""
    hits = lexicon.find(folded)
    breaks = list(_BREAK.finditer(folded)) if "- " in folded or "\u00ad" in folded else []
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


def without_breaks(folded: str) -> str:
    """A name as it is printed on one line."""
    return _BREAK.sub("", folded)


def _mended(folded: str, breaks: list[re.Match[str]], kept: str) -> tuple[str, list[int]]:
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
