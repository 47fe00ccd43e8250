"""The authority files as a gazetteer, and rows and folders that belong to one test alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from archive.authorities import load_authorities
from archive.ingest.authority import Gazetteer
from archive.ingest.gazetteer import build_gazetteer
from tests.conftest import REPO_ROOT


@pytest.fixture(scope="session")
def gazetteer_of_files(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Gazetteer:
    """What the archive knows after `load_authorities` and `load_sample`; the rows are gone again afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_authorities(REPO_ROOT / "fixtures" / "authorities")
        load_authorities(REPO_ROOT / "fixtures" / "articles" / "authorities")
        gazetteer = build_gazetteer()
        transaction.set_rollback(True)
    return gazetteer


@pytest.fixture
def originals_dir(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """Original bytes of this test, and of no other."""
    folder = tmp_path / "originals"
    settings.ORIGINALS_DIR = folder
    yield folder
