"""An item that was read: what a worker process hands back."""

from __future__ import annotations

from dataclasses import dataclass

from archive.ingest.items import Item
from archive.ingest.page_facts import Fact
from archive.ingest.sidecars import Sidecar
from archive.ingest.understanding import Reading


@dataclass(frozen=True)
class ReadItem:
    item: Item
    sidecar: Sidecar
    encoding: str
    text: str
    url: Fact | None  # where the page says it stands, or was captured
    reading: Reading
    band_keys: tuple[int, ...]  # of the reading's body

    @property
    def name(self) -> str:
        return self.item.name

    @property
    def data(self) -> bytes:
        return self.item.data

    @property
    def sha256(self) -> str:
        return self.item.sha256
