"""A Whoosh schema from the fields of Haystack's search indexes.

Text is analysed by `analysis` and never stored or kept as a column: results bring their objects from the database.
A field of type `stems` holds the stems of a text that is `Written`, for the text beside it.
A multi-value field is a keyword field whose values are taken from lists as they are, commas and all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from haystack.exceptions import SearchBackendError
from whoosh.analysis import IDAnalyzer
from whoosh.fields import BOOLEAN, DATETIME, KEYWORD, NUMERIC, TEXT, FieldType, Schema
from whoosh.fields import ID as IDENTIFIER

from archive.search.engine.analysis import ANALYSIS_VERSION, StemAnalyzer, TermAnalyzer
from archive.search.engine.stemming import STEMMING_VERSION

# Whoever changes how segments are written raises this: an index written under another number is not read.
FORMAT_VERSION = 3


def build_schema(fields: Mapping[str, Any]) -> tuple[str, Schema, dict[str, float]]:
    """The document field's name, the schema, and the text fields a plain word is sought in with their weights.

    A plain word is sought as it is written; who wants its other forms asks for its stems (see `stemming`).
    `fields` are Haystack's search fields by name; a field's `boost` is its weight. Weights count when scores are
    added up, not inside BM25, where they would be flattened like a repeated word.
    """
    columns: dict[str, FieldType] = {
        ID: IDENTIFIER(stored=True, unique=True),
        DJANGO_CT: IDENTIFIER(stored=True),
        DJANGO_ID: IDENTIFIER(stored=True, sortable=True),
    }
    document = ""
    weights: dict[str, float] = {}
    for field in fields.values():
        name = field.index_fieldname
        columns[name] = _whoosh_field(field)
        if isinstance(columns[name], TEXT) and field.field_type != "stems":
            weights[name] = float(field.boost or 1.0)
        if field.document:
            document = name
    if not document:
        raise SearchBackendError("No search index with a document field was found.")
    return document, Schema(**columns), weights


def rules_of(schema: Schema) -> str:
    """A sum that changes when an index made under this schema has to be made anew."""
    kinds = [f"{name}:{type(field).__name__}" for name, field in sorted(schema.items())]
    return hashlib.sha256(
        "\n".join([f"{ANALYSIS_VERSION}.{STEMMING_VERSION}.{FORMAT_VERSION}", *kinds]).encode()
    ).hexdigest()[:16]


def _whoosh_field(field: Any) -> FieldType:
    if field.is_multivalued:
        return KEYWORD(analyzer=IDAnalyzer())
    if field.field_type in ("date", "datetime"):
        return DATETIME()
    if field.field_type in ("integer", "float"):
        return NUMERIC(numtype=int if field.field_type == "integer" else float, signed=True)
    if field.field_type == "boolean":
        return BOOLEAN()
    if field.field_type == "stems":
        return TEXT(analyzer=StemAnalyzer(), phrase=True, stored=False, multitoken_query="or")
    if field.field_type == "string":
        return TEXT(analyzer=TermAnalyzer(), phrase=True, stored=False)
    raise SearchBackendError(f"The field {field.index_fieldname} has a type without a place here: {field.field_type}.")
