"""Commands run as a user runs them: in processes of their own, on data folders of their own."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.site import REPO_ROOT, copied, environment

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start() -> Iterator[Start]:
    """Start a program in the repository; whatever of it still runs at the end is stopped."""
    started: list[subprocess.Popen[str]] = []

    def start(data_dir: Path, *command: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            command,
            cwd=REPO_ROOT,
            env=environment(data_dir),
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.terminate()
        process.communicate(timeout=60)


@pytest.fixture
def prepared(prepared_once: tuple[Path, str], tmp_path: Path) -> Path:
    """A copy of it for one test alone."""
    return copied(prepared_once[0], tmp_path)
