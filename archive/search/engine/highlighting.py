"""What Haystack calls highlighting: a passage of the text as safe HTML, the words that were asked for in `<em>`."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from whoosh.query import Phrase

from archive.search.engine.snippets import snippet
from archive.search.engine.spotting import Wanted


def wanted_by(query: Any, fields: frozenset[str]) -> Wanted:
    """The words and phrases of a Whoosh query in these fields; what it excludes, and patterns, left aside."""
    runs = {(str(text),) for field, text in query.iter_all_terms(phrases=False) if field in fields}
    runs |= {tuple(leaf.words) for leaf in query.leaves() if isinstance(leaf, Phrase) and leaf.fieldname in fields}
    return Wanted(frozenset(run for run in runs if run))


def highlighted(text: str, wanted: Wanted, language: str = "") -> SafeString:
    pieces = snippet(text, wanted, language)
    return format_html_join(
        "", "{}", ((format_html("<em>{}</em>", piece.text) if piece.is_match else piece.text,) for piece in pieces)
    )
