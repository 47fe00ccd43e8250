"""RIS, as reference managers read it: one `TAG  - value` a line, an entry from TY to ER."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archive.export.citing import Record, citation, one_line


def chunks(records: Iterable[Record]) -> Iterator[str]:
    """The text of the file, one piece a record."""
    for record in records:
        lines = [f"{tag}  - {value}" for tag, text in _fields(record) if (value := one_line(text))]
        yield "\r\n".join(["TY  - NEWS", *lines, "ER  - ", "", ""])


def _fields(record: Record) -> Iterator[tuple[str, str]]:
    cited = citation(record)
    yield "ID", cited.key
    yield "TI", cited.title
    yield from (("AU", name.inverted) for name in cited.names)
    yield "T2", cited.source
    yield "PY", f"{cited.year:04}" if cited.year else ""
    yield "DA", cited.day.strftime("%Y/%m/%d") if cited.day else ""
    yield "LA", cited.language
    yield "UR", cited.address
    yield "L2", cited.url
    yield from (("KW", word) for word in cited.keywords)
    yield "N1", " ".join(cited.notes)
