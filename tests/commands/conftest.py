"""Data of one test: originals, index and articles in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from haystack import connections


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, settings: Any, db: None) -> Iterator[Path]:
    folder = tmp_path / "data"
    folder.mkdir()
    settings.DATA_DIR, settings.INDEX_DIR = folder, folder / "index"
    settings.ORIGINALS_DIR = folder / "originals"
    options = connections["default"].options
    before, options["PATH"] = options["PATH"], str(folder / "index")
    connections["default"].reset_sessions()
    yield folder
    options["PATH"] = before
    connections["default"].reset_sessions()
