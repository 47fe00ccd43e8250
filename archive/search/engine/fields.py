"""Kinds of fields for a search index beyond Haystack's own."""

from __future__ import annotations

from haystack.indexes import CharField


class StemField(CharField):
    """The stems of a text, under which every form of a word is found; beside the field that has the words themselves.

    Its value is an `analysis.Written`, made in the index's `prepare`: stems depend on the language of each text.
    """

    field_type = "stems"
