from __future__ import annotations

import signal
import socket
import subprocess  # noqa: S404 - the two programs it starts are named below
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.urls import reverse

from archive.management.commands.prepare import LOOKED_AFTER
from archive.tasks import LONG, update_index

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
EVERY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104 - compared with, not listened at
LOOK_EVERY = 0.2  # seconds
TASKS_EVERY = 0.4  # seconds between two looks of the worker: what is edited shall be found within one second
PATIENCE = 25  # seconds a process may take to end what it is at


class Command(BaseCommand):
    help = "Serve the archive: gunicorn for its pages and a worker for what is done in the background, until stopped."
    requires_system_checks: list[str] = []  # gunicorn's workers find the same, and `manage.py check` says it

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="The address to listen at (default: %(default)s).")
        parser.add_argument("--port", type=int, default=settings.PORT, help="0 takes any that is free.")
        parser.add_argument("--prepare", action="store_true", help="Do first what `manage.py prepare` does.")

    def handle(self, *args: Any, host: str, port: int, prepare: bool, verbosity: int, **options: Any) -> None:
        listening = _listening_socket(host, port)
        if prepare:
            for number in STOP_SIGNALS:
                signal.signal(number, _give_up)
            call_command("prepare", verbosity=verbosity)
        else:
            _request_work()
        servers = _Servers()
        with listening:
            host, port = listening.getsockname()[:2]
            servers.start("web server", _gunicorn(listening), pass_fds=[listening.fileno()])
        # The worker can wait: so the web server is up sooner, and its address is told once it answers.
        if servers.wait_for_answer(host, port):
            servers.start("worker", worker("default"))
            servers.start("worker for long work", worker(LONG))
            if verbosity > 0:
                self._announce(settings.BASE_URL if host in EVERY_ADDRESS else f"http://{_in_address(host)}:{port}")
        ended = servers.wait()
        if ended:
            raise CommandError(f"The {ended} ended by itself, so all was stopped.")

    def _announce(self, address: str) -> None:
        python = Path(sys.executable)
        if python.is_relative_to(Path.cwd()):
            python = python.relative_to(Path.cwd())
        self.stdout.write(f"{settings.SITE_NAME}: {address}/ (Ctrl-C stops it)")
        self.stdout.write(f"To curate, make an account:  {python} manage.py createsuperuser")
        self.stdout.write(f"and log in:                  {address}{reverse('admin:index')}")
        self.stdout.flush()


class _Servers:
    """Processes that live and end together."""

    def __init__(self) -> None:
        self._names: dict[subprocess.Popen[bytes], str] = {}
        self._is_stopping = False
        for number in STOP_SIGNALS:
            signal.signal(number, self._on_signal)

    def start(self, name: str, command: list[str], pass_fds: tuple[int, ...] | list[int] = ()) -> None:
        """Start one, in a session of its own: Ctrl-C reaches it through us, and once."""
        process = subprocess.Popen(  # noqa: S603 - no shell, and nothing a visitor typed
            command, cwd=settings.BASE_DIR, pass_fds=pass_fds, start_new_session=True
        )
        self._names[process] = name
        if self._is_stopping:
            process.terminate()

    def wait_for_answer(self, host: str, port: int) -> bool:
        """Wait until the web server answers; false where one ended, or was asked to, before it did."""
        while not self._is_stopping and all(process.poll() is None for process in self._names):
            try:
                connection = HTTPConnection(host, port, timeout=PATIENCE)
                connection.request("GET", "/healthz")
                connection.getresponse()
                connection.close()
            except OSError:
                time.sleep(LOOK_EVERY / 4)
            else:
                return True
        return False

    def wait(self) -> str:
        """Wait until one ends, then stop the others; the name of one that was not asked to end, or nothing."""
        while all(process.poll() is None for process in self._names):
            time.sleep(LOOK_EVERY)
        ended = next(name for process, name in self._names.items() if process.poll() is not None)
        was_asked = self._is_stopping
        self._stop()
        for process in self._names:
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        return "" if was_asked else ended

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self._stop()

    def _stop(self) -> None:
        self._is_stopping = True
        for process in self._names:
            if process.poll() is None:
                process.terminate()


def _request_work() -> None:
    """Have the worker make an index that is missing or damaged, do what it was stopped at, and look into the trash."""
    try:
        update_index.enqueue()
        for each in LOOKED_AFTER:
            each.enqueue()
    except DatabaseError as error:
        raise CommandError(
            f"The database cannot be used ({error}): `manage.py serve --prepare` brings it up to date."
        ) from error


def _give_up(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _gunicorn(listening: socket.socket) -> list[str]:
    where = f"fd://{listening.fileno()}"
    return [sys.executable, "-m", "gunicorn", "--config", "python:archive.gunicorn_conf", "--bind", where]


def worker(queue: str) -> list[str]:
    """The command that does the tasks of one queue."""
    options = ["--queue-name", queue, "--interval", str(TASKS_EVERY), "--no-startup-delay", "--no-reload"]
    return [sys.executable, "manage.py", "db_worker", *options]


def _listening_socket(host: str, port: int) -> socket.socket:
    """A bound socket for gunicorn to take over, so that nobody else can take the port between a look and its use."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CommandError(f"Cannot listen on {host}:{port}: {reason}. Try another: make serve PORT=8001") from error
    return listening
