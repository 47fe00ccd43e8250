"""The Makefile in an empty folder, with nothing to download."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.site import REPO_ROOT, environment

FAKE_PYTHON = "#!/bin/sh\nexit 1\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    shutil.copy(REPO_ROOT / "Makefile", tmp_path)
    for name in ("requirements.txt", "requirements-dev.txt"):
        (tmp_path / name).write_text("# nothing\n")
    return tmp_path


def make(checkout: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in environment(checkout).items() if name not in ("VENV", "PYTHON", "PORT")}
    command = ["make", "--no-print-directory", *words]
    return subprocess.run(command, cwd=checkout, env=env, text=True, capture_output=True, timeout=300, check=False)


def test_virtual_environment_is_made_once_and_follows_the_requirements(checkout: Path) -> None:
    first = make(checkout, "install")
    assert first.returncode == 0, first.stderr
    assert "Making a virtual environment in .venv" in first.stdout
    assert (checkout / ".venv" / "bin" / "python").exists()
    assert make(checkout, "install").stdout == "make: Nothing to be done for 'install'.\n"
    (checkout / "requirements.txt").write_text("# still nothing\n")
    again = make(checkout, "install")
    assert "Installing what requirements.txt names" in again.stdout
    assert "Making" not in again.stdout


def test_virtual_environment_whose_interpreter_is_gone_is_made_anew(checkout: Path) -> None:
    make(checkout, "install")
    (checkout / ".venv" / "bin" / "python").unlink()
    again = make(checkout, "install")
    assert again.returncode == 0, again.stderr
    assert "Making a virtual environment" in again.stdout


@pytest.mark.parametrize("python", ["no-such-python", "./unfit"])
def test_without_a_fitting_python_it_says_what_is_needed(checkout: Path, python: str) -> None:
    unfit = checkout / "unfit"
    unfit.write_text(FAKE_PYTHON)
    unfit.chmod(0o755)
    result = make(checkout, "serve", f"PYTHON={python}")
    assert result.returncode == 2
    assert f"No fitting Python was found (tried: {python})." in result.stderr
    assert "needs Python 3.11, 3.12 or 3.13" in result.stderr
    assert not (checkout / ".venv").exists()


def test_bench_runs_the_measurements_with_what_is_given(checkout: Path) -> None:
    program = checkout / "tests" / "bench" / "__main__.py"
    program.parent.mkdir(parents=True)
    program.write_text("import sys\nprint('measured', *sys.argv[1:])\n")
    assert "measured search --articles 100" in make(checkout, "bench", "ARGS=search --articles 100").stdout
