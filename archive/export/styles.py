"""A citation as people print it: Chicago (18th edition, notes and bibliography), APA (7th) and MLA (9th).

Titles keep the capitals they were printed with. One that the archive devised stands in square brackets and without
quotation marks; so does a date that was inferred. Where no date is known it says n.d.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from archive.export.cited_dates import APA, CHICAGO, MLA, Style, in_style
from archive.export.citing import Citation, one_line
from archive.export.names import Name

_ENDS_SENTENCE = re.compile(r"[.?!…][”’\"'»)\]]*$")
_OPENING_QUOTE = re.compile(r"(^|[\s(\[—–-])[\"“„]")
_CHICAGO_BIBLIOGRAPHY = (6, 3)  # more authors than the first number: so many are named, and “et al.”
_CHICAGO_NOTE = (2, 1)
_MLA_AUTHORS = (2, 1)
_APA_AUTHORS = 20
_WEB_KINDS = frozenset({"agency", "broadcaster", "think-tank", "government", "website", "organisation"})


class Piece(NamedTuple):
    """A stretch of a citation in one kind of type."""

    text: str
    is_italic: bool = False


class Printed(NamedTuple):
    """A citation in one style; `key` is part of addresses and of the page."""

    key: str
    label: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def printed(cited: Citation, archive: str) -> list[Printed]:
    """The citation in every style; `archive` is the name of the site.

    Characters that cannot be seen are left out: copied, they would go on to turn or break the lines of others.
    """
    cited = replace(cited, title=one_line(cited.title), source=one_line(cited.source))
    return [
        Printed(key, label, tuple(piece for piece in style(cited, archive) if piece.text))
        for key, label, style in STYLES
    ]


def _chicago_note(cited: Citation, archive: str) -> list[Piece]:
    names = [name.natural for name in cited.names]
    return [
        *([Piece(_listed(names, _CHICAGO_NOTE, oxford=False)), Piece(", ")] if names else ()),
        Piece(_title(cited, ",")),
        Piece(" "),
        *([Piece(cited.source, True), Piece(", ")] if cited.source else ()),
        Piece(f"{_date(cited, CHICAGO)}, {archive}, {cited.address}."),
    ]


def _chicago_bibliography(cited: Citation, archive: str) -> list[Piece]:
    """A newspaper stands in the place of an author who is not named."""
    source = [Piece(cited.source, True), Piece(_full_stop(cited.source))] if cited.source else []
    names = [name.inverted if first else name.natural for first, name in _numbered(cited.names)]
    lead = [Piece(_ended(_listed(names, _CHICAGO_BIBLIOGRAPHY)))] if names else source
    return [
        *([*lead, Piece(" ")] if lead else ()),
        Piece(_title(cited, ".")),
        Piece(" "),
        *([source[0], Piece(", ")] if names and source else ()),
        Piece(f"{_ended(_date(cited, CHICAGO))} {_ended(archive)} {cited.address}."),
    ]


def _apa(cited: Citation, archive: str) -> list[Piece]:
    """Of a newspaper or magazine its own name is italic, of a site the title; without an author the title leads."""
    is_web = cited.source_kind in _WEB_KINDS or not cited.source
    end = "." if cited.is_devised else _full_stop(cited.title)
    title = [Piece(cited.title, is_web and not cited.is_devised), Piece(end)]
    date = Piece(f"({_date(cited, APA)}).")
    lead = [Piece(_ended(_listed_in_apa(cited.names))), Piece(" "), date, Piece(" "), *title]
    return [
        *(lead if cited.names else [*title, Piece(" "), date]),
        Piece(" "),
        *([Piece(cited.source, not is_web), Piece(_full_stop(cited.source)), Piece(" ")] if cited.source else ()),
        Piece(f"{_ended(archive)} {cited.address}"),
    ]


def _mla(cited: Citation, archive: str) -> list[Piece]:
    names = [name.inverted if first else name.natural for first, name in _numbered(cited.names)]
    return [
        *([Piece(_ended(_listed(names, _MLA_AUTHORS))), Piece(" ")] if names else ()),
        Piece(_title(cited, ".")),
        Piece(" "),
        *([Piece(cited.source, True), Piece(", ")] if cited.source else ()),
        Piece(f"{_ended(_date(cited, MLA))} "),
        Piece(archive, True),
        Piece(f", {cited.address}."),
    ]


STYLES: tuple[tuple[str, str, Callable[[Citation, str], list[Piece]]], ...] = (
    ("chicago-note", "Chicago, note", _chicago_note),
    ("chicago", "Chicago, bibliography", _chicago_bibliography),
    ("apa", "APA 7", _apa),
    ("mla", "MLA 9", _mla),
)


def _numbered(names: Sequence[Name]) -> list[tuple[bool, Name]]:
    """Each name with whether it is the first."""
    return [(not number, name) for number, name in enumerate(names)]


def _listed(names: Sequence[str], most: tuple[int, int], *, oxford: bool = True) -> str:
    """“A”, “A, and B”, “A, B, and C”, or “A, et al.” where there are too many. In a note two have no comma between."""
    limit, shown = most
    if len(names) > limit:
        return f"{', '.join(names[:shown])}{',' if oxford else ''} et al."
    if len(names) == 2 and not oxford:
        return " and ".join(names)
    return ", and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _listed_in_apa(names: Sequence[Name]) -> str:
    shown = [name.abbreviated for name in names]
    if len(shown) > _APA_AUTHORS:
        return f"{', '.join(shown[: _APA_AUTHORS - 1])}, . . . {shown[-1]}"
    return ", & ".join(filter(None, (", ".join(shown[:-1]), *shown[-1:])))


def _title(cited: Citation, end: str) -> str:
    """The title with its quotation marks, inside which the sign at its end stands; quotations within have single ones.

    A comma is added after any sign, a full stop only where the title does not end a sentence.
    """
    if cited.is_devised:
        return f"{cited.title}{end}"
    inner = _OPENING_QUOTE.sub(r"\1‘", cited.title).replace('"', "’").replace("”", "’")
    if end == "." and _ENDS_SENTENCE.search(inner):
        end = ""
    return f"“{inner.rstrip('.') if end == ',' else inner}{end}”"


def _date(cited: Citation, style: Style) -> str:
    if not cited.edtf:
        return "n.d."
    words = in_style(cited.edtf, style)
    return f"[{words}]" if cited.basis == "inferred" else words


def _ended(text: str) -> str:
    return text + _full_stop(text)


def _full_stop(text: str) -> str:
    """What ends a sentence after these words; nothing where they end one already."""
    return "" if not text or _ENDS_SENTENCE.search(text) else "."
