"""What reading an article again changes, and what it would change had no curator decided otherwise."""

from __future__ import annotations

from dataclasses import dataclass, field

_LONGEST = 80


@dataclass
class Changes:
    """`lines` say in words what is now otherwise; `differences` hold, by field, what a curator's word keeps out."""

    lines: list[str] = field(default_factory=list)
    differences: dict[str, dict[str, object]] = field(default_factory=dict)

    def compare(self, name: str, before: object, after: object) -> None:
        """Note a change of a field, if it is one."""
        if before != after:
            self.lines.append(f"{name}: {in_short(before)} -> {in_short(after)}")

    def keep(self, name: str, what: str, said: object) -> None:
        """Note that a curator's `what` stays although the machine now says otherwise."""
        self.differences.setdefault(name, {})[what] = said


def in_short(value: object) -> str:
    """A value on one short line: a long text is cut, a list counted."""
    if isinstance(value, list):
        return f"{len(value)} parts"
    words = " ".join(str("none" if value in (None, "") else value).split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 2]} …"
