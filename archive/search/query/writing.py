"""A leaf of the tree as it would be typed."""

from __future__ import annotations

from archive.search.query.tree import Dated, Fuzzy, Leaf, Linked, Phrase


def written(leaf: Leaf) -> str:
    """`person:"joe biden"`, `"arms control"~3`, `putni~2`: parsing it gives the leaf back."""
    if isinstance(leaf, Dated):
        return f"{leaf.relation}:{leaf.span.edtf}"
    if isinstance(leaf, Linked):
        return leaf.typed or f"{leaf.kind}:{_quoted(leaf.text)}"
    before = f"{leaf.field}:" if leaf.field else ""
    if isinstance(leaf, Phrase):
        return f'{before}"{leaf.text}"{f"~{leaf.apart}" if leaf.apart else ""}'
    return f"{before}{leaf.text}~{leaf.distance}" if isinstance(leaf, Fuzzy) else f"{before}{leaf.text}"


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text
