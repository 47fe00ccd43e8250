"""BibTeX: an @article where the source is known, a @misc where not. `date` is EDTF, which biblatex reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from archive.export.citing import Citation, Record, citation, one_line
from archive.export.names import Name

# BibTeX counts braces that have a backslash too, so none is written that has no partner.
_SPECIAL = {letter: f"\\{letter}" for letter in "$&%#_"} | {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
_WOULD_BE_SPLIT = re.compile(r"\band\b|,", re.IGNORECASE)


def chunks(records: Iterable[Record]) -> Iterator[str]:
    """The text of the file, one piece a record."""
    for record in records:
        cited = citation(record)
        fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(cited) if value)
        yield f"@{'article' if cited.source else 'misc'}{{{cited.key},\n{fields}}}\n\n"


def _fields(cited: Citation) -> Iterator[tuple[str, str]]:
    yield "title", f"{{{_escaped(cited.title)}}}"  # braces twice: no letter is made small
    yield "author", " and ".join(map(_name, cited.names))
    yield "journal", _escaped(cited.source)
    yield "year", f"{cited.year:04}" if cited.year else ""
    yield "month", f"{cited.day.month:02}" if cited.day else ""
    yield "date", cited.edtf.replace("{", "").replace("}", "")
    yield "langid", _escaped(cited.language)
    yield "url", _address(cited.address)
    yield "keywords", _escaped("; ".join(cited.keywords))
    yield "note", _escaped(" ".join(cited.notes))


def _name(name: Name) -> str:
    """`Family, Suffix, Given`; what is not to be taken apart stands in braces."""
    if not name.family:
        return f"{{{_escaped(name.literal)}}}" if " " in name.literal or "," in name.literal else _escaped(name.literal)
    parts = (name.family, name.suffix, name.given)
    return ", ".join(_whole(_escaped(part)) for part in parts if part)


def _whole(part: str) -> str:
    return f"{{{part}}}" if _WOULD_BE_SPLIT.search(part) else part


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(letter, letter) for letter in one_line(text))


def _address(url: str) -> str:
    """An address is printed as it is, so what would end the field is written as the address may write it too."""
    return one_line(url).replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
