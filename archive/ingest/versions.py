"""Which rules an article was read by: the sum of their own sources, so that no change of a rule is forgotten.

An article whose rules have changed since is read again by the next ingest of its file.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

_HERE = Path(__file__).parent
# Modules that store what was read, and have no say in how it is read.
_STORING = {
    "addresses", "changes", "duplicates", "fields", "gazetteer", "items", "known", "links", "loader", "numbering",
    "outcomes", "pool", "records", "rows", "spacy_names", "storing", "suggesting", "suggestions", "updating",
    "versions",
}  # fmt: skip


def _sum_of_rules() -> str:
    modules = [path for path in sorted(_HERE.glob("*.py")) if path.stem not in _STORING]
    content = hashlib.sha256()
    for path in (_HERE.parent / "edtf.py", *modules):
        content.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return content.hexdigest()[:16]


RULES_VERSION = _sum_of_rules()
