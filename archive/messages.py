"""What pure code has to say to a reader: an English sentence and what stands in it, translated where it is shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, init=False)
class Message:
    """`text` with `%(name)s` for each parameter; `makemessages` finds it. As a string it is English."""

    text: str
    parameters: tuple[tuple[str, object], ...]

    def __init__(self, text: str, **parameters: object) -> None:
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "parameters", tuple(parameters.items()))

    def __str__(self) -> str:
        return self.text % dict(self.parameters)
