"""CSL JSON, which citation processors read: one array of items."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from archive.export.citing import Record, citation
from archive.export.names import Name


def chunks(records: Iterable[Record]) -> Iterator[str]:
    """The text of the file, one piece a record, between the brackets."""
    separator = "[\n"
    for record in records:
        yield separator + json.dumps(_item(record), ensure_ascii=False)
        separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"


def _item(record: Record) -> dict[str, Any]:
    cited = citation(record)
    item = {
        "id": cited.key,
        "type": "article-newspaper",
        "title": cited.title,
        "author": [_name(name) for name in cited.names],
        "container-title": cited.source,
        "issued": _issued(record["published"], cited.dated),
        "language": cited.language,
        "URL": cited.address,
        "keyword": "; ".join(cited.keywords),
        "note": " ".join(cited.notes),
    }
    return {name: value for name, value in item.items() if value}


def _name(name: Name) -> dict[str, str]:
    if not name.family:
        return {"literal": name.literal}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {part: words for part, words in parts.items() if words}


def _issued(published: Record | None, words: str) -> dict[str, Any]:
    """A day, or a range from its first to its last; in words where one end is open. An inferred one is `circa`."""
    if published is None:
        return {}
    ends = [published["earliest"], published["latest"]]
    if None in ends:
        return {"literal": words}
    parts = [list(_parts(date.fromisoformat(end))) for end in dict.fromkeys(ends)]
    is_sure = published["basis"] != "inferred" and not published["edtf"].endswith(("~", "?", "%"))
    return {"date-parts": parts} | ({} if is_sure else {"circa": True})


def _parts(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day
