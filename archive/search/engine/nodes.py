"""A question as the engine takes it: a query of Whoosh's, with what it is known by."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Parsed:
    """`text` names the query: two of the same text are the same question, and are worked out once."""

    text: str
    query: Any = field(compare=False, repr=False)
