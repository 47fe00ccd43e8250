"""Commands run as a user runs them: in processes of their own, on data folders of their own."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

REPO_ROOT = Path(__file__).resolve().parent.parent.parent
SET_BY_TESTS = ("DJANGO_SETTINGS_MODULE", "DJANGO_ALLOW_ASYNC_UNSAFE", "MAKEFLAGS", "MAKELEVEL", "MFLAGS")


def environment(data_dir: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in SET_BY_TESTS}
    return kept | {"ARCHIVE_DATA_DIR": str(data_dir), "WEB_CONCURRENCY": "1"}


def manage(data_dir: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=REPO_ROOT, env=environment(data_dir), text=True, capture_output=True, timeout=300, check=False
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(url: str, within: float = 30) -> bool:
    """Whether the address answers with success before `within` seconds are over."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=10) as response:  # noqa: S310 - our own server
                return response.status == 200
        except OSError:
            time.sleep(0.05)
    return False


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


@pytest.fixture(scope="session")
def prepared_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A data folder after the first `manage.py prepare`, and what that said."""
    data_dir = tmp_path_factory.mktemp("prepared")
    result = manage(data_dir, "prepare")
    assert result.returncode == 0, result.stderr
    return data_dir, result.stdout


@pytest.fixture
def prepared(prepared_once: tuple[Path, str], tmp_path: Path) -> Path:
    """A copy of it for one test alone."""
    return Path(shutil.copytree(prepared_once[0], tmp_path / "data"))
