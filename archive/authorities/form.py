"""What a record of each authority file holds, and under which column where that has another name."""

from __future__ import annotations

from collections import Counter

Counts = Counter[str]

PERSON_FIELDS = ("name", "sort_name", "wikidata", "note")
SERIES_FIELDS = ("name", "full_name", "aliases", "members")
EVENT_FIELDS = (
    "name", "short_name", "number", "place", "place_aliases", "country", "online", "start", "end", "status", "note",
)  # fmt: skip
SOURCE_FIELDS = (
    "name", "kind", "country", "language", "domains", "shown", "rights_note", "rights_url", "sample", "note",
)  # fmt: skip
COLUMNS = {"wikidata": "wikidata_id", "online": "is_online", "sample": "is_sample"}
