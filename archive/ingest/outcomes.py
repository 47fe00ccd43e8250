"""What came of one item, as the command and its report say it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """What came of one file.

    `reason` says why it failed, or why it stays out: `withdrawn` or `in the trash`. `warning` is said to the person at
    the keyboard, beside any outcome; `changes` are those of an article that was there before, one line each.
    """

    file: str
    outcome: str
    sha256: str = ""
    slug: str = ""
    reason: str = ""
    warning: str = ""
    changes: tuple[str, ...] = ()

    def as_line(self) -> dict[str, str]:
        """What a report says of the item."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "outcome": str(self.outcome),
            "slug": self.slug,
            "reason": self.reason or self.warning,
        }
