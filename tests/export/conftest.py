"""Two articles taken in, so that there is something to export."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from archive.ingest.loader import Ingest
from tests.ingest.rows import store_records
from tests.ingest.texts import BRIDGE, write


@pytest.fixture
def articles(tmp_path: Path, settings: Any, db: None) -> Path:
    settings.ORIGINALS_DIR = tmp_path / "originals"
    store_records()
    folder = tmp_path / "articles"
    write(folder, "a/one.txt", sidecar="url: https://example.org/one")
    write(folder, "two.txt", BRIDGE.replace("a clerk", "Mr Ivanov"))
    list(Ingest([folder]).outcomes())
    return folder
