"""A small archive with nothing off: two text files, taken in and indexed."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.checking import findings
from archive.checking.findings import Finding
from archive.ingest.loader import Ingest
from archive.models import Accession
from archive.search.indexing import index_pending
from tests.commands.conftest import data_dir as data_dir
from tests.ingest.rows import store_records
from tests.ingest.texts import BRIDGE, write


@pytest.fixture(autouse=True)
def _without_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else is at work in most tests."""
    monkeypatch.setattr(findings, "PAUSE", 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What is taken in: one.txt and two.txt."""
    write(tmp_path / "articles", "one.txt")
    write(tmp_path / "articles", "two.txt", BRIDGE)
    return tmp_path / "articles"


@pytest.fixture
def archive(data_dir: Path, folder: Path) -> Path:
    """The data folder after that."""
    store_records()
    assert [outcome.outcome for outcome in Ingest([folder]).outcomes()] == ["created", "created"]
    index_pending()
    return data_dir


def nobody_looks(number: int) -> None:
    """Progress that is shown to nobody."""


def sum_of(name: str) -> str:
    """The sum under which a file was taken in."""
    return Accession.objects.get(path=name).sha256


def told(found: list[Finding]) -> list[tuple[str, str]]:
    """What was found, as (kind, where and what)."""
    return [(finding.kind.heading, f"{finding.where}: {finding.what}") for finding in found]


def kinds(found: list[Finding]) -> list[str]:
    return [finding.kind.heading for finding in found]
