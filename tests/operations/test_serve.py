import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.operations.conftest import Start
from tests.site import answers, free_port, manage

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="There is no /proc to see children in.")


def children(process: subprocess.Popen[str]) -> dict[str, int]:
    """The process ids of gunicorn and of the workers that `manage.py serve` started."""
    found = {}
    for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split():
        words = Path(f"/proc/{pid}/cmdline").read_text()
        name = "gunicorn" if "gunicorn" in words else "worker for long work" if "\0long\0" in words else "worker"
        found[name] = int(pid)
    return found


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def serve(start: Start, data_dir: Path) -> tuple[subprocess.Popen[str], str, dict[str, int]]:
    """A server that answers: its process, its address, its children."""
    process = start(data_dir, sys.executable, "manage.py", "serve", "--port", "0")
    assert process.stdout
    said: list[str] = []
    while not (address := re.search(r"http://\S+", "".join(said))):
        said.append(process.stdout.readline())
        assert said[-1], said
    assert answers(address.group() + "healthz")
    pids = children(process)
    assert set(pids) == {"gunicorn", "worker", "worker for long work"}
    return process, address.group(), pids


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signal_stops_both_children(start: Start, prepared: Path, number: signal.Signals) -> None:
    process, address, pids = serve(start, prepared)
    process.send_signal(number)
    assert process.wait(60) == 0
    assert not any(map(is_running, pids.values()))
    assert not answers(address + "healthz", within=0.2)


@pytest.mark.parametrize(("victim", "words"), [("gunicorn", "web server"), ("worker", "worker")])
def test_death_of_one_child_ends_all_with_an_error(start: Start, prepared: Path, victim: str, words: str) -> None:
    process, _, pids = serve(start, prepared)
    os.kill(pids[victim], signal.SIGKILL)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert f"The {words} ended by itself, so all was stopped." in said
    deadline = time.monotonic() + 30  # gunicorn's own children notice that it is gone
    while any(map(is_running, pids.values())) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(map(is_running, pids.values()))


def test_port_in_use_is_one_clear_line(prepared: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = manage(prepared, "serve", "--port", str(port))
    assert result.returncode == 1
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        f"CommandError: Cannot listen on 127.0.0.1:{port}: Address already in use. Try another: make serve PORT=8001"
    ]


def test_background_work_is_done(start: Start, prepared: Path) -> None:
    serve(start, prepared)
    asked = (
        "from archive.models import Article; from archive.tasks import request_indexing; "
        "request_indexing(Article.objects.filter(pk__in=[Article.objects.first().pk]))"
    )
    assert manage(prepared, "shell", "--verbosity", "0", "-c", asked).returncode == 0
    left = "from archive.models import Article; print(Article.objects.awaiting_index().count())"
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if manage(prepared, "shell", "--verbosity", "0", "-c", left).stdout.strip() == "0":
            return
    pytest.fail("The article was not indexed.")


def test_index_that_is_gone_is_made_anew_while_it_serves(start: Start, prepared: Path) -> None:
    shutil.rmtree(prepared / "index")
    process = start(prepared, sys.executable, "manage.py", "serve", "--port", "0")
    assert process.stdout
    # The web server says first that it is not well yet.
    found = (re.search(r"http://\S+", line) for line in iter(process.stdout.readline, ""))
    address = next(match.group() for match in found if match)
    assert answers(address + "search.json?q=summit")


def test_database_that_was_never_prepared_is_one_clear_line(tmp_path: Path) -> None:
    result = manage(tmp_path, "serve", "--port", "0")
    assert (result.returncode, result.stdout, len(result.stderr.splitlines())) == (1, "", 1)
    assert "manage.py serve --prepare" in result.stderr


def test_make_serve_says_where_and_how_to_curate(start: Start, prepared: Path) -> None:
    port = free_port()
    process = start(prepared, "make", "--no-print-directory", "serve", f"VENV={sys.prefix}", f"PORT={port}")
    assert answers(f"http://127.0.0.1:{port}/healthz")
    process.terminate()
    said, _ = process.communicate(timeout=60)
    assert f"http://127.0.0.1:{port}/" in said
    assert "manage.py createsuperuser" in said
    assert not answers(f"http://127.0.0.1:{port}/healthz", within=0.2)
