"""Short articles for the tests that take them in; about the people and summits of the small gazetteer."""

from __future__ import annotations

from pathlib import Path

HELSINKI = """\
Helsinki waits for two presidents

16 July 2018

By Tobias Renfrew

Vladimir Putin and Donald Trump will meet at the Helsinki summit on Monday, and the market square has been swept twice.

The traders say that Trump is expected to come by car and that Putin may be late, as he has often been before.

Nobody in the harbour knows what the two of them will talk about, and nobody has been asked to leave his stall.

© 2018 The Harbour Gazette
"""

BRIDGE = """\
A bridge is opened without a ribbon

3 May 2016

By Ilse Marrow

The new bridge over the river was opened on Tuesday by a clerk, because the mayor had missed the morning train.

It is longer than the old one and cheaper than the tunnel, and the buses have been told to use it from today.

No speeches were made, and the people who had come for the speeches went home again before it began to rain.
"""

HARBOUR_PARAGRAPH = (
    "Nobody in the harbour knows what the two of them will talk about, and nobody has been asked to leave"
)
ADDED = "A second swept square has been promised for the evening, when the cameras are expected to have gone home."


def with_paragraph(text: str, paragraph: str = ADDED) -> str:
    """The text with one more paragraph before the third."""
    return text.replace(HARBOUR_PARAGRAPH, f"{paragraph}\n\n{HARBOUR_PARAGRAPH}")


def write(folder: Path, name: str, content: str | bytes = HELSINKI, sidecar: str = "") -> Path:
    """Write an article's file, perhaps with a sidecar; its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    if sidecar:
        path.with_suffix(".yaml").write_text(sidecar, encoding="utf-8")
    return path
