"""What a check finds, in words.

Others may be at work while a check looks: what it finds is only told after a second look, a little later, has found
the same.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from archive.printing import on_one_line

PAUSE = 1.0  # seconds

Progress = Callable[[int], object]  # is told of so many more that were looked at


def pause() -> None:
    """Let some time pass before a second look: what another process is in the middle of is done by then."""
    time.sleep(PAUSE)


@dataclass(frozen=True)
class Kind:
    """One way to be off, or to have been mended: what is not `is_off` is worth knowing and no fault.

    `is_repairable`: mending it can be tried.
    """

    heading: str
    advice: str = ""
    is_off: bool = True
    is_repairable: bool = False


IN_VAIN = Kind("Could not be mended", is_off=False)


@dataclass(frozen=True)
class Finding:
    """`where`: a path in the data folder or a slug. The module that found it finds it again by the other fields."""

    kind: Kind
    where: str
    what: str
    pk: int = 0
    sha256: str = ""
    path: Path | None = None

    def __str__(self) -> str:
        """One line, whatever the names in it hold."""
        return on_one_line("; ".join(filter(None, (f"{self.where}: {self.what}", self.kind.advice))))
