"""The title as printed, without the site's name glued to it; else one devised by the archive."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.ingest.authority import Gazetteer
from archive.ingest.blocks import Block
from archive.ingest.body import PARAGRAPH_BREAK
from archive.ingest.folding import name_key
from archive.ingest.sentences import split_sentences

DEVISED = "devised-from-first-sentence"
_DEVISED_LENGTH = 100
_LEAST_KICKER, _MOST_KICKER, _LEAST_WORDS = 2, 5, 4
_GLUE = re.compile(r"\s+(?:\||-|–|—|::|·|•|»|«|>|<|/)\s+")


def find_title(blocks: Sequence[Block], body: str, gazetteer: Gazetteer, given: str = "") -> tuple[str, str]:
    """`(title, rule)`: given beside the file, printed over the text, or devised."""
    if given:
        return given, "sidecar"
    printed = next((block for block in blocks if block.kind == "title"), None)
    if printed is None:
        return devised_title(body), DEVISED
    cut = _without_site(printed.text, blocks, gazetteer)
    return (cut, f"{printed.rule}+site-name-cut") if cut != printed.text else (cut, printed.rule)


def _without_site(title: str, blocks: Sequence[Block], gazetteer: Gazetteer) -> str:
    """A title with a known publisher's name glued before or behind it, or with one part alone on the page."""
    parts = _GLUE.split(title)
    if len(parts) < 2:
        return _without_kicker(title, blocks)
    first, last = parts[0], parts[-1]
    if name_key(last) in gazetteer.source_names:
        return title[: title.rindex(last)].rstrip(" |-–—:·•»«></").rstrip()
    if name_key(first) in gazetteer.source_names:
        return title[len(first) :].lstrip(" |-–—:·•»«></").lstrip()
    alone = {name_key(block.text) for block in blocks}
    return next((part for part in parts if len(part.split()) >= 3 and name_key(part) in alone), title)


def _without_kicker(title: str, blocks: Sequence[Block]) -> str:
    """A title without the few words set over it on the same line, where the page prints it without them too."""
    words = title.split()
    starts = range(_LEAST_KICKER, min(_MOST_KICKER, len(words) - _LEAST_WORDS) + 1)
    ends = [" ".join(words[i:]) for i in starts if not words[i][0].islower()]
    if not ends:
        return title
    alone = {part for block in blocks if ends[-1] in block.text for part in (block.text, *_GLUE.split(block.text))}
    return next((end for end in reversed(ends) if end in alone), title)


def devised_title(body: str) -> str:
    """A title for an article that prints none: its first sentence, cut at a word."""
    first = split_sentences(body.split(PARAGRAPH_BREAK, 1)[0])[0].text.rstrip(".… ")
    if len(first) <= _DEVISED_LENGTH:
        return first
    return first[:_DEVISED_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"
