"""The text of a web page as a browser shows it, without style sheets and scripts (after HTML's `innerText`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from archive.ingest.lines import pieces

# What begins and ends a line of its own, by the style sheet every browser has.
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup p plaintext pre "
    "search section summary table tbody tfoot thead tr ul xmp".split()
)
_NOT_SHOWN = frozenset(
    "area audio base basefont canvas col colgroup datalist embed frame frameset head iframe img input link meta "
    "noembed noframes object param picture rp script select source style svg template textarea title track "
    "video".split()
)
_AS_WRITTEN = frozenset(("listing", "plaintext", "pre", "xmp"))
_CELLS = frozenset(("td", "th"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r\f]+")


def visible_text(root: etree._Element) -> str:
    """The shown text under an element: a line for each block, a blank line around paragraphs, tabs between cells."""
    lines: list[str] = []
    current: list[str] = []
    is_gap = False
    for part in _parts(root):
        if isinstance(part, str):
            is_doubled = part.startswith(" ") and bool(current) and current[-1].endswith(" ")
            current.append(part[1:] if is_doubled else part)
            continue
        line = "".join(current).strip(" \t\n")
        current = []
        if line:
            lines += ["", line] if is_gap and lines else [line]
            is_gap = False
        is_gap |= part > 1
    return "\n".join(lines)


def line_keys(element: etree._Element) -> frozenset[str]:
    """The keys of all lines that an element shows."""
    return frozenset(piece.key for piece in pieces(visible_text(element)) if piece.key)


def is_shown(element: etree._Element) -> bool:
    if element.tag == "noscript":  # a parser that lost its end puts the whole page into it
        return element.find(".//h1") is not None
    return (
        isinstance(element.tag, str)
        and element.tag not in _NOT_SHOWN
        and "hidden" not in element.attrib
        and not _HIDDEN.search(element.get("style", ""))
    )


def _parts(root: etree._Element) -> Iterator[str | int]:
    """Pieces of text, and between them the number of line ends that are due. No recursion: pages nest deeply."""
    as_written = 0
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        tag = element.tag
        shown = event in ("start", "end") and is_shown(element)
        if event == "start":
            if not shown:
                walk.skip_subtree()
                continue
            if tag in _BLOCKS:
                yield 2 if tag == "p" else 1
            as_written += tag in _AS_WRITTEN
            if element.text:
                yield from _text(element.text, as_written)
            continue
        if shown:
            as_written -= tag in _AS_WRITTEN
            if tag in _BLOCKS:
                yield 2 if tag == "p" else 1
            elif tag == "br":
                yield 1
            elif tag in _CELLS and element.getnext() is not None:
                yield "\t"
        if element is not root and element.tail:
            yield from _text(element.tail, as_written)
    yield 1


def _text(text: str, as_written: int) -> Iterator[str | int]:
    if not as_written:
        yield _SPACE.sub(" ", text)
        return
    first, *others = text.split("\n")
    yield first
    for line in others:
        yield 1
        yield line
