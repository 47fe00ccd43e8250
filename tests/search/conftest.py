"""A real index in a folder of the test's own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from haystack import connections

from archive.search.indexing import rebuild


@pytest.fixture
def index_dir(tmp_path: Path, settings: Any, db: None) -> Iterator[Path]:
    """Haystack points here as long as the test lasts; there is no index yet."""
    folder = tmp_path / "index"
    settings.DATA_DIR = tmp_path
    settings.INDEX_DIR = folder
    options = connections["default"].options
    before = options["PATH"]
    options["PATH"] = str(folder)
    connections["default"].reset_sessions()
    yield folder
    options["PATH"] = before
    connections["default"].reset_sessions()


@pytest.fixture
def found(index_dir: Path, client: Client) -> Callable[..., dict[str, Any]]:
    """Rebuild the index at the first call, then answer `found(q=…, year=[…])` as /search.json does."""
    built = False

    def ask(**parameters: Any) -> dict[str, Any]:
        nonlocal built
        if not built:
            rebuild()
            built = True
        response = client.get("/search.json", {name.rstrip("_"): value for name, value in parameters.items()})
        assert response.status_code == 200
        answer: dict[str, Any] = response.json()
        return answer

    return ask


def titles(answer: dict[str, Any]) -> list[str]:
    return [result["title"] for result in answer["results"]]


def counts(answer: dict[str, Any], facet: str) -> dict[str, int]:
    return {choice["value"]: choice["count"] for choice in answer["facets"].get(facet, []) if choice["count"]}
