"""How much one question may cost. What is over is left out of the answer, and the answer says so."""

from __future__ import annotations

import time
from dataclasses import dataclass
from enum import StrEnum

SECONDS = 1.0  # what is made of the answer takes time as well
MAX_TERMS = 10_000  # that one pattern may stand for in a segment


class Cut(StrEnum):
    """Why an answer may lack documents."""

    TERMS = "a pattern stands for too many words; only the most frequent were sought"
    TIME = "the search took too long; not all of it was carried out"


@dataclass(frozen=True)
class Limits:
    seconds: float = SECONDS
    max_terms: int = MAX_TERMS


class Budget:
    """One question's. `cuts` tells what had to be left out so far."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.cuts: set[Cut] = set()
        self._deadline = time.monotonic() + limits.seconds

    def is_spent(self) -> bool:
        if time.monotonic() < self._deadline:
            return False
        self.cuts.add(Cut.TIME)
        return True
